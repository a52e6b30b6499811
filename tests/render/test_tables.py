"""Tables at the widths of real terminals."""

from __future__ import annotations

from typing import Any

import pytest
from handmade import article, in_text, statement
from program import Stream

from corpus_cli.render import article as articles
from corpus_cli.render import bars, tables
from corpus_cli.render.console import console, show

LONG = "The list of targets will be reviewed in close consultation with the government. " * 4

FOUND = article() | {"snippet": "air strikes on ISIL in Sirte on Monday", "highlights": [[23, 28]]}
SPEAKER = {
    "id": 1,
    "speaker": "Fayez al-Sarraj",
    "speaker_kind": "person",
    "role": "prime minister of the Government of National Accord",
    "statements": 12,
    "direct": 3,
    "mixed": 2,
    "indirect": 7,
    "articles": 5,
    "outlets": ["Harbor Wire"],
    "first": "2016-08-01",
    "last": "2016-08-10",
    "aliases": ["Fayez Mustafa al-Sarraj", "Sarraj"],
}
PLACE = {
    "place": "Sirte, Libya",
    "country": "LY",
    "latitude": 31.2089,
    "longitude": 16.5887,
    "spoken": 0,
    "about": 7,
    "articles": 4,
    "first": "2016-08-01",
    "last": "2016-08-10",
}
EACH: dict[str, dict[str, Any]] = {
    "STATEMENTS": statement(quote=LONG),
    "FOUND": FOUND,
    "ARTICLES": article(title=LONG),
    "SPEAKERS": SPEAKER,
    "PLACES": PLACE,
    "FACTS": {"what": "articles", "value": 12},
}


def shown(renderable: Any, width: int, color: str = "never") -> str:
    out = Stream()
    show(renderable, console(out, color, width))
    return out.text()


def table(name: str, rows: list[dict[str, Any]], width: int) -> str:
    return shown(tables.table(getattr(tables, name), rows, width), width)


@pytest.mark.parametrize("width", [60, 80, 100, 130, 160, 220])
@pytest.mark.parametrize("name", EACH)
def test_a_table_fits_and_is_clean(name: str, width: int) -> None:
    text = table(name, [EACH[name]], width)
    assert text
    assert max(map(len, text.splitlines())) <= width
    assert "\x1b" not in text
    assert not any(line.endswith(" ") for line in text.splitlines())
    assert text == text.strip("\n") + "\n"


@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize("name", EACH)
def test_every_cell_takes_null_and_no_text_is_markup(name: str, width: int) -> None:
    hostile = "[bold]x[/bold] [/] \x1b[31m :smile: \u202e"
    row: dict[str, Any] = dict.fromkeys(EACH[name])
    row |= {key: value for key, value in EACH[name].items() if key in ("highlights", "kind", "act", "statements")}
    assert table(name, [row], width)
    row = {key: hostile if isinstance(value, str) else value for key, value in EACH[name].items()}
    text = " ".join(table(name, [row], 200).split())
    if name != "FACTS":
        assert "[bold]" in text
        assert ":smile:" in text or name == "FOUND"
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("width", "headers"),
    [
        (80, ["Said", "Speaker", "Statement"]),
        (130, ["Said", "Speaker", "Statement", "Where", "Kind", "ID"]),
        (160, ["Said", "Speaker", "Statement", "Where", "Published", "Kind", "ID"]),
    ],
)
def test_a_wider_terminal_shows_more(width: int, headers: list[str]) -> None:
    assert table("STATEMENTS", [statement()], width).splitlines()[0].split() == headers


@pytest.mark.parametrize("width", [80, 160])
def test_a_statement_says_who_what_where_and_when_at_any_width(width: int) -> None:
    text = " ".join(table("STATEMENTS", [statement()], width).split())
    for part in ("Peter Cook", "2016-08-01", "Washington", "Harbor Wire", "3fa92c81d0", "“We don’t have"):
        assert part in text


def test_a_date_that_is_only_the_publication_s_says_so() -> None:
    assert "published" in table("STATEMENTS", [statement(date_basis="published")], 80)
    assert "published" not in table("STATEMENTS", [statement()], 80)
    assert "undated" in table("STATEMENTS", [statement(date=None, date_basis=None)], 80)


def test_off_a_terminal_nothing_is_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    out = Stream()
    target = console(out)
    show(tables.table(tables.STATEMENTS, [statement(quote=LONG, role=None, place=None)], target.width), target)
    assert LONG.strip() in out.text()
    assert "\x1b" not in out.text()
    assert len(out.text().splitlines()) == 3


