"""Words and word pieces as the model reads them, with offsets into the untouched text.

WordPiece with a pruned vocabulary, written out here because a cache of words is faster than a library and one
dependency less. The same code serves training and run time: whatever it does to odd characters, it does in both.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from corpus_cli.extraction.tagger.accurate.marks import INSIDE, OPENING, OUTSIDE, find_marks

PAD, UNK, CLS, SEP = range(4)
SPECIALS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
LOWER, CAPITALISED, CAPITALS = range(3)
_LONGEST_WORD = 100  # longer ones (addresses, base64) are unknown to the model

# letters and digits with combining accents and soft hyphens inside | -- | ... | `` '' | one mark
_WORD = re.compile(
    r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\ufeff])*+|-{2,}+|\.{3,}+|``|''|[^\s\u00ad\u200b-\u200d\ufeff]"
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\ufeff]")
_SAME = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'", "′": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "``": '"', "''": '"', "″": '"',
    "–": "—", "―": "—", "‒": "—", "‐": "-", "‑": "-", "−": "-",
    "●": "•", "▪": "•", "■": "•", "·": "•", "*": "•",
}  # fmt: skip


class Word(NamedTuple):
    """A word or mark of the text, half open in code points; ``case`` and ``side`` are embedding indexes."""

    start: int
    end: int
    ids: tuple[int, ...]
    case: int
    side: int


class Vocabulary:
    """The model's word pieces; the index of a piece is its line in the file."""

    def __init__(self, pieces: list[str]) -> None:
        self.pieces = pieces
        self._index = {piece: index for index, piece in enumerate(pieces)}
        self._cache: dict[str, tuple[tuple[int, ...], int]] = {}

    @classmethod
    def load(cls, path: Path) -> Vocabulary:
        """Read one piece a line."""
        return cls(path.read_text(encoding="utf-8").rstrip("\n").split("\n"))

    def words(self, text: str, start: int, end: int) -> list[Word]:
        """Read the paragraph ``text[start:end]``; offsets are into ``text``."""
        paragraph = text[start:end]
        marks = {mark.start: mark.side for mark in find_marks(paragraph)}
        side = OUTSIDE
        cache = self._cache
        words = []
        for match in _WORD.finditer(paragraph):
            first, last = match.span()
            form = match.group()
            if first in marks:
                ids, case = self.look_up('"')
                turn = marks[first]
                words.append(Word(start + first, start + last, ids, case, turn))
                side = INSIDE if turn == OPENING else OUTSIDE
                continue
            known = cache.get(form)
            if known is None:
                known = self.look_up(form)
            words.append(Word(start + first, start + last, known[0], known[1], side))
        return words

    def look_up(self, form: str) -> tuple[tuple[int, ...], int]:
        """Split one word into pieces: the longest piece first, as WordPiece does; also tell its case."""
        known = self._cache.get(form)
        if known is None:
            plain = _plain(form)
            known = self._split(plain), _case(form)
            if len(self._cache) < 200_000:
                self._cache[form] = known
        return known

    def _split(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST_WORD:
            return (UNK,)
        ids = []
        at = 0
        while at < len(word):
            for end in range(len(word), at, -1):
                index = self._index.get(word[at:end] if at == 0 else "##" + word[at:end])
                if index is not None:
                    break
            else:
                return (UNK,)
            ids.append(index)
            at = end
        return tuple(ids) or (UNK,)


def _plain(form: str) -> str:
    if form in _SAME:
        return _SAME[form]
    if form.startswith("--"):
        return "—"
    if form.startswith("..."):
        return "…"
    if form.isascii():
        return form.lower()
    bare = _INVISIBLE.sub("", form)
    return "".join(c for c in unicodedata.normalize("NFD", bare.lower()) if unicodedata.category(c) != "Mn")


def _case(form: str) -> int:
    if not form[0].isupper():
        return LOWER
    return CAPITALS if len(form) > 1 and form.isupper() else CAPITALISED
