"""Folding and near names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.people.names import fold, near, plain, words


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Peter Cook", "peter cook"),
        ("PETER  COOK", "peter cook"),
        ("Mr. Cook", "cook"),
        ("Sen. José O’Neill Jr.", "jose oneill"),
        ("Lt. Gen. Michael Flynn", "michael flynn"),
        ("the U.S. Africa Command", "us africa command"),
        ("US Africa Command", "us africa command"),
        ("The F.B.I.", "fbi"),
        ("G.K. Butterfield", "gk butterfield"),
        ("Trump’s", "trump"),
        ("Simms'", "simms"),
        ("Jean-Claude Juncker", "jean claude juncker"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("Søren Łukasz Þór", "soren lukasz thor"),
        ("President", "president"),
        ("The Mayor", "mayor"),
        ("Secretary of State John Kerry", "secretary of state john kerry"),
        ("", ""),
        ("…", ""),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_words_and_plain() -> None:
    assert words("Sen. José María O’Neill-Díaz’s") == ["sen", "jose", "maria", "oneill", "diaz"]
    assert plain("  Zoë\u00a0 Ørsted ") == "zoe orsted"


def test_near() -> None:
    names = ["Peter Cook", "Robyn Mack", "Ashton Carter", "Pete Crook"]
    assert near("Peter Cok", names)[0] == "Peter Cook"
    assert near("Carterr", names) == ["Ashton Carter"]
    assert near("Zebedee", names) == []
    assert near("", names) == []


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text) == fold(f"  {text} ")
