"""STATEMENTS ACROSS ARTICLES: one utterance, many reports."""
