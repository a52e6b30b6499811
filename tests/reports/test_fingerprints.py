"""Fingerprints: who shares a passage shares a number."""

from __future__ import annotations

import pytest

from corpus_cli.reports.fingerprints import fingerprint

RUN = "I will fight for you, and I will win for you"

# (one, other, whether they share a number)
PAIRS = [
    (f"{RUN}!", f"To every parent I say these words tonight: I'm with you, {RUN}.", True),
    (
        "I’m just not ready to do that at this point. I’m not there,",
        "Well, I'm just not ready to do that at this point",
        True,
    ),
    ("We do not have an end point at this moment", "We don’t have an end point at this moment in time.", True),
    ("and it was what they had to be", "that it was what they had to do", False),  # nobody's words
    ("There is no military solution", "There is a collaborative process", False),
    ("We will win", "We will win", False),  # fewer than four words
]


@pytest.mark.parametrize(("one", "other", "shared"), PAIRS)
def test_quotations_that_share_a_run_share_a_number(one: str, other: str, shared: bool) -> None:
    assert bool(fingerprint(one, "direct") & fingerprint(other, "direct")) == shared


def test_numbers_are_small_and_the_same_everywhere() -> None:
    marks = fingerprint(RUN, "direct")
    assert marks == fingerprint(RUN, "direct")
    assert all(0 <= mark < 1 << 31 for mark in marks)
