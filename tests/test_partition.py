"""The partition against a plain model: sets that are merged."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.partition import Partition

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12)


@given(PAIRS)
def test_groups_are_those_of_merged_sets_in_any_order(pairs: list[tuple[int, int]]) -> None:
    model = [{number} for number in range(10)]
    for one, other in pairs:
        a, b = (next(group for group in model if number in group) for number in (one, other))
        if a is not b:
            model.remove(b)
            a |= b
    for order in (pairs, pairs[::-1]):
        partition = Partition(range(10))
        for one, other in order:
            low, high = partition.join(one, other)
            assert low <= high
            assert partition.root(one) == partition.root(other) == low
        assert sorted(partition.groups()) == sorted(sorted(group) for group in model)
        assert all(partition.root(number) == min(group) for group in model for number in group)
