"""Rows as Rich tables: the columns of each answer, fewer where the terminal is narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from corpus_cli.render.clean import line
from corpus_cli.render.console import UNBOUNDED

Row = Mapping[str, Any]

# Terminal widths from which columns are added. 80 is what everything must be readable at.
MEDIUM, WIDE, WIDEST = 100, 130, 155

SPEAKER, DIM, HIT, ID = "bold cyan", "dim", "bold yellow", "dim"


@dataclass(frozen=True)
class Column:
    """One column: its header, what a row shows in it, and the widths of terminal (``at``, ``below``) that show it.

    ``widest`` bounds it in columns. Columns that must not be broken (dates, ids, numbers) say ``whole``.
    """

    header: str
    cell: Callable[[Row], Text]
    at: int = 0
    below: int = 10**9
    widest: int | None = None
    whole: bool = False
    right: bool = False


def table(columns: Iterable[Column], rows: Iterable[Row], width: int, airy: bool = False) -> Table:
    """Return the table of ``rows`` for a terminal of ``width`` columns; ``airy`` puts a blank line between rows."""
    kept = [column for column in columns if column.at <= width < column.below]
    result = Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        show_header=any(column.header for column in kept),
        padding=(0, 1, 0, 0),
        leading=1 if airy else 0,
        header_style="bold",
    )
    for column in kept:
        result.add_column(
            Text(column.header),
            max_width=column.widest if width < UNBOUNDED else None,
            no_wrap=column.whole,
            overflow="ellipsis" if column.whole else "fold",
            justify="right" if column.right else "left",
        )
    for row in rows:
        result.add_row(*[column.cell(row) for column in kept])
    return result


def field(key: str, style: str = "") -> Callable[[Row], Text]:
    """Return the cell that shows ``row[key]``, nothing when null, a list joined by commas."""
    return lambda row: words(row.get(key), style)


def words(value: object, style: str = "") -> Text:
    """Return ``value`` as clean text: nothing for null, a list joined by commas."""
    if value is None:
        return Text("")
    if isinstance(value, (list, tuple)):
        value = ", ".join(str(item) for item in value)
    return Text(line(value), style=style)


def stacked(*parts: Text) -> Text:
    """Return the parts that are not empty, one below the other."""
    return Text("\n").join([part for part in parts if part])


def _joined(*values: object) -> Text:
    return Text(" · ".join(line(value) for value in values if value), style=DIM)


def quote(row: Row) -> Text:
    """Return what was said: in quotation marks if direct, in italics if nothing of it is."""
    said = line(row["quote"] or "")
    if row["kind"] == "direct":
        return Text(f"“{said}”")
    return Text(said, style="italic" if row["kind"] == "indirect" else "")


def _date(row: Row) -> Text:
    """A date the text states is plain; one taken from the publication says so below."""
    if row["date"] is None:
        return Text("undated", style=DIM)
    shown = words(row["date"])
    return stacked(shown, Text("published", style=DIM)) if row["date_basis"] == "published" else shown


def speaker(row: Row) -> Text:
    """The speaker; without one the words that name the source."""
    if row["speaker"]:
        return words(row["speaker"], SPEAKER)
    return words(f"“{row['source']}”" if row.get("source") else "(nobody named)", DIM)


def _outlet(row: Row) -> Text:
    """The outlet; without one the file's name says where it stands."""
    return words(row["outlet"] or (row["path"] or "").rpartition("/")[2], DIM)


def reports(row: Row) -> Text:
    """Return in how many outlets the utterance is reported, and since when; nothing for a single report."""
    if (row.get("reports") or 1) < 2:
        return Text("")
    outlets = len(row["outlets"])
    where = f"in {outlets} outlets" if outlets > 1 else f"{row['reports']} reports"
    sources = row.get("sources") or row["reports"]
    if sources < row["reports"]:
        where += " of one dispatch" if sources == 1 else f" ({sources} sources)"
    return words(f"{where}, first {row['first_reported']}" if row["first_reported"] else where, "green")


def _thought(row: Row) -> Text:
    return words("thought", DIM) if row["act"] == "thought" else Text("")


STATEMENTS = (
    Column("Said", lambda row: stacked(_date(row), words(row["id"], ID)), below=WIDE, widest=10),
    Column("Said", _date, at=WIDE, whole=True),
    Column("Speaker", lambda row: stacked(speaker(row), words(row["role"], DIM)), widest=24),
    Column(
        "Statement",
        lambda row: stacked(
            quote(row), _thought(row), reports(row), _joined(row["place"], row["outlet"] or row["path"])
        ),
        below=WIDE,
    ),
    Column("Statement", lambda row: stacked(quote(row), _thought(row), reports(row)), at=WIDE),
    Column("Where", lambda row: stacked(words(row["place"]), _outlet(row)), at=WIDE, widest=28),
    Column("Published", field("published", DIM), at=WIDEST, whole=True),
    Column("Kind", field("kind", DIM), at=WIDE, whole=True),
    Column("ID", field("id", ID), at=WIDE, whole=True),
)


def snippet(row: Row) -> Text:
    """Return the passage found, its ``highlights`` marked."""
    text = row["snippet"] or ""
    shown, at = Text(), 0
    for start, end in row["highlights"]:
        shown.append(line(text[at:start]))
        shown.append(line(text[start:end]), style=HIT)
        at = end
    return shown.append(line(text[at:]))


