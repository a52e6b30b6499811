"""The tables that commands share, imported only when a table is shown."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType

    from corpus_cli.cli.answer import Row


def view(columns: str, airy: bool = False) -> Callable[[list[Row], int], RenderableType]:
    """Return what makes a table of the ``columns`` that render/tables.py has under that name."""

    def shown(rows: list[Row], width: int) -> RenderableType:
        from corpus_cli.render import tables

        return tables.table(getattr(tables, columns), rows, width, airy)

    return shown
