"""Turn what speaks for an attribution into a probability: logistic regression on articles that were not trained on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy

from corpus_cli.extraction.document import read_document
from corpus_cli.extraction.tagger.accurate.tagger import AccurateTagger
from corpus_cli.records import Article, Attribution, Span
from corpus_cli.training.gold import GoldAttribution, read_gold

COVER = 0.6  # a predicted content holds when so much of its letters lie in gold contents, as in the acceptance scorer


def judge(tagger: AccurateTagger, folder: Path) -> tuple[list[tuple[float, ...]], list[bool]]:
    """Tag the gold articles of ``folder``; returns the evidence for each attribution and whether it holds."""
    evidence: list[tuple[float, ...]] = []
    right: list[bool] = []
    for article in read_gold(folder):
        document = read_document(Article(text=article.text, path=str(article.path)))
        for found, grounds in tagger.explain(document):
            evidence.append(grounds)
            right.append(holds(article.text, found, article.readings[0]))
    return evidence, right


def holds(text: str, found: Attribution, gold: Sequence[GoldAttribution]) -> bool:
    """Whether a careful reader agrees: the content is somebody's content, and the source is the one who said it."""
    own = _letters(text, found.content)
    if not own:
        return False
    shares = [(len(own & _letters(text, one.content)), one) for one in gold if _touch(found.content, one.content)]
    if sum(share for share, _ in shares) < COVER * len(own):
        return False
    _, best = max(shares, key=lambda pair: pair[0])
    if found.source is None or not best.source:
        return found.source is None and not best.source
    return _touch((found.source,), best.source)


def _letters(text: str, spans: Sequence[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end) if text[at].isalnum()}


def _touch(ours: Sequence[Span], theirs: Sequence[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in ours for b in theirs)


def fit(evidence: Sequence[Sequence[float]], right: Sequence[bool], ridge: float = 1.0) -> list[float]:
    """Fit logistic regression by Newton's method; returns one weight for each kind of evidence and the constant."""
    x: Any = numpy.array([[*row, 1.0] for row in evidence])
    y: Any = numpy.array(right, dtype=float)
    weights = numpy.zeros(x.shape[1])
    penalty = ridge * numpy.eye(x.shape[1])
    penalty[-1, -1] = 0.0
    for _ in range(30):
        chances = 1 / (1 + numpy.exp(-(x @ weights)))
        slope = x.T @ (chances - y) + penalty @ weights
        curve = (x * (chances * (1 - chances))[:, None]).T @ x + penalty
        step = numpy.linalg.solve(curve, slope)
        weights -= step
        if abs(step).max() < 1e-8:
            break
    return [round(float(weight), 4) for weight in weights]


def reliability(chances: Sequence[float], right: Sequence[bool], bins: int = 10) -> list[tuple[float, float, int]]:
    """Mean chance, share that holds and count in each tenth of the range."""
    rows = []
    for number in range(bins):
        members = [index for index, chance in enumerate(chances) if min(int(chance * bins), bins - 1) == number]
        if members:
            mean = sum(chances[index] for index in members) / len(members)
            rows.append((mean, sum(right[index] for index in members) / len(members), len(members)))
    return rows
