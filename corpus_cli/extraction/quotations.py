"""Quotations: the text between marks, whatever the marks, and however careless their use.

Marks are read by their surroundings first and by their shape second, because straight marks have no shape and curly
ones are often turned the wrong way. One pass over the marks of each paragraph; nothing is carried over a paragraph's
end but the knowledge that a quotation was left open there, so one lost mark cannot turn the rest of an article inside
out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from corpus_cli.extraction.furniture import is_furniture
from corpus_cli.extraction.mark_glyphs import DOUBLE, GLYPHS
from corpus_cli.extraction.wordlists import word_set
from corpus_cli.records import Quotation, Span

Family = Literal["double", "single", "angle"]
Turn = Literal["opens", "closes", "either"]

# A straight pair of single marks ('') and LaTeX's `` are double marks.
_MARK = re.compile(r"''|``|[\"“”„‟«»‹›‘’‚‛'`″]")
_FURNITURE = 3  # a page's own lines between two paragraphs of an article
_OPENING_SHAPES = frozenset("“„‟«‹‘‚‛`") | {"``"}
_CLOSING_SHAPES = frozenset("”»›’")
_STRAIGHT = frozenset({'"', "''", "'", "″"})
# What may stand right before an opening mark, and right behind a closing one.
_BEFORE_OPENING = frozenset("([{<-–—―/=>|*•:")
_BEHIND_CLOSING = frozenset(".,;:!?)]}>-–—―/…|*")
_STRONG_BEFORE_CLOSING = frozenset(".,;:!?…-–—)")
# ’90s  ’em  'til  rock 'n' roll: an apostrophe in front of a word.
_ELISION = re.compile(
    r"\d\ds?\b|(?:em|til|till|tis|twas|twere|cause|cuz|coz|n|bout|round|nother|neath|gainst|ere|ave|im|un|kay|sup)\b",
    re.IGNORECASE,
)
# dogs’  goin'  o'  th': a word that may end in an apostrophe.
_CLIPPED = re.compile(r"(?:[sSzx]|[a-z]in|\b(?:an|th|o|ol|n))$")
# 6'2" and 5'10½": feet before the mark
_FEET = re.compile(r"\d['’′]\s?\d{1,2}[½¼¾]?$")
# `…, he said` behind a quotation whose closing mark was lost.
_LOST_CLOSE = re.compile(r",\s(?:(?:he|she|they|I|we)|(?:[A-Z][\w.’'-]{0,30}\s){0,3}[A-Z][\w.’'-]{0,30})\s(\w{2,12})\b")


class Mark(NamedTuple):
    """A quotation mark; ``turn`` says which way it faces, by its surroundings and its shape."""

    start: int
    end: int
    glyph: str
    family: Family
    turn: Turn
    # A closing single mark that may as well be an apostrophe (the dogs’ owner, goin' home).
    doubtful: bool = False
    strong: bool = False


def quotations_at(quotations: Sequence[Quotation], span: Span) -> Sequence[Quotation]:
    """List the quotations that touch ``span``, in time that does not grow with the number of the others."""
    first = bisect_right(quotations, span.start, key=lambda quotation: quotation.end)
    last = first
    while last < len(quotations) and quotations[last].start < span.end:
        last += 1
    return quotations[first:last]


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Find the quotations of ``text``, outermost only, in text order and without overlaps.

    ``paragraphs`` are character spans in text order. Offsets are code points into ``text``. A quotation left open ends
    with its paragraph (``closed`` false) and ``continues`` when the next paragraph opens with a mark or ends it.
    Stretches without a letter or digit are left out. The time taken is linear in the text.
    """
    marks = [_read_marks(text, paragraph) for paragraph in paragraphs]
    single_first = _singles_are_primary(text, marks)
    found: list[Quotation] = []
    for number, paragraph in enumerate(paragraphs):
        quotations = _pair(text, paragraph, marks[number], single_first)
        if quotations and not quotations[-1].closed and quotations[-1].end == paragraph.end:
            following = _behind_furniture(text, paragraphs, number + 1)
            first = marks[following][0] if following < len(marks) and marks[following] else None
            if first and first.start == paragraphs[following].start and first.turn != "closes":
                quotations[-1] = quotations[-1]._replace(continues=True)
        left_open = found and number and not found[-1].closed and found[-1].end == paragraphs[number - 1].end
        if left_open and quotations and _goes_on(text, paragraph, quotations[0]):
            found[-1] = found[-1]._replace(continues=True)
        found.extend(quotations)
    return tuple(found)


