"""Which words date the act of speaking; and the dates of the command line."""

from __future__ import annotations

from datetime import date

import pytest

from corpus_cli.extraction.document import read_document
from corpus_cli.extraction.periods import date_statements, parse_option
from corpus_cli.extraction.speakers import resolve
from corpus_cli.records import Article, Attribution, Span

# {content}, [source], <cue>; expected date per attribution in text order
CASES: list[tuple[str, list[str | None]]] = [
    ("{“We won,”} [Cook] <said> Monday.", ["2016-08-01"]),
    ("On Monday, [Cook] <said> {that they won}.", ["2016-08-01"]),
    ("[Cook] <said> on Monday {that they won}.", ["2016-08-01"]),
    ("[Cook] <said> {that they won on Monday}.", [None]),
    ("In a statement on July 28, [Cook] <said>: {“We won.”}", ["2016-07-28"]),
    ("[She] <said> in a 2012 interview {that she knew}.", ["2012"]),
    ("[Cook], in office since 2012, <said> {that they won}.", [None]),
    ("[Cook] <said> {that they won}.", [None]),
    ("[Cook] <said> Monday {that they won}. {“It is over,”} [he] <added>.", ["2016-08-01", "2016-08-01"]),
    ("[Cook] <said> Monday {that they won}.\n\n{“It is over,”} [Carter] <wrote>.", ["2016-08-01", None]),
    ("[Cook] <said> in July {that they won}.\n\n{“It is over,”} [he] <added>.", ["2016-07", None]),
    ("Cook spoke at a rally on Friday. {“We won,”} [he] <said>.", ["2016-07-29"]),
    (
        "[Cook] <said> Monday {that they won}. At a news conference the same day [he] <said> {it was over}.",
        ["2016-08-01"] * 2,
    ),
    ("[He] <told> USA TODAY {that they won}.", [None]),
    ("[Cook] <said> {it followed an incident} which took place on Monday.", [None]),
    ("[Cook] <said> {it followed an incident which took place} on Monday.", [None]),
    ("[Cook] <said> {it was a sequel} on Monday.", ["2016-08-01"]),
    ("[Cook] <said> ahead of the bank’s July 28 policy meeting {that they won}.", [None]),
    ("{They won}, [Cook] <said> in a message ahead of a meeting on Monday.", [None]),
    # What stands under a picture dates nobody else's words.
    ("Cook speaks at a rally on July 28. Photo: Ann Lee\n\n[Cook] <said> {that they won}.", [None]),
    ("Cook speaks at a rally on July 28.\n\n[Cook] <said> {that they won}.", ["2016-07-28"]),
    # A report of Monday that a page prints on Tuesday: Tuesday is last week's.
    ("HARBOR, Aug 1 (Reuters) - {They won}, [Cook] <said> on Tuesday.", ["2016-07-26"]),
    ("HARBOR, Aug 3 (Reuters) - {They won}, [Cook] <said> on Wednesday.", ["2016-08-03"]),
    ("HARBOR, June 3 (Reuters) - {They won}, [Cook] <said> on Tuesday.", ["2016-08-02"]),
    ("WASHINGTON, Aug. 1 (Wire) — {They won}, [Cook] <said>, and no more than that was heard.", [None]),
]


def parse(case: str) -> tuple[str, list[Attribution]]:
    text = ""
    opened: dict[str, int] = {}
    spans: dict[str, list[Span]] = {"{": [], "[": [], "<": []}
    closing = {"}": "{", "]": "[", ">": "<"}
    for character in case:
        if character in spans:
            opened[character] = len(text)
        elif character in closing:
            kind = closing[character]
            spans[kind].append(Span(opened[kind], len(text)))
        else:
            text += character
    assert len(spans["{"]) == len(spans["["]) == len(spans["<"])
    return text, [
        Attribution(content=(content,), source=source, cue=cue)
        for content, source, cue in zip(spans["{"], spans["["], spans["<"], strict=True)
    ]


@pytest.mark.parametrize(("case", "expected"), CASES)
def test_act_of_speaking(case: str, expected: list[str | None]) -> None:
    text, attributions = parse(case)
    document = read_document(Article(text=text, path="x", published="2016-08-02"))
    found = date_statements(document, attributions, resolve(document, attributions))
    assert [period and period.value for period in found] == expected


TODAY = date(2026, 11, 20)

OPTIONS = [
    ("2016-08-01", "2016-08-01", "2016-08-01"),
    ("2016-8-1", "2016-08-01", "2016-08-01"),
    ("2016-08", "2016-08-01", "2016-08-31"),
    ("2016", "2016-01-01", "2016-12-31"),
    ("August 2016", "2016-08-01", "2016-08-31"),
    ("august 2016", "2016-08-01", "2016-08-31"),
    ("Aug. 1, 2016", "2016-08-01", "2016-08-01"),
    ("1 august 2016", "2016-08-01", "2016-08-01"),
    ("yesterday", "2026-11-19", "2026-11-19"),
    ("today", "2026-11-20", "2026-11-20"),
    ("monday", "2026-11-16", "2026-11-16"),
    ("last week", "2026-11-09", "2026-11-15"),
    ("last month", "2026-10-01", "2026-10-31"),
    ("last year", "2025-01-01", "2025-12-31"),
    ("3 days", "2026-11-17", "2026-11-17"),
    ("2w", "2026-11-02", "2026-11-08"),
    ("two weeks ago", "2026-11-02", "2026-11-08"),
]


@pytest.mark.parametrize(("text", "first", "last"), OPTIONS)
def test_options(text: str, first: str, last: str) -> None:
    period = parse_option(text, TODAY)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "soon", "2016-13", "2016-02-30", "Monday and Tuesday", "99", "sirte", "16", "2016-08-01-02"]
)
def test_no_options(text: str) -> None:
    with pytest.raises(ValueError, match="is no date; try"):
        parse_option(text, TODAY)
