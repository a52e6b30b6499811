"""DISK → ARTICLE: one reader per format."""
