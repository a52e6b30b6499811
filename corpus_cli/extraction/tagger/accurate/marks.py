"""Quotation marks as the model sees them: which mark opens, which closes, whatever their shape.

The model reads every outer quotation mark as ``"`` with its side given beside it, so that “curly”, "straight", ``TeX''
and ‘British’ marks look alike. This is a reading aid and forgives errors; the quotations shown to a user are found by
the quotation engine. Kept apart from it because the weights know this reading: change it and you must train again.
"""

from __future__ import annotations

import re
from typing import NamedTuple

OUTSIDE, OPENING, INSIDE, CLOSING = range(4)


class Mark(NamedTuple):
    """An outer quotation mark at ``start`` (code points into the string given), ``side`` OPENING or CLOSING."""

    start: int
    end: int
    side: int


# “ ” „ « » " ″ ``TeX'' and ‘ ’ '
_MARKS = re.compile(r"[“”„«»″\"]|``|''|[‘’']")
_SPACE_BEFORE = frozenset(" \t\n\r\u00a0\u2009\u200a\u202f([{—–-/")
_SPACE_AFTER = frozenset(" \t\n\r\u00a0\u2009\u200a\u202f)]},.;:!?—–-/")
_SINGLE = re.compile("[’']")
# Apostrophes that open a word and no quotation: 'em  'tis  '90s
_ELISION = re.compile(r"(?:em|tis|twas|til|cause|n|round|bout|\d\ds?)\b", re.IGNORECASE)


def find_marks(text: str) -> list[Mark]:
    """Find the outer quotation marks of one paragraph, in order.

    Single marks count only outside double ones, and only when they pair up within the paragraph.
    """
    marks: list[Mark] = []
    inside = ""  # the family of the open quotation: "" none, d double, s single
    single_closers: list[int] | None = None
    for match in _MARKS.finditer(text):
        start, end = match.span()
        shape = match.group()
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        if shape in "‘’'":
            if inside == "d":
                continue
            if inside == "s":
                if single_closers and start == single_closers[0]:
                    single_closers.pop(0)
                    marks.append(Mark(start, end, CLOSING))
                    inside = ""
                continue
            if shape == "’" or before not in _SPACE_BEFORE or not (after.isalnum() or after in '[…“"£$€'):
                continue
            if _ELISION.match(text, end) and shape == "'":
                continue
            closer = _single_closer(text, end)
            if closer is not None:
                marks.append(Mark(start, end, OPENING))
                inside, single_closers = "s", [closer]
            continue
        if inside == "s":
            continue
        # The surroundings first: ” stands at the beginning of many a quotation, and “ at the end.
        if before in _SPACE_BEFORE and after not in _SPACE_AFTER:
            side = OPENING
        elif before not in _SPACE_BEFORE and after in _SPACE_AFTER:
            side = CLOSING
        elif shape in "“„«``":
            side = OPENING
        elif shape in "”»″''":
            side = CLOSING
        else:
            side = CLOSING if inside else OPENING
        marks.append(Mark(start, end, side))
        inside = "d" if side == OPENING else ""
    return marks


def _single_closer(text: str, start: int) -> int | None:
    """Find where a single quotation opened just before ``start`` closes: behind punctuation if such a mark comes."""
    fallback = None
    stop = min(len(text), start + 2000)  # keeps a text full of apostrophes linear
    for match in _SINGLE.finditer(text, start, stop):
        at = match.start()
        after = text[at + 1] if at + 1 < len(text) else " "
        before = text[at - 1]
        if after.isalnum() or before.isspace():
            continue
        if before in ".,!?…;:":
            return at
        if before in "sS" and after == " " and at + 2 < len(text) and text[at + 2].islower():
            # ‘… the workers’ strike’: a possessive if another mark follows
            fallback = fallback if fallback is not None else at
            continue
        if fallback is None or before not in "sS":
            return at
    return fallback
