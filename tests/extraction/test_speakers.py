"""Speakers within an article: a table of mini-cases, and what must hold for every text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli.extraction.cast import Figure
from corpus_cli.extraction.document import read_document
from corpus_cli.extraction.mentions import find_mentions
from corpus_cli.extraction.roles import IN_WORDS, Role
from corpus_cli.extraction.speakers import resolve
from corpus_cli.extraction.wordlists import word_list
from corpus_cli.records import Article, Attribution, Span
from tests.extraction.speaker_cases import Case, read_cases, wrongs
from tests.extraction.test_periods import parse

FOLDER = Path(__file__).parent
CASES = read_cases(FOLDER / "speakers.txt")
UNSEEN = read_cases(FOLDER / "speakers_unseen.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_speakers(case: Case) -> None:
    assert not wrongs(case)


def test_whom_somebody_is_asked_about_does_not_answer() -> None:
    text, found = parse(
        "UN Secretary-General Ban Ki-moon met reporters. <Asked> {whether Donald Trump would do}[,] Ban demurred. "
        "{“I cannot say,”} [he] <said>."
    )
    asked, answered = found
    people = resolve(read_document(Article(text=text, path="x")), [replace(asked, source=None), answered])
    assert [person.name for person in people] == [None, "Ban Ki-moon"]


def test_there_are_enough_cases() -> None:
    assert len({case.name for case in CASES}) == len(CASES)
    assert len(CASES) + len(UNSEEN) >= 120
    assert 2 * len(UNSEEN) >= len(CASES)


@pytest.mark.parametrize(
    "name",
    "titles title_modifiers first_names_male first_names_female person_nouns group_nouns organization_nouns "
    "organization_words document_nouns place_names demonyms".split(),
)
def test_word_lists_are_sorted_and_have_no_entry_twice(name: str) -> None:
    entries = [entry.split("\t")[0] for entry in word_list(name)]
    assert entries == sorted(entries)
    assert len(set(entries)) == len(entries)
    assert all(entry == entry.lower() for entry in entries)


WORDS = st.sampled_from(
    "Peter Cook Sen. Mr. the The a of and , . “ ” ' ’s said who he She they (R-Ohio) Jr. IMF (IMF) de la al-Masri "
    "spokesman report US U.S. — - : I you McCain, O'Neill 42 é ñ \u00a0 MARSH".split(" ")
)
TEXT = st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=120))


@settings(max_examples=200, deadline=None)
@given(TEXT, st.data())
def test_any_text_and_any_spans_have_an_answer_and_always_the_same(text: str, data: st.DataObject) -> None:
    document = read_document(Article(text=text, path="any.txt"))
    count = len(text)
    attributions = []
    for _ in range(data.draw(st.integers(0, 4)) if count else 0):
        ends = sorted(data.draw(st.tuples(*[st.integers(0, count)] * 4)))
        source = Span(ends[0], ends[1]) if ends[0] < ends[1] else None
        attributions.append(Attribution(content=(Span(ends[2], ends[3]),), source=source))
    found = resolve(document, attributions)
    assert len(found) == len(attributions)
    assert found == resolve(document, attributions)
    for speaker in found:
        assert speaker.name is None or speaker.name.strip()
        assert speaker.name is None or speaker.kind is not None
        assert 0 <= speaker.confidence <= 1
        assert speaker.name not in speaker.aliases


@settings(max_examples=100, deadline=None)
@given(TEXT)
def test_names_lie_in_the_text_in_order(text: str) -> None:
    mentions = find_mentions(read_document(Article(text=text, path="any.txt")))
    last = 0
    for name, figure in zip(mentions.names, mentions.named, strict=True):
        assert last <= name.title <= name.first < name.last <= len(mentions.document.tokens)
        assert name.words
        assert figure is None or figure.name
        last = name.last


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("PRIME MINISTER", "Prime Minister"),
        ("MANAGER OF OPPOSITION BUSINESS", "Manager of Opposition Business"),
        ("GENERAL", "General"),
        ("CEO", "CEO"),
        ("NASA DIRECTOR", "NASA DIRECTOR"),
    ],
)
def test_a_role_of_a_transcript_is_shown_in_small_letters(role: str, shown: str) -> None:
    figure = Figure("Ann Lee", ("ann", "lee"), "person")
    figure.add_role(Role(role, IN_WORDS, 0, 2))
    assert figure.role == shown
