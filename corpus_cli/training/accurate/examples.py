"""Gold articles → windows with labels and pointer targets, varied a little each time they are read."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus_cli.extraction.tagger.accurate.pieces import Vocabulary, Word
from corpus_cli.extraction.tagger.accurate.windows import LIMIT, Window, pack
from corpus_cli.training.accurate.names import Names
from corpus_cli.training.gold import GoldArticle, GoldAttribution

LENGTHS = (112, 144, 176, 208)  # word pieces of a window while training: the model should not lean on any one
SOURCE, CUE, CONTENT = 1, 3, 5  # the label that begins each role; the next number continues it


@dataclass(slots=True)
class Example:
    """A window and what the model should say of it; indexes are of words + 1, 0 is "none".

    ``to_cue[i]`` is the range of words of word i's cue (content and cue words only), ``to_source[i]`` that of a cue
    word's source.
    """

    window: Window
    labels: list[int]
    to_cue: dict[int, tuple[int, int]]
    to_source: dict[int, tuple[int, int]]


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    """Lines that are not blank, as half-open ranges."""
    return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def examples(
    article: GoldArticle, vocabulary: Vocabulary, dice: random.Random, vary: bool, names: Names | None = None
) -> list[Example]:
    """Read one article into windows; with ``vary``, cut, annotator, typography and names are drawn at random."""
    text = article.text
    gold = dice.choice(article.readings) if vary else article.readings[0]
    if vary:
        text = vary_typography(text, dice)
    stops = frozenset(vocabulary.look_up(mark)[0][0] for mark in ".!?")
    paragraphs = [vocabulary.words(text, start, end) for start, end in paragraphs_of(text)]
    if vary and names and dice.random() < 0.3:
        paragraphs = names.swap(vocabulary, paragraphs, 0.6, dice)
    limit = dice.choice(LENGTHS) if vary else LIMIT
    first = dice.randint(limit // 4, limit) if vary else LIMIT
    return [label(window, gold) for window in pack(paragraphs, stops, limit, first)]


def label(window: Window, gold: Sequence[GoldAttribution]) -> Example:
    """Give each word of the window its label and targets."""
    labels = [0] * len(window.words)
    owner: list[tuple[int, int] | None] = [None] * len(window.words)  # (attribution, begin label)
    breaks = set(window.breaks)
    for number, attribution in enumerate(gold):
        for begin, spans in ((CONTENT, attribution.content), (SOURCE, attribution.source), (CUE, attribution.cue)):
            for start, end in spans:
                previous = -2
                for index in _overlapping(window.words, start, end):
                    # parts of one content with nothing between them are one stretch
                    follows = index == previous + 1 or (index > 0 and owner[index - 1] == (number, begin))
                    opens = not follows or index in breaks
                    labels[index] = begin if opens else begin + 1
                    owner[index] = (number, begin)
                    previous = index
    to_cue: dict[int, tuple[int, int]] = {}
    to_source: dict[int, tuple[int, int]] = {}
    for number, attribution in enumerate(gold):
        cue = _range(window.words, attribution.cue)
        source = _range(window.words, attribution.source)
        for spans in (attribution.content, attribution.cue):
            for start, end in spans:
                for index in _overlapping(window.words, start, end):
                    if owner[index] in ((number, CONTENT), (number, CUE)):
                        to_cue[index] = cue
        for start, end in attribution.cue:
            for index in _overlapping(window.words, start, end):
                if owner[index] == (number, CUE):
                    to_source[index] = source
    return Example(window, labels, to_cue, to_source)


def _overlapping(words: Sequence[Word], start: int, end: int) -> Iterator[int]:
    if not words or words[-1].end <= start or words[0].start >= end:
        return
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        if words[middle].end <= start:
            low = middle + 1
        else:
            high = middle
    while low < len(words) and words[low].start < end:
        yield low
        low += 1


def _range(words: Sequence[Word], spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    found = [index for start, end in spans for index in _overlapping(words, start, end)]
    return (found[0] + 1, found[-1] + 2) if found else (0, 1)


_DOUBLE = re.compile('[“”"]')


def vary_typography(text: str, dice: random.Random) -> str:
    """Change marks and case now and then, keeping every offset: other outlets write differently."""
    if dice.random() < 0.06:  # British single marks
        text = text.translate({ord("“"): "‘", ord("”"): "’", ord('"'): "'"})
    drop = 0.04 if dice.random() < 0.15 else 0.0
    pieces = []
    for line in text.split("\n"):
        varied = line
        if drop:
            varied = _DOUBLE.sub(lambda mark: " " if dice.random() < drop else mark.group(), varied)
        roll = dice.random()
        if roll < 0.015:
            varied = _same_length(line, varied.lower())
        elif roll < 0.03 and len(line) < 150:
            varied = _same_length(line, varied.upper())
        elif roll < 0.05 and len(line) < 150:
            varied = _same_length(line, varied.title())
        elif roll < 0.07 and len(line) > 20 and line.endswith((".", "!")):
            varied = varied[:-1] + " "
        pieces.append(varied)
    return "\n".join(pieces)


def _same_length(before: str, after: str) -> str:
    return after if len(after) == len(before) else before
