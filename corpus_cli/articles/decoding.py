"""Bytes → text: byte-order mark, UTF-8, declared charset, then cp1252, and which of them it was."""

from __future__ import annotations

import codecs
import re

from corpus_cli.articles.mojibake import is_mojibake, repair
from corpus_cli.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# <meta charset="iso-8859-1">, <meta http-equiv=… content="text/html; charset=windows-1251">, <?xml encoding="…"?>
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
# Tab, line ends, form feed and the cp1252 file separator ^Z occur in text; other control bytes mean binary data.
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 26, 27})


def decode(data: bytes) -> tuple[str, str]:
    """Decode a file's bytes; return the text with line ends as ``\\n``, and the encoding that was used.

    A byte-order mark decides, then strict UTF-8, then a charset declared in the first 2,048 bytes, then cp1252. A few
    damaged bytes in what is plainly UTF-8 become U+FFFD rather than turning the whole text into cp1252, and UTF-8 that
    was encoded twice is turned back. Raises ReadError for empty and binary data.
    """
    if not data.strip():
        raise ReadError("the file is empty")
    text, encoding = _decode(data)
    if encoding == "utf-8" and is_mojibake(text):
        text, encoding = repair(text), "utf-8, twice encoded"
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ReadError("the file is empty")
    return text, encoding


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode("utf-8-sig" if encoding == "utf-8" else encoding), encoding
            except UnicodeDecodeError as error:
                raise ReadError(f"the file starts as {encoding} but is damaged at byte {error.start}") from None
    head = data[:8192]
    if b"\0" in head or len(head.translate(None, _CONTROL)) < 0.95 * len(head):
        raise ReadError("the file is binary, not text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:2048])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii")), declared[1].decode("ascii").lower()
        except (LookupError, UnicodeDecodeError):
            pass
    repaired = data.decode("utf-8", "replace")
    damaged = repaired.count("\ufffd")
    whole = sum(character > "\x7f" for character in repaired) - damaged
    if whole > 2 * damaged:
        return repaired, "utf-8, damaged"
    # cp1252 leaves five bytes undefined; they become U+FFFD too.
    return data.decode("cp1252", "replace"), "cp1252"
