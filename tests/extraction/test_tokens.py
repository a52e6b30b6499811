"""Tokens are slices of the text and leave nothing but white space between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.extraction.tokens import tokenize

CASES = [
    ("Don't go.", "Don't go ."),
    ("Cook’s aides", "Cook ’s aides"),
    ("the boys' team", "the boys ' team"),
    ("O'Brien's U.S.-led force", "O'Brien 's U.S.-led force"),
    ("Gen. Joseph F. Dunford said so.", "Gen. Joseph F. Dunford said so ."),
    ("at 10:30 a.m. on Aug. 1, 2016", "at 10:30 a.m. on Aug. 1 , 2016"),
    ("$1,500.50 (25%)", "$ 1,500.50 ( 25 % )"),
    ("“Yes,” he said—twice.", "“ Yes , ” he said — twice ."),
    ("wait... what -- no", "wait ... what -- no"),
    ("see https://example.org/a?b=c, @cook #sirte", "see https://example.org/a?b=c, @cook #sirte"),
    ("mail press@example.org.", "mail press@example.org ."),
    ("a 25-year-old AT&T man", "a 25-year-old AT&T man"),
    ("``Quoted'' text", "`` Quoted '' text"),
    ("no\xa0break\xa0space", "no break space"),
    ("I. I said", "I . I said"),
    ("Harbor.com, Stuff.co.nz. China c.bank", "Harbor.com , Stuff.co.nz . China c.bank"),
    ("it ended.com paused.Then ch.comma", "it ended.com paused . Then ch . comma"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_tokens(text: str, expected: str) -> None:
    assert " ".join(token.text for token in tokenize(text)) == expected


@given(st.text(alphabet=st.sampled_from(list("aZ0 .,'’\"“”-—@#\n\xa0\u200béГ&:/")) | st.characters(), max_size=80))
def test_tokens_are_slices_and_lose_nothing(text: str) -> None:
    position = 0
    for token in tokenize(text):
        assert token.start >= position
        assert not text[position : token.start].strip()
        assert token.text == text[token.start : token.end] != ""
        position = token.end
    assert not text[position:].strip()


def test_tokens_of_a_part_keep_their_offsets() -> None:
    text = "Front matter. Gen. Cook spoke."
    part = tokenize(text, 14, 23)
    assert [token.text for token in part] == ["Gen.", "Cook"]
    assert all(text[token.start : token.end] == token.text for token in part)
