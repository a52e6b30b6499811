"""The gold of samples/ is sound, and samples/ shows every hard case."""

from __future__ import annotations

import csv
import html
import json
import re
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOLD = [
    json.loads(line) for line in (ROOT / "tests/quality/gold/samples.jsonl").read_text(encoding="utf-8").splitlines()
]
ARTICLES = json.loads((ROOT / "tests/quality/gold/samples_articles.json").read_text(encoding="utf-8"))


def stored_text(article: str) -> str:
    name, _, number = article.partition("#")
    raw = (ROOT / "samples" / name).read_text(encoding="utf-8")
    if name.endswith(".jsonl"):
        return str(json.loads(raw.splitlines()[int(number) - 1])["body"])
    if name.endswith(".csv"):
        return list(csv.DictReader(raw.splitlines(keepends=True)))[int(number) - 1]["text"]
    if name.endswith(".html"):
        paragraphs = re.findall(r"<p>(.*?)</p>", raw, re.DOTALL)
        return "\n".join(html.unescape(re.sub(r"<[^>]+>", "", paragraph)) for paragraph in paragraphs)
    return raw


@pytest.mark.parametrize("row", GOLD, ids=lambda row: f"{row['article']}:{row['text_slices'][0][:30]}")
def test_statement(row: dict[str, object]) -> None:
    text = stored_text(str(row["article"]))
    slices = row["text_slices"]
    assert isinstance(slices, list)
    position = -1
    for part in slices:
        assert text.count(part) == 1
        assert text.index(part) > position
        position = text.index(part)
    for key in ("source", "cue"):
        assert row[key] is None or str(row[key]) in text
    marked = [bool(re.match(r"[\"“‘]", part)) for part in slices]
    quoted_inside = any(re.search(r"[\"“‘]", part) for part in slices)
    assert row["kind"] == ("direct" if all(marked) else "mixed" if quoted_inside else "indirect")
    assert row["act"] in ("speech", "thought")
    assert row["place_basis"] in ("stated", "dateline", None)
    if row["date"] and len(str(row["date"])) == 10:
        date.fromisoformat(str(row["date"]))


def test_every_article_is_listed_and_has_statements() -> None:
    listed = {row["article"] for row in ARTICLES}
    assert len(listed) == 10
    assert {row["article"] for row in GOLD} == listed
    assert {article.partition("#")[0] for article in listed} == {file.name for file in (ROOT / "samples").iterdir()}


def test_no_statement_stands_twice() -> None:
    keys = [(row["article"], row["text_slices"][0]) for row in GOLD]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("article", [row["article"] for row in ARTICLES])
def test_length(article: str) -> None:
    assert 120 <= len(stored_text(article).split()) <= 450


HARD_CASES = {
    "respelled in one outlet": r"precision airstrikes against",
    "clipped to a fragment": r"carried out “precision air strikes against ISIL targets in Sirte”",
    "in indirect speech": r"said on Monday that American forces had carried out precision strikes",
    "dateline": r"BAGHDAD, July 11 \(Harbor Wire\) —",
    "straight marks": r'"So there will be',
    "curly marks": r"“There is a collaborative process,”",
    "single marks": r"‘There is no military solution",
    "unclosed mark": r'"We don\'t have an end point at this particular moment in time\.\n',
    "quotation over two paragraphs": r'stronghold in Libya\.\n\n"GNA-aligned',
    "no-break space": "Peter\xa0Cook",
    "scare quotes": r"known as “advisers”",
    "inverted": r"said Nate Herring",
    "split by its cue": r",” he said, “and",
    "according to": r"according to the Pentagon",
    "nominal": r"the press secretary said",
    "unnamed source": r"a senior LNA official said",
    "relative day": r"last week",
    "stated place": r"Carter said Monday in Baghdad",
    "stated date and place": r"In a statement from Washington on April 7",
    "name variants": r"Fayez Mustafa al-Sarraj",
    "names for one thing": r"also known as ISIS, ISIL and Daesh",
    "acronym": r"Government of National Accord \(GNA\)",
}


@pytest.mark.parametrize("case", HARD_CASES)
def test_hard_case_is_shown(case: str) -> None:
    assert any(re.search(HARD_CASES[case], stored_text(row["article"])) for row in ARTICLES)
