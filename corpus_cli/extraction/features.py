"""What the fast tagger sees of a document: the same code in training and at run time.

A document is laid out as one row of positions, each sentence followed by two pads, so that every template is computed
for the whole document by a few C-level passes. Words are described once per word type (``Word``); templates over
neighbouring words are integer keys. ``Lexicon`` is what was counted on the training articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import or_

from corpus_cli.extraction.word_types import Lexicon, Word
from corpus_cli.records import Document

PADS = 2
"""Pads behind each sentence (and before the first): templates look at most two words to either side."""


@dataclass(slots=True)
class Row:
    """A document laid out: one entry a position, pads between sentences.

    ``first`` is each sentence's first position and ``last`` the one behind its last; token ``i`` of sentence ``s``
    stands at ``first[s] + i - document.sentences[s].start``. ``tags`` are parts of speech, filled in by the tagger.
    """

    words: list[Word]
    first: list[int]
    last: list[int]
    quoted: list[int]
    place: list[int]
    tags: list[int] = field(default_factory=list)
    _marks: list[int] = field(default_factory=list)

    def marks(self) -> list[int]:
        """Give what each position's word does to the stretch it stands in: ``_MARK_BITS``, or 128 for a likely cue."""
        if not self._marks:
            self._marks = [128 if word.cue >= CUE_LEVEL else word.mark for word in self.words]
        return self._marks

    def token_index(self, document: Document) -> list[int]:
        """Map positions to token indexes (pads to the next token)."""
        index: list[int] = [0] * len(self.words)
        for (start, end), first in zip(document.sentences, self.first, strict=True):
            index[first : first + end - start] = range(start, end)
        return index


def lay_out(document: Document, lexicon: Lexicon) -> Row:
    """Lay a document's tokens out as a row."""
    seen = lexicon.seen
    if len(seen) > 200_000:
        seen.clear()
    described: list[Word] = []
    for _, _, text in document.tokens:
        found = seen.get(text)
        if found is None:
            found = seen[text] = lexicon.describe(text)
        described.append(found)
    pads = [lexicon.pad] * PADS
    words: list[Word] = list(pads)
    first, last = [], []
    for start, end in document.sentences:
        first.append(len(words))
        words += described[start:end]
        last.append(len(words))
        words += pads
    quoted = [0] * len(words)
    _mark_quotations(document, first, quoted)
    return Row(words, first, last, quoted, _places(document, first, last, quoted, len(words)))


def _mark_quotations(document: Document, first: Sequence[int], quoted: list[int]) -> None:
    """Write each position's place within a quotation: 0 outside; opening mark, first word, inside, last, closing mark,
    for short (up to 3 tokens: often a scare quote), middling and long (10 and more) quotations.
    """
    tokens = document.tokens
    sentence = 0
    sentences = document.sentences
    count = len(tokens)
    index = 0
    for start, end, inner, closed, _ in document.quotations:
        while index < count and tokens[index].start < start:
            index += 1
        begin = index
        while index < count and tokens[index].start < end:
            index += 1
        size = index - begin
        if not size:
            continue
        length = 1 if size <= 5 else 2 if size <= 11 else 3
        for at in range(begin, index):
            while sentences[sentence].end <= at:
                sentence += 1
            token = tokens[at]
            if token.start < inner.start:
                part = 1
            elif token.start >= inner.end:
                part = 5
            elif at == begin + 1:
                part = 2
            elif closed and at == index - 2:
                part = 4
            else:
                part = 3
            quoted[first[sentence] + at - sentences[sentence].start] = part * 4 + length


def _places(
    document: Document, first: Sequence[int], last: Sequence[int], quoted: Sequence[int], size: int
) -> list[int]:
    """Describe each position's sentence: where in its paragraph and article, whether it holds quotation marks."""
    place = [0] * size
    paragraph = 0
    paragraphs = document.paragraphs
    before = 0
    for number, (start, end) in enumerate(document.sentences):
        while paragraphs[paragraph].end <= start:
            paragraph += 1
        opens = start == paragraphs[paragraph].start
        closes = end == paragraphs[paragraph].end
        here = quoted[first[number] : last[number]]
        holds = 0 if not any(here) else 1 if 0 in here else 2
        value = (paragraph == 0) + 2 * opens + 4 * closes + 8 * holds + 24 * (0 if opens else before)
        place[first[number] : last[number]] = [value] * (end - start)
        before = holds + (3 if here[-1] and here[-1] < 20 else 0)
    return place


