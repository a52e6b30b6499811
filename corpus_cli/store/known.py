"""What makes an article the same article, and whether the database has it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from corpus_cli.records import Article


def text_key(text: str) -> bytes:
    """Hash a text (8 bytes): equal texts, equal keys."""
    return blake2b(text.encode(), digest_size=8).digest()


def article_id(article: Article) -> str:
    """Name an article by its text, outlet and url: 10 hexadecimal digits."""
    whole = "\0".join((article.text, article.outlet or "", article.url or ""))
    return blake2b(whole.encode(), digest_size=5).hexdigest()


def fingerprint(article: Article) -> bytes:
    """Hash (8 bytes) all of an article that its rows depend on, less its path."""
    fields = (article.text, article.title, article.author, article.outlet, article.url, article.published)
    whole = repr((*fields, article.published_basis, article.encoding, article.body_start))
    return blake2b(whole.encode(), digest_size=8).digest()


@dataclass(frozen=True, slots=True)
class Known:
    """What the database already has of an article: ``verdict`` same, copy (of ``number``) or new."""

    verdict: Literal["same", "copy", "new"]
    number: int | None = None
    file: int | None = None
    path: str | None = None


def classify(connection: sqlite3.Connection, article: Article) -> Known:
    """Say what the database has of an article.

    "same": this very article, whatever its path. "copy": its text, under no differing outlet or url, but with another
    title, author or date. "new": neither.
    """
    sql = "SELECT number, file, path, outlet, url, fingerprint FROM articles WHERE text_hash = ? ORDER BY number"
    mark = fingerprint(article)
    copy = None
    for number, file, path, outlet, url, known in connection.execute(sql, (text_key(article.text),)):
        if known == mark:
            return Known("same", number, file, path)
        if copy is None and not (_differ(outlet, article.outlet) or _differ(url, article.url)):
            copy = Known("copy", number, file, path)
    return copy or Known("new")


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other) and one.casefold() != other.casefold()  # type: ignore[union-attr]
