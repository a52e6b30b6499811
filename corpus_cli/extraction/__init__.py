"""TEXT → STATEMENTS: pure; no clock, no database, no files but its own data."""
