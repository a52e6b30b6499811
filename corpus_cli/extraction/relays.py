"""Relays: "the agency quoted Wang as saying …" is Wang's statement, not the agency's."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus_cli.extraction.mark_glyphs import DOUBLE
from corpus_cli.records import Attribution, Span

# state radio quoted [the governor] as saying that | citing [residents] as telling reporters
_RELAY = re.compile(
    rf"\b(?:quot|cit)(?:ed|es|e|ing)\s(?P<who>(?!by\s|as\s)[^.;:\n{DOUBLE}]{{2,80}}?)\s"
    r"(?P<says>as\s(?:saying|having\ssaid|telling\s(?:(?:the|a|his|her|its)\s)?\w+))\b"
)
# was [quoted …]: passives.py reads these
_PASSIVE = re.compile(r"\b(?:was|were|is|are|be|been|being)\s(?:\w+\s)?$")
_REACH = 160


def from_the_quoted(text: str, attribution: Attribution) -> Attribution | None:
    """Give a statement to whom somebody else quotes as saying it; None where the tagger's content is only that name."""
    near = attribution.cue or attribution.content[0]
    first, last = max(0, near.start - _REACH), min(len(text), near.end + _REACH)
    if text.find(" as ", first, last) < 0:
        return attribution
    for match in _RELAY.finditer(text, first, last):
        if attribution.cue is None or not (attribution.cue.start < match.end() and match.start() < attribution.cue.end):
            continue
        if _PASSIVE.search(text, max(0, match.start() - 24), match.start()):
            continue
        content = []
        for span in attribution.content:
            content += [Span(span.start, min(span.end, match.start())), Span(max(span.start, match.end()), span.end)]
        said = tuple(span for span in content if span.start < span.end and text[span.start : span.end].strip(" ,:.-–—"))
        if not said:
            return None
        return replace(attribution, source=Span(*match.span("who")), cue=Span(*match.span("says")), content=said)
    return attribution
