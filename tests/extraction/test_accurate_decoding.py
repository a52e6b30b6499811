"""From label scores and pointers to attributions; needs numpy, which comes with the extra ``[accurate]``."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

numpy = pytest.importorskip("numpy", reason="numpy is not installed: pip install 'corpus-cli[accurate]'")

from corpus_cli.extraction.tagger.accurate.decode import (  # noqa: E402
    CONTENT,
    CUE,
    SOURCE,
    best_labels,
    decode,
    distance_biases,
    respect_quotations,
    stretches,
)
from corpus_cli.extraction.tagger.accurate.model import Reading  # noqa: E402
from corpus_cli.extraction.tagger.accurate.pieces import SPECIALS, Vocabulary  # noqa: E402
from corpus_cli.extraction.tagger.accurate.windows import Window, pack  # noqa: E402

THRESHOLDS = {
    "content recall": 0.0,
    "cue recall": 0.0,
    "source recall": 0.0,
    "content start": 0.0,
    "link": 0.05,
    "source": 0.05,
    "repair": 0.3,
    "repair source": 0.3,
}
NO_BIAS = distance_biases(numpy.zeros((2, 34)))
LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOCABULARY = Vocabulary([*SPECIALS, *"\".,'", *LETTERS, *(f"##{c}" for c in LETTERS)])


def window_of(*paragraphs: str) -> Window:
    (window,) = pack([VOCABULARY.words(text, 0, len(text)) for text in paragraphs], frozenset())
    return window


def reading_of(labels: list[int], links: dict[int, int], sources: dict[int, int]) -> Reading:
    """Scores that say ``labels`` plainly and pointers that aim from a word at a word; -1 is "none"."""
    scores = numpy.full((len(labels), 7), -5.0, dtype=numpy.float32)
    scores[numpy.arange(len(labels)), labels] = 5.0
    count = len(labels) + 1
    width = 64
    assert count <= width
    vectors = numpy.zeros((count, 4 * width), dtype=numpy.float32)
    for at in range(count):
        vectors[at, width + at] = 1.0  # is cue
        vectors[at, 3 * width + at] = 1.0  # is source
        vectors[at, links.get(at - 1, -1) + 1] = 100.0
        vectors[at, 2 * width + sources.get(at - 1, -1) + 1] = 100.0
    return Reading(scores, vectors)


def lawful(labels: tuple[int, ...], breaks: set[int]) -> bool:
    previous = 0
    for index, label in enumerate(labels):
        if label and label % 2 == 0 and (index in breaks or previous not in (label, label - 1)):
            return False
        previous = label
    return True


@given(
    st.lists(st.lists(st.integers(-3, 3), min_size=7, max_size=7), min_size=1, max_size=4), st.sets(st.integers(1, 3))
)
@settings(max_examples=60, deadline=None)
def test_the_best_lawful_labels_win(rows: list[list[int]], breaks: set[int]) -> None:
    breaks = breaks | {0}
    scores = numpy.array(rows, dtype=float)
    found = best_labels(scores, breaks)

    def total(labels: Any) -> float:
        return float(sum(row[label] for row, label in zip(rows, labels, strict=True)))

    assert lawful(tuple(found), breaks)
    assert total(found) == max(total(one) for one in product(range(7), repeat=len(rows)) if lawful(one, breaks))


def test_stretches_group_labels() -> None:
    sure = numpy.full((6, 4), 0.25)
    found = stretches([1, 2, 3, 5, 6, 5], sure)
    assert [(one.start, one.end, one.role) for one in found] == [
        (0, 2, SOURCE),
        (2, 3, CUE),
        (3, 5, CONTENT),
        (5, 6, CONTENT),
    ]


def test_distances_tell_sides_apart() -> None:
    buckets = distance_biases(numpy.arange(68).reshape(2, 34))[0]
    assert buckets[10, 10] == 0
    assert [int(buckets[10, 10 + gap]) for gap in (1, 2, 3, 4, 5, 6, 8)] == [1, 2, 3, 4, 4, 5, 6]
    assert [int(buckets[10, 10 - gap]) for gap in (1, 2, 3, 4)] == [18, 19, 20, 21]
    assert buckets.max() < 34


def test_content_goes_to_the_cue_it_points_at() -> None:
    # word:              0    1    2 3  4  5 6   7
    window = window_of('"we go" ann said. bob said no')
    labels = [5, 6, 6, 6, 1, 3, 0, 1, 3, 5]
    links = {0: 5, 1: 5, 2: 5, 3: 5, 9: 8}
    found = decode(window, reading_of(labels, links, {5: 4, 8: 7}), NO_BIAS, THRESHOLDS)
    assert [(one.cue.start, one.source.start if one.source else None) for one in found] == [(5, 4), (8, 7)]
    assert [[(c.start, c.end) for c in one.content] for one in found] == [[(0, 4)], [(9, 10)]]


def test_a_split_utterance_is_one_attribution() -> None:
    window = window_of('"we go" ann said "we stay"')
    labels = [5, 6, 6, 6, 1, 3, 5, 6, 6, 6]
    links = dict.fromkeys([0, 1, 2, 3, 6, 7, 8, 9], 5)
    (one,) = decode(window, reading_of(labels, links, {5: 4}), NO_BIAS, THRESHOLDS)
    assert [(c.start, c.end) for c in one.content] == [(0, 4), (6, 10)]


def test_nobody_named_is_no_source() -> None:
    window = window_of("it was said we go")
    labels = [0, 3, 4, 5, 6]
    (one,) = decode(window, reading_of(labels, {3: 1, 4: 1}, {1: -1, 2: -1}), NO_BIAS, THRESHOLDS)
    assert one.source is None


def test_a_cue_that_contents_point_at_is_made_when_its_label_is_missing() -> None:
    window = window_of("ann said we go")
    labels = [1, 0, 5, 6]
    (one,) = decode(window, reading_of(labels, {2: 1, 3: 1}, {1: 0}), NO_BIAS, THRESHOLDS)
    assert (one.cue.start, one.cue.end) == (1, 2)
    assert one.source is not None


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        # "we go to town" she said: the marks join their content, holes are filled
        ([0, 5, 6, 6, 6, 0, 0, 0], [5, 6, 6, 6, 6, 6, 0, 0]),
        ([5, 6, 0, 6, 6, 6, 0, 0], [5, 6, 6, 6, 6, 6, 0, 0]),
        ([5, 6, 6, 6, 6, 0, 0, 0], [5, 6, 6, 6, 6, 6, 0, 0]),
        # mostly not content: left alone
        ([0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0]),
        ([0, 0, 5, 0, 0, 0, 0, 0], [0, 0, 5, 0, 0, 0, 0, 0]),
    ],
)
def test_content_keeps_to_quotation_marks(labels: list[int], expected: list[int]) -> None:
    window = window_of('"we go to town" she said')
    assert len(window.words) == len(labels)
    respect_quotations(window, labels, set(window.breaks))
    assert labels == expected
