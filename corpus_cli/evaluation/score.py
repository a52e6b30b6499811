"""Precision, recall and F1 of predicted attributions against gold, role by role, with a bootstrap interval."""

from __future__ import annotations

import random
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar, get_args

from corpus_cli.evaluation.brat import GoldAttribution
from corpus_cli.extraction.document import read_document
from corpus_cli.records import Article, Kind, Quotation, Span

COVER = 0.6  # a content is found (a statement is right) when this share of its letters is covered
RESAMPLES = 1000
SEED = 2016

T = TypeVar("T")
Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = get_args(Role)
Answer = Literal["speaker", "date", "place"]

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")  # O'Brien, U.S, co-founder


@dataclass(frozen=True, slots=True)
class Score:
    """Counts that add up: predictions that are right or wrong (``tp``, ``fp``), gold that is found or missed.

    ``found`` differs from ``tp`` where one prediction may cover two gold items or the reverse.
    """

    tp: int = 0
    fp: int = 0
    fn: int = 0
    found: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn, self.found + other.found)

    @property
    def precision(self) -> float:
        """The share of predictions that are right; 0 without predictions."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """The share of gold that is found; 0 without gold."""
        return self.found / (self.found + self.fn) if self.found + self.fn else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def matched(gold: set[T], predicted: set[T]) -> Score:
    """Score two sets by identity."""
    both = len(gold & predicted)
    return Score(both, len(predicted) - both, len(gold) - both, both)


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """One article's scores by measure, the ids of gold found and missed, and where wrong statements begin.

    ``right`` holds the ids whose speaker, date or place is right, where the gold says them (readings.py).
    """

    name: str
    scores: Mapping[str, Score]
    found: tuple[str, ...]
    missed: tuple[str, ...]
    wrong: tuple[int, ...]
    right: Mapping[Answer, tuple[str, ...]] = field(default_factory=dict)


def score_article(
    name: str, text: str, gold: Sequence[GoldAttribution], predicted: Sequence[GoldAttribution]
) -> ArticleScore:
    """Score one article's predictions; both sides are spans of offsets into ``text``.

    Measures: "<role> words" (words labelled), "<role> exact" (spans alike), "<role> overlap" (spans that touch one),
    "statement" (60 % of the letters of a content lie in contents of the other side; so split or merged utterances cost
    nothing and wrong words do), "statement: <kind>", and "right source" (of all gold, found and the best prediction's
    source touches the gold source).
    """
    scores: dict[str, Score] = {}
    words = [match.span() for match in _WORD.finditer(text)]
    starts = [start for start, _ in words]
    for role in ROLES:
        g, p = _spans(gold, role), _spans(predicted, role)
        scores[f"{role} words"] = matched(_words(starts, g), _words(starts, p))
        scores[f"{role} exact"] = matched(_trimmed(text, g), _trimmed(text, p))
        scores[f"{role} overlap"] = _overlap(g, p)
    gold_letters = [letters_of(text, attribution.content) for attribution in gold]
    predicted_letters = [letters_of(text, attribution.content) for attribution in predicted]
    all_gold: set[int] = set().union(*gold_letters)
    all_predicted: set[int] = set().union(*predicted_letters)
    quotations = read_document(Article(text, name)).quotations
    by_kind: dict[str, Score] = {f"statement: {kind}": Score() for kind in get_args(Kind)}
    found: list[str] = []
    missed: list[str] = []
    wrong: list[int] = []
    right_sources = 0
    for attribution, letters in zip(gold, gold_letters, strict=True):
        if not letters:
            continue
        hit = len(letters & all_predicted) >= COVER * len(letters)
        (found if hit else missed).append(attribution.id)
        measure = f"statement: {kind_of(quotations, letters)}"
        by_kind[measure] += Score(found=hit, fn=not hit)
        if hit:
            best = max(range(len(predicted)), key=lambda i: len(predicted_letters[i] & letters))
            right_sources += _same_source(attribution, predicted[best])
    for attribution, letters in zip(predicted, predicted_letters, strict=True):
        right = bool(letters) and len(letters & all_gold) >= COVER * len(letters)
        if not right:
            wrong.append(attribution.content[0].start if attribution.content else -1)
        if letters:
            by_kind[f"statement: {kind_of(quotations, letters)}"] += Score(tp=right, fp=not right)
    scores["statement"] = Score(len(predicted) - len(wrong), len(wrong), len(missed), len(found))
    scores |= by_kind
    total = len(found) + len(missed)
    scores["right source"] = Score(right_sources, len(found) - right_sources, total - right_sources, right_sources)
    return ArticleScore(name, scores, tuple(found), tuple(missed), tuple(wrong))


def kind_of(quotations: Sequence[Quotation], letters: Iterable[int]) -> Kind:
    """Tell how much of a content stands between marks: all, some or nothing."""
    ends = [quotation.end for quotation in quotations]
    inside = outside = 0
    for offset in letters:
        index = bisect_right(ends, offset)
        if index < len(quotations) and quotations[index].start <= offset:
            inside += 1
        else:
            outside += 1
    if not inside:
        return "indirect"
    return "direct" if outside <= 0.02 * (inside + outside) else "mixed"


def _spans(attributions: Iterable[GoldAttribution], role: Role) -> list[Span]:
    return sorted({span for attribution in attributions for span in getattr(attribution, role)})


def _words(starts: Sequence[int], spans: Iterable[Span]) -> set[int]:
    return {i for start, end in spans for i in range(bisect_left(starts, start), bisect_left(starts, end))}


def _trimmed(text: str, spans: Iterable[Span]) -> set[tuple[int, int]]:
    """Give the spans without the marks and white space at their ends, which annotators place at will."""
    found = set()
    for start, end in spans:
        while start < end and not text[start].isalnum():
            start += 1
        while end > start and not text[end - 1].isalnum():
            end -= 1
        if start < end:
            found.add((start, end))
    return found


def _overlap(gold: Sequence[Span], predicted: Sequence[Span]) -> Score:
    found = sum(_touches(span, predicted) for span in gold)
    right = sum(_touches(span, gold) for span in predicted)
    return Score(right, len(predicted) - right, len(gold) - found, found)


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def letters_of(text: str, spans: Iterable[Span]) -> set[int]:
    """Give the offsets of the letters and digits in the spans."""
    return {i for start, end in spans for i in range(start, min(end, len(text))) if text[i].isalnum()}


def _same_source(gold: GoldAttribution, predicted: GoldAttribution) -> bool:
    if not gold.source or not predicted.source:
        return not gold.source and not predicted.source
    return any(_touches(span, predicted.source) for span in gold.source)


def total(articles: Iterable[ArticleScore]) -> dict[str, Score]:
    """Add up the articles' scores by measure."""
    sums: dict[str, Score] = {}
    for article in articles:
        for measure, score in article.scores.items():
            sums[measure] = sums.get(measure, Score()) + score
    return sums


