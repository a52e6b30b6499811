"""``corpus compare``: the reports of one utterance side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus_cli.cli.answer import answer
from corpus_cli.cli.database import reader
from corpus_cli.cli.options import DatabaseOptions, OutputOptions
from corpus_cli.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from sqlite3 import Connection

    from rich.console import RenderableType

    from corpus_cli.cli.answer import Row
    from corpus_cli.reports.differences import Difference


def compare(
    output: OutputOptions,
    database: DatabaseOptions,
    what: Annotated[str, typer.Argument(metavar='ID|"WORDS"', help="A statement's id, or words of the utterance.")],
) -> None:
    """Compare how outlets report one utterance: the first in full, the others by what they drop, add or change.

    \b
    corpus compare 1aa48e20eb
    corpus compare "precision air strikes against ISIL targets"
    """
    from corpus_cli.store.copies import dispatches

    connection = reader(database.db)
    rows = _reports(connection, what)
    rows = compared(rows, dispatches(connection, (row["article_id"] for row in rows)))
    answer(lambda limit: rows, output.output(), tuple(rows[0]), _table)


def _reports(connection: Connection, what: str) -> list[dict[str, Any]]:
    from corpus_cli.reports.verification import verify
    from corpus_cli.store.articles import find
    from corpus_cli.store.variants import group_of, holding, record_of

    if len(what) >= 4 and set(what.lower()) <= set("0123456789abcdef"):
        kind, row = find(connection, what.lower())
        if kind == "statement":
            return group_of(connection, str(row["group_id"]))
        raise CorpusError(f"{what} is an article; give a statement's id: corpus show {what} lists them")
    found = holding(connection, what)
    verdict = verify(what, [quote for _, quote, _ in found])
    if verdict.best is None:
        raise CorpusError(f'no statement holds "{what}"; to search all words type: corpus quotes "{what}"')
    return group_of(connection, str(record_of(connection, found[verdict.best][0])["group_id"]))


def compared(rows: Sequence[dict[str, Any]], dispatches: Mapping[str, int]) -> list[dict[str, Any]]:
    """Add to each report how it differs from the first: ``how`` in words, ``turned``, ``parts`` (spans of both).

    ``dispatches`` says what articles are copies of, by their ids.
    """
    from corpus_cli.reports.differences import compare_texts

    first = rows[0]
    told = []
    printed: dict[int, dict[str, Any]] = {}
    for row in rows:
        difference = compare_texts(first["quote"], row["quote"])
        how = _how(first, row, difference)
        dispatch = dispatches.get(row["article_id"])
        original = row if dispatch is None else printed.setdefault(dispatch, row)
        if original is not row:
            how += f", copy of {original['outlet'] or original['path']}'s article"
        parts = [{"change": p.change, "before": list(p.before), "after": list(p.after)} for p in difference.parts]
        alone = row is first
        told.append(
            {**row, "how": how, "turned": [] if alone else list(difference.turned), "parts": [] if alone else parts}
        )
    return told


def wording(difference: Difference) -> str:
    """Say in a word or two how a second text's wording differs from a first one's."""
    changes = {part.change for part in difference.parts} - {"same", "respelled"}
    if not changes:
        respelled = any(part.change == "respelled" for part in difference.parts)
        return "the same words, respelled" if respelled else "the same words"
    if difference.exact and "dropped" in changes:
        return "clipped"
    if difference.exact and "added" in changes:
        return "longer"
    return "words changed" if difference.coverage >= 0.75 else "another wording"


def _how(first: dict[str, Any], row: dict[str, Any], difference: Difference) -> str:
    if row is first:
        return "printed first"
    notes = [wording(difference)]
    if row["kind"] != first["kind"]:
        notes.append(f"{first['kind']} there")
    if row["speaker"] != first["speaker"]:
        notes.append(f"{first['speaker'] or 'nobody named'} there")
    if row["date"] != first["date"]:
        notes.append(f"dated {first['date'] or 'nowhere'} there")
    return ", ".join(notes)


def _table(rows: list[Row], width: int) -> RenderableType:
    from corpus_cli.render.differences import variants

    return variants(rows, width)
