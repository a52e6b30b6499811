"""What ingest is asked for and what it tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """Where to and how: ``date``, ``outlet`` and ``mapping`` as for reading; ``jobs`` 0 works in this process.

    ``prune`` deletes the articles of files that are gone from the folders ingested.
    """

    db: Path
    date: str | None = None
    outlet: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    tagger: str = "auto"
    jobs: int = 0
    prune: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far: ``done`` of ``total`` files, the one just finished, and the articles written or about to be."""

    done: int
    total: int
    path: str
    articles: int


OnProgress = Callable[[Progress], None]


@dataclass(slots=True)
class IngestReport:
    """Counts of articles, and what could not be read, with the reason."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    duplicates: int = 0
    unread: list[tuple[str, str]] = field(default_factory=list)
