"""SPEAKERS ACROSS ARTICLES: one identity for one person."""
