"""The samples' hand-written gold as gold articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus_cli.articles.read import ReadOptions, read
from corpus_cli.evaluation.brat import GoldArticle, GoldAttribution
from corpus_cli.records import Article, Span

REPOSITORY = Path(__file__).parents[2]


def read_samples(gold: Path) -> Iterator[GoldArticle]:
    """Read ``samples.jsonl`` in the folder ``gold``; statements marked optional are gold too."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for line in (gold / "samples.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows.setdefault(row["article"], []).append(row)
    for name, statements in rows.items():
        file, _, number = name.partition("#")
        articles = list(read(REPOSITORY / "samples" / file, ReadOptions()))
        article = articles[int(number or 1) - 1]
        assert isinstance(article, Article)
        found = [_attribution(str(i), article.text, row) for i, row in enumerate(statements)]
        yield GoldArticle(name, article.text, tuple(found))


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
