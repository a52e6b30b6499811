"""A record's fields → an article: which field names mean what, and what fills what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus_cli.articles.dates import date_in_name, published_date
from corpus_cli.errors import ReadError
from corpus_cli.extraction.heading import Heading, read_heading
from corpus_cli.records import Article, PublishedBasis

# Usual names of a field, the most telling first; compared in lower case with "-" and " " as "_".
FIELD_NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article_text", "articlebody", "full_text", "fulltext", "story", "article"),
    "title": ("title", "headline", "heading", "head"),
    "date": (
        "date",
        "published",
        "pub_date",
        "publication_date",
        "published_at",
        "publishedat",
        "datepublished",
        "date_published",
        "published_date",
        "pubdate",
    ),
    "author": ("author", "authors", "byline", "creator"),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper", "site_name", "sitename", "site"),
    "url": ("url", "link", "permalink", "canonical_url", "web_url"),
    "path": ("path", "id", "filename", "file_name"),
}
# A longer text is a mistaken file (a dump, a log), not an article; the longest live blogs stay below a tenth of it.
MAX_CHARACTERS = 5_000_000


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read: ``mapping`` names the user's own fields ("text" → "artikel"); ``date``, ``outlet`` fill gaps."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    date: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or record that could not be read, and why in one line."""

    path: str
    reason: str


def fields_of(record: Mapping[str, object], options: ReadOptions) -> dict[str, str]:
    """Pick the fields of an article out of a record; absent and empty ones are left out."""
    values = {str(key).strip().lower().replace("-", "_").replace(" ", "_"): value for key, value in record.items()}
    found: dict[str, str] = {}
    for name, candidates in FIELD_NAMES.items():
        own = options.mapping.get(name)
        if own is not None:
            candidates = (own.strip().lower().replace("-", "_").replace(" ", "_"),)
        for candidate in candidates:
            value = _plain(values.get(candidate))
            if value:
                found[name] = value
                break
    return found


def _plain(value: object) -> str:
    """Write a value as text: lists joined, ``{"name": …}`` by its name; nested data is none."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, Mapping):
        return _plain(value.get("name"))
    if isinstance(value, list | tuple):
        return ", ".join(part for part in map(_plain, value) if part)
    return str(value).strip("\n\r\t ") if not isinstance(value, str) else value


def article_from_record(record: Mapping[str, object], place: str, options: ReadOptions) -> Article:
    """Make an article of a record; ``place`` names it when it has no ``path`` or ``id`` of its own.

    Raises ReadError when no field holds the text.
    """
    fields = fields_of(record, options)
    text = fields.pop("text", "")
    if not text.strip():
        wanted = options.mapping.get("text")
        names = ", ".join(str(key) for key in list(record)[:8]) or "none"
        if wanted:
            raise ReadError(f"no text in field {wanted!r} (fields: {names})")
        raise ReadError(f"no text found (fields: {names}); name its field: --map text=FIELD")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return complete_article(text, fields.pop("path", place).strip(), fields, options)


def complete_article(
    text: str,
    path: str,
    fields: Mapping[str, str],
    options: ReadOptions,
    *,
    encoding: str = "utf-8",
    body_start: int = 0,
    page_date: str | None = None,
) -> Article:
    """Make an article: a source's own fields first, then what the text's heading says, then the options.

    ``page_date`` is a date read off a page rather than from its metadata. Raises ReadError when the text is too long to
    be an article.
    """
    if len(text) > MAX_CHARACTERS:
        raise ReadError(f"{len(text):,} characters are too many for one article; split it (limit {MAX_CHARACTERS:,})")
    heading = read_heading(text, body_start)
    published, basis = _published(fields.get("date"), page_date, heading, path, options)
    return Article(
        text=text,
        path=path,
        title=_one_line(fields.get("title")) or heading.title,
        author=_one_line(fields.get("author")) or heading.author,
        outlet=_one_line(fields.get("outlet")) or options.outlet,
        url=_one_line(fields.get("url")),
        published=published,
        published_basis=basis,
        encoding=encoding,
        body_start=body_start,
    )


def _one_line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _published(
    metadata: str | None, page: str | None, heading: Heading, path: str, options: ReadOptions
) -> tuple[str | None, PublishedBasis | None]:
    """Choose the publication date: the first candidate with a year, else the first without one."""
    candidates: list[tuple[str | None, PublishedBasis]] = [
        (published_date(metadata) if metadata else None, "metadata"),
        (published_date(page) if page else None, "page"),
        (published_date(heading.date_text) if heading.date_text else None, "page"),
        (
            published_date(heading.dateline.date_text) if heading.dateline and heading.dateline.date_text else None,
            "dateline",
        ),
        (date_in_name(path), "filename"),
        (options.date, "option"),
    ]
    given = [(value, basis) for value, basis in candidates if value]
    for value, basis in given:
        if not value.startswith("XXXX"):
            return value, basis
    return given[0] if given else (None, None)
