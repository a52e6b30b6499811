"""Saved HTML pages, through the extra ``[html]``: the article's own paragraphs without navigation and comments."""

from __future__ import annotations

import logging
import re
from typing import Any

from corpus_cli.articles.fields import ReadOptions, complete_article
from corpus_cli.errors import MissingExtra, ReadError
from corpus_cli.records import Article

# "datePublished": "2019-04-07T…" in JSON-LD | <meta property="article:published_time" content="2019-04-07T…">
_METADATA_DATE = re.compile(
    r"""(?:"datePublished"\s*:\s*"
        |<meta[^<>]{0,200}(?:published_time|datePublished|pubdate|parsely-pub-date|dc\.date|sailthru\.date)
         [^<>]{0,80}content\s*=\s*["'])
        (?P<date>\d{4}-\d{2}-\d{2})""",
    re.VERBOSE | re.IGNORECASE,
)


def read_html(text: str, path: str, options: ReadOptions, encoding: str) -> Article:
    """Read a saved page: body text, title, author, outlet, address and date.

    The stored text is the extracted body, a paragraph a line. Raises MissingExtra without trafilatura, ReadError when
    the page holds no article.
    """
    try:
        import trafilatura
    except ImportError:
        raise MissingExtra("reading HTML", "html") from None
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    page: Any = trafilatura.bare_extraction(
        text, include_comments=False, include_tables=False, with_metadata=True, favor_precision=False
    )
    # What is left of a page without an article is a menu: a handful of words.
    if page is None or len((page.text or "").split()) < 5:
        raise ReadError("no article text found in this page")
    body = page.text.replace("\r\n", "\n").replace("\r", "\n")
    metadata = _METADATA_DATE.search(text)
    fields = {"title": page.title, "author": page.author, "outlet": page.sitename, "url": page.url}
    if metadata:
        fields["date"] = metadata["date"]
    return complete_article(
        body,
        path,
        {name: value for name, value in fields.items() if value},
        options,
        encoding=encoding,
        page_date=page.date,
    )
