"""Occasions: which sentences go on about the same act of speaking, so that its date and place stay in force."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from corpus_cli.extraction.furniture import is_caption
from corpus_cli.records import Attribution, Document, Span, Speaker

Value = TypeVar("Value")

# Nouns and verbs of an occasion at which people speak.
OCCASION = re.compile(
    r"\b(?:interview|speech|rally|debate|conference|hearing|statement|remarks|appearance|address|testimony|tweets?|forum"
    r"|briefing|town hall|ceremony|event|podcast|broadcast|show|program|speaking|spoke|speaks|told|asked|tweeted|wrote"
    r"|posted|letter|email|memo|report|article|op-ed|announced|released|met|visited|appeared|testified|delivered"
    r"|addressed|interviewed|questioned)\b",
    re.IGNORECASE,
)
# in an interview with, at a separate rally, to a small crowd: another occasion than the last one
_ANOTHER = re.compile(
    r"\b(?:an?|another|separate)\s(?:[\w’'-]+\s){0,3}?(?:interview|speech|rally|debate|conference|hearing|statement|tweet"
    r"|forum|briefing|town hall|ceremony|event|podcast|letter|email|memo|op-ed|blog post|phone call|text message)s?\b",
    re.IGNORECASE,
)
# in a March meeting with the editors: elsewhere, though it may be the same day
_MEETING = re.compile(r"\b(?:an?|another|separate)\s(?:[\w’'-]+\s){0,3}?meetings?\b", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]{2,}")
_PRONOUN = re.compile(r"(?:he|she|they|it|i|we|who)\b", re.IGNORECASE)
# How many sentences an occasion reaches without a statement that renews it, and how many paragraphs.
REACH = 6
_PARAGRAPHS = 2
OWN_REACH = 20
OWN_PARAGRAPHS = 6
# a driver, another official, many voters: somebody who was not there before
_NEW = re.compile(r"(?:an?|one|another|some|several|many|most|other|two|three|both)\b", re.IGNORECASE)


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
        self._paragraphs = [Span(tokens[a].start, tokens[b - 1].end) for a, b in document.paragraphs]
        self._content = sorted(span for attribution in attributions for span in attribution.content)
        self._by_sentence: dict[int, list[Span]] = {}
        self._outside: dict[int, str] = {}
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

    def is_caption(self, sentence: int) -> bool:
        """Tell whether a sentence stands under a picture, or above a caption that says the same."""
        number = self._paragraph[sentence]
        words, below = (self._words(number), self._words(number + 1))
        return is_caption(words) or (is_caption(below) and below.startswith(words))

    def _words(self, paragraph: int) -> str:
        spans = self._paragraphs[paragraph : paragraph + 1]
        return self.text[spans[0].start : spans[0].end] if spans else ""

    def said_at(self, offset: int) -> Span | None:
        """Find the content span that holds an offset."""
        for span in self._by_sentence.get(self.sentence_at(offset), ()):
            if span.start <= offset < span.end:
                return span
        return None

    def outside(self, sentence: int) -> str:
        """Give a sentence's words less what was said in it."""
        known = self._outside.get(sentence)
        if known is not None:
            return known
        start, end = self.sentences[sentence]
        parts = []
        for a, b in self._by_sentence.get(sentence, ()):
            parts.append(self.text[start : max(a, start)])
            start = max(start, b)
        parts.append(self.text[start:end] if start < end else "")
        self._outside[sentence] = words = " ".join(parts)
        return words

    def labelled(self, attribution: Attribution) -> bool:
        """Tell whether a turn of a transcript opens here ("WALLACE: …"): the whole exchange is one occasion."""
        source, cue = attribution.source, attribution.cue
        if source is None or self.text[source.end : source.end + 1] != ":":
            return False
        return cue is None or self.text[cue.start : cue.end] == ":"


@dataclass(frozen=True, slots=True)
class InForce(Generic[Value]):
    """A date or place in force since a sentence; ``who`` set it, null if the story did, which named ``names``."""

    value: Value
    sentence: int
    who: Speaker | None
    names: frozenset[str]


