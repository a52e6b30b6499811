"""Which statements a date and a place hold for: those of the occasion's speaker, until another one comes."""

from __future__ import annotations

import pytest

from corpus_cli.extraction.document import read_document
from corpus_cli.extraction.periods import date_statements
from corpus_cli.extraction.speakers import resolve
from corpus_cli.records import Article
from tests.extraction.test_periods import parse
from tests.extraction.test_places import spoken_at

# {content}, [source], <cue>, ¶ between paragraphs; each statement's day and place. Published on Tuesday, 2 August 2016.
CASES: list[tuple[str, list[tuple[str | None, str | None]]]] = [
    (  # the story comes back to him
        "[Robby Mook] <told> CBS on Monday {that they were ready}.¶[Rush Limbaugh] <said> {it reeked of fear}.¶"
        "[Mook] <added>: {“We are focused.”}",
        [("2016-08-01", None), (None, None), ("2016-08-01", None)],
    ),
    (  # a colon behind the cue makes no transcript of it
        "{“I won't speculate,”} [Malcolm Turnbull] <told> reporters in Canberra last night.¶[Arthur Sinodinos] <said>: "
        "{“It is a last chance.”}",
        [("2016-08-01", "Canberra, Australia"), (None, None)],
    ),
    (  # somebody who was not there before
        "[Interior Minister Idris Sahin] <told> a news conference in Ankara on Monday {that the search went on}.¶"
        "{“They took everything,”} [a driver] <said>.",
        [("2016-08-01", "Ankara, Turkey"), (None, None)],
    ),
    (  # another occasion, of which nothing is known
        "[Mustafa Erdik] <told> a news conference in Ankara on Monday {that it was strong}. {Many may have died}, [he] "
        "<said> in an interview with a broadcaster.",
        [("2016-08-01", "Ankara, Turkey"), (None, None)],
    ),
    (  # another day is another place
        "[Ash Carter] <told> reporters in Geneva on Friday {that it was over}. On Monday, [he] <said> {it was not}.",
        [("2016-07-29", "Geneva, Switzerland"), ("2016-08-01", None)],
    ),
    (  # where she works
        "{“We can watch it happen,”} <says> [Ann Lee, a geneticist at Harvard Medical School in Boston].¶[Lee] "
        "<argues> {that it is so}.",
        [(None, None), (None, None)],
    ),
    (
        "{“We can watch it happen,”} <said> [Ann Lee], a geneticist at Harvard Medical School.",
        [(None, None)],
    ),
    (  # a film's day, not its maker's
        "[The film, which opens on Monday], <argues> {that it is so}. [Its director] <said> {that it must be}.",
        [(None, None), (None, None)],
    ),
    (  # a lead without names is taken up with them: the day holds, the place need not
        "[Top lawmakers] <said> on Monday {that it was an insult}.¶{“This is disgusting,”} <said> "
        "[George Butterfield].",
        [("2016-08-01", None), ("2016-08-01", None)],
    ),
    (  # what is told of 1983 is not when he says it, nor last winter, whenever that was
        "In the spring of 1983 [Pavel Hruby] <asked> {to see the minister}. {Nobody had}, [he] <likes to say>. "
        "{“They thought I was drunk,”} [he] <told> me over tea last winter.",
        [("1983-21", None), (None, None), ("2015-24", None)],
    ),
    (  # the story sets the occasion of whom it names
        "Carter spoke at a rally in Geneva on Friday. {“We won,”} [he] <said>.¶{“They lost,”} [Vladimir Putin] "
        "<wrote>.",
        [("2016-07-29", "Geneva, Switzerland"), (None, None)],
    ),
]


@pytest.mark.parametrize(("case", "expected"), CASES)
def test_an_occasion_is_its_speakers(case: str, expected: list[tuple[str | None, str | None]]) -> None:
    text, attributions = parse(case.replace("¶", "\n\n"))
    document = read_document(Article(text=text, path="x", published="2016-08-02"))
    days = date_statements(document, attributions, resolve(document, attributions))
    places = [place and place.name for place, _ in spoken_at(document, attributions)]
    assert list(zip([day and day.value for day in days], places, strict=True)) == expected
