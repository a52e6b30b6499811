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


TWICE = [
    "“No more,” said Müller’s wife — “enough.”",
    "1 £ = €1.15 … naïve",
    "Ã© and Â© as somebody may write them",
]


@pytest.mark.parametrize("text", TWICE[:2])
def test_utf8_that_was_encoded_twice_is_turned_back(text: str) -> None:
    once = text.encode()
    twice = "".join(bytes([b]).decode("cp1252") if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b) for b in once)
    assert decode(twice.encode()) == (text, "utf-8, twice encoded")


def test_a_closing_mark_whose_third_byte_was_lost_comes_back() -> None:
    assert (
        decode("â€œWeâ€™ve listened,â€ she said. â€œEnough.â€".encode())[0] == "“We’ve listened,” she said. “Enough.”"
    )


@pytest.mark.parametrize("text", [TWICE[2], "À bientôt, dit-il à Zoë.", "“Plain,” said Müller."])
def test_what_somebody_may_write_stays(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


@given(st.text(alphabet="“”’—…éüñ£€ abc.,", min_size=1).filter(str.strip))
def test_no_good_text_is_taken_for_mojibake(text: str) -> None:
    assert decode(text.encode())[0] == text


@given(st.binary(max_size=200))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except ReadError:
        return
    assert text.strip()
    assert "\r" not in text
