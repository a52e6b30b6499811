"""``corpus verify``: is a quotation real?"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus_cli.cli.answer import answer
from corpus_cli.cli.database import reader
from corpus_cli.cli.options import DatabaseOptions, OutputOptions
from corpus_cli.cli.views import view
from corpus_cli.errors import UsageError

if TYPE_CHECKING:
    from sqlite3 import Connection

KEYS = (
    "quotation",
    "status",
    "turned",
    "said",
    "speaker",
    "role",
    "date",
    "id",
    "group_id",
    "reports",
    "outlets",
    "first_reported",
    "article_id",
    "title",
    "outlet",
    "published",
    "path",
)
# Exit codes for scripts: the worst of the verdicts.
_CODES = {"exact": 0, "altered": 5, "misattributed": 6, "absent": 4}


def verify(
    output: OutputOptions,
    database: DatabaseOptions,
    quotation: Annotated[
        str | None, typer.Argument(metavar='"QUOTATION"', help="The words; - reads one quotation a line from stdin.")
    ] = None,
    speaker: Annotated[str | None, typer.Option("--speaker", "-s", help="Who is said to have said it.")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="A file of quotations, one a line.", exists=True)
    ] = None,
) -> None:
    """Verify a quotation: exact, altered (and whether the sense is turned), said by somebody else, or absent.

    Exit code 0 exact, 4 absent, 5 altered, 6 misattributed; of several quotations the highest.

    \b
    corpus verify "We don't have an end point" --speaker Cook
    corpus verify --file quotations.txt --csv > checked.csv
    """
    connection = reader(database.db)
    rows = [checked(connection, words, speaker) for words in _quotations(quotation, file)]
    if not rows:
        raise UsageError('nothing to verify; give "words", - for stdin, or --file FILE')
    answer(lambda limit: rows, output.output(), KEYS, view("VERDICTS", airy=True))
    raise typer.Exit(max(_CODES[row["status"]] for row in rows))


def _quotations(quotation: str | None, file: Path | None) -> Iterator[str]:
    lines: Iterable[str] = ()
    if file is not None:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    elif quotation == "-":
        lines = sys.stdin
    elif quotation is not None:
        lines = [quotation]
    for line in lines:
        if line.strip():
            yield line.strip()


def checked(connection: Connection, quotation: str, speaker: str | None) -> dict[str, Any]:
    """Judge one quotation against the corpus; give the row that is shown for it."""
    from corpus_cli.reports.verification import verify as judge
    from corpus_cli.store.speakers import resolve_speaker
    from corpus_cli.store.variants import holding, printed_in, record_of

    found = holding(connection, quotation)
    meant = None if speaker is None else {name for _, name in resolve_speaker(connection, speaker)}
    verdict = judge(
        quotation,
        [quote for _, quote, _ in found],
        None if meant is None else [name in meant for _, _, name in found],
    )
    row = dict.fromkeys(KEYS) | {"quotation": quotation, "status": verdict.status, "turned": list(verdict.turned)}
    if verdict.best is not None:
        best = record_of(connection, found[verdict.best][0])
        row |= {key: best[key] for key in KEYS if key in best}
        row["said"] = best["quote"]
        return row
    printed = printed_in(connection, quotation)
    if printed and len(quotation.split()) >= 3:
        # The words stand in an article, though not as a statement of somebody's.
        row |= printed[0] | {"status": "exact" if speaker is None else "misattributed", "outlets": []}
    return row
