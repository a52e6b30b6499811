"""Antecedents: what "who" and "which" refer to."""

from __future__ import annotations

from corpus_cli.extraction.cast import Figure
from corpus_cli.extraction.lexicon import PRONOUNS, noun_class
from corpus_cli.extraction.mentions import Mentions
from corpus_cli.extraction.phrases import Phrase
from corpus_cli.extraction.plurals import may_modify
from corpus_cli.extraction.wordlists import word_table

_BETWEEN = frozenset({",", "of", "at", "in", "from", "the"})
_SEVERAL_OR_ONE = ("person", "people", "group")


def antecedent(mentions: Mentions, token: int) -> Figure | Phrase | None:
    """Follow "who" or "which" to the name or the noun phrase right before it."""
    lowered, tokens = mentions.lowered, mentions.document.tokens
    end = token
    floor = mentions.document.sentences[mentions.sentence(token)].start
    while end > floor and not tokens[end - 1].text[-1].isalnum() and tokens[end - 1].text not in (".",):
        end -= 1
    while end > floor and lowered[end - 1] in ("here", "there", "today", "yesterday"):
        end -= 1
    if end <= floor:
        return None
    for number in reversed(mentions.names_within(floor, end)):
        name, figure = mentions.names[number], mentions.named[number]
        if figure is None:
            continue
        if name.last == end or (name.last == end + 1 and lowered[end] in ("jr.", "sr.")):
            behind = lowered[name.title - 1] == "the"
            before = name.title - 1 - behind
            place = lowered[token] == "who" and figure.kind != "person" and before - 1 > floor
            placed = place and lowered[before] in ("in", "of", "at", "from")
            if placed and noun_class(lowered[before - 1]) in _SEVERAL_OR_ONE:
                end = before  # "voters in Florida, who"
                break
            where = (
                lowered[name.title - 1] in ("of", "at", "from") and len(name.words) == 1 and name.title == name.first
            )
            person = _over_places(mentions, number, floor) if place or where else None
            return person or figure
        for role in figure.roles:
            if role.first < end <= role.last + 1 and role.first >= name.last:
                return figure
    head = end - 1
    kind = noun_class(lowered[head])
    if lowered[token] == "which" and kind in ("person", "people"):
        return None
    if kind is None and lowered[token] in ("which", "that"):
        return None
    start = _start(mentions, floor, head)
    if kind is None:
        # "a mother of three, who"
        heads = (i for i in range(start, head) if lowered[i + 1] == "of" and noun_class(lowered[i]) == "person")
        head = next(heads, head)
        kind = noun_class(lowered[head])
    before = start
    if before - 2 > floor and lowered[before - 1] in ("the", "a", "an"):
        before -= 1
    preposition = before - 2 > floor and lowered[before - 1] in ("of", "for", "at", "from", "in")
    if preposition and noun_class(lowered[before - 2]) in ("person", "people"):
        head = before - 2  # "the nominee for president, who", "leaders of the union, who"
        kind = noun_class(lowered[head])
        start = _start(mentions, floor, head)
    opener = lowered[start - 1] if start > floor else ""
    return Phrase(opener, start, end, head, kind, end)


def _over_places(mentions: Mentions, number: int, floor: int) -> Figure | None:
    """Step back over "Colin Renfrew of the University of Cambridge, UK, who" to the person."""
    lowered = mentions.lowered
    end = mentions.names[number].title
    for before in range(number - 1, -1, -1):
        name, figure = mentions.names[before], mentions.named[before]
        if name.title < floor or any(low not in _BETWEEN for low in lowered[name.last : end]):
            return None
        if figure is not None and figure.kind == "person":
            return figure
        end = name.title
    return None


_AMOUNTS = frozenset(
    "number dozens hundreds thousands millions scores majority minority handful lot lots couple pair part some most "
    "many one two three all none half third quarter fifth series kind sort plenty rest type percent share bulk".split()
)


def _is_a_thing(low: str) -> bool:
    """Tell whether a noun before "of" is neither people nor how many of them."""
    plain = low.isalpha() and low not in _AMOUNTS and noun_class(low) is None
    return plain and word_table("word_classes").get(low, "N")[:1] == "N"


def _start(mentions: Mentions, floor: int, head: int) -> int:
    """Find where the noun phrase of a head starts; "she quoted leaders" starts behind its verb."""
    lowered, tokens = mentions.lowered, mentions.document.tokens
    start = head
    while start > floor and start > head - 6 and may_modify(lowered[start - 1]):
        if lowered[start - 1] == "of" and start - 2 >= floor and _is_a_thing(lowered[start - 2]):
            break  # "upon the request of residents, who"
        before = max(start - 2, floor)
        subject = lowered[before] in PRONOUNS or tokens[before].text[0].isupper()
        if subject and lowered[start - 1].endswith("ed"):
            break
        start -= 1
    return start
