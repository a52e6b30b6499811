"""Copies of a whole article: wire copy in two outlets, print and online, another day's edition."""

from __future__ import annotations

import re
import zlib

# Behind a stop with its closing marks, or at a line's end: "over.” He" | "it.\n\nThe"
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')]*\s+|\n\s*")
_WORD = re.compile(r"[^\W_]+")
# Shorter sentences are everybody's: "He declined to comment."
_MIN_WORDS = 6
# Fewer sentences than these are a brief; that two briefs are alike says little.
_MIN_SENTENCES = 3
# One sentence in four is enough to find a copy by; of a short article all are kept.
_SAMPLE = 4
_SHORT = 12
# A copy may be clipped and have a paragraph added: so much of the shorter stands in the longer, word for word …
_SHARE = 0.7
# … and the shorter is so much of the longer. A digest that holds a brief is no copy of it.
_LENGTH = 0.4

Sentences = dict[int, int]
"""An article's sentences: hash (below 2**31) → number of words."""


def sentences(text: str, start: int = 0) -> Sentences:
    """Hash the sentences of ``text`` from the offset ``start`` on; case, marks and white space do not count."""
    found: Sentences = {}
    for sentence in _SENTENCE_END.split(text[start:].lower()):
        words = _WORD.findall(sentence)
        if len(words) >= _MIN_WORDS:
            # Four bytes are plenty: a false match costs one comparison.
            found[zlib.crc32(" ".join(words).encode()) >> 1] = len(words)
    return found


def marks(text: str, start: int = 0) -> tuple[int, ...]:
    """Choose the hashes that an article's copies are found by, ascending; the choice is the same in every copy."""
    found = sorted(sentences(text, start))
    if len(found) < _MIN_SENTENCES:
        return ()
    return tuple(found if len(found) <= _SHORT else (mark for mark in found if mark % _SAMPLE == 0))


def are_copies(one: Sentences, other: Sentences) -> bool:
    """Tell whether two articles are one dispatch, by the words of the sentences that they share."""
    shorter, longer = sorted((one, other), key=lambda found: sum(found.values()))
    length = sum(shorter.values())
    if min(len(shorter), len(longer)) < _MIN_SENTENCES or length < _LENGTH * sum(longer.values()):
        return False
    return sum(words for mark, words in shorter.items() if mark in longer) >= _SHARE * length
