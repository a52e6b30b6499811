"""Rows made by hand, as the store gives them."""

from __future__ import annotations

from typing import Any


def statement(**changes: Any) -> dict[str, Any]:
    """Return a record with ``changes``."""
    row: dict[str, Any] = {
        "id": "3fa92c81d0",
        "speaker": "Peter Cook",
        "speaker_kind": "person",
        "role": "Pentagon press secretary",
        "kind": "direct",
        "act": "speech",
        "quote": "We don’t have an end point at this particular moment in time.",
        "cue": "said",
        "source": "Cook",
        "date": "2016-08-01",
        "date_text": "Monday",
        "date_basis": "stated",
        "place": "Washington, D.C., United States",
        "place_text": "WASHINGTON",
        "place_basis": "dateline",
        "places": ["Sirte, Libya"],
        "confidence": 0.93,
        "article_id": "4c98d8adfd",
        "title": "Strikes begin in Sirte",
        "outlet": "Harbor Wire",
        "url": None,
        "path": "samples/sirte.txt",
        "published": "2016-08-02",
        "spans": [[0, 63]],
        "source_span": [71, 75],
        "cue_span": [66, 70],
        "group_id": "3fa92c81d0",
        "reports": 1,
        "outlets": ["Harbor Wire"],
        "first_reported": "2016-08-02",
        "sources": 1,
    }
    return row | changes


TEXT = "“We don’t have an end point at this particular moment in time,” said Cook on Monday.\n\nMore text.\n"
"""An article that ``statement()`` would be in; see ``in_text`` for the right spans."""


def in_text(text: str = TEXT, **changes: Any) -> dict[str, Any]:
    """Return a record whose spans are right for ``text``."""
    end = text.index("said")
    source = text.index("Cook")
    spans = {"spans": [[0, end - 1]], "cue_span": [end, end + 4], "source_span": [source, source + 4]}
    return statement(**spans) | changes


def article(text: str = TEXT, **changes: Any) -> dict[str, Any]:
    """Return an article's row with its text."""
    row: dict[str, Any] = {
        "id": "4c98d8adfd",
        "title": "Strikes begin in Sirte",
        "outlet": "Harbor Wire",
        "author": "A. Reporter",
        "url": None,
        "path": "samples/sirte.txt",
        "published": "2016-08-02",
        "published_basis": "dateline",
        "statements": 1,
        "words": 17,
        "tagger": "rules",
        "encoding": "utf-8",
        "body_start": 0,
        "text": text,
    }
    return row | changes
