"""Publication dates as sources write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.articles.dates import date_in_name, published_date

DATES = [
    ("2016-08-01", "2016-08-01"),
    ("2016-08-01T23:59:00-05:00", "2016-08-01"),
    ("2016-08-01 10:00:00", "2016-08-01"),
    ("20160801", "2016-08-01"),
    ("2016-08", "2016-08"),
    ("2016", "2016"),
    ("Mon, 01 Aug 2016 10:00:00 GMT", "2016-08-01"),
    ("August 1, 2016", "2016-08-01"),
    ("1 August 2016", "2016-08-01"),
    ("Aug. 1, 2016 5:15 pm", "2016-08-01"),
    ("Monday, 11 July 2016", "2016-07-11"),
    ("August 2016", "2016-08"),
    ("July 11", "XXXX-07-11"),
    ("1470052800", "2016-08-01"),
    ("1470052800000", "2016-08-01"),
    ("2016-13-01", None),
    ("2016-02-30", None),
    ("Monday", None),
    ("yesterday", None),
    ("", None),
    ("12", None),
    ("not a date 7", None),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_published_date(text: str, expected: str | None) -> None:
    assert published_date(text) == expected


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_none(text: str) -> None:
    value = published_date(text)
    assert value is None or value[:4] == "XXXX" or value[:4].isdigit()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a/2016-08-01-sirte.txt", "2016-08-01"),
        ("sirte_20160801.txt", "2016-08-01"),
        ("2016_08_01.md", "2016-08-01"),
        ("2016-08-01/sirte.txt", None),
        ("120160801.txt", None),
        ("2016-99-01.txt", None),
        ("sirte.txt", None),
    ],
)
def test_date_in_name(name: str, expected: str | None) -> None:
    assert date_in_name(name) == expected
