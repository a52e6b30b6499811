"""Scores of several labels in one Python integer, so that summing a hundred weights is summing whole numbers.

A weight vector (one small integer a label) is packed as ``sum(weight << 32 * label)``. Packed vectors add like numbers:
negative fields borrow from their neighbours and the borrow comes back when the fields are made positive again by adding
``bias``. One addition replaces a loop over labels; it is what makes a decoder in pure Python fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from struct import Struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus_cli.extraction.features import Template

FIELD = 32
SCALE = (
    4096  # quantisation: weights are kept as multiples of 1/4096; eight times a sum stays below 2**31 by a wide margin
)


def pack(weights: Sequence[tuple[int, int]]) -> int:
    """Pack (label, weight) pairs."""
    return sum(weight << (FIELD * label) for label, weight in weights)


def bias(labels: int) -> int:
    """Give what makes every field of a packed sum positive: half of a field's range in each."""
    return sum(1 << (FIELD * label + FIELD - 1) for label in range(labels))


class Joined(dict[int, int]):
    """One table in place of several that are keyed by parts of one key; a sum is kept when it is first asked for.

    ``parts`` pairs each table with the function that takes its key from the common one.
    """

    _MOST = 100_000

    def __init__(self, parts: Sequence[tuple[dict[int, int], Callable[[int], int] | None]]) -> None:
        super().__init__()
        self._parts = parts

    def __missing__(self, key: int) -> int:
        if len(self) >= self._MOST:
            self.clear()
        found = [table.get(part(key) if part else key, 0) for table, part in self._parts]
        self[key] = total = sum(found)
        return total


def joined(tables: Sequence[dict[int, int]], templates: Sequence[Template]) -> list[dict[int, int]]:
    """Give one table a column: a template's own, or the sum of those that look at the same column."""
    by_column: dict[int, list[tuple[dict[int, int], Callable[[int], int] | None]]] = {}
    for table, template in zip(tables, templates, strict=bool(tables)):
        by_column.setdefault(template.column, []).append((table, template.part))
    return [parts[0][0] if len(parts) == 1 else Joined(parts) for _, parts in sorted(by_column.items())]


def add_columns(sums: Sequence[int], tables: Sequence[dict[int, int]], columns: Sequence[Sequence[int]]) -> list[int]:
    """Add to each position's packed sum what its key in each column has in that column's table.

    C-level passes only, and most keys have no weight: adding but what was found is a third faster than adding zeros.
    """
    if not tables:
        return list(sums)
    look_ups = [table.__getitem__ if isinstance(table, Joined) else table.get for table in tables]
    found = zip(*[map(look_up, column) for look_up, column in zip(look_ups, columns, strict=True)], strict=True)
    return [sum(filter(None, row), base) for base, row in zip(sums, found, strict=True)]


def unpacker(labels: int, held: int = 0) -> Callable[[Iterable[int]], list[tuple[int, ...]]]:
    """Make a function that turns packed sums into emissions for decode.py: ``8 * score + label - 7`` for each label.

    ``held`` is what each field of the sums has in it besides the score.
    """
    # Fields are made positive to be told apart; flipping their top bits then leaves two's complement.
    signs = bias(labels)
    shift = sum(((1 << FIELD - 1) + label - 7 - 8 * held) << FIELD * label for label in range(labels))
    size = labels * FIELD // 8
    layout = Struct(f"<{labels}i")
    mask = (1 << (labels * FIELD)) - 1

    def unpack(sums: Iterable[int]) -> list[tuple[int, ...]]:
        data = b"".join([(8 * x + shift & mask ^ signs).to_bytes(size, "little") for x in sums])
        return list(layout.iter_unpack(data))

    return unpack