def _title(row: Row) -> Text:
    return words(row["title"] or row["path"] or "(no title)", "bold")


FOUND = (
    Column("Published", lambda row: stacked(words(row["published"]), words(row["id"], ID)), below=WIDE, widest=10),
    Column("Published", field("published"), at=WIDE, whole=True),
    Column(
        "Article", lambda row: stacked(_title(row), snippet(row), _joined(row["outlet"] or row["path"])), below=WIDE
    ),
    Column("Article", lambda row: stacked(_title(row), snippet(row)), at=WIDE),
    Column("Outlet", _outlet, at=WIDE, widest=24),
    Column("Author", field("author"), at=WIDEST, widest=24),
    Column("Stmts", field("statements"), whole=True, right=True),
    Column("ID", field("id", ID), at=WIDE, whole=True),
)

ARTICLES = (
    Column("Published", field("published"), whole=True),
    Column("From", field("published_basis", DIM), at=WIDE, whole=True),
    Column("Title", lambda row: stacked(_title(row), _joined(row["outlet"])), below=MEDIUM),
    Column("Title", _title, at=MEDIUM),
    Column("Outlet", field("outlet"), at=MEDIUM, widest=24),
    Column("Author", field("author"), at=WIDE, widest=24),
    Column("Path", field("path", DIM), at=WIDEST, widest=40),
    Column("Words", field("words"), at=MEDIUM, whole=True, right=True),
    Column("Stmts", field("statements"), whole=True, right=True),
    Column("ID", field("id", ID), whole=True),
)

SPEAKERS = (
    Column("Speaker", lambda row: stacked(speaker(row), words(row["role"], DIM)), below=WIDE),
    Column("Speaker", speaker, at=WIDE, widest=36),
    Column("Role", field("role", DIM), at=WIDE, widest=40),
    Column("Kind", field("speaker_kind", DIM), at=MEDIUM, whole=True),
    Column("Stmts", field("statements"), whole=True, right=True),
    Column("Direct", field("direct"), whole=True, right=True),
    Column("Mixed", field("mixed"), at=MEDIUM, whole=True, right=True),
    Column("Indirect", field("indirect"), at=MEDIUM, whole=True, right=True),
    Column("Articles", field("articles"), whole=True, right=True),
    Column("First", field("first"), at=MEDIUM, whole=True),
    Column("Last", field("last"), whole=True),
    Column("Also named", field("aliases", DIM), at=WIDEST, widest=40),
)


def _coordinates(row: Row) -> Text:
    if row["latitude"] is None or row["longitude"] is None:
        return Text("")
    return Text(f"{row['latitude']:.2f}, {row['longitude']:.2f}", style=DIM)


PLACES = (
    Column("Place", field("place", "bold")),
    Column("Country", field("country", DIM), at=MEDIUM, whole=True),
    Column("Latitude, longitude", _coordinates, at=WIDE, whole=True),
    Column("Said there", field("spoken"), whole=True, right=True),
    Column("Said about", field("about"), whole=True, right=True),
    Column("Articles", field("articles"), whole=True, right=True),
    Column("First", field("first"), whole=True),
    Column("Last", field("last"), whole=True),
)


def _said_so(row: Row) -> Text:
    if not row["evidence"]:
        return Text("added by you", style=DIM)
    mine = Text("added by you", style=DIM) if row["basis"] == "added" else Text("")
    return stacked(words(f"“{row['evidence']}”"), _joined(row["outlet"] or row["path"], row["article_id"]), mine)


ALIASES = (
    Column("Name", field("name", "bold"), widest=40),
    Column("Also", field("alias"), widest=40),
    Column("Articles", field("articles"), whole=True, right=True),
    Column("First", field("first"), at=MEDIUM, whole=True),
    Column("As it says", _said_so),
)


def _value(row: Row) -> Text:
    value = row["value"]
    if row["what"] == "bytes":
        return words(f"{value / 1e6:,.1f} MB")
    return words(f"{value:,}" if isinstance(value, int) else value)


FACTS = (
    Column("", field("what", "bold")),
    Column("", _value),
)

SCORES = (
    Column("Measure", field("measure", "bold")),
    Column("Precision", field("precision"), whole=True, right=True),
    Column("Recall", field("recall"), whole=True, right=True),
    Column("F1", field("f1"), whole=True, right=True),
    Column("95 %", field("interval", DIM), whole=True, right=True),
)


_VERDICTS = {"exact": "green", "altered": "yellow", "misattributed": "red", "absent": "red"}


def _verdict(row: Row) -> Text:
    return words(row["status"], _VERDICTS[row["status"]])


def _found(row: Row) -> Text:
    said = words(f"“{row['said']}”") if row["said"] and row["status"] != "exact" else Text("")
    turned = words(f"turns the sense: {', '.join(row['turned'])}", "bold red") if row["turned"] else Text("")
    printed = _joined(row["outlet"] or row["path"], row["first_reported"] or row["published"], row["id"])
    return stacked(said, turned, printed)


VERDICTS = (
    Column("Verdict", _verdict, whole=True),
    Column("Quotation", field("quotation")),
    Column("Said by", lambda row: stacked(words(row["speaker"], SPEAKER), words(row["role"], DIM)), widest=24),
    Column("Found", _found),
)
