"""Names that are joined into one speaker, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus_cli.partition import Partition
from corpus_cli.records import SpeakerKind


@dataclass(frozen=True, slots=True)
class NameRecord:
    """A name with all that is known of it: roles with counts, outlets, other forms within articles, statements."""

    id: int
    name: str
    kind: SpeakerKind | None
    roles: tuple[tuple[str, int], ...] = ()
    outlets: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    count: int = 1


class Clusters:
    """Records joined into groups, with the reason of every join."""

    def __init__(self, records: Sequence[NameRecord]) -> None:
        self.records = list(records)
        self._joined = Partition(record.id for record in records)
        self._reasons: dict[int, list[str]] = defaultdict(list)

    def root(self, record: NameRecord) -> int:
        """Give the number that a record's group is known by."""
        return self._joined.root(record.id)

    def join(self, one: NameRecord, two: NameRecord, reason: str) -> None:
        """Make one group of two records' groups; the reason is kept unless they were one."""
        low, high = self._joined.join(one.id, two.id)
        if low != high:
            self._reasons[low] += [*self._reasons.pop(high, []), reason]

    def groups(self) -> list[list[NameRecord]]:
        """List the groups, in the order of the records."""
        found: dict[int, list[NameRecord]] = defaultdict(list)
        for record in self.records:
            found[self.root(record)].append(record)
        return list(found.values())

    def why(self, members: Sequence[NameRecord]) -> tuple[str, ...]:
        """Give the reasons for which a group is one."""
        return tuple(sorted(set(self._reasons.get(self.root(members[0]), []))))


def join_all(records: Sequence[NameRecord], clusters: Clusters, reason: str) -> None:
    """Join records one after the other, for a reason that ends a sentence about two names."""
    for one, two in pairwise(records):
        clusters.join(one, two, f"“{one.name}” and “{two.name}” {reason}")
