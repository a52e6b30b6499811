"""Units: sentences as the rules read them, where a quotation is never cut in two."""

from __future__ import annotations

from dataclasses import dataclass

from corpus_cli.extraction.tagger.rules.words import word_classes
from corpus_cli.records import Document, Span


@dataclass(frozen=True, slots=True)
class Text:
    """A document's tokens as parallel lists, indexed by token.

    ``inside`` holds the index of the quotation a token belongs to (its marks included), or -1. ``classes`` are looked
    up by ``classify``.
    """

    document: Document
    words: list[str]
    lower: list[str]
    classes: list[str]
    inside: list[int]
    ranges: list[Span]

    def span(self, first: int, last: int) -> Span:
        """Return the characters of the tokens ``first`` to ``last`` (exclusive)."""
        return Span(self.document.tokens[first].start, self.document.tokens[last - 1].end)

    def classify(self, unit: Span) -> None:
        """Look up the classes of the tokens of a stretch, which are marks (X) until then: few are read closely."""
        self.classes[unit.start : unit.end] = map(word_classes, self.words[unit.start : unit.end])

    def quotation_words(self, number: int) -> int:
        """Count the words of a quotation."""
        first, last = self.ranges[number]
        return sum(self.words[i][0].isalnum() for i in range(first, last))


def read_text(document: Document) -> Text:
    """Lay the tokens out with their classes and the quotation that each lies in."""
    tokens = document.tokens
    words = [text for _, _, text in tokens]
    inside = [-1] * len(tokens)
    ranges = []
    index = 0
    for number, quotation in enumerate(document.quotations):
        while index < len(tokens) and tokens[index].end <= quotation.start:
            index += 1
        first = index
        while index < len(tokens) and tokens[index].start < quotation.end:
            inside[index] = number
            index += 1
        ranges.append(Span(first, index))
    return Text(document, words, [word.lower() for word in words], ["X"] * len(words), inside, ranges)


def units(text: Text) -> list[Span]:
    """Join sentences of a paragraph between which a quotation runs on; ranges of token indexes."""
    joined: list[Span] = []
    dateline = text.document.dateline
    behind = dateline.span.end if dateline is not None else 0
    tokens = text.document.tokens
    starts = {first for first, _ in text.document.paragraphs}
    for first, last in text.document.sentences:
        while behind and first < last and tokens[first].start < behind <= tokens[last - 1].end:
            first += 1
        if (
            joined
            and first not in starts
            and joined[-1].end == first
            and text.inside[first] >= 0
            and text.inside[first] == text.inside[first - 1]
        ):
            joined[-1] = Span(joined[-1].start, last)
        else:
            joined.append(Span(first, last))
    return joined
