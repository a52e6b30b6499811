"""The only clock of the program; everything below is given the day."""

from __future__ import annotations

import datetime


def today() -> datetime.date:
    """Return today's date, which relative dates on the command line ("last week") count from."""
    return datetime.date.today()
