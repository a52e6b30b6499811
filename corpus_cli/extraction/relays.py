"""Relays: "the agency quoted Wang as saying …", "…, Wang said, the agency reported" are Wang's statements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus_cli.extraction.content_spans import trim, without
from corpus_cli.extraction.mark_glyphs import DOUBLE, GLYPHS
from corpus_cli.records import Attribution, Span

# state radio quoted [the governor] as saying that | citing [residents] as telling reporters
_RELAY = re.compile(
    rf"\b(?:quot|cit)(?:ed|es|e|ing)\s(?P<who>(?!by\s|as\s)[^.;:\n{DOUBLE}]{{2,80}}?)\s"
    r"(?P<says>as\s(?:saying|having\ssaid|telling\s(?:(?:the|a|his|her|its)\s)?\w+))\b"
)
# was [quoted …]: passives.py reads these
_PASSIVE = re.compile(r"\b(?:was|were|is|are|be|been|being)\s(?:\w+\s)?$")
_WHO = rf"(?:he|she|they|(?!(?:he|she|they|it|we|I|who|which)\b)\w[^.;:\n{DOUBLE}]{{1,80}}?)"
_SAYS = rf"(?P<says>said|added|told\s[^.,;:\n{DOUBLE}]{{1,60}}?)(?:\s[^.;:\n{DOUBLE}]{{0,80}})?"
# “…,” [Nagrale] said at the conference, ANI reported
_SAID_BEHIND = re.compile(rf"[\s,{GLYPHS}]*(?P<who>{_WHO})\s{_SAYS},\s*$")
# the same where the tagger took it along
_SAID_AT_END = re.compile(rf"[{GLYPHS}]\s(?P<who>{_WHO})\s{_SAYS},?\s*$")
# …, said [Momcilo Krajisnik, speaker of the assembly], according to the agency
_SAID_INSIDE = re.compile(
    rf"(?:,[{GLYPHS}]{{0,2}}|[{GLYPHS}])\s(?P<says>said)\s"
    rf"(?P<who>(?:(?:the|an?|his|her|its|their|one|two)\s|[A-ZÀ-Þ])[^.;:\n{DOUBLE}]{{2,120}}?),?\s*$"
)
_PASSES_ON = frozenset({"reported", "reports", "according to"})
_REACH = 160


def from_the_quoted(text: str, attribution: Attribution) -> Attribution | None:
    """Give a statement to whom somebody else quotes as saying it; None where the tagger's content is only that name."""
    attribution = _from_the_first(text, attribution)
    near = attribution.cue or attribution.content[0]
    first, last = max(0, near.start - _REACH), min(len(text), near.end + _REACH)
    if text.find(" as ", first, last) < 0:
        return attribution
    for match in _RELAY.finditer(text, first, last):
        if attribution.cue is None or not (attribution.cue.start < match.end() and match.start() < attribution.cue.end):
            continue
        if _PASSIVE.search(text, max(0, match.start() - 24), match.start()):
            continue
        parts = [part for span in attribution.content for part in without(span, Span(*match.span()))]
        said = [part for part in parts if trim(text, part) is not None]
        return _given(attribution, match, said) if said else None
    return attribution


def _from_the_first(text: str, attribution: Attribution) -> Attribution:
    """Give a quotation to who said it rather than to who passed it on, where both stand behind it."""
    source, cue = attribution.source, attribution.cue
    if source is None or cue is None or text[cue.start : cue.end].lower() not in _PASSES_ON:
        return attribution
    behind = min(source.start, cue.start)
    before = [span for span in attribution.content if span.end <= behind]
    if not before or behind > before[-1].end + 2 * _REACH:
        return attribution
    last = before[-1]
    match = _SAID_BEHIND.fullmatch(text, last.end, behind)
    if match is None:
        floor = max(last.start + 1, last.end - _REACH)
        match = _SAID_INSIDE.search(text, floor, behind) or _SAID_AT_END.search(text, floor, behind)
        if match is None:
            return attribution
    rest = [span for span in attribution.content[len(before) :] if text[span.start] in GLYPHS]
    content = (*before[:-1], Span(last.start, min(last.end, match.start("who"), match.start("says"))), *rest)
    return _given(attribution, match, content)


def _given(attribution: Attribution, match: re.Match[str], content: Sequence[Span]) -> Attribution:
    """Give an attribution to whom a match names, with its verb for a cue."""
    return replace(attribution, source=Span(*match.span("who")), cue=Span(*match.span("says")), content=tuple(content))
