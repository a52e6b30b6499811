"""What may be asked: frozen questions without flags and without SQL.

Dates are ISO days, half-open nowhere: ``since`` and ``until`` are both inclusive. Empty tuples and nulls mean "any".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

StatementSort = Literal["date", "-date", "published", "-published", "speaker", "confidence", "rank", "article"]
ArticleSort = Literal["published", "-published", "title", "outlet", "path", "rank"]
Unit = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class StatementQuery:
    """Which statements. ``words`` is the user's search text, never raw FTS5 unless ``raw``."""

    words: str | None = None
    speaker: str | None = None
    about: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    kinds: tuple[str, ...] = ()
    outlet: str | None = None
    article: str | None = None
    thoughts: bool = False
    min_confidence: float = 0.0
    sort: StatementSort | None = None
    limit: int | None = None
    offset: int = 0
    raw: bool = False


@dataclass(frozen=True, slots=True)
class ArticleQuery:
    """Which articles; with ``words`` a ranked full-text search with snippets."""

    words: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    sort: ArticleSort | None = None
    limit: int | None = None
    offset: int = 0
    raw: bool = False


@dataclass(frozen=True, slots=True)
class SpeakerQuery:
    """Which speakers, with counts over the statements that ``statements`` selects; ``numbers`` are ids."""

    name: str | None = None
    kind: str | None = None
    statements: StatementQuery = StatementQuery()
    limit: int | None = None
    offset: int = 0
    numbers: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class PlaceQuery:
    """Which places, as places of speaking and places talked about."""

    name: str | None = None
    statements: StatementQuery = StatementQuery()
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class TimelineQuery:
    """Statements per ``unit`` of time, optionally one row per speaker in it."""

    unit: Unit = "day"
    by_speaker: bool = False
    statements: StatementQuery = StatementQuery()