def _behind_furniture(text: str, paragraphs: Sequence[Span], number: int) -> int:
    """Step over what a page puts between two paragraphs: Advertisement | Hide Ad | Story continues below."""
    last = min(len(paragraphs), number + _FURNITURE)
    while number < last:
        if not is_furniture(text[slice(*paragraphs[number])]):
            break
        number += 1
    return number


def _goes_on(text: str, paragraph: Span, quotation: Quotation) -> bool:
    """Tell whether a paragraph's first words end a quotation that no mark of it opens."""
    unopened = quotation.start == quotation.inner.start
    return unopened and not any(map(str.isalnum, text[paragraph.start : quotation.start]))


def _read_marks(text: str, paragraph: Span) -> list[Mark]:
    """List the marks of one paragraph with the way each faces, leaving apostrophes out."""
    start, end = paragraph
    matches = list(_MARK.finditer(text, start, end))
    if not matches:
        return []
    # A mark beside another mark is judged by what lies beyond both: `"'Go,' she said"`.
    opens_after: list[bool] = []
    for index, match in enumerate(matches):
        a = match.start()
        if index and matches[index - 1].end() == a:
            opens_after.append(opens_after[-1])
        else:
            opens_after.append(a == start or text[a - 1].isspace() or text[a - 1] in _BEFORE_OPENING)
    closes_before = [False] * len(matches)
    for index in range(len(matches) - 1, -1, -1):
        b = matches[index].end()
        if index + 1 < len(matches) and matches[index + 1].start() == b:
            closes_before[index] = closes_before[index + 1]
        else:
            closes_before[index] = b >= end or text[b].isspace() or text[b] in _BEHIND_CLOSING
    marks = []
    for index, match in enumerate(matches):
        mark = _read_mark(text, paragraph, match, opens_after[index], closes_before[index])
        if mark is not None:
            marks.append(mark)
    return marks


def _read_mark(text: str, paragraph: Span, match: re.Match[str], may_open: bool, may_close: bool) -> Mark | None:
    a, b = match.span()
    glyph = match.group()
    before = text[a - 1] if a > paragraph.start else " "
    behind = text[b] if b < paragraph.end else " "
    family: Family = "double"
    if glyph in "«»‹›":
        family = "angle"
    elif glyph in "‘’‚‛'`":
        family = "single"
    turn: Turn = "either"
    if may_open and not may_close:
        turn = "opens"
    elif may_close and (not may_open or b >= paragraph.end):
        turn = "closes"
    elif glyph in _OPENING_SHAPES:
        turn = "opens"
    elif glyph in _CLOSING_SHAPES:
        turn = "closes"
    if family == "angle" and glyph in "«‹" and turn == "closes" and before.isspace():
        turn = "opens"
    if family == "angle" and behind.isspace() and a == paragraph.start and text.find("»", b, paragraph.end) < 0:
        return None  # « Previous story: a bullet or an arrow
    if family == "double":
        # 6'2" and 5" are measures; the second only if the quotation it would close is closed later (see _pair).
        if glyph in ('"', "''", "”", "″") and _FEET.search(text, max(paragraph.start, a - 6), a):
            return None
        if before.isdigit() and turn == "closes" and glyph in '"″':
            return Mark(a, b, glyph, family, turn, doubtful=True)
        return Mark(a, b, glyph, family, turn)
    if family == "angle":
        return Mark(a, b, glyph, family, turn)
    return _read_single(text, match, turn, before, behind)


