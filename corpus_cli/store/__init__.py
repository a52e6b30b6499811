"""ROWS: the only room that knows SQL."""
