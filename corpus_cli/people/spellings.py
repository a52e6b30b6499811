"""Spellings of one name: short forms (Ash, Ashton) and transliterations (Gaddafi, Gadhafi, Qaddafi)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_DOUBLE = re.compile(r"(.)\1")


@cache
def _lines(name: str) -> tuple[tuple[str, ...], ...]:
    text = files("corpus_cli.people").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    """Map each name to the full names it may stand for, itself among them."""
    table: dict[str, set[str]] = {}
    for full, *short in _lines("nicknames"):
        for name in (full, *short):
            table.setdefault(spelling(name), {spelling(name)}).add(spelling(full))
    return {name: frozenset(meanings) for name, meanings in table.items()}


@cache
def _transliterations() -> dict[str, str]:
    return {name: line[0] for line in _lines("transliterations") for name in line}


@cache
def spelling(word: str) -> str:
    """Write one plain word of a name as all its spellings share it.

    Listed transliterations become the first of their line; else doubled letters, "dh", "ph", "y" and "ou" are evened
    out, which keeps different English surnames apart but for a doubled letter.
    """
    known = _transliterations().get(word)
    if known is not None:
        return known
    if len(word) < 4:
        return word
    evened = word.replace("ph", "f").replace("dh", "d").replace("ou", "u").replace("y", "i")
    return _DOUBLE.sub(r"\1", evened)


def is_usual(given: str) -> bool:
    """Tell whether a given name (as ``spelling`` writes it) is one of the usual ones."""
    return given in _short_forms()


def same_given(one: str, two: str) -> bool:
    """Tell whether two given names (as ``spelling`` writes them) may be one person's: equal, initial, or short form."""
    if one == two:
        return True
    if len(one) <= 2 or len(two) <= 2:
        # "j", or "gk" for "G.K."
        return one[0] == two[0] and (len(one) == 1 or len(two) == 1 or one == two or max(len(one), len(two)) > 2)
    forms = _short_forms()
    mine = forms.get(one, frozenset((one,)))
    others = forms.get(two, frozenset((two,)))
    if one in others or two in mine:
        return True  # "bill" and "william"
    # Two short forms of one full name: "bill" and "billy", but not the "will" and "fred" of Wilfred
    return one[0] == two[0] and bool(mine & others)
