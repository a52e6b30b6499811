"""Date phrasings → value and grain, with one fixed anchor; and what is no date at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.extraction import date_words
from corpus_cli.extraction.periods import find_periods

TUESDAY = "2016-08-02"

# phrasing, value, grain
DATES = [
    ("he said Monday", "2016-08-01", "day"),
    ("on Tuesday", "2016-08-02", "day"),
    ("late Monday night", "2016-08-01", "day"),
    ("early Sunday", "2016-07-31", "day"),
    ("Wednesday", "2016-07-27", "day"),
    ("Thursday's hearing", "2016-07-28", "day"),
    ("Friday’s debate", "2016-07-29", "day"),
    ("on Saturday afternoon", "2016-07-30", "day"),
    ("last Monday", "2016-08-01", "day"),
    ("last Tuesday", "2016-07-26", "day"),
    ("this Tuesday", "2016-08-02", "day"),
    ("next Friday", "2016-08-05", "day"),
    ("yesterday", "2016-08-01", "day"),
    ("Yesterday morning", "2016-08-01", "day"),
    ("today", "2016-08-02", "day"),
    ("tonight", "2016-08-02", "day"),
    ("this morning", "2016-08-02", "day"),
    ("last night", "2016-08-01", "day"),
    ("earlier today", "2016-08-02", "day"),
    ("tomorrow", "2016-08-03", "day"),
    ("Aug. 1", "2016-08-01", "day"),
    ("Aug. 1, 2016", "2016-08-01", "day"),
    ("August 1", "2016-08-01", "day"),
    ("August 1st, 2015", "2015-08-01", "day"),
    ("Monday, Aug. 1, 2016", "2016-08-01", "day"),
    ("on Monday, August 1", "2016-08-01", "day"),
    ("1 August 2016", "2016-08-01", "day"),
    ("the 1st of August", "2016-08-01", "day"),
    ("11 July", "2016-07-11", "day"),
    ("Sept. 11, 2001", "2001-09-11", "day"),
    ("Dec. 20", "2015-12-20", "day"),
    ("Feb. 29", "2016-02-29", "day"),
    ("Nov. 8", "2016-11-08", "day"),
    ("2016-07-04", "2016-07-04", "day"),
    ("two days ago", "2016-07-31", "day"),
    ("10 days ago", "2016-07-23", "day"),
    ("a day ago", "2016-08-01", "day"),
    ("a week ago", "2016-07", "week"),
    ("three weeks ago", "2016-07", "week"),
    ("two months ago", "2016-06", "month"),
    ("eight months ago", "2015-12", "month"),
    ("a year ago", "2015", "year"),
    ("20 years ago", "1996", "year"),
    ("a few days ago", "2016-07", "week"),
    ("several days ago", "2016-07", "week"),
    ("last week", "2016-07", "week"),
    ("Last week", "2016-07", "week"),
    ("the previous week", "2016-07", "week"),
    ("this week", "2016-08", "week"),
    ("earlier this week", "2016-08", "week"),
    ("over the weekend", "2016-07", "week"),
    ("this weekend’s show", "2016-07", "week"),
    ("last weekend", "2016-07", "week"),
    ("this month", "2016-08", "month"),
    ("earlier this month", "2016-08", "month"),
    ("last month", "2016-07", "month"),
    ("this year", "2016", "year"),
    ("earlier this year", "2016", "year"),
    ("last year", "2015", "year"),
    ("in August", "2016-08", "month"),
    ("in July", "2016-07", "month"),
    ("in September", "2015-09", "month"),
    ("last August", "2015-08", "month"),
    ("in early June", "2016-06", "month"),
    ("August 2015", "2015-08", "month"),
    ("in August 2015", "2015-08", "month"),
    ("in mid-August 2015", "2015-08", "month"),
    ("January, 2012", "2012-01", "month"),
    ("in 2012", "2012", "year"),
    ("a 2012 interview", "2012", "year"),
    ("back in 1999", "1999", "year"),
    ("during 2014", "2014", "year"),
    ("this spring", "2016-21", "season"),
    ("this past spring", "2016-21", "season"),
    ("last fall", "2015-23", "season"),
    ("last winter", "2015-24", "season"),
    ("summer of 2015", "2015-22", "season"),
    ("in the spring of 2014", "2014-21", "season"),
    ("on\xa0Aug.\xa01", "2016-08-01", "day"),
    ("on Mon. morning", "2016-08-01", "day"),
    ("on Monday (August 1)", "2016-08-01", "day"),
    ("Friday (29 July)", "2016-07-29", "day"),
    ("in June of 2013", "2013-06", "month"),
    ("since March, 2014", "2014-03", "month"),
    ("late 2013", "2013", "year"),
    ("than in December, 64 percent", "2015-12", "month"),
    ("by mid-2012", "2012", "year"),
    ("in the first quarter of 2014", "2014-33", "quarter"),
    ("fourth-quarter 2013", "2013-36", "quarter"),
    ("in Q2 2015", "2015-34", "quarter"),
    ("a fortnight ago", "2016-07", "week"),
    ("a couple of weeks ago", "2016-07", "week"),
    ("a couple of months ago", "2016-06", "month"),
    ("Good morning, he said Monday", "2016-08-01", "day"),
    ("Returning to Scotland on Sunday", "2016-07-31", "day"),
    ("Monday Night", "2016-08-01", "day"),
    ("in the 1990s", "199X", "decade"),
    ("back in the late 1980s", "198X", "decade"),
]

NO_DATES = [
    "he may 5 times",
    "May said so",
    "they march 3 miles",
    "the sun rose",
    "he sat on it",
    "a second time",
    "1,500 troops",
    "in 1500 homes",
    "2016 people",
    "of 2015 people",
    "in 2,012 cases",
    "the 1970s",
    "April 31",
    "Feb. 30, 2016",
    "May 10 percent of them",
    "August company",
    "Wednesdays are quiet in an augustly way",
    "will.i.am",
    "monday.com",
    "on monday",
    "2016-13-45",
    "flight 2016",
    "12:30",
    "Route 66",
    "a week",
    "two days later",
    "the next day",
    "someday",
    "decades ago",
    "Mondays are worst",
    "each Friday",
    "any given Sunday",
    "Every other Thursday",
    "on Palm Sunday",
    "Cyber Monday deals",
    "the Sunday Telegraph",
    "told the Mail on Sunday that",
    "Black\xa0Friday",
    "Thursday Night Football",
    "cast of Saturday Night Live",
    "Sunday school",
    "in the first quarter",
    "a Q2 report",
]

WITHOUT_YEAR = [
    ("on April 7", "XXXX-04-07"),
    ("11 July", "XXXX-07-11"),
    ("April 7, 2019", "2019-04-07"),
    ("in 2012", "2012"),
    ("on Monday", None),
    ("last week", None),
    ("yesterday", None),
    ("in August", None),
    ("last year", None),
    ("two days ago", None),
]


@pytest.mark.parametrize(("text", "value", "grain"), DATES)
def test_dates(text: str, value: str, grain: str) -> None:
    found = find_periods(text, 0, len(text), TUESDAY)
    assert [(period.value, period.grain) for period in found] == [(value, grain)]
    assert found[0].first is not None
    assert found[0].last is not None
    assert found[0].first <= found[0].last


@pytest.mark.parametrize("text", NO_DATES)
def test_no_dates(text: str) -> None:
    assert find_periods(text, 0, len(text), TUESDAY) == []


@pytest.mark.parametrize("anchor", [None, "XXXX-07-11"])
@pytest.mark.parametrize(("text", "value"), WITHOUT_YEAR)
def test_nothing_is_invented_without_a_year(text: str, value: str | None, anchor: str | None) -> None:
    found = find_periods(text, 0, len(text), anchor)
    assert [period.value for period in found] == ([value] if value else [])
    assert all(period.first is None for period in found if period.value.startswith("XXXX"))


def test_intervals_are_days() -> None:
    text = "last week and in August 2015 and over the weekend"
    found = find_periods(text, 0, len(text), TUESDAY)
    assert [(period.first, period.last) for period in found] == [
        ("2016-07-25", "2016-07-31"),
        ("2015-08-01", "2015-08-31"),
        ("2016-07-30", "2016-07-31"),
    ]


@given(
    st.lists(
        st.sampled_from([*(text for text, *_ in DATES), *NO_DATES, "“", "said", "\xa0", "1", "st", "May"]), max_size=6
    ),
    st.sampled_from([None, "2016-08-02", "XXXX-02-29", "2016", "2016-02", "nonsense", "0001-01-01", "9999-12-31"]),
)
def test_spans_slice_their_words(parts: list[str], anchor: str | None) -> None:
    text = " ".join(parts)
    position = 0
    for period in find_periods(text, 0, len(text), anchor):
        assert text[period.span.start : period.span.end] == period.text
        assert period.span.start >= position
        position = period.span.end


@given(
    st.lists(
        st.sampled_from(
            [
                *(text for text, *_ in DATES),
                *NO_DATES,
                "a couple of fortnights ago",
                "Aug.",
                "in",
                "this",
                "last",
                "2016",
            ]
        ),
        max_size=6,
    )
)
def test_trying_the_words_before_a_hint_finds_what_trying_everywhere_finds(parts: list[str]) -> None:
    text = ", ".join(parts)
    everywhere = [match.span() for match in date_words._EXPRESSION.finditer(text)]
    assert [match.span() for match in date_words._matches(text, 0, len(text))] == everywhere


@pytest.mark.parametrize(("anchor", "value"), [("2022-01-04", "2021-12"), ("2021-03-08", "2021-03")])
def test_a_week_of_two_months_is_of_the_one_that_has_most_of_it(anchor: str, value: str) -> None:
    (period,) = find_periods("last week", 0, 9, anchor)
    assert period.value == value
