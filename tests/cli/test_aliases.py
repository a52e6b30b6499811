"""``corpus aliases`` and ``corpus search --expand``: names for one thing, found or given, never applied silently."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from program import SAMPLES, Run

from corpus_cli.cli.keys import ALIAS_KEYS
from corpus_cli.queries import ArticleQuery
from corpus_cli.store.database import open_reader
from corpus_cli.store.search import search
from corpus_cli.store.term_aliases import expand

GNA = "Government of National Accord"


@pytest.fixture(autouse=True)
def _database(corpus_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus_db.parent)


def pairs(run: Run, *words: str) -> dict[tuple[str, str], dict[str, Any]]:
    ran = run("aliases", *words, "--json")
    assert ran.code == 0, ran.err
    return {(row["name"], row["alias"]): row for row in json.loads(ran.out)}


def found(run: Run, *words: str) -> list[str]:
    return sorted(row["id"] for row in json.loads(run("search", *words).out))


def test_articles_give_names_with_their_words_as_evidence(run: Run) -> None:
    listed = pairs(run)
    assert {(GNA, "GNA"), ("Libyan National Army", "LNA"), ("Islamic State", "Daesh")} <= set(listed)
    for row in listed.values():
        assert tuple(row) == ALIAS_KEYS
        assert row["basis"] == "found"
        text = json.loads(run("show", row["article_id"]).out)["text"]
        assert " ".join(text[slice(*row["span"])].split()) == row["evidence"]
        assert row["name"] in row["evidence"]
        assert row["alias"] in row["evidence"]
    assert set(pairs(run, "gna")) == {(GNA, "GNA")}
    assert max(map(len, run("aliases", terminal=True, width=80).out.splitlines())) <= 80


def test_an_article_that_goes_takes_its_names_along(run: Run) -> None:
    assert (("Islamic State", "ISIS")) in pairs(run)
    run("remove", "Harbor Wire")
    assert (("Islamic State", "ISIS")) not in pairs(run)
    run("reextract", "--all", "--jobs", "0", "--tagger", "fast")
    assert (GNA, "GNA") in pairs(run)


def test_the_user_s_word_outlives_an_ingest(run: Run, corpus_db: Path) -> None:
    (corpus_db.parent / "samples").symlink_to(SAMPLES)
    ran = run("aliases", "remove", "gna", GNA.upper())
    assert (ran.code, ran.err) == (0, f'"GNA" is no longer another name for "{GNA}"\n')
    ran = run("aliases", "add", "Pentagon", "Defense Department")
    assert ran.err == '"Defense Department" is another name for "Pentagon"\n'
    assert [row["basis"] for row in json.loads(ran.out)] == ["added"]
    run("remove", "Northgate Courier")
    run("ingest", "samples", "--jobs", "0", "--tagger", "fast")
    run("reextract", "--all", "--jobs", "0", "--tagger", "fast")
    assert (GNA, "GNA") not in pairs(run)
    assert pairs(run)["Pentagon", "Defense Department"]["evidence"] is None
    assert found(run, "Pentagon", "--expand") == found(run, '"Defense Department" OR Pentagon')
    run("aliases", "add", "GNA", GNA)
    assert pairs(run)[GNA, "GNA"]["evidence"] == f"{GNA} (GNA)"
    run("aliases", "remove", "Defense Department", "Pentagon")
    assert ("Pentagon", "Defense Department") not in pairs(run)


REFUSED: list[tuple[tuple[str, ...], str, int]] = [
    (("aliases", "add", "GNA"), "type: corpus aliases add NAME ALIAS", 2),
    (("aliases", "add", "GNA", "  "), "type: corpus aliases add NAME ALIAS", 2),
    (("aliases", "add", "GNA", "gna"), "the same name twice", 2),
    (("aliases", "remove", "GNA", "Tripoli"), '"GNA" has no alias "Tripoli"', 1),
    (("search", "GNA", "--expand", "--raw"), "--expand is for plain words", 2),
]


@pytest.mark.parametrize(("words", "told", "code"), REFUSED, ids=[" ".join(words) for words, *_ in REFUSED])
def test_what_cannot_be_done_is_one_line(run: Run, words: Sequence[str], told: str, code: int) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("Error: ")
    assert told in ran.err
    assert ran.err.count("\n") == 1


# words → the same in FTS5's own words, and what is told
EXPANDED = [
    ("GNA", f'GNA OR "{GNA}"', f'Also searched for GNA: "{GNA}"'),
    (GNA.lower(), f'GNA OR "{GNA}" OR (government AND of AND national AND accord)', "Also searched for government of"),
    ("GNA strikes -mosul", f'((GNA OR "{GNA}") AND strikes) NOT mosul', "Also searched for GNA: "),
    (
        '"Islamic State" iraq',
        '("Islamic State" OR ISIS OR ISIL OR Daesh) AND iraq',
        "Also searched for Islamic State: ",
    ),
    ("sirte -GNA", "sirte NOT GNA", "No other names are known"),
    ("NOT OR GNA sirte", "sirte NOT GNA", "No other names are known"),
    ("title:daesh", "title:daesh", "No other names are known"),
    ("daesh*", "daesh*", "No other names are known"),
]


@pytest.mark.parametrize(("words", "raw", "told"), EXPANDED, ids=[words for words, *_ in EXPANDED])
def test_expand_finds_the_other_names_and_says_so(run: Run, words: str, raw: str, told: str) -> None:
    ran = run("search", words, "--expand", "--json")
    assert ran.err.startswith(told)
    assert ran.err.count("\n") == 1
    assert sorted(row["id"] for row in json.loads(ran.out)) == found(run, raw, "--raw")
    assert run("search", words, "--json").err == "", "never silently, and never unasked"


PIECES = st.sampled_from(
    ["GNA", "islamic", "state", "Islamic State", "OR", "NOT", "AND", "-", '"', "daesh", "sirte", "*", "title:", "LNA"]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(PIECES | st.text(max_size=2), max_size=8).map(" ".join) | st.lists(PIECES).map("".join))
def test_wider_words_find_all_that_the_words_find(corpus_db: Path, words: str) -> None:
    connection = open_reader(corpus_db)
    try:
        wider, _ = expand(connection, words)
        before = {row["id"] for row in search(connection, ArticleQuery(words=words))}
        assert before <= {row["id"] for row in search(connection, ArticleQuery(words=wider))}
    finally:
        connection.close()
