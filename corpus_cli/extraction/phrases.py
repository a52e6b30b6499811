"""Noun phrases that tell of a source without its name: "a senior LNA official", "the report"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corpus_cli.extraction.lexicon import LETTERS_BEHIND, NounClass, is_common, noun_class, titles
from corpus_cli.extraction.mark_glyphs import TOKENS as MARKS
from corpus_cli.extraction.names import Name
from corpus_cli.extraction.roles import is_initials, slice_of
from corpus_cli.extraction.titles import behind_portfolio
from corpus_cli.extraction.wordlists import word_set
from corpus_cli.records import Token

ARTICLES = frozenset({"the", "a", "an"})
DETERMINERS = ARTICLES | frozenset("this that these".split())
OWNERS = frozenset("his her its their my our your".split())
_PREPOSITIONS = frozenset(
    "of at for in on with from to by under against over about near among between within inside across during behind "
    "familiar involved close representing working".split()
)
# What follows describes no more who speaks, or lists some of them.
_ENDS = (
    frozenset(",;:.()[]—–―")
    | frozenset("who which whose that whom like including such as speaking citing".split())
    | {"--", "...", "-"}
)
_ALSO_COMMON = frozenset("black white western conservative liberal independent labour socialist communist".split())


class Phrase(NamedTuple):
    """A noun phrase as token indexes: ``first`` (behind the article) to ``last``, its ``head`` and what that names.

    ``opener`` is the article or other determiner in lower case, "" without one.
    """

    opener: str
    first: int
    last: int
    head: int
    kind: NounClass | None
    stop: int


def read_phrase(
    tokens: Sequence[Token], lowered: Sequence[str], first: int, last: int, names: Sequence[Name]
) -> Phrase | None:
    """Read the noun phrase that a source of tokens ``first`` to ``last`` opens with; null for none.

    ``names`` are the names in the source: a preposition inside a name ends no head ("Center of Media Justice").
    """
    inside = [False] * (last - first)
    for name in names:
        for index in range(max(name.first, first), min(name.last, last)):
            inside[index - first] = True
    start = first
    while start < last and (
        lowered[start] in MARKS or lowered[start] in (",", "(", "by", "to", "from", "and", "but", "as", "both")
    ):
        start += 1
    opener = ""
    if start < last and (lowered[start] in DETERMINERS or lowered[start] in OWNERS) and not inside[start - first]:
        opener = lowered[start]
        start += 1
    stop = start
    while stop < last and (inside[stop - first] or lowered[stop] not in _ENDS):
        stop += 1
        if stop + 3 < last and is_initials(tokens, stop):
            stop += 3  # the Coastal Relief Agency (CRA) director
    if opener and stop + 2 < last and tokens[stop].text == ",":
        # "the Los Gatos, California-based company"
        based = next((i for i in range(stop + 1, min(stop + 4, last - 1)) if lowered[i].endswith("-based")), None)
        if based is not None:
            start = based + 1
            stop = next((i for i in range(start, last) if not inside[i - first] and lowered[i] in _ENDS), last)
    if stop == start:
        return None
    stop = _over_list(tokens, lowered, stop, last)
    while stop < last and inside[stop - first]:
        stop += 1  # "the minister of trade and tourism [Ann Lee]"
    head = -1
    for index in range(start, stop):
        if lowered[index] in _PREPOSITIONS and not inside[index - first] and index > start:
            head = index - 1
            break
    if head < 0:
        head = stop - 1
    # "study published in", "officials working with": a participle behind the noun starts a clause
    for index in range(start, head):
        low = lowered[index + 1]
        if noun_class(lowered[index]) is not None and not inside[index + 1 - first] and _is_participle(low):
            head = index
            break
    while head > start and not opener and lowered[head] in LETTERS_BEHIND and tokens[head].text[1:2].isupper():
        head -= 1  # "Amelia Frost QC", but "the Cardiff MP"
    while head > start and (lowered[head] in MARKS or lowered[head] in ("’s", "'s")):
        head -= 1
    kind = noun_class(lowered[head])
    if kind is None and lowered[head].endswith("s") and lowered[head] in titles():
        kind = "people"
    charge = head
    if head + 1 < stop and lowered[head + 1] in ("of", "for"):
        charge = behind_portfolio(tokens, lowered, head + 1, stop)
    outside = (*range(start, head), *range(max(head, charge), stop))
    joined = any(
        lowered[i] == "and" and not inside[i - first] and not _of_one_office(tokens, lowered, head, i, stop)
        for i in outside
    )
    joined = joined and (opener != "" or not _has_two_offices(lowered, start, stop, names))
    if joined and (kind in ("person", "people") or (kind is None and stop - start > 2)):
        kind = "group"
    elif kind == "organization" and any(
        lowered[i] == "and" and noun_class(lowered[i - 1]) in ("people", "group") for i in range(start + 1, head)
    ):
        kind = "group"  # "activists and a monitoring group"
    if (
        kind in (None, "organization")
        and head + 1 < stop
        and lowered[head + 1] == "of"
        and lowered[stop - 1].endswith("s")
    ):
        kind = "group"  # "33% of the voters", "a mix of supporters"
    end = stop
    while end > head + 1 and (
        (lowered[end - 1] in MARKS and not _closes(tokens, start, end)) or lowered[end - 1] in ("’s", "'s", "and")
    ):
        end -= 1
    return Phrase(opener, start, end, head, kind, stop)


def _over_list(tokens: Sequence[Token], lowered: Sequence[str], stop: int, last: int) -> int:
    """Go on over "the ministers of Egypt, [Ethiopia and Sudan]" and "the minister of trade, [industry and tourism]"."""
    portfolio = next((i for i in range(stop - 1, max(stop - 4, 0), -1) if lowered[i] in ("of", "for")), None)
    if portfolio is not None and (behind := behind_portfolio(tokens, lowered, portfolio, last)) > stop:
        return behind
    if stop + 1 >= last or tokens[stop].text != "," or not tokens[stop + 1].text[0].isupper():
        return stop
    if tokens[stop - 1].text[0].islower() or noun_class(lowered[stop + 1]) == "person" or lowered[stop + 1] in titles():
        return stop  # "Jon Riccio, President and Chief Operating Officer"
    joined = False
    for index in range(stop, last):
        text = tokens[index].text
        if lowered[index] == "and":
            joined = True
        elif text != "," and not text[0].isupper():
            return index if joined and tokens[index - 1].text[0].isupper() else stop
    return last if joined and tokens[last - 1].text[0].isupper() else stop


def _of_one_office(tokens: Sequence[Token], lowered: Sequence[str], head: int, joint: int, stop: int) -> bool:
    """Tell "director of development [and] regeneration" from "head of research [and] the mayor"."""
    if head + 1 >= joint or lowered[head + 1] not in ("of", "for") or noun_class(lowered[head]) != "person":
        return False
    behind = range(joint + 1, stop)
    if not behind or lowered[behind[0]] in DETERMINERS or tokens[behind[0]].text[0].isupper():
        return False
    return not any(noun_class(lowered[i]) in ("person", "people", "group") for i in behind)


def _has_two_offices(lowered: Sequence[str], first: int, stop: int, names: Sequence[Name]) -> bool:
    """Tell one person with two offices: "Chairman and Chief Executive Ann Lee", not "Bob Hale and Mayor Ann Lee"."""
    if len(names) != 1 or names[0].last != stop:
        return False
    both = [i for i in range(first + 1, names[0].first - 1) if lowered[i] == "and"]
    return len(both) == 1 and noun_class(lowered[both[0] - 1]) == "person" and not lowered[both[0] - 1].endswith("s")


def _is_participle(low: str) -> bool:
    return noun_class(low) is None and (
        low.endswith(("ed", "ing")) or low in ("made", "seen", "held", "known", "written", "sent")
    )


def _closes(tokens: Sequence[Token], first: int, end: int) -> bool:
    return any(tokens[i].text in MARKS for i in range(first, end - 1))


def describe(text: str, tokens: Sequence[Token], phrase: Phrase, starts_sentence: bool, proper: bool) -> str:
    """Word a phrase as a description: without article; a capital that only opens a sentence is made small."""
    words = slice_of(text, tokens, phrase.first, phrase.last)
    first = tokens[phrase.first].text
    if first.isupper() and first.isalpha() and len(first) > 4 and is_common(first.lower()):
        return first.lower() + words[len(first) :]  # CONCERNED residents: how a paper opens an article
    low = first.lower()
    common = is_common(low) and (low.removesuffix("s") not in word_set("demonyms") or low in _ALSO_COMMON)
    if starts_sentence and not proper and common and len(first) > 1 and first[0].isupper() and first[1:].islower():
        words = words[0].lower() + words[1:]
    return words
