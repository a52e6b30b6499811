"""Publication dates as sources write them → ISO 8601 / EDTF."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import PurePath

_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?=$|[T\s])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6}|T\d+Z?)?$")
_YEAR = re.compile(r"(\d{4})$")
# 2016-08-01-sirte.txt, sirte_20160801.txt, 2016_08_01.txt
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_.]?)(\d{2})\2(\d{2})(?!\d)")
# dateutil fills what a date lacks from a default: two defaults that differ in every part show what was filled in.
_DEFAULTS = (datetime(1904, 2, 3), datetime(1908, 5, 6))


def published_date(text: str) -> str | None:
    """Read a publication date; return "2016-08-01", "2016-08", "2016", "XXXX-08-01", or null if it is none.

    Times and zones are dropped: the day is the day as printed. Seconds since 1970 (10 digits) or milliseconds (13) are
    taken as UTC.
    """
    text = text.strip()
    for pattern in (_ISO, _COMPACT):
        match = pattern.match(text)
        if match:
            return _valid(*match.groups())
    if _YEAR.match(text):
        return text
    if text.isdigit():
        return _from_timestamp(text)
    if len(text) > 80 or not any(character.isdigit() for character in text):
        return None
    return _worded(text)


def date_in_name(path: str) -> str | None:
    """Read a day from a file's name: "2016-08-01-sirte.txt", "sirte_20160801.txt"."""
    match = _IN_NAME.search(PurePath(path).name)
    return _valid(match[1], match[3], match[4]) if match else None


def _valid(year: str, month: str, day: str | None) -> str | None:
    try:
        date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return f"{year}-{month}-{day}" if day else f"{year}-{month}"


def _from_timestamp(text: str) -> str | None:
    if len(text) not in (10, 13):
        return None
    from datetime import UTC

    return datetime.fromtimestamp(int(text[:10]), UTC).date().isoformat()


def _worded(text: str) -> str | None:
    from dateutil import parser  # 29 ms, and most dates are ISO

    try:
        first, second = (parser.parse(text, default=default, ignoretz=True) for default in _DEFAULTS)
    except (ValueError, OverflowError, TypeError):
        return None
    if first.month != second.month:
        return f"{first.year:04d}" if first.year == second.year else None
    year = f"{first.year:04d}" if first.year == second.year else "XXXX"
    if first.day != second.day:
        return f"{year}-{first.month:02d}" if year != "XXXX" else None
    return f"{year}-{first.month:02d}-{first.day:02d}"
