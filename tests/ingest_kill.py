"""A run of ingest to be killed: python ingest_kill.py DATABASE JOBS PATH..."""

from __future__ import annotations

import sys
from pathlib import Path

from corpus_cli.ingest import IngestOptions, ingest, run

if __name__ == "__main__":
    run._BATCH_ARTICLES = 4  # more commits to be killed between
    report = ingest(sys.argv[3:], IngestOptions(Path(sys.argv[1]), tagger="rules", jobs=int(sys.argv[2])))
    print(report.added, report.unchanged, len(report.unread))
