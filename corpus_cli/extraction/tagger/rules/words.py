"""What a word may be: coarse classes from a word list, from its ending when the list does not have it.

Classes are letters: N noun, E name, V finite verb, B bare verb, G -ing form, P participle, M modal, A adjective,
R adverb or particle, D determiner, I preposition, C conjunction, W question word, O pronoun, Q number, X mark.
A word's string lists its classes, the likeliest first.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corpus_cli.extraction.wordlists import word_table

# al-Sarraj  el-Sisi
_HYPHEN_NAME = re.compile(r"^[a-z]{1,3}-[A-Z]")
AUXILIARIES = frozenset(
    "is are was were be been being am 's ’s has have had having do does did done will would can could may might must "
    "shall should 'll ’ll 'd ’d 've ’ve 're ’re ca wo isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't "
    "didn't won't wouldn't can't couldn't shouldn't isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t don’t doesn’t "
    "didn’t won’t wouldn’t can’t couldn’t shouldn’t cannot get gets got going".split()
)
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow earlier later recently "
    "monday's tuesday's afterward afterwards once again".split()
)


@lru_cache(maxsize=50_000)
def word_classes(word: str) -> str:
    """Look up the classes of ``word`` as written ("said" → "V", "Cook" → "E", "report" → "NB")."""
    first = word[0]
    if not first.isalnum():
        return "E" if first in "@#" and len(word) > 1 else "X"
    if first.isdigit():
        return "Q"
    if first.isupper():
        closed = _table().get(word.lower())
        return closed if closed is not None and closed[0] in "DICWOM" and word not in ("US", "May", "Will") else "E"
    if "-" in word and _HYPHEN_NAME.search(word):
        return "E"
    known = _table().get(word)
    if known is not None:
        return known
    return class_by_ending(word)


@cache
def _table() -> dict[str, str]:
    return word_table("word_classes")


def class_by_ending(word: str) -> str:
    """Guess from the ending, as the list's own words divide: ``-ly`` adverb, ``-ing``, ``-ed``; else a noun."""
    if word in AUXILIARIES:
        return "V"
    if word.endswith("ly"):
        return "R"
    if word.endswith("ing"):
        return "G"
    if word.endswith("ed"):
        return "VP"
    if word.endswith(("ous", "ful", "ive", "able", "ible", "ical", "less")):
        return "A"
    return "N"
