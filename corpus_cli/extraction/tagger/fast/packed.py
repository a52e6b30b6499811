"""Scores of several labels in one Python integer, so that summing a hundred weights is summing whole numbers.

A weight vector (one small integer a label) is packed as ``sum(weight << 32 * label)``. Packed vectors add like numbers:
negative fields borrow from their neighbours and the borrow comes back when the fields are made positive again by adding
``bias``. One addition replaces a loop over labels; it is what makes a decoder in pure Python fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from struct import Struct

FIELD = 32
SCALE = 4096  # quantisation: weights are kept as multiples of 1/4096; sums stay below 2**31 by a wide margin


def pack(weights: Sequence[tuple[int, int]]) -> int:
    """Pack (label, weight) pairs."""
    return sum(weight << (FIELD * label) for label, weight in weights)


def bias(labels: int) -> int:
    """Give what makes every field of a packed sum positive: half of a field's range in each."""
    return sum(1 << (FIELD * label + FIELD - 1) for label in range(labels))


def add_columns(sums: Sequence[int], tables: Sequence[dict[int, int]], columns: Sequence[Sequence[int]]) -> list[int]:
    """Add to each position's packed sum what its key in each column has in that column's table.

    C-level passes only, and most keys have no weight: adding but what was found is a third faster than adding zeros.
    """
    if not tables:
        return list(sums)
    found = zip(*[map(table.get, column) for table, column in zip(tables, columns, strict=True)], strict=True)
    return [sum(filter(None, row), base) for base, row in zip(sums, found, strict=True)]


def unpacker(labels: int, shifted: bool = False) -> Callable[[Iterable[int]], list[tuple[int, ...]]]:
    """Make a function that turns packed sums into tuples of scores, all moved by the same constant.

    ``shifted`` says that the sums have ``bias`` in them already.
    """
    shift = 0 if shifted else bias(labels)
    size = labels * FIELD // 8
    layout = Struct(f"<{labels}I")
    mask = (1 << (labels * FIELD)) - 1

    def unpack(sums: Iterable[int]) -> list[tuple[int, ...]]:
        data = b"".join([((x + shift) & mask).to_bytes(size, "little") for x in sums])
        return list(layout.iter_unpack(data))

    return unpack
