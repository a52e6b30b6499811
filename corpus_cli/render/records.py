"""Rows as JSON, JSON Lines, CSV and TSV, written as they come: nothing is held in memory.

The JSON writer is our own because ``import json`` (it compiles regular expressions) costs more than a whole query; a
property test holds it to ``json.dumps``.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TextIO

# JSON demands \" \\ and C0 escaped. The other controls, marks of direction and line separators are escaped as well:
# a reader of JSON sees the same string, and a terminal never sees them raw.
_ESCAPES = {code: f"\\u{code:04x}" for code in (*range(0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F)}
_ESCAPES |= {code: f"\\u{code:04x}" for code in (*range(0x2028, 0x202F), *range(0x2066, 0x206A))}
# None of these can stand in JSON text but inside a string, so JSON that SQLite made may be escaped as a whole.
_UNESCAPED_BY_SQLITE = {code: escape for code, escape in _ESCAPES.items() if code >= 0x7F}
_ESCAPES |= {0x22: '\\"', 0x5C: "\\\\", 0x0A: "\\n", 0x0D: "\\r", 0x09: "\\t", 0x08: "\\b", 0x0C: "\\f"}


def encode(value: object) -> str:
    """Return ``value`` (null, boolean, number, string, list, object) as JSON on one line, UTF-8 unescaped.

    Raise TypeError for anything else and ValueError for NaN and infinities, which JSON cannot say.
    """
    if value is None:
        return "null"
    if isinstance(value, str):
        return f'"{value.translate(_ESCAPES)}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise ValueError(f"JSON has no number {value}")
        return float.__repr__(value)
    if isinstance(value, (list, tuple)):
        return "[" + ",".join([encode(item) for item in value]) + "]"
    if isinstance(value, dict):
        return "{" + ",".join([f"{encode(str(key))}:{encode(item)}" for key, item in value.items()]) + "}"
    raise TypeError(f"JSON has no {type(value).__name__}")


def write_objects(format: str, objects: Iterable[str], out: TextIO) -> int:
    """Write ``objects``, JSON text as SQLite makes it, to ``out`` as ``format`` (json, jsonl); return how many."""
    return _write_texts(format, (text.translate(_UNESCAPED_BY_SQLITE) for text in objects), out)


def _write_texts(format: str, objects: Iterable[str], out: TextIO) -> int:
    """JSON is one array, an object a line; JSON Lines the objects only."""
    before, between, after = ("[", ",\n ", "]\n") if format == "json" else ("", "\n", "\n")
    count = 0
    for text in objects:
        out.write(between if count else before)
        out.write(text)
        count += 1
    out.write(after if count else "[]\n" if format == "json" else "")
    return count


def write_csv(rows: Iterable[Mapping[str, object]], out: TextIO, keys: Sequence[str]) -> int:
    """Write ``rows`` to ``out`` as CSV with a header of ``keys``, lists as JSON, null as nothing; return how many.

    On a terminal every cell is cleaned of what could command it; a file or pipe gets the characters as they are.
    """
    import csv

    clean = _cleaner(out)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(keys)
    count = 0
    for row in rows:
        writer.writerow([clean(_cell(row.get(key))) for key in keys])
        count += 1
    return count


def write_tsv(rows: Iterable[Mapping[str, object]], out: TextIO, keys: Sequence[str]) -> int:
    """Write ``rows`` to ``out`` as tab-separated lines for ``cut`` and ``awk``; return how many.

    Nothing is quoted: white space within a cell is folded to one space, so a row is a line and a tab a column.
    """
    clean = _cleaner(out)
    out.write("\t".join(keys) + "\n")
    count = 0
    for row in rows:
        out.write("\t".join(clean(" ".join(_cell(row.get(key)).split())) for key in keys) + "\n")
        count += 1
    return count


def write(format: str, rows: Iterable[Mapping[str, object]], out: TextIO, keys: Sequence[str]) -> int:
    """Write ``rows`` to ``out`` as ``format`` (json, jsonl, csv, tsv) with the columns ``keys``; return how many."""
    if format in ("json", "jsonl"):
        return _write_texts(format, map(encode, rows), out)
    return (write_csv if format == "csv" else write_tsv)(rows, out, keys)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else encode(value)


def _cleaner(out: TextIO) -> type[str] | Cleaner:
    if not out.isatty():
        return str
    from corpus_cli.render.clean import line

    return line


if TYPE_CHECKING:
    from collections.abc import Callable

    Cleaner = Callable[[str], str]
