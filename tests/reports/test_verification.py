"""Forty quotations held against what was said: exact, altered, misattributed, absent; ten turn the sense."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.reports.verification import verify

SAID = [
    "We will not send 560 troops to Libya before the end of August.",
    "There is no military solution to the conflict in Libya, and we have made that clear to both sides.",
    "Precision air strikes against targets in Sirte will continue until the city is free.",
    "Our defence programme has grown by 12 per cent since 2014, and it will grow again.",
]
BY = ["Cook", "Pompeo", "Cook", "Carter"]

# quotation, speaker or None, status, whether the sense is turned
CASES = [
    ("We will not send 560 troops to Libya before the end of August.", None, "exact", False),
    ("we won't send 560 troops to Libya", None, "exact", False),
    ("560 troops to Libya", None, "exact", False),
    ("There is no military solution to the conflict", None, "exact", False),
    ("there is no military solution ... we have made that clear", None, "exact", False),
    ("There is no military solution […] to both sides.", None, "exact", False),
    ("Precision airstrikes against targets in Sirte will continue", None, "exact", False),
    ("“Our defense program has grown by 12 percent since 2014”", None, "exact", False),
    ("OUR DEFENCE PROGRAMME HAS GROWN", None, "exact", False),
    ("until the city is free", None, "exact", False),
    ("We will not send 560 troops to Libya", "Cook", "exact", False),
    ("There is no military solution to the conflict", "Pompeo", "exact", False),
    ("We will send 560 troops to Libya before the end of August.", None, "altered", True),
    ("We will not send 650 troops to Libya before the end of August.", None, "altered", True),
    ("We will not send 560 troops to Syria before the end of August.", None, "altered", True),
    ("We will not send 560 troops to Libya after the end of August.", None, "altered", True),
    ("There is a military solution to the conflict in Libya", None, "altered", True),
    ("There is no military solution to the conflict in Iraq, and we have made that clear", None, "altered", True),
    ("Precision air strikes against targets in Sirte will not continue until the city is free", None, "altered", True),
    ("Our defence programme has grown by 21 per cent since 2014", None, "altered", True),
    ("Our defence programme has grown by 12 per cent since 2004, and it will grow again", None, "altered", True),
    ("Our defence programme has never grown by 12 per cent since 2014", None, "altered", True),
    ("We will not send 560 soldiers to Libya before the end of August.", None, "altered", False),
    ("We shall not be sending 560 troops to Libya before the end of August", None, "altered", False),
    ("There is no purely military solution to the conflict in Libya", None, "altered", False),
    ("Precision strikes against targets in Sirte will continue until the city is free", None, "altered", False),
    ("Our defence programme has grown strongly by 12 per cent since 2014", None, "altered", False),
    ("we have made that very clear to both sides", None, "altered", False),
    ("We will not send 560 troops to Libya", "Pompeo", "misattributed", False),
    ("There is no military solution to the conflict", "Cook", "misattributed", False),
    ("There is no military solution to the conflict in Libya", "Carter", "misattributed", False),
    ("precision airstrikes against targets in Sirte", "Carter", "misattributed", False),
    ("Our defence programme has grown by 12 per cent", "Cook", "misattributed", False),
    ("We will not send 560 soldiers to Libya before the end of August", "Carter", "misattributed", False),
    ("Ask not what your country can do for you", None, "absent", False),
    ("We shall fight on the beaches", None, "absent", False),
    ("Read my lips: no new taxes", "Cook", "absent", False),
    ("The city is lost and the war with it, whatever anybody says", None, "absent", False),
    ("", None, "absent", False),
    ("…", None, "absent", False),
]


@pytest.mark.parametrize(("quotation", "speaker", "status", "turned"), CASES)
def test_verdict(quotation: str, speaker: str | None, status: str, turned: bool) -> None:
    by_speaker = None if speaker is None else [name == speaker for name in BY]
    verdict = verify(quotation, SAID, by_speaker)
    assert verdict.status == status
    assert bool(verdict.turned) == turned or status in ("exact", "misattributed")
    if verdict.best is not None and status != "misattributed" and speaker:
        assert BY[verdict.best] == speaker


def test_there_are_forty_and_ten_turn_the_sense() -> None:
    assert len(CASES) == 40
    assert sum(turned for *_, turned in CASES) == 10


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3))
def test_any_words_get_a_verdict(quotation: str, candidates: list[str]) -> None:
    verdict = verify(quotation, candidates)
    assert (verdict.best is None) == (verdict.status == "absent")