def _read_single(text: str, match: re.Match[str], turn: Turn, before: str, behind: str) -> Mark | None:
    """Tell a single quotation mark from an apostrophe; None for the latter."""
    a, b = match.span()
    glyph = match.group()
    if before.isalnum() and behind.isalnum():
        return None
    if turn == "opens":
        if glyph == "’" or _ELISION.match(text, b) or not (behind.isalnum() or behind in '"“„.…$£€(['):
            return None
        return Mark(a, b, glyph, "single", "opens")
    if before.isspace() or glyph in "‚`":
        return None
    strong = before in _STRONG_BEFORE_CLOSING or before in DOUBLE
    doubtful = before.isdigit() or (
        not strong and behind.isspace() and _CLIPPED.search(text, max(0, a - 3), a) is not None
    )
    return Mark(a, b, glyph, "single", "closes", doubtful=doubtful, strong=strong)


def _singles_are_primary(text: str, marks: Sequence[Sequence[Mark]]) -> bool:
    """Tell whether speech stands in single marks ('…'), the British way: as many of those pairs as of double ones."""
    opened = closed = doubles = 0
    for paragraph in marks:
        for mark in paragraph:
            if mark.family == "double":
                doubles += mark.turn == "opens"
            elif mark.family == "single":
                opened += mark.turn == "opens"
                closed += mark.strong
    return min(opened, closed) >= max(1, doubles)


def _pair(text: str, paragraph: Span, marks: Sequence[Mark], single_first: bool) -> list[Quotation]:
    """Pair the marks of one paragraph into its outermost quotations."""
    quotations: list[Quotation] = []
    # How many double marks lie before each mark: a single quotation holds whole double ones only.
    doubles = [0]
    for mark in marks:
        doubles.append(doubles[-1] + (mark.family == "double"))
    index = 0
    done = paragraph.start
    while index < len(marks):
        mark = marks[index]
        if mark.family == "single":
            quotation, index = _pair_single(text, paragraph, marks, index, doubles, single_first, done)
        else:
            quotation, index = _pair_double(text, paragraph, marks, index, done)
        if quotation is not None:
            done = quotation.end
            if any(map(str.isalnum, text[quotation.inner.start : quotation.inner.end])):
                quotations.append(quotation)
    return quotations


def _pair_double(
    text: str, paragraph: Span, marks: Sequence[Mark], index: int, done: int
) -> tuple[Quotation | None, int]:
    """Read the quotation that the double or angle mark at ``index`` opens; return it and the index to go on from."""
    opening = marks[index]
    if opening.turn == "closes" or (opening.turn == "either" and opening.end >= paragraph.end):
        return _unopened(text, done, opening), index + 1
    depth: list[str] = []
    position = index + 1
    while position < len(marks):
        mark = marks[position]
        if mark.family != opening.family:
            position += 1
        elif mark.turn == "opens" and mark.glyph != "„" and _low_closes(opening, mark, depth):
            return _closed(opening, mark), position + 1
        elif mark.turn == "opens":
            if _same_style(mark.glyph, depth[-1] if depth else opening.glyph):
                verdict = _second_opening(marks, position)
                if verdict == "closes" and mark.glyph in _STRAIGHT:
                    if not depth:
                        return _closed(opening, mark), position + 1
                    depth.pop()
                    position += 1
                    continue
                if verdict != "nested":
                    return _unclosed(text, opening, _before(text, mark.start)), position
            depth.append(mark.glyph)
            position += 1
        elif mark.doubtful and _closed_later(marks, position, opening.family):
            position += 1
        elif depth and (mark.turn == "closes" or _same_style(mark.glyph, depth[-1])):
            depth.pop()
            position += 1
        else:
            return _closed(opening, mark), position + 1
    if depth and len(marks) > index + 1:
        # An inner quotation swallowed the outer one's mark: the last closing mark closes both.
        last = next((m for m in reversed(marks[index + 1 :]) if m.family == opening.family and m.turn != "opens"), None)
        if last is not None and last.end >= paragraph.end - 1:
            return _closed(opening, last), len(marks)
    quotation = _unclosed(text, opening, paragraph.end)
    position = index + 1
    while position < len(marks) and marks[position].start < quotation.end:
        position += 1
    return quotation, position


def _same_style(glyph: str, other: str) -> bool:
    return (glyph in _STRAIGHT) == (other in _STRAIGHT)


