"""What the fast tagger is trained on: labels from gold, cue levels that leave an article out, varied rows."""

from __future__ import annotations

import random

import pytest

from corpus_cli.evaluation.brat import GoldArticle, GoldAttribution
from corpus_cli.extraction.features import lay_out
from corpus_cli.extraction.tagger.fast.confidence import probability
from corpus_cli.extraction.tagger.fast.parts import TAGS
from corpus_cli.records import Span
from corpus_cli.training.fast.calibrate import fit, table
from corpus_cli.training.fast.count import Counts, level, lexicon
from corpus_cli.training.fast.gold import Sample, as_document, closest_reading, coarse, label_tokens
from corpus_cli.training.fast.vary import vary

TEXT = "Cook said “we go,” and left. Cook denied it."


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


SAID = GoldAttribution("E1", (span("Cook"),), (span("said"),), (span("“we go,”"), span("left")))
NOTHING: tuple[GoldAttribution, ...] = ()


def sample(gold: tuple[GoldAttribution, ...]) -> Sample:
    document = as_document(GoldArticle("a", TEXT, gold))
    tags = ["P" if token.text == "Cook" else "D" for token in document.tokens]
    return Sample("a", document, gold, label_tokens(document, gold), tags)


def test_labels_follow_the_spans() -> None:
    labels = sample((SAID,)).labels
    assert labels == ["BS", "BC", "BK", "IK", "IK", "IK", "IK", "O", "BK", "O", "O", "O", "O", "O"]


def test_pieces_that_touch_are_one_span() -> None:
    split = GoldAttribution("E1", (), (), (span("“we"), span("go,”")))
    assert sample((split,)).labels[2:7] == ["BK", "IK", "IK", "IK", "IK"]


def test_a_cue_inside_a_content_keeps_its_label_and_the_rest_begins_anew() -> None:
    outer = GoldAttribution("E1", (), (), (span("Cook said “we go,”"),))
    inner = GoldAttribution("E2", (), (span("said"),), ())
    assert sample((outer, inner)).labels[:4] == ["BK", "BC", "BK", "IK"]


def test_of_several_readings_the_closest_to_the_others_is_taken() -> None:
    article = GoldArticle("a", TEXT, NOTHING, ((SAID,), (SAID,)))
    assert closest_reading(article) == (SAID,)
    assert closest_reading(GoldArticle("a", TEXT, NOTHING)) == NOTHING


@pytest.mark.parametrize(("tag", "letter"), [("VBD", "D"), ("NNPS", "P"), ("``", "'"), ("", ""), ("LS", "#")])
def test_parts_of_speech_are_folded(tag: str, letter: str) -> None:
    assert coarse(tag) == letter
    assert letter in TAGS


def test_levels_rise_with_the_share() -> None:
    assert [level(part, 99) for part in (1, 5, 12, 30, 50, 90)] == [1, 2, 3, 4, 5, 6]


def test_levels_of_an_article_are_counted_on_the_others() -> None:
    samples = [sample((SAID,)) for _ in range(6)]
    every = lexicon(Counts().add(samples), None, [])
    without = lexicon(Counts().add(samples), Counts().add(samples[:5]), [])
    number = every.words["said"]
    assert every.levels[number] == 6
    assert without.levels[number] == 0  # one article is left: too few to tell


def test_varied_rows_keep_everything_but_names() -> None:
    words = lexicon(Counts().add([sample((SAID,))] * 4), None, [])
    row = lay_out(sample((SAID,)).document, words)
    row.tags = [TAGS.index("P") if word.id == words.words["cook"] else 0 for word in row.words]
    varied = [vary(row, random.Random(seed), words) for seed in range(20)]
    changed = [[i for i, (a, b) in enumerate(zip(row.words, new.words, strict=True)) if a is not b] for new in varied]
    names = {i for i, tag in enumerate(row.tags) if TAGS[tag] == "P"}
    marks = {i for i, place in enumerate(row.quoted) if place >> 2 in (1, 5)}
    wanted = {frozenset(), frozenset(names), frozenset(marks), frozenset(names | marks)}
    assert {frozenset(each) for each in changed} == wanted
    assert all(new.words[min(names)] is new.words[max(names)] for new in varied)
    again = vary(row, random.Random(3), words)
    assert [word.features for word in again.words] == [word.features for word in varied[3].words]


def test_confidence_is_fitted_to_the_shares() -> None:
    """Nine in ten of the links with a fact are right, one in ten of those without."""
    without, having = (1.0, 0.0, *[0.0] * 9), (1.0, 1.0, *[0.0] * 9)
    right = [i % 10 == 0 for i in range(100)] + [i % 10 != 0 for i in range(100)]
    weights = fit([without] * 100 + [having] * 100, right)
    assert probability(weights, without) == pytest.approx(0.1, abs=0.01)
    assert probability(weights, having) == pytest.approx(0.9, abs=0.01)


def test_the_table_counts_bins() -> None:
    assert table([0.05, 0.15, 0.95, 1.0], [False, True, True, True]) == [(0.0, 2, 0.1, 0.5), (0.9, 2, 0.975, 1.0)]
