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
_ESCAPES |= {code: f"\\u{code:04x}" for code in range(0xD800, 0xE000)}
_ESCAPES |= {0x22: '\\"', 0x5C: "\\\\", 0x0A: "\\n", 0x0D: "\\r", 0x09: "\\t"}


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
        return "[" + ", ".join([encode(item) for item in value]) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join([f"{encode(str(key))}: {encode(item)}" for key, item in value.items()]) + "}"
    raise TypeError(f"JSON has no {type(value).__name__}")


def write_json(rows: Iterable[Mapping[str, object]], out: TextIO) -> int:
    """Write ``rows`` to ``out`` as one JSON array, a row a line; return how many."""
    count = 0
    for row in rows:
        out.write(",\n " if count else "[")
        out.write(encode(row))
        count += 1
    out.write("]\n" if count else "[]\n")
    return count


def write_jsonl(rows: Iterable[Mapping[str, object]], out: TextIO) -> int:
    """Write ``rows`` to ``out`` as JSON Lines; return how many."""
    count = 0
    for row in rows:
        out.write(encode(row) + "\n")
        count += 1
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
    if format == "json":
        return write_json(rows, out)
    if format == "jsonl":
        return write_jsonl(rows, out)
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
