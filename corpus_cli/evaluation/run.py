"""Run a tagger over gold articles and score what it finds, the way ``corpus ingest`` would find it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from corpus_cli.evaluation.brat import GoldArticle, GoldAttribution
from corpus_cli.evaluation.readings import read_readings, score_readings
from corpus_cli.evaluation.score import ArticleScore, score_article
from corpus_cli.extraction.document import read_document
from corpus_cli.extraction.statements import extract
from corpus_cli.extraction.tagger import Tagger
from corpus_cli.records import Article, Statement


def evaluate(articles: Iterable[GoldArticle], tagger: Tagger, thoughts: bool = True) -> Iterator[ArticleScore]:
    """Score a tagger's statements, article by article, against the first annotator's reading.

    Without ``thoughts`` only speech counts among the predictions; gold has no acts, so recall falls by design.
    """
    for article in articles:
        readings = read_readings(article.who) if article.who else None
        found = statements_of(article, tagger, readings.published if readings else None)
        found = tuple(statement for statement in found if thoughts or statement.act == "speech")
        score = score_article(article.name, article.text, article.attributions, list(map(as_gold, found)))
        if readings:
            contents = {attribution.id: attribution.content for attribution in article.attributions}
            scores, right = score_readings(article.text, contents, readings, found)
            score = replace(score, scores={**score.scores, **scores}, right=right)
        yield score


def statements_of(article: GoldArticle, tagger: Tagger, published: str | None = None) -> tuple[Statement, ...]:
    """Extract an article's statements; offsets are those of its text."""
    return extract(read_document(Article(article.text, article.name, published=published)), tagger, article.name)


def as_gold(statement: Statement) -> GoldAttribution:
    """See a statement as an annotation."""
    return GoldAttribution(
        statement.id,
        (statement.source_span,) if statement.source_span else (),
        (statement.cue_span,) if statement.cue_span else (),
        statement.spans,
    )


def score_all(
    articles: Iterable[GoldArticle],
    tagger: Tagger,
    thoughts: bool = True,
    on_article: Callable[[int], None] | None = None,
) -> list[ArticleScore]:
    """Score every article; ``on_article`` hears how many are done."""
    scores = []
    for score in evaluate(articles, tagger, thoughts):
        scores.append(score)
        if on_article:
            on_article(len(scores))
    return scores
