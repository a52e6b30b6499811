"""Two names for one thing, where the text says so."""

from __future__ import annotations

import pytest

from corpus_cli.reports.aliases import find_aliases

CASES = [
    ("forces of the Government of National Accord (GNA) advanced", [("Government of National Accord", "GNA")]),
    ("the Libyan National Army (LNA) said", [("Libyan National Army", "LNA")]),
    ("LNA (the Libyan National Army) said", [("Libyan National Army", "LNA")]),
    (
        "Islamic State – also known as ISIS, ISIL and Daesh – holds it",
        [("Islamic State", "Daesh"), ("Islamic State", "ISIL"), ("Islamic State", "ISIS")],
    ),
    ("the Department of Defense (DoD)", [("Department of Defense", "DoD")]),
    ("Islamic State, also known as ISIS, and Trump agreed", [("Islamic State", "ISIS")]),
    ("Burma, also known as Myanmar or Pyidaungsu", [("Burma", "Myanmar"), ("Burma", "Pyidaungsu")]),
    ("Peter Cook (GNA)", []),
    ("He left (again).", []),
    ("Mr. Carter (D)", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_aliases(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_aliases(text)
    assert [(alias.name, alias.alias) for alias in found] == expected
    for alias in found:
        assert alias.alias in text[alias.span.start : alias.span.end]
