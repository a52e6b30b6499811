"""What may reach a terminal: text with every character that could command the terminal made harmless."""

from __future__ import annotations

# C0 controls have pictures of their own (U+001B is shown as ␛); tabs and line ends become spaces, C1 controls and the
# bidirectional embeddings, overrides and isolates (which can turn "not" around on the screen) the replacement mark.
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_SPACES = dict.fromkeys((0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029), " ")
_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_REPLACED = dict.fromkeys((*range(0x80, 0x85), *range(0x86, 0xA0), *_BIDI), "\ufffd")
_DROPPED: dict[int, str | None] = dict.fromkeys((0x061C, 0x200E, 0x200F))
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_LINE: dict[int, str | None] = {**_PICTURES, **_REPLACED, **_SPACES, **_DROPPED, **_SURROGATES}
# One character for one, so that offsets hold: the line end stays, and marks of direction become a space of no width.
_TEXT: dict[int, str | None] = {**_LINE, **dict.fromkeys(_DROPPED, "\u200b"), 0x0A: "\n"}


def line(text: object) -> str:
    """Return ``text`` fit for one line of a terminal: no control, bidi or escape character is left, no line end."""
    return str(text).translate(_LINE)


def block(text: str) -> str:
    """Return ``text`` fit for a terminal, line ends kept, character for character: offsets into ``text`` hold in it."""
    return text.translate(_TEXT)
