"""What every worker needs, read once: imported by the process that workers are forked from, before it forks.

Importing this is slow on purpose; nothing else may import it. What starts threads (ONNX Runtime) has no place here.
"""

from __future__ import annotations

import gc
from importlib import import_module

from corpus_cli.extraction import gazetteer

gc.disable()  # nothing here becomes garbage
for _name in (
    "corpus_cli.articles.read",
    "corpus_cli.extraction.document",
    "corpus_cli.extraction.statements",
    "corpus_cli.extraction.location",
    "corpus_cli.extraction.speakers",
    "corpus_cli.extraction.tagger.fast",
    "corpus_cli.ingest.tasks",
    "corpus_cli.reports.aliases",
    "corpus_cli.reports.copies",
    "corpus_cli.reports.fingerprints",
):
    import_module(_name)
gazetteer.first_words()
# Kept out of every later search for garbage, whose marks would copy the shared memory.
gc.freeze()
gc.enable()
