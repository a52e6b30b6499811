"""Attributions made whole: what every tagger's output passes through.

The quotation engine has the last word on where quotations begin and end; a quotation that no tagger claimed goes to the
speaker whose turn it is; nothing overlaps, except reported speech inside reported speech; text order.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus_cli.extraction.content_spans import (
    begin_word,
    behind_hearer,
    below_headline,
    ended_by_comma,
    merge,
    over_initial,
    said_until,
    trim,
    whole_word,
    without,
)
from corpus_cli.extraction.furniture import is_furniture, leads_elsewhere, signs_off
from corpus_cli.extraction.lexicon import ACRONYM, noun_class
from corpus_cli.extraction.mark_glyphs import GLYPHS
from corpus_cli.extraction.passives import in_the_active
from corpus_cli.extraction.quotations import quotations_at
from corpus_cli.extraction.relays import from_the_quoted
from corpus_cli.extraction.source_spans import fit_source, in_one_sentence
from corpus_cli.extraction.turns import find_turns, in_headline, is_headline_source, is_name
from corpus_cli.extraction.utterances import TURN_SCORE, is_asked, parted, rejoined, turn_of
from corpus_cli.records import Attribution, Document, Quotation, Span

# A quotation of fewer words is a scare quote, a nickname or a title unless a cue takes it.
SPOKEN_WORDS = 4
_SMALL_WORDS = frozenset("a an and as at but by for from in is it not of on or the to with vs via &".split())


def complete(document: Document, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Make a tagger's attributions whole, and add the quotations and turns that it missed.

    Each direct quotation that a content claims is inside it wholly; contents have a letter or digit, overlap neither
    each other (unless one attribution lies wholly inside another's content) nor their own source and cue, and come in
    text order.
    """
    sentences = [document.tokens[first].start for first, _ in document.sentences]
    paragraphs = [document.tokens[first].start for first, _ in document.paragraphs]
    found = [whole for a in attributions if (whole := _whole(document, sentences, paragraphs, a)) is not None]
    found = [one for one in found if not _is_topic(document, one, found)]
    turns = [turn for turn in find_turns(document) if turn.basis != "headline" or _speaks_again(document, turn, found)]
    found = _disjoint(document, [*turns, *_outside(found, turns)])
    found.sort(key=_position)
    found = rejoined(document, [part for a in found for part in parted(document, a)])
    found = _add_quotations(document, _with_its_end(document, paragraphs, found))
    found.sort(key=_position)
    return tuple(found)


def _is_topic(document: Document, attribution: Attribution, found: Sequence[Attribution]) -> bool:
    """Tell whether what a tagger took for a source and its colon heads a line: "Brexit: MPs vote", "Pictured: …"."""
    text, source, cue = document.text, attribution.source, attribution.cue
    if source is None or cue is None or text[cue.start : cue.end] != ":" or source.end > cue.start:
        return False
    label = text[source.start : source.end]
    if not is_name(label):
        return True
    content = text[attribution.content[0].start : attribution.content[-1].end]
    names = noun_class(label.lower()) == "person" and len(content.split()) <= 3 and _is_all_names(content)
    if names or not any(map(str.isalpha, content)):
        return True  # Reporter: Jane Roe | Broadcast: 29/11/2012
    if ACRONYM.match(label) or noun_class(label.split()[-1].lower()) is not None:
        return False  # AP: … | Insiders: …
    if not in_headline(text, source.start) or quotations_at(document.quotations, attribution.content[0]):
        return False
    return not _speaks_again(document, attribution, [one for one in found if one is not attribution])


def _is_all_names(words: str) -> bool:
    return all(word[0].isupper() and word[1:].islower() for word in words.split())


def _speaks_again(document: Document, headline: Attribution, found: Sequence[Attribution]) -> bool:
    """Tell whether a headline's "NAME:" is a speaker and no topic: a source in the text carries the name too."""
    assert headline.source is not None
    name = document.text[headline.source.start : headline.source.end]
    if is_headline_source(name):
        return True
    last = name.split()[-1].lower()
    return any(a.source is not None and last in document.text[a.source.start : a.source.end].lower() for a in found)


