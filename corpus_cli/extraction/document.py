"""An article's text as read: tokens, paragraphs, sentences, quotations and dateline, complete when it exists."""

from __future__ import annotations

from corpus_cli.extraction.heading import find_dateline
from corpus_cli.extraction.mark_glyphs import plain_marks
from corpus_cli.extraction.quotations import find_quotations
from corpus_cli.extraction.sentences import paragraph_spans, split_sentences, token_ranges
from corpus_cli.extraction.tokens import tokenize
from corpus_cli.records import Article, Document


def read_document(article: Article) -> Document:
    """Read an article's text from ``body_start`` on.

    All offsets are code points into ``article.text``; sentences and paragraphs are ranges of token indexes.
    """
    text = article.text
    spans = paragraph_spans(text, article.body_start)
    shown = plain_marks(text)
    tokens = tokenize(shown, article.body_start)
    paragraphs = token_ranges(tokens, spans)
    return Document(
        text=text,
        tokens=tokens,
        sentences=split_sentences(tokens, paragraphs),
        paragraphs=paragraphs,
        quotations=find_quotations(shown, spans),
        published=article.published,
        dateline=find_dateline(text, spans),
        title=article.title,
        author=article.author,
        outlet=article.outlet,
    )
