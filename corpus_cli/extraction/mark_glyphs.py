"""The glyphs that quotation marks are written with in whatever language, for all who look at one.

Which of them opens, closes or is an apostrophe is for quotations.py to say: “ closes in German, » opens in Danish.
"""

from __future__ import annotations

DOUBLE = '"“”„‟«»″＂❝❞'
SINGLE = "'‘’‚‛‹›`´"
# ″ (double prime) closes what `` opens in the archives of one agency.
OPENING = "\"“„‟«＂❝'‘‚‛‹`"
"""Those that open in English print, and „ « ‹; good enough to tell what stands before a word that begins something."""

GLYPHS = DOUBLE + SINGLE
TOKENS = frozenset(GLYPHS) | {"``", "''"}
"""Marks as tokens: "``" and "''" as well."""

_PLAIN = {"´": "’", "＂": '"', "❝": "“", "❞": "”"}


def plain_marks(text: str) -> str:
    """Show rare ways of writing marks as the usual ones, every offset kept: ´ for an apostrophe, ＂, ❝ ❞, ‘‘ ’’."""
    for rare, usual in _PLAIN.items():  # str.translate would go through every character
        text = text.replace(rare, usual)
    return text.replace("‘‘", "``").replace("’’", "''") if "‘‘" in text else text
