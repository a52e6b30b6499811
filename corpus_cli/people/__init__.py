"""Speakers across articles: one identity for one person. Pure: no database, no clock."""
