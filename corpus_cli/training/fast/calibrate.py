"""Fit the confidence: a logistic model on links in articles that the models had not seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt

from corpus_cli.evaluation.brat import GoldAttribution
from corpus_cli.extraction.tagger.fast.confidence import FACTS, probability
from corpus_cli.extraction.tagger.fast.links import Link
from corpus_cli.extraction.tagger.fast.tagger import FastTagger
from corpus_cli.records import Document, Span
from corpus_cli.training.fast.gold import Sample

COVER = 0.6  # the share of a content's letters that must be content in gold, as in evaluation
STEPS = 400
RATE = 0.5
SHRINK = 1e-4

Case = tuple[tuple[float, ...], bool, bool]
"""Facts; whether the words are content in gold; whether the source is right besides."""


def cases(tagger: FastTagger, samples: Iterable[Sample]) -> list[Case]:
    """Judge every link that a tagger finds in articles it has not learnt from."""
    found = []
    for sample in samples:
        letters = [_letters(sample.document.text, gold.content) for gold in sample.gold]
        everything: set[int] = set().union(*letters)
        for link, about in tagger.links(sample.document):
            said = _letters(sample.document.text, _offsets(sample.document, link.content))
            right = bool(said) and len(said & everything) >= COVER * len(said)
            sourced = False
            if right:
                best = max(range(len(letters)), key=lambda i: len(letters[i] & said))
                sourced = _same_source(sample.document, link, sample.gold[best])
            found.append((about, right, right and sourced))
    return found


def _offsets(document: Document, spans: Iterable[Span]) -> list[Span]:
    return [Span(document.tokens[a].start, document.tokens[b - 1].end) for a, b in spans]


def _letters(text: str, spans: Iterable[Span]) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if text[i].isalnum()}


def _same_source(document: Document, link: Link, gold: GoldAttribution) -> bool:
    if link.source is None:
        return not gold.source
    ((start, end),) = _offsets(document, [link.source])
    return any(a < end and start < b for a, b in gold.source)


def fit(about: Sequence[Sequence[float]], right: Sequence[bool]) -> list[float]:
    """Fit logistic weights by gradient descent with momentum on scaled facts; deterministic."""
    size = len(FACTS)
    count = len(about)
    spread = [sqrt(sum(row[k] ** 2 for row in about) / count) or 1.0 for k in range(size)]
    rows = [[row[k] / spread[k] for k in range(size)] for row in about]
    weights, speed = [0.0] * size, [0.0] * size
    for _ in range(STEPS):
        slope = [SHRINK * weight * count for weight in weights]
        for row, wanted in zip(rows, right, strict=True):
            error = probability(weights, row) - wanted
            for k in range(size):
                slope[k] += error * row[k]
        speed = [0.9 * v - RATE * g / count for v, g in zip(speed, slope, strict=True)]
        weights = [weight + v for weight, v in zip(weights, speed, strict=True)]
    return [round(weight / scale, 4) for weight, scale in zip(weights, spread, strict=True)]


def table(scores: Sequence[float], right: Sequence[bool]) -> list[tuple[float, int, float, float]]:
    """Show how calibrated scores are: lower bound of a bin, how many, mean score, share right."""
    lines = []
    for low in (0.0, 0.2, 0.4, 0.6, 0.8, 0.9):
        high = {0.8: 0.9, 0.9: 1.01}.get(low, low + 0.2)
        inside = [(score, hit) for score, hit in zip(scores, right, strict=True) if low <= score < high]
        if inside:
            mean = sum(score for score, _ in inside) / len(inside)
            lines.append((low, len(inside), round(mean, 3), round(sum(hit for _, hit in inside) / len(inside), 3)))
    return lines
