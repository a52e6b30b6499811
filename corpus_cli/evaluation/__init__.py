"""MEASURES: statements against gold annotations, read from and written to brat standoff."""
