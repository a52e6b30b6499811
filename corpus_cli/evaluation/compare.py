"""A run's scores as JSON, and what changed since the last run: gains and losses, article by article."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus_cli.errors import ReadError
from corpus_cli.evaluation.score import ArticleScore, Score, intervals, total

FORMAT = 1


def report(articles: Sequence[ArticleScore], tagger: str) -> dict[str, Any]:
    """Sum a run up as plain values: what ``--json`` prints and ``--against`` reads.

    Scores are shares from 0 to 1, rounded to four places; "low" and "high" bound F1 (see ``score.intervals``).
    """
    bounds = intervals(articles)
    return {
        "format": FORMAT,
        "tagger": tagger,
        "articles": len(articles),
        "scores": {measure: _values(score, bounds[measure]) for measure, score in total(articles).items()},
        "by_article": {
            article.name: {
                "f1": round(article.scores["statement"].f1, 4),
                "found": list(article.found),
                "missed": list(article.missed),
                "wrong": list(article.wrong),
                **({"right": {answer: list(ids) for answer, ids in article.right.items()}} if article.right else {}),
            }
            for article in articles
        },
    }


def _values(score: Score, bounds: tuple[float, float]) -> dict[str, float]:
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
        "low": round(bounds[0], 4),
        "high": round(bounds[1], 4),
        "tp": score.tp,
        "fp": score.fp,
        "fn": score.fn,
    }


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in one article: gold ids now found or lost, and how many wrong statements came or went.

    Where the gold has readings of who, when and where, "E5 speaker" is an id whose speaker is now right or no longer.
    """

    name: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    wrong_before: int
    wrong_after: int

    @property
    def net(self) -> int:
        """Statements gained less those lost, and wrong ones gone less those come."""
        return len(self.gained) - len(self.lost) + self.wrong_before - self.wrong_after


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """List the articles of both reports whose outcome changed, the worst first."""
    found = []
    earlier: Mapping[str, Any] = before["by_article"]
    for name, now in after["by_article"].items():
        if name not in earlier:
            continue
        last = earlier[name]
        had, has = _held(last), _held(now)
        gained = tuple(each for each in has if each not in set(had))
        lost = tuple(each for each in had if each not in set(has))
        change = Change(name, gained, lost, len(last["wrong"]), len(now["wrong"]))
        if gained or lost or set(last["wrong"]) != set(now["wrong"]):
            found.append(change)
    return sorted(found, key=lambda change: (change.net, change.name))


def _held(article: Mapping[str, Any]) -> list[str]:
    answers = article.get("right", {}).items()
    return [*article["found"], *(f"{identifier} {answer}" for answer, ids in answers for identifier in ids)]


def read_report(path: Path) -> dict[str, Any]:
    """Read a report written by ``corpus evaluate --json``. Raises ReadError when it is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: {error}; write one with: corpus evaluate GOLD_DIR --json > LAST.json") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT or "by_article" not in data:
        raise ReadError(
            f"{path} is no report of this version; write one with: corpus evaluate GOLD_DIR --json > LAST.json"
        )
    return data