def _low_closes(opening: Mark, mark: Mark, depth: Sequence[str]) -> bool:
    """„Los“: the mark that opens English quotations closes German ones, unless it plainly opens one inside."""
    return opening.glyph == "„" and mark.glyph == "“" and not depth and mark.turn != "opens"


def _second_opening(marks: Sequence[Mark], position: int) -> Literal["nested", "closes", "lost"]:
    """Judge a mark that opens while a quotation of its style is open, by the marks that follow.

    open, close, close: one inside the other. open, close: the first was never closed. Nothing or another opening mark:
    this one stands for a closing mark with its space on the wrong side (`"Go, "he said.`).
    """
    family = marks[position].family
    turns = []
    for mark in marks[position + 1 : position + 8]:
        if mark.family == family:
            turns.append(mark.turn)
            if len(turns) == 2:
                break
    if not turns or turns[0] == "opens":
        return "closes"
    if len(turns) == 2 and turns[1] != "opens":
        return "nested"
    return "lost"


def _closed_later(marks: Sequence[Mark], position: int, family: Family) -> bool:
    """Tell whether another closing mark follows before an opening one: then `5"` was a measure."""
    for mark in marks[position + 1 : position + 8]:
        if mark.family == family:
            return mark.turn == "closes"
    return False


def _pair_single(
    text: str,
    paragraph: Span,
    marks: Sequence[Mark],
    index: int,
    doubles: Sequence[int],
    single_first: bool,
    done: int,
) -> tuple[Quotation | None, int]:
    """Read the quotation that the single mark at ``index`` opens, if it is no apostrophe."""
    opening = marks[index]
    if opening.turn != "opens":
        if single_first and opening.strong and done == paragraph.start:
            return _unopened(text, done, opening), index + 1
        return None, index + 1
    best: int | None = None
    position = index + 1
    while position < len(marks):
        mark = marks[position]
        if mark.family == "single":
            if mark.turn == "opens":
                # ‘He said, ‘Go,’ and left,’ is rarer than a lost mark; only double marks nest here.
                break
            if (doubles[position] - doubles[index]) % 2 == 0:
                if mark.strong or not mark.doubtful:
                    best = position
                    break
                if best is None:
                    best = position
        position += 1
    if best is not None:
        return _closed(opening, marks[best]), best + 1
    if single_first and (opening.start == paragraph.start or text[opening.start - 2] in ",:.?!"):
        end = paragraph.end if position >= len(marks) else _before(text, marks[position].start)
        quotation = _unclosed(text, opening, end)
        while index < len(marks) and marks[index].start < quotation.end:
            index += 1
        return quotation, index
    return None, index + 1


def _before(text: str, end: int) -> int:
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


def _closed(opening: Mark, closing: Mark) -> Quotation:
    return Quotation(opening.start, closing.end, Span(opening.end, closing.start))


def _unclosed(text: str, opening: Mark, end: int) -> Quotation:
    """Build a quotation without a closing mark: up to `, he said` if that follows, else up to ``end``."""
    verbs = word_set("speech_verbs")
    for match in _LOST_CLOSE.finditer(text, opening.end, end):
        if match.group(1).lower() in verbs:
            return Quotation(opening.start, match.start() + 1, Span(opening.end, match.start() + 1), closed=False)
    return Quotation(opening.start, max(end, opening.end), Span(opening.end, max(end, opening.end)), closed=False)


def _unopened(text: str, done: int, closing: Mark) -> Quotation | None:
    """Build the quotation whose opening mark was lost: from the paragraph's start or the last quotation's end.

    Only where the closing mark stands behind a comma or stop that ends speech; elsewhere the mark is a stray one.
    """
    if closing.start <= done or text[closing.start - 1] not in ",.?!…":
        return None
    start = done
    if done:
        stop = max((text.rfind(mark, done, closing.start - 1) for mark in (". ", "? ", "! ")), default=-1)
        if stop >= 0 and text[done - 1 : done] in GLYPHS:
            start = stop + 2
    while start < closing.start and not text[start].isalnum():
        start += 1
    return Quotation(start, closing.end, Span(start, closing.start))
