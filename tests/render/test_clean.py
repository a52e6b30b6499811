"""No text commands the terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.render.clean import block, line

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def commands(text: str) -> set[str]:
    """Return the characters of ``text`` that a terminal would obey rather than show."""
    return {
        c for c in text if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") or unicodedata.bidirectional(c) in BIDI
    }


@given(st.text())
def test_nothing_is_left_that_commands(text: str) -> None:
    assert not commands(line(text))
    assert commands(block(text)) <= {"\n"}


@given(st.text())
def test_a_block_keeps_every_offset(text: str) -> None:
    assert len(block(text)) == len(text)
    assert [i for i, c in enumerate(block(text)) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("a\tb\r\nc", "a b  c"),
        ("not \u202eguilty\u202c", "not �guilty�"),
        ("Zürich – “née” עברית", "Zürich – “née” עברית"),
        ("a\u200eb", "ab"),
    ],
)
def test_lines(text: str, shown: str) -> None:
    assert line(text) == shown
