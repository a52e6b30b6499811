"""WORDS THE USER TYPES: flags → query → call → render."""