def _outside(attributions: Sequence[Attribution], turns: Sequence[Attribution]) -> list[Attribution]:
    """Keep the attributions that do not lie inside a turn: what a labelled speaker reports is all hers."""
    starts = [turn.content[0].start for turn in turns]
    kept = []
    for attribution in attributions:
        index = bisect_right(starts, attribution.content[0].start) - 1
        if index < 0 or attribution.content[-1].end > turns[index].content[0].end:
            kept.append(attribution)
    return kept


def _position(attribution: Attribution) -> tuple[int, int]:
    return attribution.content[0].start, -attribution.content[-1].end


def words(text: str) -> int:
    """Count the words of ``text``."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def is_title(text: str) -> bool:
    """Tell whether a quoted text is set like a title: every word but the small ones begins with a capital."""
    heads = [word.strip(GLYPHS + ".,:;!?()") for word in text.split()]
    large = [word for word in heads if word and word.lower() not in _SMALL_WORDS]
    ends = text.rstrip(GLYPHS + " ")[-1:]
    return len(large) >= 2 and ends not in "!?," and all(not word[0].islower() for word in large)


# was asked how | had been told that | were warned that; not: was told by
_HEARER = re.compile(
    r"\b(?:was|were|been|being|is|are|be)\s(?:\w+ly\s)?(?:asked|told|informed|questioned|pressed|quizzed|reminded)\b"
    r"(?!\s(?:by|for)\b)"
)


_NEAR = 240  # a cue farther behind its source than this is not searched for a passive


def _is_hearer(text: str, source: Span, cue: Span) -> bool:
    """Tell whether a passive between source and cue says that the source is asked or told."""
    return _HEARER.search(text, max(source.end, cue.start - _NEAR), cue.end + 1) is not None


def _whole(
    document: Document, sentences: Sequence[int], paragraphs: Sequence[int], attribution: Attribution
) -> Attribution | None:
    """Fit an attribution's contents to the quotations they touch; None if nothing sayable is left."""
    spans: list[Span] = []
    active = in_the_active(document.text, attribution)
    relayed = from_the_quoted(document.text, active) if active else None
    if relayed is None:
        return None
    attribution = relayed
    source, cue = _real(document, attribution.source), _real(document, attribution.cue)
    if source and (leads_elsewhere(document.text, source.start) or signs_off(document.text, source, cue)):
        return None
    town = document.dateline.span if document.dateline else None
    if source and town and town.start <= source.start < source.end <= town.end:
        if not _quotes(document, attribution):
            return None  # "ISLAMABAD: The prime minister": a town, taken for who speaks
        source = None
    if source and town and town.start <= source.start < town.end < source.end:
        source = _real(document, Span(town.end, source.end))  # "LAGUNA CITY - Opposition leader Mireille Asante"
    if source and cue and source.end <= cue.start and _is_hearer(document.text, source, cue):
        source = None  # "Cook was asked": the one named listens
    if source is not None:
        source = in_one_sentence(document.text, sentences, source, cue)
        begins = sentences[bisect_right(sentences, source.start) - 1] if sentences else 0
        source = fit_source(document, begins, source, cue)
    anchors = [anchor for anchor in (source, cue) if anchor is not None]
    for span in attribution.content:
        start, end = behind_hearer(document.text, cue, Span(max(0, span.start), min(len(document.text), span.end)))
        if cue is not None and end <= cue.start:
            start = below_headline(document.text, paragraphs, start, cue.start)
        if cue is not None and cue.end <= start:
            end = over_initial(document.text, sentences, start, end)
        if start >= end:
            continue
        for quotation in quotations_at(document.quotations, Span(start, end)):
            held = min(end, quotation.end) - max(start, quotation.start)
            if any(quotation.start <= anchor.start < quotation.end for anchor in anchors):
                continue  # reported speech inside a quotation keeps its own bounds
            if 2 * held >= quotation.end - quotation.start or words(document.text[start:end]) <= 3:
                start, end = min(start, quotation.start), max(end, quotation.end)
            elif quotation.start <= start:
                start = quotation.end
            elif quotation.end >= end:
                end = quotation.start
        pieces = [Span(start, said_until(document, sentences, start, end))]
        # "BAGHDAD, July 11 —" is nobody's words.
        for anchor in (*anchors, *([document.dateline.span] if document.dateline else [])):
            pieces = [part for piece in pieces for part in without(piece, anchor)]
        spans.extend(fitted for piece in pieces if (fitted := trim(document.text, piece)) is not None)
    if not spans:
        return None
    return ended_by_comma(document, replace(attribution, source=source, cue=cue, content=merge(document.text, spans)))


