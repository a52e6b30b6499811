"""Coverage-guided fuzzing with atheris: python -m tests.bench.fuzz readers|extraction|queries [libFuzzer options].

Needs `pip install atheris`; runs until it finds something or -max_total_time=SECONDS are over. A finding is an
exception that no reader may raise, or a promise about offsets that does not hold.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["corpus_cli"]):
    from corpus_cli.articles.read import ReadOptions, read
    from corpus_cli.extraction.document import read_document
    from corpus_cli.extraction.statements import extract
    from corpus_cli.extraction.tagger import load
    from corpus_cli.records import Article
    from corpus_cli.reports.aliases import find_aliases
    from corpus_cli.reports.copies import marks
    from corpus_cli.reports.differences import compare_texts
    from corpus_cli.store.match import all_of, any_prefix_of, match_expression

SUFFIXES = (".txt", ".md", ".json", ".jsonl", ".csv", ".tsv", ".html")
_FOLDER = Path(tempfile.mkdtemp())
_TAGGER = load("fast")
_INDEX = sqlite3.connect(":memory:")
_INDEX.execute("CREATE VIRTUAL TABLE f USING fts5(title, text, tokenize='unicode61 remove_diacritics 2')")
_INDEX.execute("INSERT INTO f VALUES ('Oil port', 'The U.S. holds the oil port of Sirte.')")


def readers(data: bytes) -> None:
    """Read any bytes as any kind of file: articles whose text is text, or one line why not."""
    if not data:
        return
    file = _FOLDER / f"a{SUFFIXES[data[0] % len(SUFFIXES)]}"
    file.write_bytes(data[1:])
    for found in read(file, ReadOptions()):
        if isinstance(found, Article):
            assert 0 <= found.body_start <= len(found.text)
        else:
            assert "\n" not in found.reason


def extraction(data: bytes) -> None:
    """Extract from any text: every span is a slice of it, and the quote's words are in them."""
    source = atheris.FuzzedDataProvider(data)
    text = source.ConsumeUnicodeNoSurrogates(4_000)
    published = source.PickValueInList([None, "2016-08-01", "2016-08", "XXXX-08-01"])
    for statement in extract(read_document(Article(text, "a", published=published)), _TAGGER, "a"):
        assert statement.spans
        for span in (*statement.spans, *filter(None, (statement.cue_span, statement.source_span))):
            assert 0 <= span.start < span.end <= len(text)
        assert 0 <= statement.confidence <= 1
    find_aliases(text)
    marks(text)
    half = len(text) // 2
    compare_texts(text[:half], text[half:])


def queries(data: bytes) -> None:
    """Build a search from any words: SQLite takes it, or there is nothing to search for."""
    words = atheris.FuzzedDataProvider(data).ConsumeUnicodeNoSurrogates(300)
    for built in (match_expression(words, False, ("title", "text")), all_of(words), any_prefix_of(words)):
        if built:
            _INDEX.execute("SELECT rowid FROM f WHERE f MATCH ?", (built,)).fetchall()


TARGETS: dict[str, Callable[[bytes], None]] = {"readers": readers, "extraction": extraction, "queries": queries}


if __name__ == "__main__":
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()
