"""The one workflow: files → articles → statements → rows."""

from __future__ import annotations

from corpus_cli.ingest.names import decide_alias
from corpus_cli.ingest.report import IngestOptions, IngestReport, Progress
from corpus_cli.ingest.run import ingest
from corpus_cli.ingest.upkeep import reextract, remove
from corpus_cli.ingest.who import decide, undo_decision

__all__ = [
    "IngestOptions",
    "IngestReport",
    "Progress",
    "decide",
    "decide_alias",
    "ingest",
    "reextract",
    "remove",
    "undo_decision",
]