def _real(document: Document, anchor: Span | None) -> Span | None:
    """Trim an anchor of white space, and of a trailing colon if it has letters; None if nothing is left in the text."""
    if anchor is None or not 0 <= anchor.start < anchor.end <= len(document.text):
        return None
    text = document.text
    start, end = anchor
    while start < end and text[start].isspace():
        start += 1
    while start < end and (
        text[end - 1].isspace() or (text[end - 1] == ":" and any(map(str.isalpha, text[start:end])))
    ):
        end -= 1
    return Span(begin_word(text, start), whole_word(text, end)) if start < end else None


def _disjoint(document: Document, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Take overlaps away: the better-scored attribution keeps its words, unless the other lies wholly inside it."""
    kept: list[Attribution | None] = []
    # The furthest end among the first attributions, so that the walk back stops as soon as none can overlap.
    reach: list[int] = []
    for attribution in sorted(attributions, key=lambda a: (a.content[0].start, -a.score)):
        current: Attribution | None = attribution
        index = len(kept) - 1
        while current is not None and index >= 0 and reach[index] > current.content[0].start:
            other = kept[index]
            if other is not None and _overlap(current, other):
                if _nested(current, other) or _nested(other, current):
                    pass
                elif current.score > other.score:
                    kept[index] = _subtract(document.text, other, current)
                else:
                    current = _subtract(document.text, current, other)
            index -= 1
        if current is not None:
            kept.append(current)
            reach.append(max(current.content[-1].end, reach[-1] if reach else 0))
    return [attribution for attribution in kept if attribution is not None]


def _overlap(one: Attribution, other: Attribution) -> bool:
    return any(_touch(a, b) for a in one.content for b in other.content)


def _nested(inner: Attribution, outer: Attribution) -> bool:
    """Tell whether ``inner`` with its cue and source lies inside one content span of ``outer`` and is smaller."""
    spans = [*inner.content, *(anchor for anchor in (inner.source, inner.cue) if anchor is not None)]
    if inner.cue is None:
        return False
    return any(all(o.start <= s.start and s.end <= o.end for s in spans) for o in outer.content)


def _subtract(text: str, attribution: Attribution, other: Attribution) -> Attribution | None:
    pieces = list(attribution.content)
    for hole in other.content:
        pieces = [part for piece in pieces for part in without(piece, hole)]
    spans = [fitted for piece in pieces if (fitted := trim(text, piece)) is not None]
    return replace(attribution, content=tuple(spans)) if spans else None


def _add_quotations(document: Document, attributions: list[Attribution]) -> list[Attribution]:
    """Give each unclaimed quotation to the speaker whose turn it is."""
    text = document.text
    tokens = document.tokens
    starts = [tokens[first].start for first, _ in document.paragraphs]
    ends = [tokens[last - 1].end for _, last in document.paragraphs]
    sentences = [tokens[first].start for first, _ in document.sentences]
    sentence_starts = set(sentences)
    found = list(attributions)
    taken = _Claims(found)
    _claim_beginnings(document, found, taken)
    # The attribution last seen in text order: whose turn it is.
    inside = _inside_others(found)
    order = sorted((i for i in range(len(found)) if i not in inside), key=lambda i: _end(found[i]))
    position = 0
    last: int | None = None
    open_quotation: tuple[Quotation, int] | None = None
    asked = 0  # paragraphs since the last speaker that hold somebody else's question
    for quotation in document.quotations:
        span = Span(quotation.start, quotation.end)
        while position < len(order) and _end(found[order[position]]) <= quotation.start:
            last = order[position]
            position += 1
        owner = taken.owner(span)
        # What a tagger found inside words that no mark of their paragraph opens lies in the utterance left open.
        goes_on = (
            open_quotation is not None
            and quotation.start == quotation.inner.start
            and taken.none_crosses(span, open_quotation[1])
        )
        if owner is not None and not goes_on:
            open_quotation = (quotation, owner) if quotation.continues else None
            continue
        inner = text[quotation.inner.start : quotation.inner.end]
        paragraph = bisect_right(starts, quotation.start) - 1
        if paragraph < 0:
            continue
        if open_quotation is not None:
            # The utterance that the paragraph before left open.
            speaker = open_quotation[1]
            found[speaker] = replace(found[speaker], content=merge(text, [*found[speaker].content, span]))
            taken.add(span, speaker)
            open_quotation = (quotation, speaker) if quotation.continues else None
            continue
        alone = quotation.start in sentence_starts and (not quotation.closed or inner.rstrip()[-1:] in ".?!,…—–-")
        same = last if last is not None and _end(found[last]) > starts[paragraph] else None
        following = _following(found, order, position, ends[paragraph])
        above = paragraph - 1
        if above > 0 and is_furniture(text[starts[above] : ends[above]]):
            above -= 1
        if same is not None and _quotes(document, found[same]) and (alone or _runs_on(found[same], span, sentences)):
            # “A,” he said. “B.”  and  “A,” he said, pausing, “b.”
            found[same] = replace(found[same], content=merge(text, [*found[same].content, span]))
            new = same
        elif words(inner) < SPOKEN_WORDS or is_title(inner):
            continue
        elif alone and same is not None:
            found.append(turn_of(span, found[same]))
            new = len(found) - 1
        elif alone and following is not None and _quotes(document, found[following]):
            found[following] = replace(found[following], content=merge(text, [span, *found[following].content]))
            new = following
        elif alone and last is not None and paragraph and _end(found[last]) > starts[max(0, above - asked)]:
            turn = turn_of(span, found[last])
            asked = 1 if not asked and is_asked(text, found[last], inner) else 0
            found.append(replace(turn, source=None) if asked else turn)
            new = len(found) - 1
        else:
            neighbour = _same_sentence(found, (same, following), span, sentences)
            if neighbour is not None:
                found.append(turn_of(span, found[neighbour]))
            else:
                found.append(Attribution(content=(span,), score=TURN_SCORE * 0.8, basis="quotation"))
            new = len(found) - 1
        taken.add(span, new)
        if alone and found[new].source is not None and same is None:
            last = new
        open_quotation = (quotation, new) if quotation.continues else None
    return found


def _with_its_end(
    document: Document, paragraphs: Sequence[int], attributions: Sequence[Attribution]
) -> list[Attribution]:
    """Take the beginning of an utterance of two paragraphs from whoever spoke before: its speaker stands behind it.

    She said no. / “They say so. / [No mark] It is the governor,” claimed the clerk: all of it is the clerk's.
    """
    ordered = sorted(attributions, key=_position)
    starts = [attribution.content[0].start for attribution in ordered]
    found: list[Attribution | None] = [*ordered]
    for one, two in pairwise(document.quotations):
        if not one.continues or two.start != two.inner.start:
            continue
        span, last = Span(one.start, one.end), Span(two.start, two.end)
        near = range(bisect_left(starts, one.start - _BACK), bisect_left(starts, two.end))
        holders = [number for number in near if _holds(found[number], span)]
        if not holders or not any(_holds(found[n], last) and _cued_behind(found[n], two.end - 1) for n in near):
            continue
        above = paragraphs[bisect_right(paragraphs, one.start) - 1]
        for number in holders:
            holder = found[number]
            if holder is not None and not _cued_behind(holder, above) and not _holds(holder, last):
                found[number] = _subtract(document.text, holder, Attribution((span,)))
    return [attribution for attribution in found if attribution is not None]


_BACK = 2_000  # characters by which an attribution may begin before a part of its content


def _holds(attribution: Attribution | None, span: Span) -> bool:
    return attribution is not None and any(_touch(span, part) for part in attribution.content)


def _cued_behind(attribution: Attribution | None, offset: int) -> bool:
    return attribution is not None and attribution.cue is not None and attribution.cue.start >= offset


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _claim_beginnings(document: Document, found: list[Attribution], taken: _Claims) -> None:
    """Give the open paragraphs before an attributed quotation to its speaker: “One. / “Two,” he said."""
    following: int | None = None
    for quotation in reversed(document.quotations):
        span = Span(quotation.start, quotation.end)
        owner = taken.owner(span)
        if owner is None and quotation.continues and following is not None:
            owner = following
            found[owner] = replace(found[owner], content=merge(document.text, [span, *found[owner].content]))
            taken.add(span, owner)
        following = owner


def _end(attribution: Attribution) -> int:
    """Return where the last of an attribution's parts ends."""
    ends = [span.end for span in attribution.content]
    ends.extend(anchor.end for anchor in (attribution.source, attribution.cue) if anchor is not None)
    return max(ends)


def _inside_others(attributions: Sequence[Attribution]) -> set[int]:
    """Give the indexes of those that lie in another's content: they do not go on beyond it."""
    spans = [(span.start, -span.end, index) for index, a in enumerate(attributions) for span in a.content]
    inside: set[int] = set()
    reach, owner = -1, -1
    for start, end, index in sorted(spans):
        if owner != index and -end <= reach and attributions[index].content[0].start == start:
            inside.add(index)
        if -end > reach:
            reach, owner = -end, index
    return inside


def _runs_on(attribution: Attribution, span: Span, sentences: Sequence[int]) -> bool:
    """Tell whether only the cue's own clause stands between an attribution's content and ``span``."""
    end = attribution.content[-1].end
    return span.start - end <= 120 and bisect_right(sentences, span.start) == bisect_right(sentences, end - 1)


def _same_sentence(
    found: Sequence[Attribution], candidates: Sequence[int | None], span: Span, sentences: Sequence[int]
) -> int | None:
    """Pick the first candidate whose cue or content lies in the sentence of ``span``."""
    sentence = bisect_right(sentences, span.start)
    for index in candidates:
        if index is None:
            continue
        anchors = (found[index].cue, found[index].source, *found[index].content)
        if any(anchor is not None and bisect_right(sentences, anchor.start) == sentence for anchor in anchors):
            return index
    return None


def _following(found: Sequence[Attribution], order: Sequence[int], position: int, end: int) -> int | None:
    """Find the attribution that comes next, if it begins before ``end``."""
    if position < len(order) and found[order[position]].content[0].start < end:
        return order[position]
    return None


def _quotes(document: Document, attribution: Attribution) -> bool:
    """Tell whether an attribution's last content ends in a quotation, so that another may go on from it."""
    last = attribution.content[-1]
    return any(quotation.end >= last.end - 1 for quotation in quotations_at(document.quotations, last))


class _Claims:
    """Which attribution holds which stretch of text; answers in logarithmic time."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._spans = sorted(
            ((span.start, span.end, index) for index, a in enumerate(attributions) for span in a.content),
        )
        self._starts = [start for start, _, _ in self._spans]
        # The furthest end among the spans up to each, so that a long one before a nested one is not missed.
        self._reach: list[tuple[int, int]] = []
        for _, end, index in self._spans:
            best = (end, index)
            if self._reach and self._reach[-1][0] > end:
                best = self._reach[-1]
            self._reach.append(best)
        self._added: dict[int, int] = {}

    def add(self, span: Span, owner: int) -> None:
        """Note a newly claimed quotation."""
        self._added[span.start] = owner

    def none_crosses(self, span: Span, owner: int) -> bool:
        """Tell whether what attributions but ``owner`` hold of ``span`` lies wholly in it."""
        before = bisect_left(self._starts, span.start) - 1
        within = bisect_left(self._starts, span.end) - 1
        return all(
            index < 0 or self._reach[index][0] <= end or self._reach[index][1] == owner
            for index, end in ((before, span.start), (within, span.end))
        )

    def owner(self, span: Span) -> int | None:
        """Return an attribution that holds some of ``span``, or None."""
        index = bisect_left(self._starts, span.end) - 1
        if index >= 0 and self._reach[index][0] > span.start:
            return self._reach[index][1]
        return self._added.get(span.start)
