"""The samples' hand-written gold as gold articles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus_cli.articles.read import ReadOptions, read
from corpus_cli.evaluation.brat import GoldArticle, GoldAttribution
from corpus_cli.evaluation.run import as_gold, statements_of
from corpus_cli.evaluation.score import COVER, ArticleScore, score_article
from corpus_cli.extraction.tagger import Tagger
from corpus_cli.records import Article, Span

REPOSITORY = Path(__file__).parents[2]


def score_samples(gold: Path, tagger: Tagger) -> Iterator[ArticleScore]:
    """Score a tagger on ``samples.jsonl`` in the folder ``gold``; finding an optional statement counts neither way."""
    for article, optional in read_samples(gold):
        found = [as_gold(statement) for statement in statements_of(article, tagger)]
        yield score_article(article.name, article.text, article.attributions, without(optional, found))


def without(optional: Sequence[GoldAttribution], found: Sequence[GoldAttribution]) -> list[GoldAttribution]:
    """Leave out what was found of optional statements: most of its content lies in one of theirs."""
    free = {offset for attribution in optional for span in attribution.content for offset in range(*span)}
    kept = []
    for attribution in found:
        content = {offset for span in attribution.content for offset in range(*span)}
        if len(content & free) < COVER * len(content):
            kept.append(attribution)
    return kept


def read_samples(gold: Path) -> Iterator[tuple[GoldArticle, list[GoldAttribution]]]:
    """Read ``samples.jsonl`` in the folder ``gold``: articles, each with its optional statements apart."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for line in (gold / "samples.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows.setdefault(row["article"], []).append(row)
    for name, statements in rows.items():
        file, _, number = name.partition("#")
        articles = list(read(REPOSITORY / "samples" / file, ReadOptions()))
        article = articles[int(number or 1) - 1]
        assert isinstance(article, Article)
        required: list[GoldAttribution] = []
        optional: list[GoldAttribution] = []
        for i, row in enumerate(statements):
            (optional if row.get("optional") else required).append(_attribution(str(i), article.text, row))
        yield GoldArticle(name, article.text, tuple(required)), optional


def _attribution(identifier: str, text: str, row: dict[str, Any]) -> GoldAttribution:
    content = tuple(_span(text, part, text.index(part)) for part in row["text_slices"])
    cue = _nearest(text, row["cue"], content)
    # A source stands by its cue, if there is one.
    return GoldAttribution(identifier, _nearest(text, row["source"], cue or content), cue, content)


def _nearest(text: str, words: str | None, to: tuple[Span, ...]) -> tuple[Span, ...]:
    """Find the occurrence of words next to a span; gold names words, not places."""
    if words is None:
        return ()
    starts = [i for i in range(len(text)) if text.startswith(words, i)]
    nearest = min(starts, key=lambda start: min(abs(start - edge) for span in to for edge in span))
    return (_span(text, words, nearest),)


def _span(text: str, words: str, start: int) -> Span:
    return Span(start, start + len(words))
