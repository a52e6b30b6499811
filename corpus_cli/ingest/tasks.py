"""The workers' side: a task → articles with their statements. No database here."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus_cli.records import Article, Statement

if TYPE_CHECKING:
    from corpus_cli.articles.fields import ReadOptions
    from corpus_cli.extraction.tagger import Tagger


SHARED = ("corpus_cli.ingest.shared",)
"""Modules that hold what workers share."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or record that could not be read, or not be extracted, and why in one line."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """A file on its way in, as it was when it was looked at.

    ``skipped``: it is as the database has it (``touched``: but for its time stamp). ``unread``: it cannot be opened.
    """

    path: str
    size: int = 0
    mtime_ns: int = 0
    digest: bytes = b""
    skipped: bool = False
    touched: bool = False
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read whole (no articles given), or some articles of one to extract.

    ``known`` articles are in the database already; ``last`` ends the file.
    """

    file: File
    articles: tuple[Article, ...] = ()
    unread: Unread | None = None
    known: bool = False
    last: bool = False

    def rest(self, done: int) -> Task | None:
        """Give what is left when a worker died over item ``done``: the articles behind it."""
        left = self.articles[done + 1 :]
        return replace(self, articles=left) if left else None


@dataclass(frozen=True, slots=True)
class Found:
    """An article with its statements; null statements if it was known not to need any.

    ``aliases`` are (name, alias, start, end): names for one thing, as the article gives them. ``marks`` are the
    statements' fingerprints, one entry a statement; thoughts have none. ``sentences`` are hashes of some of the
    article's sentences, by which its copies are found.
    """

    article: Article
    statements: tuple[Statement, ...] | None = None
    tagger: str = ""
    aliases: tuple[tuple[str, str, int, int], ...] = ()
    marks: tuple[tuple[int, ...], ...] = ()
    sentences: tuple[int, ...] = ()


def worker(tagger: str, reading: ReadOptions) -> Callable[[Task], Iterator[Found | Unread]]:
    """Make ready to read and extract; the tagger is loaded when the first task comes."""
    loaded: list[Tagger] = []

    def work(task: Task) -> Iterator[Found | Unread]:
        if not loaded:
            from corpus_cli.extraction.tagger import load

            loaded.append(load(tagger))  # type: ignore[arg-type]
            # Models and word lists never become garbage, and an article makes little: looking for it costs a tenth.
            gc.freeze()
            gc.set_threshold(50_000, 20, 50)
        for article in task.articles or read_file(task.file.path, reading):
            if isinstance(article, Unread):
                yield article
                continue
            try:
                statements = _extract(article, loaded[0])
                aliases = _aliases(article)
                marks = tuple(map(marks_of, statements))
                sentences = _sentences(article)
            except Exception as error:  # the boundary: whatever breaks over one article costs that article only
                yield Unread(article.path, f"extraction failed: {_in_one_line(error)}")
            else:
                yield Found(article, statements, f"{loaded[0].name} {loaded[0].version}", aliases, marks, sentences)

    return work


def reader(reading: ReadOptions) -> Callable[[str], Iterator[Article | Unread]]:
    """Make ready to read; gives the function from a path to its articles."""
    return lambda path: read_file(path, reading)


def read_file(path: str, reading: ReadOptions) -> Iterator[Article | Unread]:
    """Read a file's articles, fit to be stored."""
    from corpus_cli.articles.read import read

    try:
        for found in read(Path(path), reading):
            yield storable_article(found) if isinstance(found, Article) else Unread(found.path, found.reason)
    except Exception as error:  # the boundary: whatever a parser raises costs the rest of that file only
        yield Unread(path, f"cannot be read: {_in_one_line(error)}")


def storable_article(article: Article) -> Article:
    """Put spaces for NULs and question marks for halves of surrogate pairs, one for one: offsets stay."""
    from corpus_cli.store.match import storable

    changes: dict[str, str] = {}
    for name in ("text", "title", "author", "outlet", "url", "published"):
        value = getattr(article, name)
        if value is not None and (fit := storable(value)) != value:
            changes[name] = fit
    if (path := printable(article.path)) != article.path:
        changes["path"] = path
    return replace(article, **changes) if changes else article  # type: ignore[arg-type]


def printable(path: str) -> str:
    """Write a path so that any database takes it: bytes that are no UTF-8 as ``\\udcff``."""
    return path.encode("utf-8", "backslashreplace").decode().replace("\0", "")


def _extract(article: Article, tagger: Tagger) -> tuple[Statement, ...]:
    from corpus_cli.extraction.document import read_document
    from corpus_cli.extraction.statements import extract
    from corpus_cli.store.known import text_key

    return extract(read_document(article), tagger, text_key(article.text).hex())


def marks_of(statement: Statement) -> tuple[int, ...]:
    """Give the fingerprints that a statement is compared by, the whole's first; a thought or a short one has none."""
    from corpus_cli.reports.fingerprints import fingerprint, whole

    found = sorted(fingerprint(statement.quote, statement.kind)) if statement.act == "speech" else []
    return (whole(statement.quote, statement.kind), *found) if found else ()


def _sentences(article: Article) -> tuple[int, ...]:
    from corpus_cli.reports.copies import marks

    return marks(article.text, article.body_start)


def _aliases(article: Article) -> tuple[tuple[str, str, int, int], ...]:
    from corpus_cli.reports.aliases import find_aliases

    found = find_aliases(article.text, article.body_start)
    return tuple((each.name, each.alias, each.span.start, each.span.end) for each in found)


def _in_one_line(error: Exception) -> str:
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said[:200]}" if said else type(error).__name__
