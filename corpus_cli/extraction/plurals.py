"""Several speakers at once: "Mr. Grassley and Mr. Leahy", and what "they" and "the senators" mean."""

from __future__ import annotations

from collections.abc import Sequence

from corpus_cli.extraction.cast import Figure
from corpus_cli.extraction.lexicon import FUNCTION_WORDS, noun_class
from corpus_cli.extraction.mentions import Mentions
from corpus_cli.extraction.phrases import Phrase
from corpus_cli.extraction.roles import slice_of
from corpus_cli.extraction.wordlists import word_set, word_table

_QUANTITIES = frozenset(
    "many most some several few other all two three four five six seven eight nine ten more".split()
)
_HAVE = frozenset("has have had ’ve 've having".split())
_COORDINATORS = frozenset({"and", "&", "or"})


def together(figures: Sequence[Figure]) -> Figure:
    """Make one figure of several, found again by their roles in the plural."""
    names = list(dict.fromkeys(figure.name for figure in figures))
    joined = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    group = Figure(joined, (), "group")
    for figure in figures:
        for word in figure.role_words:
            group.role_words.setdefault(word, 0)
            group.role_words.setdefault(f"{word.rstrip('.')}s", 0)
            if word.startswith("sen"):
                group.role_words.setdefault("senators", 0)
    return group


def several_named(mentions: Mentions, phrase: Phrase) -> Figure | None:
    """Read "Mr. Grassley and Mr. Leahy" or "Acme analysts Ann Lee and Bob Ray": every part of the phrase is a name."""
    lowered = mentions.lowered
    if not any(lowered[index] in _COORDINATORS for index in range(phrase.first, phrase.stop)):
        return None
    found: list[Figure] = []
    numbers = mentions.names_within(phrase.first, phrase.stop)
    opens = {mentions.names[number].title for number in numbers}
    # what they are, behind whose they are: "Acme analysts"
    behind = (i for i in range(phrase.first + 1, phrase.stop) if i in opens and _is_plural(lowered[i - 1]))
    last = next(behind, phrase.first)
    for number in numbers:
        if mentions.names[number].last <= last:
            continue
        name, figure = mentions.names[number], mentions.named[number]
        between = lowered[last : name.title]
        if figure is None or any(
            low not in _COORDINATORS and low not in (",", "the", "both") and low not in word_set("title_modifiers")
            for low in between
        ):
            return None
        found.append(figure)
        last = name.last
    rest = lowered[last : phrase.stop]
    if len(found) < 2 or any(low not in ("’s", "'s", ",", "each", "both", "all", "also") for low in rest):
        return None
    return together(found)


def _is_plural(low: str) -> bool:
    return noun_class(low) in ("people", "group") and low.endswith("s")


def pair_before(mentions: Mentions, token: int) -> Figure | None:
    """Find "X and Y" in this sentence or the one before."""
    floor = mentions.document.sentences[max(mentions.sentence(token) - 1, 0)].start
    names, named, lowered = mentions.names, mentions.named, mentions.lowered
    for number in reversed(mentions.names_within(floor, token)):
        if number == 0 or names[number].title - 1 <= names[number - 1].last - 1:
            continue
        one, two = named[number - 1], named[number]
        joined = lowered[names[number].title - 1] == "and" and names[number - 1].last == names[number].title - 1
        if joined and one and two and one.kind == two.kind == "person" and one is not two:
            return together([one, two])
    return None


def plural_noun_before(mentions: Mentions, token: int) -> Figure | None:
    """Describe the nearest noun for several people in this sentence or the one before."""
    lowered, tokens = mentions.lowered, mentions.document.tokens
    floor = mentions.document.sentences[max(mentions.sentence(token) - 1, 0)].start
    for index in range(token - 1, floor - 1, -1):
        if noun_class(lowered[index]) == "people":
            start = index
            while start > floor and start > index - 5 and may_modify(lowered[start - 1]):
                if lowered[start - 1].endswith("ed") and lowered[start - 2] in _HAVE:
                    break  # "has accused foreign politicians"
                start -= 1
            return Figure(slice_of(mentions.document.text, tokens, start, index + 1), (), "group")
    return None


def those_meant(plural: Figure | None, head: str) -> Figure | None:
    """Follow "the senators" to the several named before."""
    if plural is None:
        return None
    pair = head in ("pair", "two", "duo", "couple") and plural.kind == "group"
    named = head in plural.role_words or head in plural.name.lower().split()
    return plural if pair or named else None


def may_modify(low: str) -> bool:
    """Tell whether a lower-case word may stand before a noun in its phrase."""
    if low in FUNCTION_WORDS or not low[0].isalnum():
        return low in ("of", "’s", "'s") or low in _QUANTITIES
    classes = word_table("word_classes").get(low, "")
    return not (classes and classes[0] in "VBIC")
