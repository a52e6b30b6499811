"""Walks of life that roles tell of, so that two people of one name can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

_WORD = re.compile(r"[a-z]+")
# Head nouns by walk of life. A role that could be of several ("director", "president", "leader") tells nothing.
_WALKS = {
    "politics": "sen senator rep congressman congresswoman gov governor mayor lawmaker legislator councilman "
    "councilwoman councillor assemblyman minister premier chancellor nominee candidate republican democrat mp "
    "ambassador diplomat envoy alderman vice secretary undersecretary delegate strategist pollster surrogate",
    "sport": "coach striker midfielder defender goalkeeper quarterback pitcher winger skipper player footballer golfer "
    "boxer swimmer sprinter jockey referee umpire champion olympian cyclist",
    "law": "judge justice prosecutor lawyer attorney barrister solicitor magistrate",
    "police": "sheriff detective constable trooper policeman policewoman",
    "army": "gen general col colonel maj capt sgt sergeant adm admiral lt lieutenant commander cpl corporal private",
    "business": "ceo banker trader investor entrepreneur broker cfo financier retailer",
    "science": "professor scientist researcher economist historian lecturer scholar epidemiologist biologist physicist "
    "chemist psychologist psychiatrist doctor physician surgeon nurse meteorologist",
    "press": "reporter correspondent columnist journalist editor anchor blogger commentator",
    "arts": "actor actress singer musician rapper comedian filmmaker novelist poet painter composer",
    "church": "pope cardinal archbishop bishop priest pastor imam rabbi reverend rev",
}


@cache
def _by_noun() -> dict[str, str]:
    return {noun: walk for walk, nouns in _WALKS.items() for noun in nouns.split()}


# People move between these ("former prosecutor" turned senator), so they never tell two people apart.
_NEIGHBOURS = frozenset(
    frozenset(pair)
    for pair in (
        ("politics", "law"),
        ("politics", "army"),
        ("politics", "business"),
        ("politics", "press"),
        ("politics", "science"),
        ("politics", "police"),
        ("law", "police"),
        ("law", "science"),
        ("law", "business"),
        ("law", "press"),
        ("science", "press"),
        ("science", "business"),
        ("press", "arts"),
        ("arts", "politics"),
        ("press", "business"),
        ("police", "army"),
        ("science", "army"),
        ("business", "arts"),
        ("science", "arts"),
        ("church", "politics"),
        ("church", "science"),
        ("sport", "press"),
        ("sport", "business"),
    )
)


@lru_cache(maxsize=20_000)
def walk_of_life(role: str) -> str | None:
    """Tell the walk of life of one role as worded; null when it tells none or several."""
    found = {
        walk
        for word in _WORD.findall(role.lower().split(" of ")[0].split(" for ")[0])
        if (walk := _by_noun().get(word))
    }
    return found.pop() if len(found) == 1 else None


def walks(roles: Iterable[tuple[str, int]]) -> frozenset[str]:
    """Gather the walks of life of a name's roles."""
    return frozenset(walk for role, _ in roles if (walk := walk_of_life(role)) is not None)


def fold_role(role: str) -> str:
    """Write a role as it is compared: lower case, words only, without "former" and the like."""
    return " ".join(word for word in _WORD.findall(role.lower()) if word not in ("former", "then", "the", "ex"))


def conflict(one: frozenset[str], two: frozenset[str]) -> bool:
    """Tell whether roles speak against one person: each side is of a walk of life that people do not change between."""
    if not one or not two or one & two:
        return False
    return not any(frozenset((a, b)) in _NEIGHBOURS for a in one for b in two)
