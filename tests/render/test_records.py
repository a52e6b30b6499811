"""JSON, JSON Lines, CSV and TSV."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from handmade import statement
from hypothesis import given
from hypothesis import strategies as st
from program import Stream

from corpus_cli.records import RECORD_KEYS
from corpus_cli.render.records import encode, write, write_objects

TEXTS = st.text(st.characters(codec="utf-8"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=8,
)


@given(VALUES)
def test_what_is_written_is_what_json_reads(value: Any) -> None:
    assert json.loads(encode(value)) == value
    assert "\n" not in encode(value)


@given(TEXTS)
def test_json_that_sqlite_makes_comes_out_the_same(text: str) -> None:
    import sqlite3

    text = text.replace("\0", "")  # SQLite ends a string there
    connection = sqlite3.connect(":memory:")
    ((made,),) = connection.execute("SELECT json_object('a', ?, 'b', json_array(1, 2.5, NULL))", [text])
    connection.close()
    out = Stream()
    assert write_objects("jsonl", [made], out) == 1
    assert out.text() == encode({"a": text, "b": [1, 2.5, None]}) + "\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Zürich – “née”", '"Zürich – “née”"'),
        ('a "b" \\ c', '"a \\"b\\" \\\\ c"'),
        ("a\nb\tc", '"a\\nb\\tc"'),
        ("\x1b[31mred", '"\\u001b[31mred"'),
        ("\x9b31m \x7f", '"\\u009b31m \\u007f"'),
        ("\u202etxt\u2066", '"\\u202etxt\\u2066"'),
        ("a\u2028b", '"a\\u2028b"'),
    ],
)
def test_json_is_utf8_but_for_what_commands_a_terminal(text: str, written: str) -> None:
    assert encode(text) == written
    assert json.loads(written) == text


@pytest.mark.parametrize(("value", "error"), [(float("nan"), ValueError), (float("inf"), ValueError), (b"", TypeError)])
def test_what_json_cannot_say_is_refused(value: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        encode(value)


def written(
    format: str, rows: list[dict[str, Any]], keys: tuple[str, ...] = RECORD_KEYS, terminal: bool = False
) -> str:
    out = Stream(terminal)
    assert write(format, iter(rows), out, keys) == len(rows)
    return out.text()


def test_an_array_has_a_row_a_line_and_is_empty_without_rows() -> None:
    rows = [statement(), statement(id="0000000000", speaker=None)]
    text = written("json", rows)
    assert json.loads(text) == rows
    assert [line[:2] for line in text.splitlines()] == ["[{", " {"]
    assert written("json", []) == "[]\n"
    assert written("jsonl", []) == ""
    assert [json.loads(line) for line in written("jsonl", rows).splitlines()] == rows
    assert written("jsonl", rows).endswith("}\n")


def test_the_keys_are_the_promised_ones_in_order() -> None:
    assert tuple(json.loads(written("json", [statement()]))[0]) == RECORD_KEYS


def test_rows_are_written_as_they_come() -> None:
    out = io.StringIO()
    seen: list[int] = []

    def rows() -> Any:
        for number in range(3):
            seen.append(len(out.getvalue()))
            yield {"number": number}

    write("json", rows(), out, ("number",))
    assert seen == sorted(set(seen)), "each row is out before the next is asked for"


def test_csv_reads_back_with_lists_as_json() -> None:
    row = statement(quote='He said "no",\nthen left')
    text = written("csv", [row])
    (back,) = csv.DictReader(io.StringIO(text))
    assert tuple(back) == RECORD_KEYS
    assert back["quote"] == row["quote"]
    assert json.loads(back["spans"]) == row["spans"]
    assert back["url"] == ""
    assert written("csv", []).strip() == ",".join(RECORD_KEYS)


def test_tsv_has_a_line_a_row_and_a_tab_a_column() -> None:
    row = statement(quote="a\tb\nc", title='"x"')
    header, line = written("tsv", [row]).splitlines()
    cells = dict(zip(header.split("\t"), line.split("\t"), strict=True))
    assert cells["quote"] == "a b c"
    assert cells["title"] == '"x"'


@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_cells_are_cleaned_for_a_terminal_and_only_there(format: str) -> None:
    row = {"quote": "\x1b[31mred"}
    assert "\x1b" not in written(format, [row], ("quote",), terminal=True)
    assert "\x1b" in written(format, [row], ("quote",))
