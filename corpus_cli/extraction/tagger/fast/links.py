"""From labelled tokens to attributions: which source and which content belong to which cue.

Everything here is spans of token indexes; ties go to the nearer, then to the earlier.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from corpus_cli.extraction.tagger.fast.confidence import facts
from corpus_cli.extraction.tagger.fast.fallbacks import missing_source
from corpus_cli.records import Document, Span

CLAIMED = 0.4  # a content of which less is held by an attribution is left over
ALIKE = 0.3  # two contents are one when they share this much of what they cover together
MANY = 32  # neighbours looked at in a sentence; real ones have a handful of cues, broken text may have thousands
QUOTED = 0.7  # a content that is so far within quotations goes to whoever's turn it is, unless a cue has it


@dataclass(slots=True)
class Link:
    """An attribution in the making: spans of token indexes;

    ``gain`` is by how much the second stage prefers it to nothing, ``level`` how often the cue's words are cues, and
    ``guessed`` says that a rule found the source.
    """

    cue: Span | None
    source: Span | None = None
    content: list[Span] = field(default_factory=list)
    gain: float = 0.0
    level: int = 0
    guessed: bool = False


def runs(labels: Sequence[int], begin: int, offset: int = 0) -> list[Span]:
    """List the stretches labelled ``begin`` or ``begin + 1`` (inside), as spans from ``offset`` on."""
    # Labels as bytes let the regex engine walk them: b"\0\1\2\2\0" holds one stretch of begin 1.
    return [Span(m.start() + offset, m.end() + offset) for m in _stretch(begin).finditer(bytes(labels))]


@cache
def _stretch(begin: int) -> re.Pattern[bytes]:
    return re.compile(b"[%b][%b]*" % (bytes((begin, begin + 1)), bytes((begin + 1,))))


def gap(one: Span, other: Span) -> int:
    """Count the tokens between two spans; 0 when they touch or overlap."""
    return max(one.start - other.end, other.start - one.end, 0)


def nearest(spans: Sequence[Span], to: Span) -> Span | None:
    """Choose the span next to ``to``."""
    return min(spans, key=lambda span: (gap(span, to), span.start)) if spans else None


class Linker:
    """Joins what the two stages found in one document.

    ``tags`` are one part of speech a token; ``sources`` and ``contents`` the joint tagger's, in text order.
    """

    def __init__(
        self, document: Document, tags: Sequence[str], sources: Sequence[Span], contents: Sequence[Span]
    ) -> None:
        self.document = document
        self._tags = tags
        self._first = [start for start, _ in document.sentences]
        self._paragraph = _paragraphs(document)
        self._contents = contents
        self._sources = sources
        self._quotations = _quotations(document)

    def sentence(self, token: int) -> int:
        """Number the sentence that a token is in."""
        return bisect_right(self._first, token) - 1

    def join(self, links: list[Link]) -> list[Link]:
        """Give contents left over to the cues near them and sources to those without; drop what has no content.

        ``links`` have cues and are in text order.
        """
        for link in links:
            self._unite(link)
            self._whole(link)
        taken = {token for link in links for span in link.content for token in range(*span)}
        numbers = [self.sentence(link.cue.start) for link in links if link.cue]
        added: list[Link] = []
        for content in self._contents:
            if sum(token in taken for token in range(*content)) >= CLAIMED * (content.end - content.start):
                continue
            number = self.sentence(content.start)
            owner = self._owner(content, _of(links, numbers, number)) or self._neighbour(
                content, number, links, numbers
            )
            if owner is not None:
                owner.content.append(content)
                owner.content.sort()
                self._whole(owner)
                taken.update(token for span in owner.content for token in range(*span))
                continue
            source = self._joint_source(content, [content])
            if source is not None and not self._quoted(content):
                added.append(Link(None, source, [content]))
        for link in links:
            if link.source is None and link.content and link.cue is not None:
                link.source = self._joint_source(link.cue, link.content) or self._guess(link.cue, link)
        return [link for link in (*links, *added) if link.content]

    def _guess(self, cue: Span, link: Link) -> Span | None:
        sentence = self.document.sentences[self.sentence(cue.start)]
        found = missing_source(self.document.tokens, self._tags, sentence, cue, link.content)
        link.guessed = found is not None
        return found

    def facts(self, link: Link, unit: float) -> tuple[float, ...]:
        """List what speaks for a link; ``unit`` is the size of the second stage's weights."""
        tokens = sum(end - start for start, end in link.content)
        return facts(
            link.gain / unit,
            sum(_held(self._contents, span) for span in link.content) / tokens,
            link.level if link.cue else None,
            min(1.0, _held(self._sources, link.source) / (link.source.end - link.source.start))
            if link.source
            else None,
            link.guessed,
            sum(_held(self._quotations, span) for span in link.content) / tokens,
            tokens,
            len(link.content),
        )

    def _unite(self, link: Link) -> None:
        """Widen contents to the joint tagger's where both mean the same stretch; each tends to stop too early."""
        for number, (start, end) in enumerate(link.content):
            for other in _between(self._contents, start, end):
                shared = min(other.end, end) - max(other.start, start)
                clear = link.cue is None or other.end <= link.cue.start or link.cue.end <= other.start
                if clear and shared >= ALIKE * (max(other.end, end) - min(other.start, start)):
                    link.content[number] = Span(min(start, other.start), max(end, other.end))

    def _whole(self, link: Link) -> None:
        """Stretch contents that begin or end with a quotation over all of it, unless the cue is inside it."""
        stretched: list[Span] = []
        for start, end in sorted(link.content):
            for begin, stop in _between(self._quotations, start, end):
                if link.cue is not None and begin <= link.cue.start < stop:
                    continue
                if start <= begin + 1 or end >= stop - 1:
                    start, end = min(start, begin), max(end, stop)
            if stretched and start <= stretched[-1].end:
                start, end = stretched[-1].start, max(end, stretched[-1].end)
                stretched.pop()
            stretched.append(Span(start, end))
        link.content[:] = stretched

    def _owner(self, content: Span, here: Sequence[Link]) -> Link | None:
        """Choose a cue of the same sentence: one that has no content yet, else the nearest."""
        if len(here) > MANY:
            at = bisect_right(here, content.start, key=lambda link: link.cue.start if link.cue else 0)
            here = here[max(0, at - MANY // 2) : at + MANY // 2]
        empty = [link for link in here if not link.content]
        if empty:
            return min(empty, key=lambda link: gap(link.cue, content) if link.cue else 0)
        return min(here, key=lambda link: min(gap(span, content) for span in link.content), default=None)

    def _neighbour(self, content: Span, number: int, links: Sequence[Link], numbers: Sequence[int]) -> Link | None:
        """Find an attribution of the sentence before or behind whose content runs on into this one."""
        sentences = self.document.sentences
        first, last = sentences[number]
        for other, before in ((number - 1, True), (number + 1, False)):
            if not 0 <= other < len(sentences) or self._paragraph[other] != self._paragraph[number]:
                continue
            if content.start > first + 1 if before else content.end < last - 1:
                continue
            near = _of(links, numbers, other)
            for link in near[-MANY:] if before else near[:MANY]:
                if not link.content:
                    continue
                if before and link.content[-1].end >= sentences[other].end - 1:
                    return link
                if not before and link.content[0].start <= sentences[other].start + 1:
                    return link
        return None

    def _quoted(self, content: Span) -> bool:
        """Tell whether a content lies mostly within quotations."""
        return _held(self._quotations, content) >= QUOTED * (content.end - content.start)

    def _joint_source(self, to: Span, contents: Sequence[Span]) -> Span | None:
        """Choose the joint tagger's source next to a span in its sentence, outside the contents."""
        first, last = self.document.sentences[self.sentence(to.start)]
        begin = max(bisect_left(self._sources, (first, 0)), bisect_left(self._sources, to) - MANY // 2)
        free = [
            span
            for span in self._sources[begin : begin + MANY]
            if span.start < last and not any(c.start < span.end and span.start < c.end for c in contents)
        ]
        return nearest(free, to)


def _of(links: Sequence[Link], numbers: Sequence[int], number: int) -> Sequence[Link]:
    """List the links of a sentence; ``numbers`` are the links' sentences, ascending."""
    return links[bisect_left(numbers, number) : bisect_right(numbers, number)]


def _between(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """List the spans (in order, not overlapping) that touch a stretch."""
    at = bisect_right(spans, start, key=lambda span: span.end)
    while at < len(spans) and spans[at].start < end:
        yield spans[at]
        at += 1


def _held(spans: Sequence[Span], span: Span) -> int:
    """Count the tokens of a span that lie within the spans (in order, not overlapping)."""
    start, end = span
    return sum(min(stop, end) - max(begin, start) for begin, stop in _between(spans, start, end))


def _quotations(document: Document) -> list[Span]:
    """Give the quotations as spans of token indexes."""
    starts = [token.start for token in document.tokens]
    found = []
    for start, end, _, _, _ in document.quotations:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if first < last:
            found.append(Span(first, last))
    return found


def _paragraphs(document: Document) -> list[int]:
    """Number each sentence's paragraph."""
    numbers = []
    paragraph = 0
    for start, _ in document.sentences:
        while document.paragraphs[paragraph].end <= start:
            paragraph += 1
        numbers.append(paragraph)
    return numbers
