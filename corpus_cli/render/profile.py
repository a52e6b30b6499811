"""A speaker in full: names, roles over time, places and articles, and why the names are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from corpus_cli.render.tables import DIM, SPEAKER, Row, words

# Nothing, then eighths of a character cell.
_BARS = "·▁▂▃▄▅▆▇█"
# Bars that fit a narrow terminal beside their legend.
_LONGEST = 36
_PLACES = 8


def profiles(rows: Iterable[Row], width: int) -> RenderableType:
    """Return the profiles of ``rows``, speakers with ``why``, one below the other."""
    parts: list[RenderableType] = []
    for row in rows:
        parts += [Text("")] if parts else []
        parts += [_head(row), _grid(row)]
    return Group(*parts)


def _head(row: Row) -> Text:
    shown = words(row["speaker"], SPEAKER)
    facts = [row["speaker_kind"], f"{row['statements']} {'statement' if row['statements'] == 1 else 'statements'}"]
    facts += [_days(row["first"], row["last"]), f"id {row['id']}"]
    return shown.append_text(words("  " + " · ".join(fact for fact in facts if fact), DIM))


def _grid(row: Row) -> Table:
    why = row["why"]
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for head, lines in (
        ("names", [_counted(each["name"], each["statements"]) for each in why["names"]]),
        ("also named", [words(row["aliases"])] if row["aliases"] else []),
        (
            "roles",
            [_counted(each["role"], each["statements"], _days(each["first"], each["last"])) for each in why["roles"]],
        ),
        ("spoke in", _places(why["places"])),
        ("spoke of", _places(why["about"])),
        ("activity", _activity(why["activity"])),
        ("outlets", [words(row["outlets"])] if row["outlets"] else []),
        ("articles", [_article(each) for each in why["articles"]]),
        ("why one", [words(each) for each in why["evidence"]]),
    ):
        if lines:
            grid.add_row(Text(f"  {head}", style=DIM), Text("\n").join(lines))
    return grid


def _counted(what: str, count: int, more: str = "") -> Text:
    return words(what).append_text(words(f"  {more + ', ' if more else ''}{count}", DIM))


def _places(rows: Sequence[Row]) -> list[Text]:
    """One line of places, most spoken of first."""
    named = [f"{row['place']} {row['statements']}" for row in rows[:_PLACES]]
    return [words(" · ".join(named))] if named else []


def _activity(rows: Sequence[Row]) -> list[Text]:
    """One line of bars, a month each from first to last; years where that would be too long."""
    if not rows:
        return []
    counts = {row["month"]: row["statements"] for row in rows}
    first, last = min(counts), max(counts)
    months = [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(_number(first), _number(last) + 1)]
    if len(months) > _LONGEST:
        years = sorted({month[:4] for month in months})
        heights = [sum(count for month, count in counts.items() if month.startswith(year)) for year in years]
        first, last, unit = first[:4], last[:4], "year"
    else:
        heights, unit = [counts.get(month, 0) for month in months], "month"
    most = max(heights)
    bars = "".join(_BARS[-(-height * (len(_BARS) - 1) // most)] for height in heights[-_LONGEST:])
    span = first if first == last else f"{first} to {last}"
    return [words(bars).append_text(words(f"  {span}, at most {most} a {unit}", DIM))]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _article(row: Row) -> Text:
    shown = words(f"{row['published'] or 'undated'}  {row['title'] or row['path']}")
    return shown.append_text(words(f"  {row['outlet'] + ', ' if row['outlet'] else ''}{row['id']}", DIM))


def _days(first: str | None, last: str | None) -> str:
    return "" if first is None else first if first == last else f"{first} to {last}"
