"""Forms of a name: what a person's or an organisation's name says, and whether two can be one's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from corpus_cli.people.names import SUFFIXES, fold, without_titles, words
from corpus_cli.people.spellings import is_usual, same_given, spelling

PARTICLES = frozenset("al el ul de del della di da dos du la le van von der den bin ibn abu ben".split())
_SMALL = frozenset({"of", "the", "for", "and", "on", "in", "a", "an", "s", "to", "at"})
_LED = frozenset({"campaign", "administration"})
_COMPANY = frozenset("inc corp corporation co company ltd llc plc gmbh ag sa nv group asa oyj".split())


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A person's name in parts, each as ``spelling`` writes it; ``given`` is empty for a bare surname."""

    given: tuple[str, ...]
    last: str
    suffix: str = ""

    @property
    def bare(self) -> bool:
        """Tell whether only a surname is known."""
        return not self.given


@lru_cache(maxsize=20_000)
def person_form(name: str) -> PersonForm:
    """Take a person's name apart: titles dropped, particles too ("Khaled al-Masri" → khaled, masri)."""
    parts = words(name)
    suffix = next((part for part in parts[1:] if part in SUFFIXES and part in ("jr", "sr", "ii", "iii", "iv")), "")
    kept = [part for part in without_titles(parts) if part not in SUFFIXES]
    solid = [part for index, part in enumerate(kept) if part not in PARTICLES or (index == 0 and _is_given(name, kept))]
    solid = solid or kept or [""]
    spelled = tuple(map(spelling, solid))
    return PersonForm(spelled[:-1], spelled[-1], suffix)


def _is_given(name: str, parts: list[str]) -> bool:
    """Tell the "Al" of "Al Gore" from the one of "al-Sarraj" and the "bin" of "bin Laden"."""
    return len(parts) > 1 and parts[0] in ("al", "ben", "van", "della") and f"{parts[0].title()} " in name


def compatible(one: PersonForm, two: PersonForm) -> bool:
    """Tell whether two full or bare names with one surname can be one person's."""
    if one.last != two.last:
        return False
    if one.bare or two.bare:
        return True
    if one.suffix and two.suffix and one.suffix != two.suffix:
        return False
    short, long = sorted((one.given, two.given), key=len)
    if long[len(long) - len(short) :] == short and (one.given == two.given or not is_usual(short[0])):
        return True  # "Suu Kyi" ends "Aung San Suu Kyi"; but "Friend Bill Mill" is no form of "Bill Mill"
    for mine, other in ((one.given, two.given), (two.given, one.given)):
        if len(mine[0]) == 1 and len(mine) > 1 and len(mine[1]) > 1:
            # "J. Edgar Hoover" goes by the second name
            middle = len(other) > 1 and same_given(mine[0], other[0]) and same_given(mine[1], other[1])
            return middle or same_given(mine[1], other[0])
    if not same_given(one.given[0], two.given[0]):
        return False
    middles = one.given[1:2], two.given[1:2]
    if middles[0] and middles[1]:
        a, b = middles[0][0], middles[1][0]
        return a == b or (a[0] == b[0] and 1 in (len(a), len(b)))
    return True


@lru_cache(maxsize=20_000)
def organization_key(name: str) -> str:
    """Write an organisation's name as its variants share it: "Department of Justice", "Justice Department"."""
    parts = [part for part in fold(name).split() if part not in _SMALL]
    while len(parts) > 1 and parts[-1] in _COMPANY:
        parts.pop()
    if len(parts) > 2 and parts[-1] in _LED and " and " not in name:
        # "Hillary Clinton’s campaign", "Clinton’s presidential campaign", "the Clinton campaign"
        named = [part for part in parts[:-1] if part not in ("presidential", "election", "senate")]
        parts = [*named[-1:], parts[-1]]
    return " ".join(sorted(parts)) if len(parts) > 1 else " ".join(parts)


@lru_cache(maxsize=20_000)
def initials(name: str) -> tuple[str, ...]:
    """List the acronyms of three letters or more that a name spells: "International Monetary Fund" → imf."""
    parts = fold(name.replace("&", " ")).split()
    if len(parts) < 2:
        return ()
    content = "".join(part[0] for part in parts if part not in _SMALL)
    every = "".join(part[0] for part in parts)
    return tuple(dict.fromkeys(acronym for acronym in (content, every) if len(acronym) >= 3))


def is_acronym(name: str) -> bool:
    """Tell whether a name is an acronym of three to six letters: "IMF", "N.A.A.C.P."."""
    bare = name.replace(".", "")
    return 3 <= len(bare) <= 6 and bare.isalpha() and bare.isupper()
