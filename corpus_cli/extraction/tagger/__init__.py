"""Taggers behind one door: a document in, attributions out."""
