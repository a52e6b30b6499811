"""Headline, byline, printed date and dateline."""

from __future__ import annotations

import pytest

from corpus_cli.extraction.heading import find_dateline, read_heading
from corpus_cli.extraction.sentences import paragraph_spans

PROSE = "The first sentence of the article goes here, and it is long enough.\n"

DATELINES = [
    ("BAGHDAD, July 11 (Harbor Wire) — ", "BAGHDAD", "July 11"),
    ("SIRTE, Libya (Harbor Wire) - ", "SIRTE, Libya", None),
    ("WASHINGTON — ", "WASHINGTON", None),
    ("WASHINGTON, Monday, Aug. 1, 2016 — ", "WASHINGTON", "Aug. 1, 2016"),
    ("TRIPOLI, Libya, April 7, 2019 – ", "TRIPOLI, Libya", "April 7, 2019"),
    ("ST. PETERSBURG, Fla. -- ", "ST. PETERSBURG, Fla.", None),
    ("NEW\xa0YORK (HW)\xa0— ", "NEW YORK", None),
    ("HANFORD, Wash. (HW) _ ", "HANFORD, Wash.", None),
    ("April 19 (Harbor Wire) -- ", None, "April 19"),
    ("LONDON, 3 March (Harbor Wire) -", "LONDON", "3 March"),
    ("The White House — ", None, None),
    ("A U.S.-led force — ", None, None),
    ("TRUMP: ", None, None),
    ("ISLAMABAD: ", "ISLAMABAD", None),
    ("KATHMANDU, Aug 19: ", "KATHMANDU", "Aug 19"),
    ("Kyiv (AFP) – ", "Kyiv", None),
    ("Mexico City (AP) -- ", "Mexico City", None),
    ("MOSCOW, March 3. /TASS/. ", "MOSCOW", "March 3"),
    ("Omdurman, Sudan – ", "Omdurman, Sudan", None),
    ("Frankfort, Kentucky — ", "Frankfort, Kentucky", None),
    ("Beirut — ", "Beirut", None),
    ("Tehran, May 6, HWNA – ", "Tehran", "May 6"),
    ("Nairobi, 3 March (Harbor Wire) – ", "Nairobi", "3 March"),
    ("Johannesburg- ", "Johannesburg", None),
    ("Hale — ", None, None),
    ("Cook, Hale – ", None, None),
    ("Coastal Relief Agency (CRA) said – ", None, None),
    ("UN: ", None, None),
    ("DENVER/Jan. 9, 2024 – ", "DENVER", "Jan. 9, 2024"),
    ("Friday August 7, 2020 – ", None, "August 7, 2020"),
    ("July 4 – ", None, None),
    ("WHAT THEY'RE SAYING -- ", None, None),
    ("EXCLUSIVE — ", None, None),
]


@pytest.mark.parametrize(("opening", "place", "date"), DATELINES)
def test_dateline(opening: str, place: str | None, date: str | None) -> None:
    text = opening + PROSE
    dateline = find_dateline(text, paragraph_spans(text))
    found = (dateline.place_text, dateline.date_text) if dateline else (None, None)
    assert found == (place, date)
    if dateline:
        assert text[slice(*dateline.span)].rstrip() == opening.rstrip()


HEADINGS = [
    ("Carter adds troops in Iraq\n\nBy Jane Roe\n\n" + PROSE * 2, "Carter adds troops in Iraq", "Jane Roe", None),
    ("Carter Adds Troops.\n\n" + PROSE * 2, "Carter Adds Troops", None, None),
    ("# Carter adds troops\n\n" + PROSE * 2, "Carter adds troops", None, None),
    (
        "Carter adds troops\nBY JANE ROE AND JOHN DOE\nMonday, July 11, 2016\n\n" + PROSE,
        "Carter adds troops",
        "Jane Roe and John Doe",
        "July 11, 2016",
    ),
    (
        "Carter adds troops\n\nPublished: 11 July 2016 at 10:15 a.m.\n\n" + PROSE,
        "Carter adds troops",
        None,
        "11 July 2016",
    ),
    (
        "Sat | Apr 20, 2024\n\nMoney drop\n\nPublished:Wednesday | September 9, 2020 | 12:11 AM\n\n" + PROSE,
        None,
        None,
        "September 9, 2020",
    ),
    ("Man held\n\nharbor Updated: Oct 31, 2019 13:49 IST\n\n" + PROSE, "Man held", None, "Oct 31, 2019"),
    (
        "Village cut off\n\n8 January 2014 Last updated at 17:05 GMT\n\n" + PROSE,
        "Village cut off",
        None,
        "8 January 2014",
    ),
    (
        "Village cut off\nBy Jane Roe\nPublished On 14 Feb 2024\n\n" + PROSE,
        "Village cut off",
        "Jane Roe",
        "14 Feb 2024",
    ),
    (
        "Village cut off\n\nWritten by Jane Roe | Springfield | Updated: March 9, 2022 19:42 IST\n\n" + PROSE,
        "Village cut off",
        "Jane Roe",
        "March 9, 2022",
    ),
    ("^Officials See No Danger\n\n^By JOHN MARTIN\n\n" + PROSE * 2, "Officials See No Danger", "John Martin", None),
    ("The minister said on Monday that he was leaving.\n\n" + PROSE * 2, None, None, None),
    ("BAGHDAD (Wire) — " + PROSE * 2 + "\n" + PROSE, None, None, None),
    ("One line only", None, None, None),
    ("", None, None, None),
]


@pytest.mark.parametrize(("text", "title", "author", "date"), HEADINGS)
def test_heading(text: str, title: str | None, author: str | None, date: str | None) -> None:
    heading = read_heading(text)
    assert (heading.title, heading.author, heading.date_text) == (title, author, date)