@pytest.mark.parametrize(
    ("terminal", "environment", "color", "colored"),
    [
        (True, {"TERM": "xterm"}, "auto", True),
        (True, {"TERM": "xterm", "NO_COLOR": "1"}, "auto", False),
        (True, {"TERM": "xterm", "NO_COLOR": ""}, "auto", True),
        (True, {"TERM": "dumb"}, "auto", False),
        (True, {"TERM": "xterm"}, "never", False),
        (False, {"TERM": "xterm"}, "auto", False),
        (False, {"TERM": "dumb", "NO_COLOR": "1"}, "always", True),
    ],
)
def test_colour(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, environment: dict[str, str], color: str, colored: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = Stream(terminal)
    show(tables.table(tables.PLACES, [PLACE], 80), console(out, color, 80))
    assert ("\x1b[" in out.text()) is colored


def test_the_passage_found_is_marked() -> None:
    spans = tables.snippet(FOUND).spans
    assert [(span.start, span.end) for span in spans if span.style == tables.HIT] == [(23, 28)]


@pytest.mark.parametrize(
    ("count", "largest", "expected"),
    [(0, 8, ""), (8, 8, "██████████"), (4, 8, "█████"), (1, 16, "▋"), (1, 10_000, "▏"), (3, 7, "████▎")],
)
def test_bars_are_to_scale(count: int, largest: int, expected: str) -> None:
    assert bars.bar(count, largest, 10) == expected


@pytest.mark.parametrize("width", [80, 100, 160])
@pytest.mark.parametrize("by_speaker", [False, True])
def test_the_timeline_fits(width: int, by_speaker: bool) -> None:
    counts = {"direct": 3, "mixed": 1, "indirect": 6, "speaker": "Government of National Accord, Tripoli"}
    rows = [
        {"period": "2016-W31", "statements": 10} | counts,
        {"period": None, "statements": 4} | counts | {"indirect": 0},
    ]
    text = shown(tables.table(bars.columns(rows, width, by_speaker), rows, width), width)
    assert max(map(len, text.splitlines())) <= width
    assert "undated" in text
    longest = [line.count("█") for line in text.splitlines()[2:] if "█" in line]
    assert len(longest) == 2
    assert longest[0] > longest[1] * 2


class TestArticle:
    """``show``: an article with its statements marked, a statement in its context."""

    def test_statements_are_numbered_behind_their_content(self) -> None:
        text = shown(articles.article(article(), [in_text()], 120), 120)
        assert "time,”[1] said Cook on Monday." in text
        assert "[1]  Peter Cook" in text
        assert text.index("[1]") < text.index("More text.") < text.index("3fa92c81d0")

    def test_speakers_are_told_apart_by_colour(self) -> None:
        row = article("“One,” said Cook. “Two,” said Carter.")
        one = statement(spans=[[0, 6]])
        two = statement(speaker="Ashton Carter", spans=[[18, 24]])
        colored = shown(articles.article(row, [one, two], 100), 100, "always")
        assert "\x1b[36m“One,”" in colored
        assert "\x1b[33m“Two,”" in colored

    def test_the_parts_of_a_split_utterance_have_one_number(self) -> None:
        row = article("“One,” said Cook, “two.”")
        text = shown(articles.article(row, [statement(spans=[[0, 6], [18, 24]])], 80), 80)
        assert "“One,” said Cook, “two.”[1]" in text

    def test_the_title_is_not_said_twice(self) -> None:
        inside = article("Strikes begin in Sirte\n\nText.")
        assert shown(articles.article(inside, [], 80), 80).count("Strikes begin in Sirte") == 1
        assert shown(articles.article(article("Text."), [], 80), 80).count("Strikes begin in Sirte") == 1

    def test_front_matter_is_left_out(self) -> None:
        row = article("---\ntitle: x\n---\n“One,” said Cook.", body_start=17)
        text = shown(articles.article(row, [statement(spans=[[17, 23]])], 80), 80)
        assert "---" not in text.replace("─", "")
        assert "“One,”[1]" in text

    def test_article_text_is_no_markup_and_commands_nothing(self) -> None:
        row = article("[bold]“One,”[/bold] \x1b[31m\u202esaid Cook. \u200eEnd")
        text = shown(articles.article(row, [statement(spans=[[6, 12]])], 80), 80)
        assert "[bold]“One,”[1][/bold] ␛[31m�said Cook." in text

    @pytest.mark.parametrize("width", [60, 80, 160])
    def test_it_fits(self, width: int) -> None:
        row = article(LONG + "“One,” said Cook.")
        start = len(LONG)
        text = shown(articles.article(row, [statement(spans=[[start, start + 6]])], width), width)
        assert max(map(len, text.splitlines())) <= width

    def test_a_statement_stands_in_its_paragraph(self) -> None:
        row = in_text()
        text = shown(articles.statement(row, article()["text"], 120), 120)
        assert "Peter Cook, Pentagon press secretary" in text
        assert "direct speech, 2016-08-01 (“Monday”), in Washington, D.C., United States (dateline)" in text
        assert "said Cook on Monday." in text
        assert "More text." not in text

    def test_why_is_shown_when_asked(self) -> None:
        text = shown(articles.statement(in_text(), article()["text"], 80, [("cue", "“said” at 66-70")]), 80)
        assert "“said” at 66-70" in text

    @pytest.mark.parametrize(
        ("text", "start", "end", "expected"),
        [
            ("One.\n\nTwo said it.\n\nThree.", 6, 9, "Two said it."),
            ("Only this.", 0, 4, "Only this."),
            ("One.\nTwo.", 5, 8, "One.\nTwo."),
            ("x" * 2000 + "\nTwo.\n" + "y" * 2000, 2001, 2004, "Two."),
            ("One.\n\nTwo\n\nThree.", 6, 12, "Two\n\nThree."),
        ],
    )
    def test_context(self, text: str, start: int, end: int, expected: str) -> None:
        first, last = articles.context(text, start, end)
        assert text[first:last].strip() == expected

    def test_context_of_an_endless_paragraph_is_cut(self) -> None:
        first, last = articles.context("x" * 9000, 5000, 5010)
        assert first < 5000 < 5010 < last
        assert last - first <= 1500
