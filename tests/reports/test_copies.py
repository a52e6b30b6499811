"""Which articles are copies of one dispatch."""

from __future__ import annotations

import random

import pytest

from corpus_cli.reports.copies import are_copies, marks, sentences

DISPATCH = [
    "The army entered the northern district of the city before dawn, residents said by telephone.",
    "Two bridges over the river were closed to traffic for most of the morning.",
    "“We will stay until the last street is safe,” the commander told reporters at the airport.",
    "The ministry of health counted eleven wounded, three of them in a serious condition.",
    "Shops in the old market opened later than on any day of the past week.",
    "A convoy with flour and medicine is expected to arrive from the coast on Thursday.",
    "Talks between the two sides broke off in March over the control of the port.",
    "The envoy flies to the capital next week to bring both back to the table.",
]
OTHER = [
    "The central bank left its main rate unchanged at a meeting that lasted less than two hours.",
    "Analysts had expected a cut of a quarter of a point, a survey showed last week.",
    "“Prices are not where we want them to be,” the governor said after the vote.",
    "Inflation stood at four per cent in the year to June, the highest in a decade.",
]
NOTICE = "Reporting by staff in three cities; editing and writing by the night desk in London."
QUOTE = "“We will stay until the last street is safe,” the commander told reporters at the airport."


def article(*parts: str, title: str = "City entered") -> str:
    return f"{title}\n\n" + "\n\n".join(parts)


WHOLE = article(*DISPATCH)
# (other article, whether it is a copy of WHOLE)
CASES = [
    (article(*DISPATCH, title="Army goes in"), True),  # another headline
    (article(*DISPATCH).upper().replace("“", '"').replace("”", '"'), True),  # other letters and marks
    ("City entered\n" + " ".join(DISPATCH), True),  # other paragraphs
    (article(*DISPATCH[:5]), True),  # clipped
    (article(*DISPATCH[:6], *OTHER[:1]), True),  # clipped, with a paragraph of its own
    (article(QUOTE, *OTHER), False),  # a quotation from it
    (article(*DISPATCH[:2], *OTHER), False),
    (article(*OTHER), False),
    (article(*DISPATCH, *OTHER, *[f"Brief number {n} of the long digest of this day." for n in range(30)]), False),
    (article(*DISPATCH[:2]), False),  # a brief
    ("", False),
]


@pytest.mark.parametrize(("other", "expected"), CASES)
def test_copies(other: str, expected: bool) -> None:
    one, two = sentences(WHOLE), sentences(other)
    assert are_copies(one, two) == are_copies(two, one) == expected
    if expected:
        assert set(marks(WHOLE)) & set(marks(other))


def test_a_notice_makes_no_copies() -> None:
    assert not are_copies(sentences(article(*DISPATCH, NOTICE)), sentences(article(*OTHER, NOTICE)))


def test_long_copies_share_a_mark_wherever_they_are_clipped() -> None:
    chance = random.Random(4)
    words = [word for line in DISPATCH + OTHER for word in line.split()]
    for _ in range(50):
        lines = [" ".join(chance.sample(words, 12)) + "." for _ in range(60)]
        assert set(marks(article(*lines))) & set(marks(article(*lines[: chance.randrange(30, 60)])))


def test_what_precedes_the_body_does_not_count() -> None:
    assert sentences(WHOLE, WHOLE.index("The army")) == sentences(article(*DISPATCH, title=""))
