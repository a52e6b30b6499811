from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.store.days import day_number, interval, iso_day, iso_week


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2016-08-01", "2016-08-01", "2016-08-01"),
        ("2016-08-01T23:59:00Z", "2016-08-01", "2016-08-01"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016-12", "2016-12-01", "2016-12-31"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("XXXX-08-01", None, None),
        ("2016-13", None, None),
        ("2016-02-30", "2016-02-01", "2016-02-29"),
        ("²016", None, None),
        ("0000", None, None),
        ("nonsense", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_interval(value: str | None, first: str | None, last: str | None) -> None:
    assert tuple(map(iso_day, interval(value))) == (first, last)


@given(st.dates())
def test_days_go_there_and_back(day: datetime.date) -> None:
    number = day_number(day.isoformat())
    assert number is not None
    assert iso_day(number) == day.isoformat()
    year, week, _ = day.isocalendar()
    assert iso_week(number) == f"{year:04d}-W{week:02d}"


@given(st.text())
def test_no_text_raises(value: str) -> None:
    interval(value)
    day_number(value)
