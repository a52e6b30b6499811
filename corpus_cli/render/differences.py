"""Word-level differences in colour: what was dropped, added or changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from corpus_cli.render.clean import line
from corpus_cli.render.tables import DIM, SPEAKER, quote, reports, stacked, words

DROPPED, ADDED, TURNED = "red strike", "green", "bold red"


def marked(first: str, second: str, parts: Sequence[Mapping[str, Any]]) -> Text:
    """Return ``second`` with what it drops of ``first`` struck out and what it adds in green.

    ``parts`` hold ``change``, ``before`` and ``after``: spans of code points into the two texts. Without colour the
    changes read ``[-dropped-]`` and ``{+added+}``, as git's word diff has them.
    """
    shown = Text()
    for part in parts:
        before, after = first[slice(*part["before"])], second[slice(*part["after"])]
        if shown and not shown.plain.endswith(" "):
            shown.append(" ")
        if part["change"] == "same":
            shown.append(line(after))
            continue
        if before:
            shown.append(f"[-{line(before)}-]", style=DROPPED)
        if before and after:
            shown.append(" ")
        if after:
            shown.append(f"{{+{line(after)}+}}", style=ADDED)
    return shown


def variants(rows: Sequence[Mapping[str, Any]], width: int) -> Table:
    """Return the reports of one utterance side by side: who printed it when, and how it differs from the first."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), leading=1)
    table.add_column("Printed", no_wrap=True)
    table.add_column("Outlet", max_width=22, overflow="fold")
    table.add_column("Speaker", max_width=22, overflow="fold")
    table.add_column("Report", overflow="fold")
    for row in rows:
        said = line(row["quote"] or "")
        report = marked(rows[0]["quote"], row["quote"], row["parts"]) if row["parts"] else Text(said)
        notes = []
        if row["turned"]:
            notes.append(Text("the sense may be turned: " + ", ".join(map(line, row["turned"])), style=TURNED))
        table.add_row(
            stacked(words(row["published"] or "undated"), words(row["id"], DIM)),
            words(row["outlet"] or row["path"]),
            words(row["speaker"] or row["source"] or "(nobody named)", SPEAKER),
            stacked(report, *notes, words(f"{row['kind']} · {row['how']}", DIM)),
        )
    return table


def changes(rows: Sequence[Mapping[str, Any]], width: int) -> Table:
    """Return statements through time, each marked by how it differs from the last one worded like it."""
    several = len({row["speaker"] for row in rows}) > 1
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), leading=1)
    table.add_column("Said", no_wrap=True)
    if several:
        table.add_column("Speaker", max_width=22, overflow="fold")
    table.add_column("Statement", overflow="fold")
    for row in rows:
        said = marked(row["earlier_quote"], row["quote"], row["parts"]) if row["parts"] else quote(row)
        turned = ", ".join(map(line, row["turned"]))
        how = f"{row['how']}, against {row['earlier_id']}" if row["earlier_id"] else ""
        cells = [stacked(words(row["date"] or "undated"), words(row["id"], DIM))]
        cells += [words(row["speaker"] or "(nobody named)", SPEAKER)] if several else []
        table.add_row(
            *cells,
            stacked(
                said,
                words(f"the sense may be turned: {turned}", TURNED) if turned else Text(""),
                words(how, DIM),
                reports(row),
                words(row["outlet"] or row["path"], DIM),
            ),
        )
    return table
