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
    assert row["speaker_kind"] in ("person", "organization", "group", "unnamed", "document", None)
    assert row["date"] is None or row["date_text"] is not None
    for key in ("date_text", "role"):
        assert row[key] is None or str(row[key]) in text
    assert_date(row["date"])


# EDTF as far as articles need it: 2016-08-01, 2016-08, 2016, XXXX-07-11
EDTF = re.compile(r"(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?")


def assert_date(written: object) -> None:
    """Hold that a date is null or a real one; a year that nobody can know counts as a leap year."""
    if written is None:
        return
    found = EDTF.fullmatch(str(written))
    assert found, written
    date(*(int(part or 1) for part in (found[1].replace("XXXX", "2000"), found[2], found[3])))


# What US officials said in public: the only words that may stand between marks under anybody's name.
ON_THE_RECORD = (
    "At the request of the Libyan Government of National Accord, the United States military conducted precision air "
    "strikes against ISIL targets in Sirte, Libya, to support GNA-affiliated forces seeking to defeat ISIL in its "
    "primary stronghold in Libya.",
    "GNA-aligned forces have had success in recapturing territory from ISIL, and additional U.S. strikes will continue "
    "to target ISIL in Sirte.",
    "We don't have an end point at this particular moment in time.",
    "consistent with our approach of combating ISIL by working with capable and motivated local partners",
    "There is a collaborative process.",
    "We will be reviewing and deciding those list of targets after, again, close consultation with the GNA.",
    "The United States will send an additional 560 troops to Iraq.",
    "With the retaking of Qayyarah West Airfield, the Iraqi security forces have once again demonstrated a serious "
    "will to fight.",
    "So there will be U.S. logistics support.",
    "We have made clear that we oppose the military offensive by Khalifa Haftar's forces and urge the immediate halt "
    "to these military operations against the Libyan capital.",
    "There is no military solution to the Libya conflict.",
    "Due to increased unrest in Libya, a contingent of U.S. forces supporting U.S. Africa Command temporarily "
    "relocated in response to security conditions on the ground.",
    "We will continue to monitor conditions on the ground and assess the feasibility for renewed U.S. military "
    "presence, as appropriate.",
)

# “…”, "…" and ‘…’, each up to its closing mark or, unclosed, to the end of the slice.
MARKED = re.compile(r"“([^”]+)”?|\"([^\"]+)\"?|(?<!\w)‘((?:[^’]|’(?=\w))+)’?")


@pytest.mark.parametrize("row", [row for row in GOLD if row["kind"] != "indirect"], ids=lambda row: str(row["article"]))
def test_nobody_is_given_words(row: dict[str, list[str]]) -> None:
    # "airstrikes" is the one respelling that the samples are to show
    said = " ".join(ON_THE_RECORD)
    quoted = ["".join(groups) for part in row["text_slices"] for groups in MARKED.findall(part)]
    assert quoted
    for words in quoted:
        assert words.replace("’", "'").replace("airstrikes", "air strikes").rstrip(",.") in said


def test_every_article_is_listed_and_has_statements() -> None:
    listed = {row["article"] for row in ARTICLES}
    assert len(listed) == 10
    assert {row["article"] for row in GOLD} == listed
    assert {article.partition("#")[0] for article in listed} == {file.name for file in (ROOT / "samples").iterdir()}


@pytest.mark.parametrize("row", ARTICLES, ids=lambda row: row["article"])
def test_an_article_is_described_by_what_its_file_says(row: dict[str, str | None]) -> None:
    article = str(row["article"])
    assert list(row) == ["article", "title", "author", "outlet", "url", "published", "published_basis"]
    raw = (ROOT / "samples" / article.partition("#")[0]).read_text(encoding="utf-8")
    for key in ("title", "author", "outlet", "url"):
        assert row[key] is None or str(row[key]).casefold() in raw.casefold()
    assert (row["published"] is None) == (row["published_basis"] is None)
    assert_date(row["published"])
    if row["published_basis"] == "metadata":
        assert str(row["published"]) in raw
    if row["published_basis"] == "filename":
        assert article.startswith(str(row["published"]))


def test_one_statement_is_in_three_outlets_of_different_dates() -> None:
    of_august = [row for row in ARTICLES if str(row["published"]).startswith("2016-08")]
    telling = [row for row in of_august if re.search(r"Cook", stored_text(row["article"]))]
    assert len({row["published"] for row in telling}) >= 3
    assert len({row["outlet"] for row in telling} - {None}) >= 3


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
    "scare quotes": r"there is no “deployment”",
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
    "pronoun": r"“GNA-aligned .*,” he said",
    "surname": r"Cook told a news conference",
    "organisation as speaker": r"U\.S\. Africa Command said",
    "label": r"He added: ‘There",
}


@pytest.mark.parametrize("case", HARD_CASES)
def test_hard_case_is_shown(case: str) -> None:
    assert any(re.search(HARD_CASES[case], stored_text(row["article"])) for row in ARTICLES)


# File → what its format must show, as it stands in the file.
FORMATS = {
    "2016-08-02-meridian-post.md": (r"\A---\n", r"^title: ", r"^date: ", r"^author: ", r"^source: ", r"^url: "),
    "northgate-courier-tripoli.html": (
        r"<script type=\"application/ld\+json\">",
        r"\"datePublished\"",
        r"\"author\"",
        r"<nav>",
        r"<button>Share",
        r"class=\"comments\"",
        r"&nbsp;",
    ),
    "harbor-wire.jsonl": (r"\A\{.*\}\n\{.*\}\n\Z",),
    "northgate-courier.csv": (r"\Atitle,pub_date,author,source,url,text\b",),
}


@pytest.mark.parametrize("name", FORMATS)
def test_format_is_shown(name: str) -> None:
    raw = (ROOT / "samples" / name).read_text(encoding="utf-8")
    for shown in FORMATS[name]:
        assert re.search(shown, raw, re.MULTILINE), shown


def test_a_plain_article_bears_no_date_at_all() -> None:
    text = stored_text("sirte-special-forces.txt")
    assert not re.search(r"\d|January|April|July|August|November|Aug\.", text)
    assert re.search(r"on Tuesday", text)
