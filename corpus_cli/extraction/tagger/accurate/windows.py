"""Windows: neighbouring paragraphs packed into sequences that the model reads at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus_cli.extraction.tagger.accurate.marks import INSIDE, OUTSIDE
from corpus_cli.extraction.tagger.accurate.pieces import CLS, LOWER, SEP, Word

LIMIT = 144  # word pieces of a window, specials included: 112 to 184 do equally well, 208 worse


@dataclass(slots=True)
class Window:
    """One sequence: pieces as the model takes them, and the words they stand for.

    ``firsts[k]`` is the index of word k's first piece; ``breaks`` holds the indexes of the words that open a paragraph.
    """

    ids: list[int] = field(default_factory=lambda: [CLS])
    cases: list[int] = field(default_factory=lambda: [LOWER])
    sides: list[int] = field(default_factory=lambda: [OUTSIDE])
    words: list[Word] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    def add(self, paragraph: Sequence[Word]) -> None:
        """Append a paragraph and its separator."""
        self.breaks.append(len(self.words))
        for word in paragraph:
            self.firsts.append(len(self.ids))
            self.words.append(word)
            count = len(word.ids)
            self.ids.extend(word.ids)
            self.cases.extend((word.case,) * count)
            self.sides.extend((word.side,) * count)
        self.ids.append(SEP)
        self.cases.append(LOWER)
        self.sides.append(OUTSIDE)


def pack(
    paragraphs: Sequence[Sequence[Word]], stops: frozenset[int], limit: int = LIMIT, first: int = LIMIT
) -> list[Window]:
    """Pack paragraphs into windows of at most ``limit`` pieces, the first window of at most ``first``.

    A paragraph longer than a window is cut, behind a sentence's end where there is one. ``stops`` holds the piece ids
    of the marks that end sentences. Every word falls into exactly one window.
    """
    windows: list[Window] = []
    current = Window()
    room = first
    for paragraph in paragraphs:
        for part in _cut(paragraph, stops, limit - 2):
            size = sum(len(word.ids) for word in part) + 1
            if current.words and len(current.ids) + size > room:
                windows.append(current)
                current = Window()
                room = limit
            current.add(part)
    if current.words:
        windows.append(current)
    return windows


def _cut(paragraph: Sequence[Word], stops: frozenset[int], most: int) -> list[Sequence[Word]]:
    if sum(len(word.ids) for word in paragraph) <= most:
        return [paragraph] if paragraph else []
    parts: list[Sequence[Word]] = []
    begin = size = 0
    best = -1  # the last sentence's end since ``begin``
    index = 0
    while index < len(paragraph):
        word = paragraph[index]
        if size + len(word.ids) > most and index > begin:
            end = best if best > begin + (index - begin) // 3 else index
            parts.append(paragraph[begin:end])
            begin = index = end
            size, best = 0, -1
            continue
        size += len(word.ids)
        index += 1
        if word.ids[0] in stops and word.side != INSIDE:
            best = index
    parts.append(paragraph[begin:])
    return parts
