"""Encodings: mark, UTF-8, declared, cp1252; empty and binary data are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.articles.decoding import decode
from corpus_cli.errors import ReadError

TEXT = "“Sirte,” said Müller.\nHe left."

CASES = [
    (TEXT.encode(), "utf-8"),
    (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
    (TEXT.encode("utf-16"), "utf-16"),
    (TEXT.encode("cp1252"), "cp1252"),
    (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
    (TEXT.replace("\n", "\r").encode(), "utf-8"),
]


@pytest.mark.parametrize(("data", "encoding"), CASES)
def test_decode(data: bytes, encoding: str) -> None:
    assert decode(data) == (TEXT, encoding)


def test_a_declared_charset_is_believed_when_utf8_fails() -> None:
    page = '<meta charset="windows-1251"><p>Путин'
    assert decode(page.encode("cp1251")) == (page, "windows-1251")


def test_a_damaged_byte_does_not_turn_utf8_into_cp1252() -> None:
    text, encoding = decode("“Müller” said “Jürgen” and ".encode() + b"\xe2\x80 more")
    assert encoding == "utf-8, damaged"
    assert text.startswith("“Müller”")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"\xff\xfea", "damaged"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        decode(data)


@given(st.binary(max_size=200))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except ReadError:
        return
    assert text.strip()
    assert "\r" not in text
