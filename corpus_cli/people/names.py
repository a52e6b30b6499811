"""Names as they are compared: without case, accents, titles and dots."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

# Letters that NFKD does not take apart.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
    }
)
_ARTICLES = frozenset({"the", "a", "an"})
# Forms of address and ranks in front of a name; an office ("president") goes only if a name is left.
_TITLES = frozenset(
    "mr mrs ms miss mx messrs dr prof professor sir dame lord lady baroness baron rev reverend fr father sister "
    "sen sens senator rep reps representative congressman congresswoman gov governor lt gen general col colonel maj "
    "major capt captain cmdr commander sgt sergeant adm admiral cpl corporal pvt private brig brigadier lieutenant "
    "marshal president vice prime minister premier chancellor secretary mayor judge justice chief ambassador hon "
    "sheikh sheik imam ayatollah mullah rabbi pope cardinal bishop archbishop king queen prince princess sheriff "
    "attorney speaker deputy former ex retired acting then-president".split()
)
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "esq", "phd", "md", "mp", "qc", "kc"})
# With one of these the first word is no title: "Justice Department", "General Electric", "King Abdullah University".
_ORGANIZATIONS = frozenset(
    "department electric motors mills dynamics assembly council court university office ministry hospital college "
    "institute party accounting committee agency bureau school foundation service services company bank campaign "
    "administration association society center centre team group union board commission institution museum church "
    "fund corps force guard house".split()
)
# U.S. | G.K. | F.B.I.: dots between single letters
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_POSSESSIVE = re.compile(r"'s?(?=\s|$)")
_WORD = re.compile(r"\w+")


def plain(text: str) -> str:
    """Write text in lower case without accents; apostrophes straight, white space single."""
    if text.isascii():
        return " ".join(text.lower().translate(_LETTERS).split())
    # Decomposed before the case is folded too: "𝐀" is no letter with a case before.
    lowered = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def words(name: str) -> list[str]:
    """Split a name into plain words: dotted letters joined ("U.S." is "us"), possessive endings and marks dropped.

    >>> words("Sen. José María O’Neill-Díaz’s")
    ['sen', 'jose', 'maria', 'oneill', 'diaz']
    """
    return list(_words(name))


@lru_cache(maxsize=20_000)
def _words(name: str) -> tuple[str, ...]:
    text = _DOTTED.sub(lambda match: match.group().replace(".", "") + " ", plain(name))
    text = _POSSESSIVE.sub("", text).replace("'", "")
    return tuple(_WORD.findall(text))


def without_titles(parts: list[str]) -> list[str]:
    """Drop articles and titles in front and suffixes ("Jr.") behind, as long as a word is left."""
    start, end = 0, len(parts)
    while start < end and parts[start] in _ARTICLES:
        start += 1
    if start == end:
        return parts
    while end - start > 1 and parts[end - 1] in SUFFIXES:
        end -= 1
    first = start
    organization = any(part in _ORGANIZATIONS for part in parts[start + 1 : end])
    while end - start > 1 and parts[start] in _TITLES and not organization:
        start += 1
        if parts[start] == "of":  # "secretary of state john kerry" keeps its office: no telling where the name starts
            start = first
            break
    return parts[start:end]


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Write a name as it is matched: lower case, no accents, no article, no titles, no dots, words parted by one blank.

    >>> fold("Sen. José O’Neill Jr.")
    'jose oneill'
    >>> fold("the U.S. Africa Command")
    'us africa command'
    """
    return " ".join(without_titles(words(name)))


def near(name: str, names: Iterable[str], count: int = 5) -> list[str]:
    """List up to ``count`` of ``names`` that look like ``name``, best first: for "did you mean".

    A name is as near as its whole or its nearest word is (``difflib`` ratio, at least 0.75).
    """
    wanted = fold(name)
    if not wanted:
        return []
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    scored: list[tuple[float, str]] = []
    for candidate in dict.fromkeys(names):
        folded = fold(candidate)
        best = 0.0
        for form in {folded, *folded.split()}:
            matcher.set_seq1(form)
            if matcher.real_quick_ratio() >= 0.75 and matcher.quick_ratio() >= 0.75:
                best = max(best, matcher.ratio() - (0.0 if form == folded else 0.01))
        if best >= 0.74:
            scored.append((-best, candidate))
    return [candidate for _, candidate in sorted(scored)[:count]]
