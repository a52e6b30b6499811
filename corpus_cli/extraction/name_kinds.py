"""Kinds of names: what a name seems to name, by its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus_cli.extraction.lexicon import ACRONYM, names_organization, noun_class
from corpus_cli.extraction.mark_glyphs import TOKENS as MARKS
from corpus_cli.extraction.wordlists import word_set, word_table
from corpus_cli.records import SpeakerKind, Token

# Endings of groups called by what they are: "Millennials", "Vegetarians"
_GROUP_ENDINGS = ("ians", "ists", "crats", "ials", "goers")
PLACE_FIRST = frozenset(
    "new san los las santa saint st. fort ft. north south east west northern southern eastern western central lake "
    "mount mt. el puerto costa port cape sierra rio saudi sri hong".split()
)
PLACE_LAST = frozenset(
    "city county island islands river valley state states street avenue road beach bay coast desert strip peninsula "
    "mountains hills park square bridge tower airport arabia lanka kong korea zealand africa ireland kingdom emirates "
    "hampshire jersey york mexico carolina dakota virginia rico salvador francisco angeles vegas diego orleans "
    "d.c.".split()
)


_PAPERS = ("zeitung", "bladet", "posten", "tidende", "blatt")  # SonntagsZeitung
# Given names that are places as well, and not in the list of given names for that.
_PLACES_AND_PEOPLE = frozenset("jordan paris brooklyn madison dallas kenya israel india lincoln".split())
_ALSO_GIVEN = frozenset("young little big old black white brown gray grey green king prince sweet long short".split())
# Words for writings that organisations are called by: Bernstein Research, Geological Survey
SEVERAL = re.compile(r"[A-Z]{2,}s$")  # MPs, NGOs
_HOUSES = frozenset({"research", "survey", "monitor", "review"})


def kind_of_one(text: str, given: bool) -> SpeakerKind | None:
    """Tell what a name of one word seems to name; null for most: "Boeing", "Pence"."""
    low = text.lower()
    if SEVERAL.match(text):
        return "group"
    if "." in text and text.rsplit(".", 1)[1].islower():
        return "organization"  # Bankrate.com
    if low in word_set("place_names") or names_organization(low) or ACRONYM.match(text) or low.endswith(_PAPERS):
        return "organization"
    if given:
        return "person"
    if low.endswith(_GROUP_ENDINGS):
        return "group"
    if low.endswith("s") and (low[:-1] in word_set("demonyms") or noun_class(low) in ("people", "group")):
        return "group"
    return None


def _is_plain(low: str) -> bool:
    return low in PLACE_LAST or low in word_set("place_names") or low in word_table("word_classes")


# what somebody shares, or with whom
_SHARED = frozenset("the a an his her their its our my your with this that these those more some".split())


def kind_of_several(
    tokens: Sequence[Token], lowered: Sequence[str], start: int, end: int, given: bool, running: set[str]
) -> SpeakerKind | None:
    """Tell what a name of several words seems to name, by its words and whether it opens with a given name."""
    if SEVERAL.match(tokens[end - 1].text):
        return "group"
    low = lowered[start:end]
    places = word_set("place_names")
    if not given:
        hong_lei = low[0] == "hong" and low[1:2] != ["kong"]
        if len(low) == 2 and low[0] in _PLACES_AND_PEOPLE and not names_organization(low[1]) and not _is_plain(low[1]):
            return "person"  # "Jordan McSweeney"
        if (low[0] in PLACE_FIRST and not hong_lei) or low[-1] in PLACE_LAST or low[0] in places:
            return "organization"
        if low[-1] in places and low[-1] != "jordan":
            return "organization"
        if len(low) == 2 and (low[1] in running or low[1] in word_table("word_classes")):
            return "organization"  # "Judicial Watch", "Green Cross": a common word behind no given name
        if low[0] in word_table("word_classes") and low[0] not in _ALSO_GIVEN and not any("-" in word for word in low):
            return "organization"  # "Federal Labor", "Urban Harbor", but not "Ban Ki-moon"
    # J.D. Vance
    if given or re.match(r"(?:[A-Z]\.)+$", tokens[start].text):
        return "person"
    if low[-1] in _HOUSES:
        return "organization"
    if noun_class(low[-1]) == "document":
        return "document"
    if any(map(names_organization, low)):
        return "organization"
    behind = "".join(lowered[end : end + 1])
    if behind == "shareholders" or (behind == "shares" and "".join(lowered[end + 1 : end + 2]) not in _SHARED):
        return "organization"  # "Credit Suisse shares slump", but "Ann Lee shares her view"
    article = start > 0 and lowered[start - 1] == "the"
    if len(low) <= 4 and not article and all(_personal(token.text) for token in tokens[start:end]):
        return "person"  # "Ildefonso Guajardo": two or three capitalised words without an article
    return None


def _personal(text: str) -> bool:
    return text[0].islower() or not (text.isupper() and len(text) > 2 and "." not in text) or text in MARKS
