"""``corpus show``: one article or one statement."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_cli.cli.answer import Output, display
from corpus_cli.cli.database import reader
from corpus_cli.cli.options import DatabaseOptions, OutputOptions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from corpus_cli.cli.answer import Row


def show(
    output: OutputOptions,
    database: DatabaseOptions,
    id: Annotated[
        str, typer.Argument(metavar="ID", help="An article's or a statement's id, as far as it is unique, or a path.")
    ],
    why: Annotated[bool, typer.Option("--why", help="Say how speaker, date and place were found.")] = False,
) -> None:
    """Show an article with its statements marked by speaker, or one statement in its context.

    \b
    corpus show 3fa92c
    corpus show samples/sirte.txt
    corpus show 8d01e4 --why
    """
    from corpus_cli.store.articles import find

    chosen = output.output()
    connection = reader(database.db)
    what, row = find(connection, id)
    (_show_article if what == "article" else _show_statement)(connection, row, chosen, why)


def _show_article(connection: Connection, row: Row, output: Output, why: bool) -> None:
    from corpus_cli.store.articles import statements_of

    statements = list(statements_of(connection, row["id"]))
    if output.chosen() == "table":
        from corpus_cli.render.article import article

        display(lambda width: article(row, statements, width), output.color)
    else:
        _write({**row, "statements": statements}, statements, output)


def _show_statement(connection: Connection, row: Row, output: Output, why: bool) -> None:
    from corpus_cli.store.articles import article

    source = article(connection, row["article_id"])
    if source is None:
        raise LookupError(f"statement {row['id']} has no article")
    if output.chosen() == "table":
        from corpus_cli.render.article import statement

        text = str(source["text"])
        display(lambda width: statement(row, text, width, reasons(row) if why else ()), output.color)
    else:
        record = dict(row)
        if why:
            record["why"] = dict(reasons(row))
        _write(record, [row], output)


def _write(whole: Row, statements: Sequence[Row], output: Output) -> None:
    """Write the one thing shown as a JSON object; CSV and TSV, being flat, give its statements."""
    from corpus_cli.render.records import encode, write
    from corpus_cli.store.record import RECORD

    if output.chosen() in ("json", "jsonl"):
        print(encode(whole))
    else:
        write(output.chosen(), statements, sys.stdout, tuple(RECORD))


def reasons(row: Row) -> list[tuple[str, str]]:
    """Return (what, reason) rows: how each part of a statement was found."""

    def words(key: str) -> str:
        span = row[f"{key}_span"]
        return f"“{row[key]}” at {span[0]}-{span[1]}" if span else "none in the text"

    def based(key: str) -> str:
        if row[key] is None:
            return "unknown"
        said = f" from “{row[f'{key}_text']}”" if row[f"{key}_text"] else ""
        return f"{row[key]}{said}, {row[f'{key}_basis']}"

    return [
        ("content", ", ".join(f"{start}-{end}" for start, end in row["spans"]) + f", {row['kind']} {row['act']}"),
        ("cue", words("cue")),
        ("source", words("source")),
        ("speaker", f"{row['speaker'] or 'unknown'}: {row.get('speaker_basis') or 'no basis kept'}"),
        ("date", based("date")),
        ("place", based("place")),
        ("found by", f"{row.get('basis') or 'no basis kept'}, confidence {row['confidence']:.2f}"),
    ]
