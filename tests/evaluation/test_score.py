"""Scores: counts that add up, measures by hand, an interval that holds still."""

from __future__ import annotations

import pytest

from corpus_cli.evaluation.brat import GoldAttribution
from corpus_cli.evaluation.compare import changes, report
from corpus_cli.evaluation.score import ArticleScore, Score, intervals, score_article, total
from corpus_cli.records import Span

TEXT = "Ann Lee said the bridge is safe. “It always was,” she added. Critics doubt it."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def attribution(identifier: str, source: str, cue: str, *content: str) -> GoldAttribution:
    return GoldAttribution(
        identifier,
        (span(source),) if source else (),
        (span(cue),) if cue else (),
        tuple(span(part) for part in content),
    )


SAID = attribution("E1", "Ann Lee", "said", "the bridge is safe")
ADDED = attribution("E2", "she", "added", "“It always was,”")
DOUBT = attribution("E3", "Critics", "doubt", "it.")


def test_scores_add_up() -> None:
    both = Score(3, 1, 2, 4) + Score(1, 1, 0, 1)
    assert both == Score(4, 2, 2, 5)
    assert both.precision == pytest.approx(4 / 6)
    assert both.recall == pytest.approx(5 / 7)
    assert both.f1 == pytest.approx(2 * (4 / 6) * (5 / 7) / (4 / 6 + 5 / 7))
    assert Score().f1 == 0.0


def test_gold_against_itself_is_perfect() -> None:
    scores = score_article("a", TEXT, [SAID, ADDED], [SAID, ADDED]).scores
    assert {measure for measure, score in scores.items() if score.f1 != 1.0} == {"statement: mixed"}


@pytest.mark.parametrize(
    ("predicted", "precision", "recall"),
    [
        ([SAID], 1.0, 0.5),
        ([SAID, DOUBT], 0.5, 0.5),
        ([], 0.0, 0.0),
        # Split or merged utterances cost nothing.
        ([attribution("x", "", "", "the bridge"), attribution("y", "", "", "is safe"), ADDED], 1.0, 1.0),
        ([attribution("x", "", "", "the bridge is safe", "“It always was,”")], 1.0, 1.0),
        # Less than 60 % of the letters: neither found nor, with as many wrong ones, right.
        ([attribution("x", "", "", "said the")], 0.0, 0.0),
    ],
)
def test_statements(predicted: list[GoldAttribution], precision: float, recall: float) -> None:
    score = score_article("a", TEXT, [SAID, ADDED], predicted).scores["statement"]
    assert (score.precision, score.recall) == (precision, recall)


def test_kinds_and_ids() -> None:
    result = score_article("a", TEXT, [SAID, ADDED], [ADDED, DOUBT])
    assert result.scores["statement: direct"] == Score(1, 0, 0, 1)
    assert result.scores["statement: indirect"] == Score(0, 1, 1, 0)
    assert (result.found, result.missed, result.wrong) == (("E2",), ("E1",), (DOUBT.content[0].start,))


def test_right_source_counts_the_best_covering_statement() -> None:
    wrong = attribution("x", "Critics", "said", "the bridge is safe")
    score = score_article("a", TEXT, [SAID, ADDED], [wrong, ADDED]).scores["right source"]
    assert (score.found, score.fn) == (1, 1)


def test_exact_ignores_marks_at_the_ends() -> None:
    bare = attribution("x", "she", "added", "It always was")
    assert score_article("a", TEXT, [ADDED], [bare]).scores["content exact"].f1 == 1.0


def some(found: int, missed: int) -> ArticleScore:
    ids = tuple(f"E{i}" for i in range(found + missed))
    return ArticleScore(
        f"n{found}.{missed}", {"statement": Score(found, 1, missed, found)}, ids[:found], ids[found:], (7,)
    )


def test_the_interval_holds_the_score_and_holds_still() -> None:
    articles = [some(8, 2), some(3, 3), some(9, 0), some(1, 4)]
    low, high = intervals(articles)["statement"]
    assert low < total(articles)["statement"].f1 < high
    assert intervals(articles) == intervals(articles)
    assert intervals(articles, resamples=9, seed=1) != intervals(articles, resamples=9)


def test_changes_name_gains_and_losses() -> None:
    before, after = [some(2, 2)], [ArticleScore("n2.2", some(2, 2).scores, ("E1", "E2", "E3"), ("E0",), ())]
    (change,) = changes(report(before, "rules 1"), report(after, "fast 1"))
    assert (change.gained, change.lost, change.wrong_before, change.wrong_after) == (("E2", "E3"), ("E0",), 1, 0)
    assert change.net == 2
    assert changes(report(before, "a"), report(before, "b")) == []