def intervals(
    articles: Sequence[ArticleScore], resamples: int = RESAMPLES, seed: int = SEED
) -> dict[str, tuple[float, float]]:
    """Give each measure's F1 between the 2.5th and 97.5th percentile of a bootstrap over articles.

    The percentile bootstrap of Efron (1979); articles, not statements, are drawn, since those of one article resemble
    each other. The same articles and seed give the same interval.
    """
    chance = random.Random(seed)
    count = len(articles)
    measures = list(total(articles))
    rows = {
        measure: [(s.tp, s.fp, s.fn, s.found) for s in (article.scores.get(measure, Score()) for article in articles)]
        for measure in measures
    }
    drawn: dict[str, list[float]] = {measure: [] for measure in measures}
    for _ in range(resamples if count else 0):
        sample = chance.choices(range(count), k=count)
        for measure, row in rows.items():
            tp, fp, fn, found = map(sum, zip(*[row[i] for i in sample], strict=True))
            drawn[measure].append(Score(tp, fp, fn, found).f1)
    return {measure: _middle(sorted(values)) for measure, values in drawn.items()}


def _middle(values: Sequence[float]) -> tuple[float, float]:
    if not values:
        return (0.0, 0.0)
    last = len(values) - 1
    return values[round(0.025 * last)], values[round(0.975 * last)]
