"""Differences between two texts, and those that turn the sense."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.reports.differences import compare_texts

SAID = "We will not send 560 troops to Libya before the end of August."

# text, exact, turned
CASES = [
    (SAID, True, ()),
    (SAID.upper(), True, ()),
    ("We won't send 560 troops to Libya", True, ()),
    ("560 troops to Libya before the end", True, ()),
    ("We will send 560 troops to Libya before the end of August.", False, ("not",)),
    ("We will not send 650 troops to Libya before the end of August.", False, ("560 → 650",)),
    ("We will not send 560 troops to Syria before the end of August.", False, ("Libya → Syria",)),
    ("We will not send 560 soldiers to Libya before the end of August.", False, ()),
    ("We will not send 560 troops to Libya after the end of August.", False, ("after", "before")),
]


@pytest.mark.parametrize(("text", "exact", "turned"), CASES)
def test_cases(text: str, exact: bool, turned: tuple[str, ...]) -> None:
    difference = compare_texts(SAID, text)
    assert difference.exact is exact
    assert set(difference.turned) == set(turned)
    assert difference.coverage > 0.8


# (one, other, whether one is only short for what stands in the other)
SHORT = [
    ("The United States will not send troops to Libya", "The U.S. will not send troops to Libya", True),
    ("He told the UN that it would end", "He told the United Nations that it would end", True),
    ("The Government of National Accord asked for it in August 2016", "The GNA asked for it in Aug. 2016", True),
    ("We met Gen. Hale in the port and left it", "We met General Hale in the port and left it", True),
    ("We met Hale in the port and left it", "We met Halewood in the port and left it", False),
    ("The US will not send troops to Libya", "The UK will not send troops to Libya", False),
    ("The United States will not send troops", "The UN will not send troops", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SHORT)
def test_what_is_short_for_a_name_turns_nothing(one: str, other: str, same: bool) -> None:
    for difference in (compare_texts(one, other), compare_texts(other, one)):
        assert any(part.change == "respelled" for part in difference.parts) is same
        assert bool(difference.turned) is not same


@given(st.text(alphabet=st.sampled_from(list("ab cN1,.’")), max_size=50), st.text(max_size=50))
def test_parts_run_through_both_texts(first: str, second: str) -> None:
    difference = compare_texts(first, second)
    for side in ("before", "after"):
        position = 0
        for part in difference.parts:
            start, end = getattr(part, side)
            assert position <= start <= end
            position = start
    assert 0 <= difference.coverage <= 1


@given(st.text(max_size=80))
def test_a_text_equals_itself(text: str) -> None:
    assert compare_texts(text, text).turned == ()
