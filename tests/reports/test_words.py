"""What no longer tells two reports apart, and what still does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.reports.words import comparison_words, join_compounds

ALIKE = [
    ("We don’t know", "we do not KNOW"),
    ("the Defence Ministry's programme", "the defense ministry’s program"),
    ("they organised it", "they organized it"),
    ("five tanks", "5 tanks"),
    ("1,500 men", "1500 men"),
    ("U.S. strikes", "US strikes"),
    ("GNA-aligned forces", "GNA aligned forces"),
    ("10 per cent", "10 per cent"),
    ("café in Zürich", "cafe in Zurich"),
    ("we'll go", "we will go"),
]


@pytest.mark.parametrize(("one", "two"), ALIKE)
def test_alike(one: str, two: str) -> None:
    assert [word.form for word in comparison_words(one)] == [word.form for word in comparison_words(two)]


@pytest.mark.parametrize(
    ("one", "two"), [("tell us", "tell US"), ("can go", "can't go"), ("560", "650"), ("rise", "rize")]
)
def test_apart(one: str, two: str) -> None:
    assert [word.form for word in comparison_words(one)] != [word.form for word in comparison_words(two)]


def test_a_word_of_marks_alone_has_a_form() -> None:
    assert [word.form for word in comparison_words("\uff9e a")] == ["\uff9e", "a"]


def test_compounds_join_where_the_other_text_does() -> None:
    one, two = comparison_words("precision air strikes"), comparison_words("precision airstrikes")
    assert [word.form for word in join_compounds(one, two)] == ["precision", "airstrikes"]


@given(st.text(max_size=60))
def test_words_lie_in_their_text(text: str) -> None:
    position = 0
    for word in comparison_words(text):
        assert position <= word.start < word.end <= len(text)
        assert word.form
        position = word.start
