"""Offices in capitals that are no name: "Harbor Governor, Ben Marlow", "Senior Superintendent of Police", "MP"."""

from __future__ import annotations

from collections.abc import Sequence

from corpus_cli.extraction.lexicon import given_names, is_office, noun_class, titles
from corpus_cli.extraction.wordlists import word_set
from corpus_cli.records import Token

_REACH = 6  # tokens behind "and" in which the second of two offices stands


def names_an_office(tokens: Sequence[Token], lowered: Sequence[str], first: int, end: int, last: int) -> bool:
    """Tell whether the capitalised tokens ``first`` to ``end`` are an office; the paragraph ends at ``last``."""
    if end - first == 1:
        text = tokens[first].text
        return text.isupper() and text.isalpha() and noun_class(lowered[first]) == "person"  # MP
    if end >= last:
        return False
    ranks = [low.rstrip(".") for low in lowered[first:end]]
    if lowered[end] == "of" and ranks[-1] in titles():
        # Senior Superintendent of Police
        return all(word in titles() or word in word_set("title_modifiers") for word in ranks)
    if lowered[first] in given_names():
        return False
    if tokens[end].text == ",":
        return is_office(lowered[end - 1]) and _is_full_name(tokens, lowered, end + 1, last)
    joined = tokens[end].text in ("and", "&") and _is_held(lowered[end - 1])
    return joined and _is_office_and_name(tokens, lowered, end + 1, last)


def _is_held(low: str) -> bool:
    return is_office(low) or noun_class(low) == "person"  # spokesman, counsel


def _is_full_name(tokens: Sequence[Token], lowered: Sequence[str], first: int, last: int) -> bool:
    """Tell whether a given name and another capital stand at ``first``: "[Harbor Governor,] Ben Marlow"."""
    if first + 1 >= last or lowered[first] not in given_names():
        return False
    return tokens[first].text[0].isupper() and tokens[first + 1].text[0].isupper()


def _is_office_and_name(tokens: Sequence[Token], lowered: Sequence[str], first: int, last: int) -> bool:
    """Tell whether another office and a name follow: "[Presidential Spokesman and] Chief Counsel Ann Lee"."""
    for office in range(first + 1, min(last - 1, first + _REACH - 1)):
        if not tokens[office].text[0].isupper():
            return False
        if _is_held(lowered[office]) and lowered[office + 1] in given_names():
            return tokens[first].text[0].isupper()
    return False
