"""Passives: "Wang was quoted by state media as saying …" is Wang's statement, not the media's."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus_cli.extraction.mark_glyphs import DOUBLE, GLYPHS
from corpus_cli.records import Attribution, Span

_AS_SAYING = re.compile(
    r"(?:was|were|is|are|has been|have been|had been)\s(?:also\s|later\s|widely\s|earlier\s)?(?:quoted|cited|reported)"
    rf"(?:\s(?:by|in|on|earlier)\s[^.;\n{DOUBLE}]{{1,60}}?)?\sas\s(?:saying|telling\s\w+)\b"
)
_CLAUSE = re.compile(rf"[.;][{GLYPHS}]{{0,2}}\s|\n|,?[{GLYPHS}]{{1,2}}\s|,\sand\s")
# How far from the cue or content the passive may stand, and how long its subject may be.
_REACH = 160
_LONGEST = 80


def in_the_active(text: str, attribution: Attribution) -> Attribution | None:
    """Give a statement to the subject of "was quoted as saying", if that is what a tagger read otherwise.

    None where the tagger took that subject for what was said.
    """
    near = attribution.cue or attribution.content[0]
    first, last = max(0, near.start - _REACH), min(len(text), near.end + _REACH)
    if text.find(" as saying", first, last) < 0 and text.find(" as telling", first, last) < 0:
        return attribution
    for match in _AS_SAYING.finditer(text, first, last):
        inside = [span for span in attribution.content if span.start < match.end() and match.start() < span.end]
        quoted = (
            attribution.cue is not None and attribution.cue.start < match.end() and match.start() < attribution.cue.end
        )
        content = tuple(
            Span(max(span.start, match.end()), span.end) for span in attribution.content if span.end > match.end()
        )
        subject = _subject(text, match.start())
        if quoted and subject is not None and all(_holds(subject, span) for span in attribution.content):
            return None
        if (inside or quoted) and content and subject is not None:
            return replace(attribution, source=subject, cue=Span(match.start(), match.end()), content=content)
    return attribution


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _subject(text: str, end: int) -> Span | None:
    """Take what stands between the sentence's or clause's start and the verb."""
    floor = max(0, end - 2 * _LONGEST)
    start = max((match.end() for match in _CLAUSE.finditer(text, floor, end)), default=floor)
    while start < end and not text[start].isalnum():
        start += 1
    stop = end
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return Span(start, stop) if 0 < stop - start <= _LONGEST else None