def near(distance: int) -> int:
    """Fold a distance in words into eight steps."""
    return distance if distance < 5 else 5 if distance < 8 else 6 if distance < 13 else 7 if distance < 25 else 8


_STEPS = [near(distance) for distance in range(400)]

Column = list[int]


Part = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Template:
    """What a table of weights is keyed by: a part of the keys of a column (by its number); all of them if null.

    Several templates may read one column, so that the run time looks up their sum at once.
    """

    column: int
    part: Part | None = None


def columns(row: Row) -> list[Column]:
    """Compute the joint tagger's templates: one column of integer keys a template, one key a position.

    Keys of different templates live in different tables; the order of the columns is part of the model.
    """
    return expanded(joint_columns(row), JOINT_TEMPLATES)


def expanded(keys: Sequence[Column], templates: Sequence[Template]) -> list[Column]:
    """Give each template's column of keys, from the columns that templates are parts of."""
    return [list(map(one.part, keys[one.column])) if one.part else keys[one.column] for one in templates]


def _setting(key: int) -> int:
    """Take the sentence's place and the position's place in a quotation from a key of the layout's column."""
    return (key >> 23) << 5 | key >> 13 & 31


JOINT_TEMPLATES = (
    *(Template(number) for number in (0, 1)),
    Template(2, lambda key: key >> 8),
    Template(2, lambda key: key & 0xFFFF),
    *(Template(number) for number in range(2, 10)),
    Template(10, lambda key: key >> 8 & 0x7FFF),
    Template(10, lambda key: _setting(key) << 4 | key >> 4 & 15),
    Template(10, lambda key: _setting(key) << 4 | key & 15),
    *(Template(number) for number in range(11, 16)),
)


def joint_columns(row: Row) -> list[Column]:
    """Compute the columns that the joint tagger's templates are parts of."""
    words = row.words
    w = [word.id for word in words]
    g = [word.cue for word in words]
    t = row.tags
    q = row.quoted
    size = len(words)
    blank = [0]

    w16 = [x << 16 for x in w]
    t8 = [x << 8 for x in t]
    t16 = [x << 16 for x in t]
    tg = [x << 3 | y for x, y in zip(t, g, strict=True)]
    before_t8 = blank + t8[:-1]
    after_t = t[1:] + blank
    before_w16 = blank + w16[:-1]
    after_w = w[1:] + blank
    back, ahead = _pointers(row)
    back_word, back_step, back_marks = back
    ahead_word, ahead_step, ahead_marks = ahead
    place = row.place

    return [
        list(map(or_, before_w16, w)),
        list(map(or_, w16, after_w)),
        list(map(or_, map(or_, [x << 16 for x in blank + t[:-1]], t8), after_t)),
        list(map(or_, map(or_, [x << 16 for x in [0, 0, *t[:-2]]], before_t8), t)),
        list(map(or_, map(or_, t16, [x << 8 for x in after_t]), [*t[2:], 0, 0])),
        [x << 4 | y for x, y in zip(back_word, back_step, strict=True)],
        [x << 4 | y for x, y in zip(ahead_word, ahead_step, strict=True)],
        [(x << 4 | y) << 8 | z for x, y, z in zip(back_marks, back_step, t, strict=True)],
        [(x << 4 | y) << 8 | z for x, y, z in zip(ahead_marks, ahead_step, t, strict=True)],
        [(x << 9 | y) << 5 | z for x, y, z in zip(back_marks, ahead_marks, q, strict=True)],
        [
            ((((x << 5 | y) << 5 | z) << 5 | u) << 4 | v) << 4 | k
            for x, y, z, u, v, k in zip(place, blank + q[:-1], q, q[1:] + blank, back_step, ahead_step, strict=True)
        ],
        [(x << 10 | y) for x, y in zip(back_word, tg, strict=True)],
        [(x << 10 | y) for x, y in zip(ahead_word, tg, strict=True)],
        [(x << 16 | y) for x, y in zip(back_word, ahead_word, strict=True)],
        [(x << 8 | y) for x, y in zip(w, place, strict=True)],
        [x << 9 | y << 5 | z for x, y, z in zip(w, g, q, strict=True)] if size else [],
    ]


