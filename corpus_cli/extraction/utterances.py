"""Utterances: what a tagger took for one is parted, and what it cut is rejoined."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from corpus_cli.extraction.mark_glyphs import GLYPHS
from corpus_cli.extraction.quotations import quotations_at
from corpus_cli.records import Attribution, Document, Quotation, Span

# What a turn-taking quotation's score is: on dev 85 % of such quotations are content of gold, fewer with that source.
TURN_SCORE = 0.6

# « Presque », a dit la maire. "Almost," her deputy said.
_OTHER_SENTENCE = re.compile(r"\w[^.!?\n]*[.!?]\s")


def parted(document: Document, attribution: Attribution) -> list[Attribution]:
    """Part what a tagger took for one split utterance.

    A quotation that fills a paragraph of its own is a turn, not the rest of the reporter's words above it; and words of
    somebody else's between two quotations, with a sentence's end, leave the first without a cue.
    """
    content = attribution.content
    cue = attribution.cue
    exchange = _exchange(document, attribution)
    if exchange is not None:
        return exchange
    apart = _over_paragraphs(document, attribution)
    if apart is not None:
        return apart
    if len(content) != 2 or not cue or not content[0].end < content[1].start:
        return [attribution]
    above, below = content
    text = document.text
    between = text[above.end : below.start]
    anchors = [anchor for anchor in (cue, attribution.source) if anchor is not None]
    if (
        all(anchor.start >= below.end for anchor in anchors)
        and _OTHER_SENTENCE.search(between)
        and all(_quotation(document, part) for part in content)
    ):
        left = Attribution(content=(above,), score=TURN_SCORE * 0.8, basis="quotation")
        return [left, replace(attribution, content=(below,))]
    if (
        not _quotation(document, below)
        or "\n" not in between
        or between.strip(" \n.\xa0")
        or quotations_at(document.quotations, above)
    ):
        return [attribution]
    return [replace(attribution, content=(above,)), turn_of(below, attribution)]


# a paragraph between two: “Never.” / What did you miss most? / “The bread,” she says.
_PARAGRAPH_BETWEEN = re.compile(r"\n\s*[^\n]*\w[^\n]*\n")


def _over_paragraphs(document: Document, attribution: Attribution) -> list[Attribution] | None:
    """Part contents that have a whole paragraph of other words between them; null where none has.

    What is quoted on the far side from the cue is a turn of its own, what is not quoted is nobody's.
    """
    content, cue, source, text = attribution.content, attribution.cue, attribution.source, document.text
    if cue is None or len(content) < 2:
        return None
    anchors = [anchor for anchor in (cue, source) if anchor is not None]
    runs = [[content[0]]]
    for above, below in pairwise(content):
        found = _PARAGRAPH_BETWEEN.search(text, above.end, below.start) if above.end < below.start else None
        if found and not any(a.start < found.end() and found.start() < a.end for a in anchors):
            runs.append([])
        runs[-1].append(below)
    if len(runs) == 1:
        return None
    own = min(runs, key=lambda run: max(cue.start - run[-1].end, run[0].start - cue.end))
    parts = []
    for run in runs:
        if run is own:
            parts.append(replace(attribution, content=tuple(run)))
        elif all(_quotation(document, span) for span in run):
            parts.append(replace(turn_of(run[0], attribution), content=tuple(run)))
    return parts


_REPLIES = frozenset("replied replies answered answers responded responds".split())


def _exchange(document: Document, attribution: Attribution) -> list[Attribution] | None:
    """Part question and answer, a closed quotation to a paragraph, that a tagger took for one utterance.

    “I did not,” Hughes replied. / “Are you sure?” / “Yes.”: behind a reply a question is not the answerer's; who asks,
    nobody says. Null where nothing is to be parted.
    """
    text, cue = document.text, attribution.cue
    if cue is None or len(attribution.content) < 2 or not _replies(text, cue):
        return None
    first = next((at for at, span in enumerate(attribution.content) if "\n" in text[cue.end : span.start]), None)
    if not first:
        return None
    parts = [replace(attribution, content=attribution.content[:first])]
    for span in attribution.content[first:]:
        quotation = _quotation(document, span)
        if quotation is None or not quotation.closed:
            return None
        turn = turn_of(span, attribution)
        parts.append(replace(turn, source=None) if "?" in text[span.end - 2 : span.end] else turn)
    return parts


def is_asked(text: str, last: Attribution, words_of: str) -> bool:
    """Tell whether a bare quotation is put to the last speaker: behind a reply, a question is somebody else's."""
    return last.cue is not None and _replies(text, last.cue) and words_of.rstrip().endswith("?")


def rejoined(document: Document, attributions: list[Attribution]) -> list[Attribution]:
    """Rejoin a quotation cut by what its speaker did, taken for a cue: “It was,” he said, pausing, “fine.”"""
    text = document.text
    kept: list[Attribution] = []
    for attribution in attributions:
        before = kept[-1] if kept else None
        if before is not None and before.cue and attribution.cue and _is_action_between(text, before, attribution):
            kept[-1] = replace(before, content=(*before.content, *attribution.content))
        else:
            kept.append(attribution)
    return kept


def _is_action_between(text: str, before: Attribution, attribution: Attribution) -> bool:
    assert before.cue is not None and attribution.cue is not None
    first, second = before.content[-1], attribution.content[0]
    return (
        attribution.source in (None, before.source)
        and first.end <= before.cue.start < attribution.cue.start < second.start
        and text[first.end - 2] == ","
        and text[first.end - 1] in GLYPHS
        and text[second.start] in GLYPHS
        and text[second.start + 1 : second.start + 2].islower()
        and text[attribution.cue.start : attribution.cue.end].endswith("ing")
        and not re.search(r"[.!?\n]", text[first.end : second.start])
    )


def _quotation(document: Document, span: Span) -> Quotation | None:
    """Give the quotation that ``span`` is, marks and all."""
    return next((q for q in quotations_at(document.quotations, span) if (q.start, q.end) == span), None)


def _replies(text: str, cue: Span) -> bool:
    return text[cue.start : cue.end].split()[-1].lower() in _REPLIES


def turn_of(span: Span, speaker: Attribution) -> Attribution:
    """Give a quotation without a cue to the speaker of another."""
    return Attribution(content=(span,), source=speaker.source, cue=None, score=TURN_SCORE, basis="turn")
