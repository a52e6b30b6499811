"""JSON, JSON Lines and CSV: many articles in one file, one bad record never stopping the rest."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping

from corpus_cli.articles.fields import FIELD_NAMES, MAX_CHARACTERS, ReadOptions, Unread, article_from_record, fields_of
from corpus_cli.errors import ReadError
from corpus_cli.records import Article

# Keys under which exports keep their list of articles.
_LIST_KEYS = ("articles", "items", "results", "data", "docs", "documents", "records")


def read_json(text: str, path: str, options: ReadOptions) -> Iterator[Article | Unread]:
    """Read one object, an array of objects, an object that holds such an array, or JSON Lines under a wrong name."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        first = text.lstrip().split("\n", 1)
        if len(first) == 2 and first[0].startswith("{") and first[0].rstrip().endswith("}"):
            yield from read_json_lines(text.splitlines(), path, options)
            return
        yield Unread(path, f"not valid JSON: {_where(error)}")
        return
    records: list[object]
    if isinstance(data, Mapping):
        listed = next((data[key] for key in _LIST_KEYS if isinstance(data.get(key), list)), None)
        records = listed if listed is not None and "text" not in fields_of(data, options) else [data]
        single = records == [data]
    elif isinstance(data, list):
        records, single = data, False
    else:
        yield Unread(path, "the JSON holds no object")
        return
    for number, record in enumerate(records, 1):
        yield _read_record(record, path if single else f"{path}#{number}", options)


def read_json_lines(lines: Iterable[str], path: str, options: ReadOptions) -> Iterator[Article | Unread]:
    """Read one object a line; a malformed line is reported by its number and left out."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield read_json_line(line, f"{path}#{number}", options)


def read_json_line(line: str, place: str, options: ReadOptions) -> Article | Unread:
    """Read the object on one line; ``place`` names its article unless it has a path or id of its own."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Unread(place, f"not valid JSON: {_where(error)}")
    return _read_record(record, place, options)


def read_csv(text: str, path: str, options: ReadOptions) -> Iterator[Article | Unread]:
    """Read a table with a header row; comma, semicolon, tab and bar are told apart by the header."""
    csv.field_size_limit(4 * MAX_CHARACTERS)
    header = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(",;\t|", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="", restval="")
    names = [name for name in reader.fieldnames or [] if name]
    wanted = options.mapping.get("text")
    usual = (wanted,) if wanted else FIELD_NAMES["text"]
    if not any(name.strip().lower().replace(" ", "_") in {u.lower() for u in usual} for name in names):
        shown = ", ".join(names[:8]) or "none"
        yield Unread(path, f"no text column (columns: {shown}); name it: --map text=COLUMN")
        return
    rows = enumerate(reader, 1)
    while True:
        try:
            number, row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Unread(path, f"not valid CSV at line {reader.line_num}: {error}")
            return
        yield _read_record(row, f"{path}#{number}", options)


def _read_record(record: object, place: str, options: ReadOptions) -> Article | Unread:
    if not isinstance(record, Mapping):
        return Unread(place, "the record is not an object")
    try:
        return article_from_record(record, place, options)
    except ReadError as error:
        return Unread(place, str(error))


def _where(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at line {error.lineno}, column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
