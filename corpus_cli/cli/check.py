"""``corpus check``: is the database sound."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from corpus_cli.cli.database import located
from corpus_cli.cli.options import DatabaseOptions
from corpus_cli.errors import DatabaseError
from corpus_cli.render.clean import line


def check(
    database: DatabaseOptions,
    repair: Annotated[bool, typer.Option("--repair", help="Rebuild the indexes and counts.")] = False,
) -> None:
    """Check the database: the file, what its rows refer to, its indexes and counts.

    \b
    corpus check
    corpus check --repair
    """
    from corpus_cli.store.check import check as run

    found = run(located(database.db), repair)
    for finding in found:
        print(line(finding))
    if found:
        told = "is left after the repair" if repair else "is wrong; corpus check --repair rebuilds indexes and counts"
        raise DatabaseError(f"{len(found)} {'thing' if len(found) == 1 else 'things'} {told}")
    print("The database is sound.", file=sys.stderr)
