"""How the words of names compare: surnames, initials, parts of a name, slips of the pen. Words are folded."""

from __future__ import annotations

from corpus_cli.extraction.lexicon import PARTICLES, given_names

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def one_slip(one: str, two: str) -> bool:
    """Tell whether two words differ by one letter changed, added, left out, or two neighbours swapped."""
    if abs(len(one) - len(two)) > 1 or len(one) < 5 or one[0] != two[0]:
        return False
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    a, b = one[start:], two[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def solid_words(words: tuple[str, ...]) -> int:
    """Count the words of a name that are no particle and no suffix."""
    return sum(word not in _SUFFIXES and word not in PARTICLES for word in words)


def last_word(words: tuple[str, ...]) -> str:
    """Give the surname's last word: "Bell" of "Marcus Bell Jr."."""
    for word in reversed(words):
        if word not in _SUFFIXES:
            return word
    return words[-1]


def bare(word: str) -> str:
    """Take the Arabic article off a surname: al-masri → masri."""
    head, dash, rest = word.partition("-")
    return rest if dash and head in ("al", "el", "ul", "as", "ash", "an", "at", "ad") and len(rest) > 2 else word


def inside(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether two or more words stand together in a longer name: "Suu Kyi" in "Aung San Suu Kyi"."""
    size = len(short)
    return 1 < size <= len(long) and any(long[i : i + size] == short for i in range(len(long) - size + 1))


def same_person(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Tell whether two full names with one last word are one person's: first names equal, or initial and name."""
    if last_word(one) != last_word(two):
        return False
    a, b = one[0], two[0]
    if a == b:
        return True
    if len(one) < 2 or len(two) < 2:
        return False
    if a[0] == b[0] and (len(a) <= 2 or len(b) <= 2):
        return True
    known = given_names()
    # "Joe" and "Joseph", "Rob" and "Robert"; but not "Don" and "Donna"
    return min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a)) and known.get(a) == known.get(b)
