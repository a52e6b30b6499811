"""From labelled tokens to attributions: which source and which content belong to which cue.

Everything here is spans of token indexes; ties go to the nearer, then to the earlier.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus_cli.records import Document, Span

CLAIMED = 0.4  # a content of which less is held by an attribution is left over
QUOTED = 0.7  # a content that is so far within quotations goes to whoever's turn it is, unless a cue has it


@dataclass(slots=True)
class Link:
    """An attribution in the making: spans of token indexes; ``margin`` is how sure the second stage is of it."""

    cue: Span | None
    source: Span | None = None
    content: list[Span] = field(default_factory=list)
    margin: float = 0.0


def runs(labels: Sequence[int], begin: int, offset: int = 0) -> list[Span]:
    """List the stretches labelled ``begin`` or ``begin + 1`` (inside), as spans from ``offset`` on."""
    found = []
    start = -1
    inside = begin + 1
    for index, label in enumerate(labels):
        if label == begin or label == inside:
            if start < 0:
                start = index
            elif label == begin:
                found.append(Span(start + offset, index + offset))
                start = index
        elif start >= 0:
            found.append(Span(start + offset, index + offset))
            start = -1
    if start >= 0:
        found.append(Span(start + offset, len(labels) + offset))
    return found


def gap(one: Span, other: Span) -> int:
    """Count the tokens between two spans; 0 when they touch or overlap."""
    return max(one.start - other.end, other.start - one.end, 0)


def nearest(spans: Sequence[Span], to: Span) -> Span | None:
    """Choose the span next to ``to``."""
    return min(spans, key=lambda span: (gap(span, to), span.start)) if spans else None


class Linker:
    """Joins what the two stages found in one document."""

    def __init__(self, document: Document, sources: Sequence[Span], contents: Sequence[Span]) -> None:
        self.document = document
        self._first = [start for start, _ in document.sentences]
        self._paragraph = _paragraphs(document)
        self._contents = contents
        self._sources: dict[int, list[Span]] = {}
        for span in sources:
            self._sources.setdefault(self.sentence(span.start), []).append(span)

    def sentence(self, token: int) -> int:
        """Number the sentence that a token is in."""
        return bisect_right(self._first, token) - 1

    def join(self, links: list[Link]) -> list[Link]:
        """Give contents left over to the cues near them and sources to those without; drop what has no content."""
        taken: set[int] = set()
        by_sentence: dict[int, list[Link]] = {}
        for link in links:
            assert link.cue is not None
            by_sentence.setdefault(self.sentence(link.cue.start), []).append(link)
            for span in link.content:
                taken.update(range(*span))
        loose: dict[int, list[Link]] = {}
        added = []
        for content in self._contents:
            if sum(token in taken for token in range(*content)) >= CLAIMED * (content.end - content.start):
                continue
            number = self.sentence(content.start)
            owner = self._owner(content, by_sentence.get(number, ()))
            owner = owner or self._neighbour(content, number, by_sentence, loose)
            if owner is not None:
                owner.content.append(content)
                owner.content.sort()
                continue
            source = nearest(self._sources.get(number, ()), content)
            if source is None or self._quoted(content):
                continue
            link = Link(None, source, [content])
            loose.setdefault(number, []).append(link)
            added.append(link)
        for link in links:
            if link.source is None and link.content and link.cue is not None:
                link.source = self._missing_source(link, link.cue)
        return [link for link in (*links, *added) if link.content]

    def _owner(self, content: Span, here: Sequence[Link]) -> Link | None:
        """Choose a cue of the same sentence: one that has no content yet, else the nearest."""
        empty = [link for link in here if not link.content]
        if empty:
            return min(empty, key=lambda link: gap(link.cue, content) if link.cue else 0)
        return min(here, key=lambda link: min(gap(span, content) for span in link.content), default=None)

    def _neighbour(
        self, content: Span, number: int, cued: dict[int, list[Link]], loose: dict[int, list[Link]]
    ) -> Link | None:
        """Find an attribution of the sentence before or behind whose content runs on into this one."""
        sentences = self.document.sentences
        first, last = sentences[number]
        for other, before in ((number - 1, True), (number + 1, False)):
            if not 0 <= other < len(sentences) or self._paragraph[other] != self._paragraph[number]:
                continue
            if content.start > first + 1 if before else content.end < last - 1:
                continue
            for link in (*cued.get(other, ()), *loose.get(other, ())):
                if not link.content:
                    continue
                if before and link.content[-1].end >= sentences[other].end - 1:
                    return link
                if not before and link.content[0].start <= sentences[other].start + 1:
                    return link
        return None

    def _quoted(self, content: Span) -> bool:
        tokens = self.document.tokens
        start, end = tokens[content.start].start, tokens[content.end - 1].end
        quotations = self.document.quotations
        index = bisect_right(quotations, start, key=lambda quotation: quotation.end)
        held = 0
        while index < len(quotations) and quotations[index].start < end:
            held += min(quotations[index].end, end) - max(quotations[index].start, start)
            index += 1
        return held >= QUOTED * (end - start)

    def _missing_source(self, link: Link, cue: Span) -> Span | None:
        free = [
            span
            for span in self._sources.get(self.sentence(cue.start), ())
            if not any(content.start < span.end and span.start < content.end for content in link.content)
        ]
        return nearest(free, cue)


def _paragraphs(document: Document) -> list[int]:
    """Number each sentence's paragraph."""
    numbers = []
    paragraph = 0
    for start, _ in document.sentences:
        while document.paragraphs[paragraph].end <= start:
            paragraph += 1
        numbers.append(paragraph)
    return numbers