CUE_LEVEL = 4
"""From this level on, a word counts as a likely cue that others point at."""


def _pointers(row: Row) -> tuple[tuple[Column, Column, Column], tuple[Column, Column, Column]]:
    """Point each position at the likely cue before it and the one behind it in its sentence.

    Each pointer is three columns: the cue's word id, the steps to it and the marks on the way (``_MARK_BITS``, and its
    level above them); zeros where there is none.
    """
    words = row.words
    size = len(words)
    steps = _STEPS
    sides = []
    for forward in (True, False):
        at_word, at_step, at_marks = [0] * size, [0] * size, [0] * size
        for first, last in zip(row.first, row.last, strict=True):
            word = marks = 0
            away = 0
            for i in range(first, last) if forward else range(last - 1, first - 1, -1):
                current = words[i]
                if word:
                    away += 1
                    at_word[i] = word
                    at_step[i] = steps[away] if away < 400 else 8
                    at_marks[i] = marks
                else:
                    at_marks[i] = marks
                if current.cue >= CUE_LEVEL:
                    word = current.id
                    away = 0
                    marks = 128 if current.cue < 5 else 256
                elif current.mark:
                    marks |= current.mark
        sides.append((at_word, at_step, at_marks))
    return sides[0], sides[1]


# How many of a word's features its neighbours see, by distance: the word itself shows all, the next but one its first.
SHOWN = {0: 8, -1: 6, 1: 6, -2: 4, 2: 4}
OFFSETS = (-2, -1, 0, 1, 2)


def names_of(word: Word, offset: int, shown: Mapping[int, int] = SHOWN) -> list[str]:
    """Name the features that a word at ``offset`` from a position contributes to it ("-1wsaid")."""
    return [f"{offset}{feature}" for feature in word.features[: shown[offset]]]


def names_at(
    row: Row, table: Sequence[Column], positions: Sequence[int], shown: Mapping[int, int] = SHOWN
) -> Iterator[list[str]]:
    """Name every feature at each of the positions, for training: what the run time sums from its tables."""
    words = row.words
    cache: dict[tuple[int, int], list[str]] = {}
    for position in positions:
        named: list[str] = []
        for offset in OFFSETS:
            word = words[position + offset]
            key = (id(word), offset)
            found = cache.get(key)
            if found is None:
                found = cache[key] = names_of(word, offset, shown)
            named += found
        named += [f"{number}:{column[position]}" for number, column in enumerate(table)]
        yield named


def part_columns(row: Row, positions: Sequence[int]) -> list[Column]:
    """Compute the part-of-speech templates at some positions: one column a template, one key a position."""
    words = row.words
    near = [words[at - 2 : at + 3] for at in positions]
    u, v, w, x, y = ([five[i].id for five in near] for i in range(5))
    a, b, c, d, e = ([five[i].kind for five in near] for i in range(5))
    bc = [left << 8 | right for left, right in zip(b, c, strict=True)]
    cd = [left << 8 | right for left, right in zip(c, d, strict=True)]
    ab = [left << 8 | right for left, right in zip(a, b, strict=True)]
    return [
        v,
        x,
        u,
        y,
        b,
        d,
        a,
        e,
        [left << 16 | right for left, right in zip(v, w, strict=True)],
        [left << 16 | right for left, right in zip(w, x, strict=True)],
        bc,
        cd,
        [left << 8 | right for left, right in zip(bc, d, strict=True)],
        [left << 8 | right for left, right in zip(ab, c, strict=True)],
        [left << 8 | right for left, right in zip(cd, e, strict=True)],
        ab,
        [left << 16 | right for left, right in zip(u, v, strict=True)],
        [left << 16 | right for left, right in zip(x, y, strict=True)],
        [row.place[at] & 1 for at in positions],
    ]


OWN_FEATURES = 3
"""How many of a word's features spell it (word, stem, ending); the rest are classes that thousands of words share."""

PART_FEATURES = 5
"""How many of a word's features its own part of speech is guessed from."""
