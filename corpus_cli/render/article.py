"""An article with its statements marked by speaker, and one statement in its context."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from corpus_cli.render.clean import block, line
from corpus_cli.render.tables import DIM, ID, SPEAKER, Column, Row, quote, speaker, table, words

# Told apart on light and dark terminals alike; speakers beyond the last begin again.
_COLORS = ("cyan", "yellow", "green", "magenta", "blue", "red", "bright_cyan", "bright_yellow", "bright_green")

# Text wider than this is tiring to read, however wide the terminal is.
_MEASURE = 100

# A context longer than this many characters is cut at both ends.
_CONTEXT = 1500


def article(row: Row, statements: Sequence[Row], width: int) -> RenderableType:
    """Return the article, each statement coloured by speaker and numbered, and below it who the numbers are.

    ``row`` is the store's article with its ``text``; the spans of ``statements`` are offsets into that text.
    """
    colors: dict[str | None, str] = {}
    for statement in statements:
        colors.setdefault(statement["speaker"], _COLORS[len(colors) % len(_COLORS)])
    marks = [
        (tuple(span), colors[statement["speaker"]], f"[{number}]" if part == len(statement["spans"]) - 1 else "")
        for number, statement in enumerate(statements, 1)
        for part, span in enumerate(statement["spans"])
    ]
    text, start = row["text"], row["body_start"] or 0
    body = marked(text, start, len(text), marks)
    parts: list[RenderableType] = []
    if row["title"] and not text[start:].lstrip().startswith(row["title"]):
        parts.append(words(row["title"], "bold"))
    parts += [_imprint(row), Text(""), body, Text("")]
    if statements:
        parts.append(_legend(statements, colors, width))
    return _measured(parts, width)


def marked(text: str, start: int, end: int, marks: Sequence[tuple[Any, str, str]]) -> Text:
    """Return ``text[start:end]`` with each mark (span, style, label) styled and its label set behind it."""
    shown = Text(block(text[start:end]))
    labels: dict[int, str] = {}
    for (first, last), style, label in marks:
        shown.stylize(style, max(first - start, 0), max(last - start, 0))
        if label and start < last <= end:
            labels[last - start] = labels.get(last - start, "") + label
    points = sorted(labels)
    result = Text()
    for piece, point in zip(shown.divide(points), [*points, None], strict=True):
        result.append_text(piece)
        if point is not None:
            result.append(labels[point], style="dim")
    result.rstrip()
    return result


def statement(row: Row, text: str, width: int, why: Sequence[tuple[str, str]] = ()) -> RenderableType:
    """Return one statement in its context: content in bold, cue underlined, source in the speaker's colour.

    ``text`` is the article's stored text. ``why`` holds (what, reason) rows that explain the statement.
    """
    spans = [*row["spans"], *[span for span in (row["source_span"], row["cue_span"]) if span]]
    start, end = context(text, min(first for first, _ in spans), max(last for _, last in spans))
    marks = [(tuple(span), "bold", "") for span in row["spans"]]
    if row["source_span"]:
        marks.append((tuple(row["source_span"]), SPEAKER, ""))
    if row["cue_span"]:
        marks.append((tuple(row["cue_span"]), "underline", ""))
    head = speaker(row)
    if row["role"]:
        head.append(f", {line(row['role'])}", style=DIM)
    told = f"{row['kind']} {row['act']}, {_when(row)}{_where(row)}"
    shown = marked(text, start, end, marks)
    if start > 0 and text[start - 1] not in "\n":
        shown = Text("… ") + shown
    if end < len(text) and text[end] not in "\n":
        shown.append(" …")
    parts: list[RenderableType] = [head, Text(told, style=DIM), Text(""), shown, Text("")]
    if row["title"]:
        parts.append(words(row["title"], "bold"))
    parts.append(_imprint(row))
    if why:
        columns = (
            Column("Why", lambda row: words(row["what"], "bold"), whole=True),
            Column("", lambda row: words(row["reason"])),
        )
        parts += [Text(""), table(columns, [{"what": what, "reason": reason} for what, reason in why], width)]
    return _measured(parts, width)


def context(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the paragraphs around ``text[start:end]``, cut to a readable length."""
    for gap in ("\n\n", "\n"):
        first = text.rfind(gap, 0, start) + len(gap) if gap in text[:start] else 0
        last = text.find(gap, end)
        last = len(text) if last < 0 else last
        if last - first <= max(_CONTEXT, end - start):
            return first, last
    spare = max(0, (_CONTEXT - (end - start)) // 2)
    return max(first, start - spare), min(last, end + spare)


def _when(row: Row) -> str:
    if row["date"] is None:
        return "undated"
    basis = f"“{line(row['date_text'])}”" if row["date_text"] else line(row["date_basis"] or "")
    return f"{line(row['date'])} ({basis})"


def _where(row: Row) -> str:
    if row["place"] is None:
        return ""
    basis = line(row["place_basis"] or "")
    return f", in {line(row['place'])}" + (f" ({basis})" if basis else "")


def _imprint(row: Row) -> Text:
    published = row["published"] or "no date"
    if row.get("published_basis"):
        published += f" ({row['published_basis']})"
    parts = (row["outlet"], row.get("author"), published, row["path"])
    return Text(" · ".join(line(part) for part in parts if part), DIM)


def _legend(statements: Sequence[Row], colors: dict[str | None, str], width: int) -> RenderableType:
    rows = [{**statement, "number": number} for number, statement in enumerate(statements, 1)]
    columns = (
        Column("", lambda row: Text(f"[{row['number']}]", style="dim"), whole=True, right=True),
        Column("Speaker", lambda row: _colored(speaker(row), colors[row["speaker"]]), widest=26),
        Column("Role", lambda row: words(row["role"], DIM), at=100, widest=30),
        Column("Kind", lambda row: words(row["kind"], DIM), whole=True),
        Column("Said", lambda row: words(row["date"]), whole=True),
        Column("Statement", quote, at=130),
        Column("ID", lambda row: words(row["id"], ID), whole=True),
    )
    return table(columns, rows, width)


def _colored(text: Text, color: str) -> Text:
    text.style = color
    return text


def _measured(parts: Sequence[RenderableType], width: int) -> RenderableType:
    """Keep running text at a readable width; tables may use all of the terminal's."""
    for part in parts:
        if isinstance(part, Text):
            part.overflow = "fold"
    return Group(*[_Narrow(part) if isinstance(part, Text) else part for part in parts])


class _Narrow:
    """Text wrapped at the measure however wide the console is."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_console__(self, console: Any, options: Any) -> Any:
        yield from console.render(self.text, options.update(width=min(options.max_width, _MEASURE)))

    def __rich_measure__(self, console: Any, options: Any) -> Any:
        from rich.measure import Measurement

        return Measurement.get(console, options, self.text).clamp(max_width=_MEASURE)
