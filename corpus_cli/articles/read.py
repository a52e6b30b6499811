"""A file → its articles: which reader reads which format."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from corpus_cli.articles.decoding import decode
from corpus_cli.articles.fields import MAX_CHARACTERS, ReadOptions, Unread
from corpus_cli.articles.html_pages import read_html
from corpus_cli.articles.pdf_files import read_pdf
from corpus_cli.articles.record_files import read_csv, read_json, read_json_line, read_json_lines
from corpus_cli.articles.text_files import read_markdown, read_text
from corpus_cli.errors import ReadError
from corpus_cli.records import Article

ONE_ARTICLE = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf"})
MANY_ARTICLES = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".tsv"})
FORMATS = ONE_ARTICLE | MANY_ARTICLES
# A page carries far more markup than text; past this a single-article file is refused unread.
_MAX_BYTES = 8 * MAX_CHARACTERS


def find_files(paths: Iterable[Path]) -> Iterator[Path | Unread]:
    """Find the files to read: those named, and in folders all of a known format, in sorted order.

    Hidden files and folders, and links to folders, are passed over; a file named by the user is read whatever its name.
    """
    seen: set[str] = set()
    for path in paths:
        if path.is_dir():
            candidates: Iterable[Path | Unread] = _walk(path)
        elif path.exists():
            candidates = (path,)
        else:
            candidates = (Unread(path.as_posix(), "no such file or folder"),)
        for candidate in candidates:
            if isinstance(candidate, Unread):
                yield candidate
                continue
            key = os.path.realpath(candidate)
            if key not in seen:
                seen.add(key)
                yield candidate


def _walk(folder: Path) -> Iterator[Path | Unread]:
    failures: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(root, name)
            if not name.startswith(".") and file.suffix.lower() in FORMATS and file.is_file():
                yield file
    for failure in failures:
        yield Unread(str(failure.filename), f"cannot open the folder: {failure.strerror}")


def read(file: Path, options: ReadOptions) -> Iterator[Article | Unread]:
    """Read a file's articles; what cannot be read comes back as Unread, with the reason in one line."""
    path = file.as_posix()
    try:
        for found in _read(file, path, options):
            yield found if isinstance(found, Article) else Unread(found.path, _in_one_line(found.reason))
    except ReadError as error:
        yield Unread(path, _in_one_line(str(error)))
    except OSError as error:
        yield Unread(path, f"cannot open the file: {error.strerror or error}")
    except MemoryError:
        yield Unread(path, "the file is too large for this machine's memory; split it")


def _in_one_line(reason: str) -> str:
    """Fold white space: names of columns are quoted in reasons, and may hold line ends."""
    return " ".join(reason.split())


def _read(file: Path, path: str, options: ReadOptions) -> Iterator[Article | Unread]:
    suffix = file.suffix.lower()
    if suffix not in MANY_ARTICLES:
        size = file.stat().st_size
        if size > _MAX_BYTES:
            raise ReadError(f"{size:,} bytes are too many for one article; split it")
    if suffix == ".pdf":
        yield read_pdf(file, path, options)
        return
    if suffix in (".jsonl", ".ndjson") and not _has_wide_mark(file):
        yield from _read_lines(file, path, options)
        return
    text, encoding = decode(file.read_bytes())
    if suffix in (".html", ".htm", ".xhtml"):
        yield read_html(text, path, options, encoding)
    elif suffix in (".md", ".markdown"):
        yield read_markdown(text, path, options, encoding)
    elif suffix == ".json":
        yield from read_json(text, path, options)
    elif suffix in (".jsonl", ".ndjson"):
        yield from read_json_lines(io.StringIO(text), path, options)
    elif suffix in (".csv", ".tsv"):
        yield from read_csv(text, path, options)
    else:
        yield read_text(text, path, options, encoding)


def _has_wide_mark(file: Path) -> bool:
    """Tell whether a file opens as UTF-16 or UTF-32: its lines cannot be cut at line-end bytes."""
    with file.open("rb") as stream:
        return stream.read(2) in (b"\xff\xfe", b"\xfe\xff")


def _read_lines(file: Path, path: str, options: ReadOptions) -> Iterator[Article | Unread]:
    """Read JSON Lines line by line: an export of any size passes through, never held as a whole."""
    with file.open("rb") as stream:
        if not stream.peek(1):
            raise ReadError("the file is empty")
        if b"\0" in stream.peek(8192):
            raise ReadError("the file is binary, not text")
        number = 0
        while data := stream.readline(_MAX_BYTES):
            number += 1
            place = f"{path}#{number}"
            if len(data) == _MAX_BYTES and not data.endswith(b"\n"):
                length = len(data)
                while (rest := stream.readline(_MAX_BYTES)) and not rest.endswith(b"\n"):
                    length += len(rest)
                yield Unread(place, f"{length + len(rest):,} bytes are too many for one article; split it")
            elif data.strip():
                yield read_json_line(decode(data)[0], place, options)


def read_stream(lines: Iterable[str], options: ReadOptions) -> Iterator[Article | Unread]:
    """Read JSON Lines from standard input.

    A record without a ``path`` or ``id`` is named by its text, so that two streams never replace each other's articles.
    """
    for item in read_json_lines(lines, "-", options):
        if isinstance(item, Article) and item.path.startswith("-#"):
            digest = hashlib.blake2b(item.text.encode(), digest_size=5).hexdigest()
            item = replace(item, path=f"-#{digest}")
        yield item
