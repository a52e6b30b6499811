"""Scores of several labels in one Python integer, so that summing a hundred weights is summing whole numbers.

A weight vector (one small integer a label) is packed as ``sum(weight << 32 * label)``. Packed vectors add like numbers:
negative fields borrow from their neighbours and the borrow comes back when the fields are made positive again by adding
``bias``. One addition replaces a loop over labels; it is what makes a decoder in pure Python fast.

``Sums`` goes further and adds whole columns: the vectors of all positions, joined, are one integer of a megabyte. There
nothing may borrow, so each entry's fields are lifted above zero, and put down again at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
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


LIFT = 1 << 25
"""What each field of an entry holds besides eight times its weight: weights stay within four million to either side."""


@dataclass(frozen=True, slots=True)
class Book:
    """Packed vectors, each kept once: as the model file's bytes, little-endian and signed, ``size`` a vector."""

    data: bytes
    size: int

    def vectors(self) -> list[int]:
        """List them."""
        data, size, number = self.data, self.size, int.from_bytes
        return [number(data[at : at + size], "little", signed=True) for at in range(0, len(data), size)]

    def pick(self, numbers: Iterable[int]) -> list[int]:
        """List those of these numbers."""
        data, size, number = self.data, self.size, int.from_bytes
        return [number(data[at * size : at * size + size], "little", signed=True) for at in numbers]

    def entries(self, labels: int) -> list[bytes]:
        """List them as eight times their weights, each field lifted above zero."""
        size = FIELD // 8 * labels
        if self.size <= size:
            return entries(self.vectors(), labels)
        # All at once: with its sign flipped a vector is 2**top above what it is, which keeps it from borrowing.
        data, count = self.data, len(self.data) // self.size

        def everywhere(vector: int) -> int:
            return int.from_bytes(vector.to_bytes(self.size, "little") * count, "little")

        signs = everywhere(1 << 8 * self.size - 1)
        total = (int.from_bytes(data, "little") ^ signs) + everywhere(lifted(labels, 1) >> 3) ^ signs
        data = (total << 3).to_bytes(len(data), "little")
        return [data[at : at + size] for at in range(0, len(data), self.size)]


class Joined(dict[int, bytes]):
    """One table in place of several that are keyed by parts of one key; a sum is kept when it is first asked for.

    ``parts`` pairs each table of numbers in the book with the function that takes its key from the common one.
    """

    _MOST = 100_000

    def __init__(
        self, book: Book, parts: Sequence[tuple[dict[int, int], Callable[[int], int] | None]], labels: int
    ) -> None:
        super().__init__()
        self._book = book
        self._parts = parts
        self._labels = labels

    def __missing__(self, key: int) -> bytes:
        if len(self) >= self._MOST:
            self.clear()
        found = [table.get(part(key) if part else key) for table, part in self._parts]
        weights = sum(self._book.pick(number for number in found if number is not None))
        self[key] = total = entries([weights], self._labels)[0]
        return total


class Sums:
    """The tables of a label set by column, to be summed for many positions at once.

    Takes a book, one table of numbers in it a template and the templates, which name their columns.
    ``size`` is an entry's in bytes, ``labels`` fields of it.
    """

    def __init__(
        self, book: Book, tables: Sequence[dict[int, int]], templates: Sequence[Template], labels: int
    ) -> None:
        by_column: dict[int, list[tuple[dict[int, int], Callable[[int], int] | None]]] = {}
        for table, template in zip(tables, templates, strict=bool(tables)):
            by_column.setdefault(template.column, []).append((table, template.part))
        self.size = FIELD // 8 * labels
        self.columns = len(by_column)
        (nothing,) = entries([0], labels)
        written = book.entries(labels)
        self._look_ups = [
            _every(Joined(book, parts, labels))
            if len(parts) > 1
            else _any({key: written[number] for key, number in parts[0][0].items()}, nothing)
            for _, parts in sorted(by_column.items())
        ]

    def add(self, base: bytes, columns: Sequence[Sequence[int]]) -> bytes:
        """Add to each position's fields (``base``, an entry a position) what its keys have in the columns' tables."""
        read = int.from_bytes
        total = read(base, "little")
        for look_up, column in zip(self._look_ups, columns, strict=True):
            total += read(b"".join(look_up(column)), "little")
        return total.to_bytes(len(base), "little")


def entries(vectors: Iterable[int], labels: int) -> list[bytes]:
    """Write packed vectors as eight times their weights, each field lifted above zero."""
    size, lift = FIELD // 8 * labels, lifted(labels, 1)
    return [(8 * weights + lift).to_bytes(size, "little") for weights in vectors]


def lifted(labels: int, times: int) -> int:
    """Give what the lifts of so many entries come to."""
    return sum(times * LIFT << FIELD * label for label in range(labels))


def _any(table: dict[int, bytes], nothing: bytes) -> Callable[[Sequence[int]], Iterator[bytes]]:
    return lambda column: map(table.get, column, repeat(nothing))


def _every(table: Joined) -> Callable[[Sequence[int]], Iterator[bytes]]:
    return lambda column: map(table.__getitem__, column)


def add_columns(sums: Sequence[int], tables: Sequence[dict[int, int]], columns: Sequence[Sequence[int]]) -> list[int]:
    """Add to each position's packed sum what its key in each column has in that column's table: for many labels.

    C-level passes only, and most keys have no weight: adding but what was found is a third faster than adding zeros.
    """
    if not tables:
        return list(sums)
    found = zip(*[map(table.get, column) for table, column in zip(tables, columns, strict=True)], strict=True)
    return [sum(filter(None, row), base) for base, row in zip(sums, found, strict=True)]


def ground(labels: int, entries: int) -> int:
    """Give what a position's fields begin with, so that after so many entries ``Emissions`` reads them.

    Each field then holds half its range, and ``8 * score + label - 7``.
    """
    return bias(labels) - lifted(labels, entries) + sum(label - 7 << FIELD * label for label in range(labels))


class Emissions:
    """Reads summed fields as what decode.py takes: ``8 * score + label - 7`` for each of the first ``labels`` fields.

    ``size`` is a position's in bytes.
    """

    def __init__(self, labels: int, size: int) -> None:
        skipped = size - FIELD // 8 * labels
        self._layout = Struct(f"<{labels}i{skipped}x")
        self._size = size
        self._signs = bias(labels).to_bytes(size, "little")

    def read(self, sums: bytes) -> memoryview:
        """Make the sums readable: flipping a field's top bit puts half its range down, in two's complement."""
        signs = int.from_bytes(self._signs * (len(sums) // self._size), "little")
        return memoryview((int.from_bytes(sums, "little") ^ signs).to_bytes(len(sums), "little"))

    def at(self, read: memoryview, first: int, last: int) -> list[tuple[int, ...]]:
        """List the emissions of positions from ``first`` to ``last``."""
        return list(self._layout.iter_unpack(read[self._size * first : self._size * last]))