class Occasions(Generic[Value]):
    """The dates or places in force as a document is read: each speaker's own, and the last one set by anybody.

    An occasion is its speaker's: what Mook told CBS on Monday goes on when the story comes back to him, and dates
    nothing that Limbaugh says in between. ``people`` are the attributions' speakers. A ``strict`` value holds for whom
    it was set for, and not for who takes up the story: a place, not a day. A brief one does not leave its paragraph.
    """

    def __init__(
        self,
        layout: Layout,
        attributions: Sequence[Attribution],
        people: Sequence[Speaker],
        *,
        strict: bool = False,
        is_brief: Callable[[Value], bool] = lambda _: False,
    ) -> None:
        self._layout = layout
        self._attributions = attributions
        self._people = people
        self._strict = strict
        self._is_brief = is_brief
        self._own: dict[str, InForce[Value]] = {}
        self.last: InForce[Value] | None = None

    def begin(self, index: int, sentence: int, value: Value) -> None:
        """Set what a statement's own sentence says."""
        who = self._people[index]
        self.last = InForce(value, sentence, who, frozenset())
        if who.name is not None:
            self._own[who.name] = self.last

    def tell(self, sentence: int, value: Value, names: frozenset[str]) -> None:
        """Set what the story says between two statements; it holds for ``names``, and for whom a pronoun means."""
        self.last = InForce(value, sentence, None, names)

    def end(self) -> None:
        """Let nothing be in force any more."""
        self.last = None
        self._own.clear()

    def is_elsewhere(self, index: int, sentence: int) -> bool:
        """Tell whether the speaker has just had an occasion of her own, which this statement is no part of."""
        own = self._own.get(self._people[index].name or "")
        return own is not None and self._reaches(own, index, sentence, REACH, _PARAGRAPHS)

    def carried(self, index: int, sentence: int) -> InForce[Value] | None:
        """Give what is in force for a statement whose own sentence says nothing, and keep it in force from there."""
        who = self._people[index]
        own = self._own.get(who.name) if who.name is not None else None
        last = self.last
        if last is not None and (own is None or last.sentence > own.sentence) and self._covers(last, index, sentence):
            found = last
        elif own is None or not self._reaches(own, index, sentence, OWN_REACH, OWN_PARAGRAPHS):
            return None
        elif own.sentence < sentence and self._is_another(sentence):
            if self._strict:
                del self._own[who.name or ""]  # who has left a place does not come back to it
                if last is not None and last.who is not None and last.who.name == who.name:
                    self.last = None
            return None
        else:
            found = own
        if self._is_brief(found.value) and self._layout.paragraph(sentence) != self._layout.paragraph(found.sentence):
            return None
        if who.name is not None:
            self._own[who.name] = replace(found, sentence=sentence, who=who)
        if found is last and (found.who is None or found.who.name == who.name):
            self.last = replace(found, sentence=sentence)
        return found

    def _is_another(self, sentence: int) -> bool:
        words = self._layout.outside(sentence)
        return bool(_ANOTHER.search(words) or (self._strict and _MEETING.search(words)))

    def _reaches(self, force: InForce[Value], index: int, sentence: int, sentences: int, paragraphs: int) -> bool:
        gone = self._layout.paragraph(sentence) - self._layout.paragraph(force.sentence)
        if self._layout.labelled(self._attributions[index]):
            return gone <= REACH
        return sentence - force.sentence <= sentences and gone <= paragraphs

    def _covers(self, force: InForce[Value], index: int, sentence: int) -> bool:
        """Tell whether what somebody else or the story set holds for a statement as well."""
        if not self._reaches(force, index, sentence, REACH, _PARAGRAPHS):
            return False
        attribution, who = self._attributions[index], self._people[index]
        if self._layout.labelled(attribution):
            return True
        gone = self._layout.paragraph(sentence) - self._layout.paragraph(force.sentence)
        text, source = self._layout.text, attribution.source
        pronoun = source is None or _PRONOUN.match(text, source.start, source.end) is not None
        if force.who is None:
            known = names_in(who.name or "") | source_names(text, attribution)
            return not known.isdisjoint(force.names) or (not known and (pronoun or not self._is_new(source)))
        if force.who.name is None or who.name is None:
            return gone == 0 or (pronoun and source is not None)
        if force.who.name == who.name:
            return True
        # A lead without names ("Officials said on Monday …") is taken up with them by the paragraph below.
        lead = force.who.kind in ("group", "unnamed") and self._layout.paragraph(force.sentence) <= 2
        return lead and not self._strict and gone <= 1

    def _is_new(self, source: Span | None) -> bool:
        return source is not None and _NEW.match(self._layout.text, source.start, source.end) is not None
