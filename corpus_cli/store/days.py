"""ISO dates ↔ days since 1970-01-01, the numbers that ranges of dates are compared by."""

from __future__ import annotations

import datetime

_EPOCH = 719_163  # datetime.date(1970, 1, 1).toordinal()

# No period is longer than a decade: a statement that reaches into a range begins at most so many days before it.
LONGEST_PERIOD = 3_660


def day_number(iso: str | None) -> int | None:
    """Turn "2016-08-01" into days since 1970-01-01; null for anything that is no day."""
    if not iso:
        return None
    try:
        return datetime.date.fromisoformat(iso[:10]).toordinal() - _EPOCH
    except ValueError:
        return None


def iso_day(number: int | None) -> str | None:
    """Turn days since 1970-01-01 into "2016-08-01"."""
    if number is None:
        return None
    try:
        return datetime.date.fromordinal(number + _EPOCH).isoformat()
    except (ValueError, OverflowError):
        return None


def iso_week(monday: int) -> str | None:
    """Name the ISO week that begins at a day number: "2016-W31"."""
    try:
        year, week, _ = datetime.date.fromordinal(monday + _EPOCH).isocalendar()
    except (ValueError, OverflowError):
        return None
    return f"{year:04d}-W{week:02d}"


def interval(value: str | None) -> tuple[int | None, int | None]:
    """Give the first and last day number of "2016", "2016-08" or "2016-08-01"; nulls when the year is unknown."""
    if not value:
        return None, None
    whole = day_number(value) if len(value) >= 10 else None
    if whole is not None:
        return whole, whole
    year, _, month = value[:7].partition("-")
    if len(year) != 4 or not (year.isascii() and year.isdecimal()) or not 1 <= int(year) < 9999:
        return None, None
    if not month:
        return day_number(f"{year}-01-01"), day_number(f"{year}-12-31")
    if not (len(month) == 2 and month.isascii() and month.isdecimal() and 1 <= int(month) <= 12):
        return None, None
    first = day_number(f"{year}-{month}-01")
    following = f"{int(year) + 1:04d}-01-01" if month == "12" else f"{year}-{int(month) + 1:02d}-01"
    after = day_number(following)
    return first, None if after is None else after - 1
