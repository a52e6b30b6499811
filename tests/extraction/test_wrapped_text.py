"""However an archive wraps and indents its lines, the same is said by the same people."""

from __future__ import annotations

import textwrap
from pathlib import Path

from corpus_cli.articles.fields import ReadOptions
from corpus_cli.articles.read import read
from corpus_cli.extraction.document import read_document
from corpus_cli.extraction.statements import extract
from corpus_cli.extraction.tagger import load
from corpus_cli.records import Article

TEXTS = [
    found.text
    for path in sorted((Path(__file__).parents[2] / "samples").iterdir())
    for found in read(path, ReadOptions({}, None, None))
    if isinstance(found, Article) and len(found.text) > 1000
]


def wrapped(text: str) -> str:
    return "\n\n".join(textwrap.fill(part, 72) for part in text.split("\n\n"))


def told(text: str) -> list[tuple[str | None, str]]:
    found = extract(read_document(Article(text, "a", published="2016-09-26")), load("fast"), "a")
    return [(one.speaker.name, one.quote) for one in found]


def test_lines_all_indented_alike_are_read_as_if_none_were() -> None:
    for text in map(wrapped, TEXTS):
        assert told(textwrap.indent(text, " " * 8)) == told(text)


def test_without_blank_lines_or_with_one_behind_each_line_most_stays() -> None:
    usual = {(i, *one) for i, text in enumerate(TEXTS) for one in told(wrapped(text))}
    for blank in ("\n", "\n\n"):
        lines = [wrapped(text).replace("\n\n", "\n").replace("\n", blank) for text in TEXTS]
        other = {(i, *one) for i, text in enumerate(lines) for one in told(text)}
        assert len(usual & other) >= 0.75 * len(usual)
