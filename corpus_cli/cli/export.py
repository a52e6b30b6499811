"""``corpus export``: what is stored, for annotators."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from corpus_cli.cli.database import reader
from corpus_cli.cli.options import DatabaseOptions
from corpus_cli.errors import ReadError

if TYPE_CHECKING:
    from corpus_cli.evaluation.brat import GoldAttribution


def export(
    database: DatabaseOptions,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder, made if it is not there.")],
    format: Annotated[Literal["brat"], typer.Option("--format", help="brat: NAME.txt and NAME.ann.")] = "brat",
    thoughts: Annotated[bool, typer.Option("--thoughts", help="Also what people think, hope or plan.")] = False,
) -> None:
    """Write every article with its statements as files that brat shows and corpus evaluate reads.

    Correct them in brat, and they are gold to measure against.

    \b
    corpus export gold/
    corpus evaluate gold/
    """
    from corpus_cli.evaluation.brat import format_ann
    from corpus_cli.queries import ArticleQuery
    from corpus_cli.store.articles import article, articles, statements_of

    connection = reader(database.db)
    taken: set[str] = set()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for row in list(articles(connection, ArticleQuery(sort="path"))):
            stored = article(connection, str(row["id"]))
            assert stored is not None
            text = str(stored["text"])
            found = [
                _annotation(record)
                for record in statements_of(connection, str(row["id"]))
                if thoughts or record["act"] == "speech"
            ]
            name = _name(stored, taken)
            # Offsets count code points of the stored text: no line ending may change on the way.
            (folder / f"{name}.txt").write_bytes(text.encode())
            (folder / f"{name}.ann").write_bytes(format_ann(text, found).encode())
    except OSError as error:
        raise ReadError(f"{folder}: {error.strerror}; name a folder that can be written to") from error
    print(f"{len(taken)} articles in {folder}", file=sys.stderr)


def _name(stored: dict[str, object], taken: set[str]) -> str:
    """Name an article's files after its own, with its id where two are called alike."""
    name = Path(str(stored["path"])).stem.replace(" ", "_") or str(stored["id"])
    if name in taken:
        name = f"{name}-{stored['id']}"
    taken.add(name)
    return name


def _annotation(record: dict[str, Any]) -> GoldAttribution:
    from corpus_cli.evaluation.brat import GoldAttribution
    from corpus_cli.records import Span

    return GoldAttribution(
        str(record["id"]),
        (Span(*record["source_span"]),) if record["source_span"] else (),
        (Span(*record["cue_span"]),) if record["cue_span"] else (),
        tuple(Span(*span) for span in record["spans"]),
    )
