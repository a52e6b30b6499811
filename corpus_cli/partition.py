"""A partition: numbers in groups that may be joined, never parted."""

from __future__ import annotations

from collections.abc import Iterable


class Partition:
    """Numbers, each in a group by itself until joined; a group is known by its least number, its root.

    Joining in any order gives the same groups and roots. Union-find with path halving (Tarjan and van Leeuwen 1984).
    """

    def __init__(self, numbers: Iterable[int]) -> None:
        self._above = {number: number for number in numbers}

    def root(self, number: int) -> int:
        """Give the least number of the group; raises KeyError for a number that is not in the partition."""
        above = self._above
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    def join(self, one: int, other: int) -> tuple[int, int]:
        """Make one group of two; gives its root and the root that is one no more (the same if it was one group)."""
        low, high = sorted((self.root(one), self.root(other)))
        self._above[high] = low
        return low, high

    def groups(self) -> list[list[int]]:
        """List the groups, members in the order in which the numbers were given."""
        found: dict[int, list[int]] = {}
        for number in self._above:
            found.setdefault(self.root(number), []).append(number)
        return list(found.values())
