"""Titles in front of a name: where they end and the name starts, and what they tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus_cli.extraction.lexicon import (
    ACRONYM,
    Gender,
    fold_word,
    given_names,
    names_organization,
    noun_class,
    noun_gender,
    titles,
)
from corpus_cli.extraction.wordlists import word_set
from corpus_cli.records import Token

_BEFORE_NAMES = frozenset("former late retired outgoing longtime veteran fellow then onetime".split())


def after_titles(
    tokens: Sequence[Token], lowered: Sequence[str], first: int, end: int
) -> tuple[int, Gender | None, bool]:
    """Find where the name behind the last title of a sequence starts, the titles' gender, and whether there are any."""
    table = titles()
    gender: Gender | None = None
    start = first
    titled = False
    index = first
    while first < end - 1 and lowered[first] in _BEFORE_NAMES:
        first += 1
        start = index = first
    organized = any(map(names_organization, lowered[first:end]))
    while index < end - 1 or (index < end and index == first and lowered[index] in table):
        low = lowered[index]
        if (
            index == first
            and end - index == 2
            and low in given_names()
            and "." not in low
            and low not in ("prince", "king")
        ):
            break  # Dean Baker, Earl Warren
        if low in table and not _inside_name(lowered, start, index, titled):
            titled = True
            gender = table[low].gender or gender
            index += 1
            if low == "chief" and index < end - 1 and lowered[index] == "executive":
                index += 1
            if index < end and lowered[index] in ("of", "for"):
                behind = behind_portfolio(tokens, lowered, index, end)
                index = behind if behind > index else _after_office(tokens, lowered, index, end)
            elif index < end and lowered[index] == "to":
                index = behind_place(lowered, index, end) or index
            start = index
            continue
        if (
            (noun_class(low) == "person" or _is_trade(lowered, index, end))
            and not organized
            and index + 1 < end
            and fold_word(low) not in given_names()
        ):
            rest = end - index - 1
            if rest >= 2 or fold_word(lowered[index + 1]) in given_names():
                titled = True
                gender = noun_gender(low) or gender
                start = index + 1
                index += 1
                continue
        index += 1
    if not titled:
        # "Republican Donald Trump", "CNN Jake Tapper"
        known = given_names()
        position = first
        while position < end - 2 and fold_word(lowered[position]) not in known:
            low = lowered[position]
            if not (
                low in word_set("demonyms") or low in word_set("place_names") or ACRONYM.match(tokens[position].text)
            ):
                break
            position += 1
        if position > first and fold_word(lowered[position]) in known:
            return position, None, True
        for position in range(first + 1, end - 1):
            if fold_word(lowered[position]) in known and names_organization(lowered[position - 1]):
                return position, None, True  # "Fox News Sean Hannity"
        position = first
        while position < end - 1 and lowered[position] in word_set("demonyms"):
            position += 1
        if position > first and end - position >= 2:
            return position, None, False
    return start, gender, titled


# Landlady, Shopkeeper, Glazier, Quantity surveyor
_TRADES = re.compile(r".{3,}(?:er|or|eer|ier|ist|ian|ant|ent|lady|lord|maid|wife|master|smith)$")


def _is_trade(lowered: Sequence[str], index: int, end: int) -> bool:
    """Tell a noun for a person that no list knows from the name behind it: "Landlady Jean Robson"."""
    known = given_names()
    if end - index < 3 or fold_word(lowered[index + 1]) not in known or fold_word(lowered[index]) in known:
        return False
    return _TRADES.match(lowered[index]) is not None


def _inside_name(lowered: Sequence[str], start: int, index: int, titled: bool) -> bool:
    """Tell a title from a name's own word: the "Dean" of "Howard Dean Foster", not the "Sen." of "Virginia Sen. X"."""
    if index == start or titled or "." in lowered[index] or lowered[start] in word_set("place_names"):
        return False
    if lowered[index] == "cardinal" and index == start + 1:
        return True  # Jozef Cardinal Glemp
    known = given_names()
    return fold_word(lowered[start]) in known and fold_word(lowered[index + 1]) not in known


def _after_office(tokens: Sequence[Token], lowered: Sequence[str], index: int, end: int) -> int:
    """Step over what an office is of: "Secretary of State John Kerry" → at "John"."""
    position = index + 1
    if position < end and lowered[position] == "the":
        position += 1
    known = given_names()
    position += 1
    while position < end and fold_word(lowered[position]) not in known and end - position > 2:
        position += 1
    return min(position, end)


def behind_portfolio(tokens: Sequence[Token], lowered: Sequence[str], index: int, last: int) -> int:
    """Step over what a minister is in charge of: "of Information", "for Home Affairs", "of trade, industry and sport".

    ``index`` is the preposition's token; it is given back where no portfolio follows. A word may be anything else as
    well ("State", "Home"): who asks has seen an office before it.
    """
    words = word_set("portfolios")
    position = index + 1
    if position < last and lowered[position] == "the":
        position += 1
    end = index
    while position < last and lowered[position] in words:
        end = position = position + 1
        if position + 1 < last and lowered[position] in (",", "and", "&"):
            following = position + 1
            if lowered[position] == "," and lowered[following] in ("and", "&") and following + 1 < last:
                following += 1
            if lowered[following] in words and tokens[following].text[0].isupper() == tokens[end - 1].text[0].isupper():
                position = following
    return end


# To these bodies people are sent as to a country.
_BODIES = frozenset("un nato united nations european african union".split())


def behind_place(lowered: Sequence[str], index: int, last: int) -> int:
    """Step over the country or body that somebody is of, or sent to: "of India", "to the UN".

    ``index`` is the preposition's token; 0 where another word stands there, or nothing behind the place.
    """
    if lowered[index] not in ("of", "to"):
        return 0
    places = word_set("place_names")
    position = index + 1
    if position < last and lowered[position] == "the":
        position += 1
    first = position
    while position < last and (
        lowered[position] in places or (lowered[index] == "to" and lowered[position] in _BODIES)
    ):
        position += 1
    return position if first < position < last else 0


def before_place(lowered: Sequence[str], index: int, floor: int) -> int:
    """Step back from token ``index`` over where somebody is sent to: "ambassador [to the UN]"; ``index`` if to none."""
    places = word_set("place_names")
    position = index
    while position > floor and (lowered[position - 1] in places or lowered[position - 1] in _BODIES):
        position -= 1
    if position < index and position > floor and lowered[position - 1] == "the":
        position -= 1
    sent = position < index and position - 1 > floor and lowered[position - 1] == "to"
    return position - 1 if sent and noun_class(lowered[position - 2]) == "person" else index


def starts_with_address(lowered: Sequence[str], first: int) -> bool:
    """Tell whether a sequence starts with a form of address, so that it names a person whatever its last word."""
    return lowered[first].rstrip(".") in ("mr", "mrs", "ms", "dr", "sen", "rep", "gov", "sir")
