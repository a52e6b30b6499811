"""What the fast tagger's second stage sees: a window around one cue, as columns of integer keys."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from operator import or_

from corpus_cli.extraction.features import Column, Row, Template, expanded, near


@dataclass(frozen=True, slots=True)
class CueWindow:
    """A cue candidate and the positions that its source and content are looked for in.

    ``start`` and ``end`` are the cue's positions; ``first`` and ``last`` the window's, which lies in one sentence.
    """

    start: int
    end: int
    first: int
    last: int

    def within(self, first: int, last: int) -> CueWindow:
        """Cut the window to positions from ``first`` to ``last``, which hold the cue; wider bounds cut nothing."""
        if first <= self.first and last >= self.last:
            return self
        return CueWindow(self.start, self.end, max(self.first, first), min(self.last, last))


WINDOW_REACH = 100
"""A window stops this many positions to either side of its cue: enough for 99 % of sentences; it bounds the work."""


_AT_CUE = 31
# Steps to the cue from the positions left of it (nearest last) and right of it.
_LEFT = [16 + near(away) for away in range(WINDOW_REACH)][::-1]
_RIGHT = [near(away) for away in range(WINDOW_REACH)]


CUE_TEMPLATES = (
    Template(0),
    Template(1, lambda key: ((key >> 22) << 5 | key >> 8 & 31) << 3 | key >> 5 & 7),
    Template(2),
    Template(1, lambda key: key >> 8),
    *(Template(number) for number in range(3, 12)),
    Template(1, lambda key: ((key >> 13) << 4 | key >> 5 & 7) << 5 | key & 31),
)


def cue_columns(row: Row, window: CueWindow) -> list[Column]:
    """Compute the templates of the second stage, which look from one cue: a column of keys each over the window."""
    return expanded(window_columns(row, window), CUE_TEMPLATES)


def window_columns(row: Row, window: CueWindow) -> list[Column]:
    """Compute the columns that the second stage's templates are parts of."""
    words = row.words
    start, end, first, last = window.start, window.end, window.first, window.last
    head = max(range(start, end), key=lambda at: (words[at].cue, at))
    cue_word = words[head].id
    cue_tag = row.tags[head]
    cue_kind = (words[head].cue << 5 | cue_tag) << 5
    of_cue = row.quoted[head] >> 2 << 5 | cue_tag
    after = words[end].id
    bits = row.marks()
    # Left of the cue, from the cue outward; then the cue itself, then right of it.
    seen = list(accumulate(bits[start - 1 : first : -1], or_, initial=0))[::-1] if start > first else []
    seen += [0] * (end - start)
    seen += accumulate(bits[end : last - 1], or_, initial=0) if last > end else ()
    place = _LEFT[len(_LEFT) - (start - first) :] + [_AT_CUE] * (end - start) + _RIGHT[: last - end]
    tags = row.tags[first:last]
    quoted = row.quoted[first:last]
    ids = [word.id for word in words[first:last]]
    after_tags = row.tags[first + 1 : last + 1]
    before_tags = row.tags[first - 1 : last - 1]
    cue_word_side = cue_word << 5
    after_side = after << 5
    sides = [step >> 4 for step in place]
    joint = [(x << 9 | y) for x, y in zip(place, seen, strict=True)]
    return [
        [x << 5 | y for x, y in zip(place, tags, strict=True)],
        [(x << 5 | y) << 8 | of_cue for x, y in zip(joint, quoted, strict=True)],
        [x << 5 | y for x, y in zip(joint, tags, strict=True)],
        [cue_word_side | x for x in place],
        [(cue_word_side | x) << 5 | y for x, y in zip(sides, tags, strict=True)],
        [(cue_word << 1 | x) << 9 | y for x, y in zip(sides, seen, strict=True)],
        [after_side | x for x in place],
        [cue_kind | x for x in place],
        [(cue_kind | x) << 9 | y for x, y in zip(sides, seen, strict=True)],
        [((x << 5 | y) << 5 | z) << 5 | u for x, y, z, u in zip(place, before_tags, tags, after_tags, strict=True)],
        [x << 5 | y for x, y in zip(ids, place, strict=True)],
        [(cue_word << 1 | x) << 16 | y for x, y in zip(sides, ids, strict=True)],
    ]


def cue_window(row: Row, start: int, end: int, reach: int = WINDOW_REACH) -> CueWindow:
    """Give a cue's window: its sentence, cut at the reach."""
    sentence = bisect_right(row.first, start) - 1
    first = max(row.first[sentence], start - reach)
    last = min(row.last[sentence], end + reach)
    return CueWindow(start, end, first, last)
