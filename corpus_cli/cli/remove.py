"""``corpus remove``: articles out of the database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from corpus_cli.cli.database import located
from corpus_cli.cli.options import DatabaseOptions


def remove(
    database: DatabaseOptions,
    which: Annotated[str, typer.Argument(metavar="ID|PATH|OUTLET", help="What to remove.", show_default=False)],
) -> None:
    """Remove articles with their statements: one by its id or path, or all of an outlet.

    The files stay; ingesting one again brings its articles back.

    \b
    corpus remove 3fa92c
    corpus remove samples/sirte.txt
    corpus remove "Harbor Wire"
    """
    from corpus_cli.ingest import remove as run

    count = run(Path(located(database.db)), which)
    print(f"- {count} removed", file=sys.stderr)
