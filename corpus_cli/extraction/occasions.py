"""Occasions: which sentences go on about the same act of speaking, so that its date and place stay in force."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from corpus_cli.records import Attribution, Document, Span

Value = TypeVar("Value")

# Nouns and verbs of an occasion at which people speak.
OCCASION = re.compile(
    r"\b(?:interview|speech|rally|debate|conference|hearing|statement|remarks|appearance|address|testimony|tweets?|forum"
    r"|briefing|town hall|ceremony|event|podcast|broadcast|show|program|speaking|spoke|speaks|told|asked|tweeted|wrote"
    r"|posted|letter|email|memo|report|article|op-ed|announced|released|met|visited|appeared|testified|delivered"
    r"|addressed|interviewed|questioned)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]{2,}")
_PRONOUN = re.compile(r"(?:he|she|they|it|i|we|who)\b", re.IGNORECASE)
# How many sentences an occasion reaches without a statement that renews it, and how many paragraphs.
REACH = 6
_PARAGRAPHS = 2


def where(attribution: Attribution) -> int:
    """Give the place from which an attribution speaks: its cue, else its source, else its words."""
    anchor = attribution.cue or attribution.source or attribution.content[0]
    return anchor.start


def names_in(text: str) -> frozenset[str]:
    """Collect the capitalised words of a stretch of text."""
    return frozenset(_NAME.findall(text))


def source_names(text: str, attribution: Attribution) -> frozenset[str]:
    """Collect the capitalised words of an attribution's source."""
    source = attribution.source
    return names_in(text[source.start : source.end]) if source else frozenset()


class Layout:
    """The sentences of a document as character spans, and what was said in them."""

    def __init__(self, document: Document, attributions: Sequence[Attribution]) -> None:
        self.text = document.text
        tokens = document.tokens
        self.sentences = [Span(tokens[a].start, tokens[b - 1].end) for a, b in document.sentences]
        self._starts = [start for start, _ in self.sentences]
        self._paragraph: list[int] = []
        number = -1
        starts = {a for a, _ in document.paragraphs}
        for a, _ in document.sentences:
            number += a in starts
            self._paragraph.append(number)
        self._content = sorted(span for attribution in attributions for span in attribution.content)
        self._by_sentence: dict[int, list[Span]] = {}
        for span in self._content:
            for sentence in range(self.sentence_at(span.start), self.sentence_at(max(span.start, span.end - 1)) + 1):
                self._by_sentence.setdefault(sentence, []).append(span)
        self.spoken = {self.sentence_at(where(attribution)) for attribution in attributions}

    def sentence_at(self, offset: int) -> int:
        """Find the sentence that holds an offset."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def paragraph(self, sentence: int) -> int:
        """Give the number of a sentence's paragraph."""
        return self._paragraph[sentence]

    def said_at(self, offset: int) -> Span | None:
        """Find the content span that holds an offset."""
        for span in self._by_sentence.get(self.sentence_at(offset), ()):
            if span.start <= offset < span.end:
                return span
        return None

    def outside(self, sentence: int) -> str:
        """Give a sentence's words less what was said in it."""
        start, end = self.sentences[sentence]
        parts = []
        for a, b in self._by_sentence.get(sentence, ()):
            parts.append(self.text[start : max(a, start)])
            start = max(start, b)
        parts.append(self.text[start:end] if start < end else "")
        return " ".join(parts)

    def labelled(self, attribution: Attribution) -> bool:
        """Tell whether a turn of a transcript opens here ("WALLACE: …"): the whole exchange is one occasion."""
        end = (attribution.cue or attribution.source or attribution.content[0]).end
        return self.text[end - 1 : end] == ":" or self.text[end : end + 1] == ":"


@dataclass(frozen=True, slots=True)
class InForce(Generic[Value]):
    """A date or place in force: since which sentence, and who has spoken under it."""

    value: Value
    sentence: int
    names: frozenset[str]

    def covers(
        self, attribution: Attribution, layout: Layout, sentence: int, *, brief: bool = False, strict: bool = False
    ) -> bool:
        """Tell whether a statement goes on about the occasion: soon after, by someone of it or by a pronoun.

        A ``brief`` value does not leave its paragraph. A ``strict`` one, if nobody was named, does not go over to
        someone who is: a day holds for all who speak on it, a place for those who are there.
        """
        paragraphs = layout.paragraph(sentence) - layout.paragraph(self.sentence)
        if brief:
            return paragraphs == 0 and self._goes_on(layout.text, attribution, strict)
        if layout.labelled(attribution):
            return paragraphs <= REACH
        if sentence - self.sentence > REACH or paragraphs > _PARAGRAPHS:
            return False
        return self._goes_on(layout.text, attribution, strict)

    def _goes_on(self, text: str, attribution: Attribution, strict: bool) -> bool:
        source = attribution.source
        if source is None or _PRONOUN.match(text, source.start, source.end):
            return True
        names = source_names(text, attribution)
        return not names or bool(names & self.names) or not (self.names or strict)

    def renewed(self, attribution: Attribution, layout: Layout, sentence: int) -> InForce[Value]:
        """Go on from a statement made under it."""
        return replace(self, sentence=sentence, names=self.names | source_names(layout.text, attribution))
