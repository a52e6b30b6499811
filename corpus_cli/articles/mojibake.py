"""Mojibake: UTF-8 that was once read as cp1252 and written again ("â€œNo,â€ she said") turned back."""

from __future__ import annotations

import re


def _character(byte: int) -> str:
    """Give what cp1252 makes of a byte; the five that it leaves undefined come out as control characters."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_BYTES = {_character(byte): byte for byte in range(0x80, 0x100)}
_FOLLOWING = "[" + re.escape("".join(map(_character, range(0x80, 0xC0)))) + "]"
_SEQUENCE = re.compile(f"[Â-ß]{_FOLLOWING}|[à-ï]{_FOLLOWING}{{2}}|[ð-ô]{_FOLLOWING}{{3}}")
# The quotation mark whose third byte cp1252 does not know, and which often is lost on the way: goes,â€ she
_LOST_MARK = re.compile("(?<=[^\\sâ€])â€(?=[\\s.,;:!?)\\]]|$)")
# Two bytes may be what somebody wrote (Ã©), three are not: of those one is enough.
_SURE = re.compile(f"â€|[à-ï]{_FOLLOWING}{{2}}")
_ENOUGH = 3


def is_mojibake(text: str) -> bool:
    """Tell whether ``text`` has sequences that nobody writes."""
    if "â" not in text and "Ã" not in text and "Â" not in text:
        return False
    return _SURE.search(text) is not None or sum(1 for _ in _SEQUENCE.finditer(text)) >= _ENOUGH


def repair(text: str) -> str:
    """Turn each such sequence back into the character it was; what makes no character stays as it is."""
    return _LOST_MARK.sub("”", _SEQUENCE.sub(_repaired, text))


def _repaired(match: re.Match[str]) -> str:
    try:
        return bytes(_BYTES[character] for character in match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
