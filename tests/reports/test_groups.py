"""Which reports are one utterance."""

from __future__ import annotations

import random

import pytest

from corpus_cli.reports.groups import Link, Report, group, link

LONG = (
    "The United States military conducted precision air strikes against targets in Sirte, Libya, to support the forces."
)


# Fourteen words of LONG, then others; and a line with eleven words that a candidate says every day.
LONG_AGO = (
    "The United States military conducted precision air strikes against targets in Sirte, Libya, and nobody told "
    "Congress of them before the end of that month, as the law would have it."
)
STUMP = "We will bring the jobs back to this country and we will do it soon, believe me, and nobody else can."


def report(key: int, text: str, *, speaker: int | None = 1, kind: str = "direct", day: str = "2016-08-01") -> Report:
    quoted = (text,) if kind == "direct" else ()
    return Report(key=key, text=text, quoted=quoted, kind=kind, speaker=speaker, day=day)  # type: ignore[arg-type]


# two reports, expected: strong, clipped or None
PAIRS = [
    (report(1, LONG), report(2, LONG.replace("air strikes", "airstrikes")), "strong"),
    (report(1, LONG), report(2, "precision airstrikes against targets in Sirte"), "clipped"),
    (report(1, LONG), report(2, LONG, speaker=2), "strong"),
    (report(1, LONG), report(2, LONG.replace("Sirte", "Derna").replace("forces", "troops"), speaker=2), None),
    (report(1, LONG, kind="indirect"), report(2, LONG, speaker=2, kind="indirect"), None),
    (report(1, "We will win the war in Libya."), report(2, "We will win the war in Libya.", speaker=2), None),
    (report(1, LONG), report(2, LONG, speaker=None), "strong"),
    (report(1, LONG), report(2, "There is no military solution to the conflict in this country."), None),
    (report(1, "We will win."), report(2, "We will win."), None),
    (report(1, LONG), report(2, LONG, day="2019-01-01"), "strong"),
    # Months later, other words around a line of his: the same one if the line is long enough.
    (report(1, f"Let me be clear about it all. {LONG}"), report(2, LONG_AGO, day="2017-02-01"), "strong"),
    (report(1, f"Let me be clear about it all. {LONG}"), report(2, LONG_AGO, speaker=2, day="2017-02-01"), None),
    (report(1, STUMP), report(2, f"{STUMP[:46]} again, with better people", day="2017-02-01"), None),
    (report(1, LONG, kind="indirect"), report(2, LONG, kind="indirect"), "strong"),
    (report(1, LONG, kind="indirect"), report(2, LONG, kind="indirect", day="2019-01-01"), None),
    (
        report(1, LONG),
        report(2, "that the military conducted precision strikes against targets in Sirte", kind="indirect"),
        "clipped",
    ),
]


@pytest.mark.parametrize(("a", "b", "expected"), PAIRS)
def test_links(a: Report, b: Report, expected: str | None) -> None:
    found = link(a, b)
    kind = None if found is None else "strong" if found.strong else "clipped"
    assert kind == expected
    back = link(b, a)
    assert (back and (back.strong, back.reason)) == (found and (found.strong, found.reason))


def test_a_phrase_in_two_unlike_utterances_joins_neither() -> None:
    links = [Link(3, 1, False, ""), Link(3, 2, False, "")]
    assert group([1, 2, 3], links, {1: 30, 2: 30, 3: 6}) == []


def test_a_clipped_report_joins_its_one_utterance() -> None:
    links = [Link(1, 2, True, ""), Link(3, 1, False, ""), Link(3, 2, False, ""), Link(4, 3, False, "")]
    assert group([1, 2, 3, 4], links, {1: 30, 2: 30, 3: 9, 4: 6}) == [(1, 2, 3, 4)]


def test_the_order_of_links_does_not_matter() -> None:
    chance = random.Random(7)
    for _ in range(200):
        keys = list(range(8))
        lengths = {key: chance.randint(5, 9) for key in keys}
        links = []
        for _ in range(6):
            one, two = chance.sample(keys, 2)
            strong = chance.random() < 0.5
            if not strong and (lengths[one], one) > (lengths[two], two):
                one, two = two, one
            links.append(Link(one, two, strong, ""))
        expected = group(keys, links, lengths)
        chance.shuffle(links)
        chance.shuffle(keys)
        assert group(keys, links, lengths) == expected
