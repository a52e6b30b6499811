"""Whatever glyphs the marks are written with, the same is said by the same people."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus_cli.articles.fields import ReadOptions
from corpus_cli.articles.read import read
from corpus_cli.extraction.document import read_document
from corpus_cli.extraction.mark_glyphs import DOUBLE, GLYPHS, OPENING
from corpus_cli.extraction.statements import extract
from corpus_cli.extraction.tagger import load
from corpus_cli.records import Article

SAMPLES = [
    found
    for path in sorted((Path(__file__).parents[2] / "samples").iterdir())
    for found in read(path, ReadOptions({}, None, None))
    if isinstance(found, Article) and "“" in found.text
]
SHAPES = {"straight": '""', "primes": "“″", "guillemets": "«»", "German": "„“"}
TRANSCRIPT = """The interview on Sunday\n
Marcus Hale, the mayor, and Ann Lee spoke on Monday.\n
“LEE: Let’s start with the bridge. Is it safe?\n
“HALE: It is safe. I walked across it this morning.\n
“LEE: Why was it closed?\n
“HALE: Because the engineers asked for it.”\n
The Post sent its reporter into “a living room in western Pennsylvania” to watch the convention with a family.\n
“He means us,” Melanie said.
"""


def told(text: str, glyphs: str) -> list[tuple[object, ...]]:
    text = text.translate(str.maketrans("“”", glyphs))
    found = extract(read_document(Article(text, "a", published="2016-09-26")), load("fast"), "a")
    return [
        (one.spans, one.speaker.name, one.kind, one.act, one.period and one.period.value, one.place and one.place.name)
        for one in found
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_glyphs_of_marks_make_no_difference(shape: str) -> None:
    for text in [TRANSCRIPT, *(article.text for article in SAMPLES)]:
        assert told(text, SHAPES[shape]) == told(text, "“”")


@pytest.mark.parametrize("opening, closing", [("‘‘", "’’"), ("``", "''"), ("＂", "＂"), ("❝", "❞")])
def test_rare_marks_are_read_as_the_usual_ones(opening: str, closing: str) -> None:
    for text in [TRANSCRIPT, *(article.text for article in SAMPLES)]:
        rare = text.replace("“", opening).replace("”", closing)
        found = extract(read_document(Article(rare, "a", published="2016-09-26")), load("fast"), "a")
        usual = extract(read_document(Article(text, "a", published="2016-09-26")), load("fast"), "a")
        quotes = [one.quote.replace(opening, "|").replace(closing, "|") for one in found]
        assert quotes == [one.quote.replace("“", "|").replace("”", "|") for one in usual]
        assert [one.speaker.name for one in found] == [one.speaker.name for one in usual]


def test_the_text_has_what_the_glyphs_could_hide() -> None:
    speakers = {(name, place) for _, name, _, _, _, place in told(TRANSCRIPT, "“”")}
    assert {("Ann Lee", None), ("Marcus Hale", None), ("Melanie", "Pennsylvania")} <= speakers


def test_every_opening_glyph_is_a_glyph() -> None:
    assert set(OPENING) <= set(GLYPHS) and set(DOUBLE) <= set(GLYPHS)
    assert len(SAMPLES) > 3
