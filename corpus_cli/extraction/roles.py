"""Roles: what an article calls a person, in front of the name, behind it between commas, or before a comma."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus_cli.extraction.lexicon import FUNCTION_WORDS, PARTICLES, is_office, names_organization, noun_class, titles
from corpus_cli.extraction.mark_glyphs import DOUBLE
from corpus_cli.extraction.mark_glyphs import TOKENS as MARKS
from corpus_cli.extraction.names import Name
from corpus_cli.extraction.titles import before_place
from corpus_cli.extraction.wordlists import word_set, word_table
from corpus_cli.records import Token

# A role in words ("campaign manager") says more than a title ("Sen."), so it is preferred wherever it stands.
IN_WORDS, TITLE, RELATION, TOLD = 3, 2, 1, 0
# Nouns that tell what somebody is to somebody else, not what he or she is.
_RELATIONS = frozenset(
    "rival opponent friend foe ally colleague counterpart predecessor successor partner challenger man woman moderate "
    "conservative liberal native supporter favorite newcomer person boy girl neighbor neighbour teammate".split()
)

_ARTICLES = frozenset({"the", "a", "an"})
_POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our"})
_DASHES = frozenset({"—", "–", "--", "-"})
# R-Ariz. | D-N.Y. | Republican | R-IN: what stands for a party behind a politician's name
_PARTY = re.compile(
    r"(?:[RDI]|Rep|Dem|Ind|R-|D-)(?:-\S+)?\.?$|Republican$|Democrat(?:ic)?$|Labour$|Conservative$|Tory$"
)
_BEHIND_NAME = frozenset(",.(—–;") | MARKS
_PLAIN = frozenset("man woman boy girl".split())
_AUXILIARIES = frozenset("has have had is was are were will would can could may might did does".split())
_STOPS = frozenset(",;.:!?()[]—–-…‘‚‹›" + DOUBLE) | {"--", "...", "``", "''"}
_RELATIVES = frozenset({"who", "which", "whose", "that", "where", "when", "whom"})
_PREPOSITIONS = frozenset(
    "of at for in on with from to by under against over about near among between within inside across during "
    "behind".split()
)
_BEFORE_PARTICIPLES = frozenset(
    "retired elected appointed unnamed disgraced accused convicted self-described united acting leading ruling sitting "
    "reigning managing running founding outgoing incoming governing commanding presiding serving marketing banking "
    "engineering manufacturing advertising accounting housing mining fundraising nursing training programming "
    "publishing broadcasting shipping investing building planning".split()
)
_SHORT_OFFICES = frozenset("coun coun. cllr cllr. cr sen. rep. prof. prof sheikh shaikh".split())
_PLIGHTS = frozenset("embattled beleaguered outspoken".split())  # no part of an office


class Role(NamedTuple):
    """A role as worded, how much it says, and its token range."""

    text: str
    quality: int
    first: int
    last: int


def slice_of(text: str, tokens: Sequence[Token], first: int, last: int) -> str:
    """Copy the words of tokens ``first`` to ``last`` (half open), white space folded."""
    return " ".join(text[tokens[first].start : tokens[last - 1].end].split())


def is_initials(tokens: Sequence[Token], opening: int) -> bool:
    """Tell whether a body's initials stand in brackets from token ``opening`` on: "(CRA)", but not "(D)"."""
    if opening < 0 or opening + 2 >= len(tokens) or tokens[opening].text != "(":
        return False
    letters = tokens[opening + 1].text
    return letters.isupper() and len(letters) > 1 and tokens[opening + 2].text == ")"


def role_before(text: str, tokens: Sequence[Token], lowered: Sequence[str], name: Name, floor: int) -> Role | None:
    """Find the role in front of a name: "Pentagon press secretary", "Sen.", "CNN’s"; not before token ``floor``."""
    table = titles()
    start = before_place(lowered, name.title, floor)
    charge = start - 2 >= floor and start == name.title < name.first and lowered[start - 1] in ("of", "for")
    if charge and tokens[start - 2].text[0].isupper() and is_office(lowered[start - 2]):
        start -= 2  # "Minister of National Security Dr Hale"
    office = start < name.first and any(
        is_office(low) or noun_class(low) == "person" for low in lowered[start : name.first]
    )
    in_words = any(noun_class(lowered[i]) == "person" and tokens[i].text[0].islower() for i in range(start, name.first))
    if start > floor and (office or start < name.first or noun_class(lowered[start - 1]) == "person"):
        limit = max(floor, start - 8)
        while start > limit:
            if is_initials(tokens, start - 3) and start - 4 >= limit and tokens[start - 4].text[0].isupper():
                start -= 3  # Coastal Relief Agency (CRA) director Jane Doe
            if not _inside_role(tokens, lowered, start - 1):
                break
            low = lowered[start - 1]
            in_words = in_words or (noun_class(low) == "person")
            office = office or in_words
            start -= 1
        start = _before_preposition(tokens, lowered, start, limit)
        while start < name.first and lowered[start] in ("’s", "'s", "and"):
            start += 1
    elif start - 1 > floor and lowered[start - 1] in ("’s", "'s") and tokens[start - 2].text[0].isupper():
        # "CNN’s Jake Tapper"
        owner = start - 2
        while owner > floor and tokens[owner - 1].text[0].isupper() and lowered[owner - 1] not in FUNCTION_WORDS:
            owner -= 1
        if tokens[start - 2].text.isupper():
            return Role(slice_of(text, tokens, owner, start - 1), TITLE, owner, start - 1)
        return None
    if is_initials(tokens, start - 3) and start - 2 > floor and not office:
        return _before_initials(text, tokens, lowered, start, floor)
    first, last = start, name.first
    while last > first and lowered[last - 1] in table and not is_office(lowered[last - 1]):
        last -= 1
    while first < last and lowered[first] in table and not is_office(lowered[first]):
        first += 1
    while first < last and (lowered[first] in _POSSESSIVES or lowered[first] in ("and", "the")):
        first += 1
    while last - first > 1 and lowered[last - 1] in _SHORT_OFFICES and lowered[last - 2] in table:
        last -= 1  # "committee chair Coun. Ann Hale"
    if last - first > 2 and lowered[first] == "office" and lowered[first + 1] == "of":
        first += 2  # "the Office of [Sen.] Francis Hale"
    if not office or first >= last:
        return None
    articled = first > floor and lowered[first - 1] in _ARTICLES
    if articled and name.last - name.first == 1 and tokens[last - 1].text.islower():
        return None  # "the federal judge [whom] Trump was referring to"
    quality = IN_WORDS if in_words or last - first > 2 else TITLE
    if lowered[last - 1] in _RELATIONS or lowered[last - 1] in word_set("demonyms"):
        quality = RELATION
    words = slice_of(text, tokens, first, last)
    one = lowered[last - 1].removesuffix("s")
    if one != lowered[last - 1] and is_office(one):
        words = words[:-1]  # "Senators Richard Hale and …"
    return Role(words, quality, first, last)


def _before_initials(text: str, tokens: Sequence[Token], lowered: Sequence[str], start: int, floor: int) -> Role | None:
    """Read the office whose initials stand in front of a name: "[Member of County Assembly (MCA)] Mark Mugambi"."""
    if not is_office(lowered[start - 2]) and noun_class(lowered[start - 2]) != "person":
        return None
    first = start - 3
    limit = max(floor, start - 3 - 8)
    while first > limit and (tokens[first - 1].text[0].isupper() or lowered[first - 1] in ("of", "for", "the")):
        first -= 1
    while first < start - 3 and not tokens[first].text[0].isupper():
        first += 1
    return Role(slice_of(text, tokens, first, start), IN_WORDS, first, start)


def _before_preposition(tokens: Sequence[Token], lowered: Sequence[str], start: int, limit: int) -> int:
    """Step back over the front of a body's name: "[Harbor Centre for] Health chief", "[Banco de] Lugo (BDL) …"."""
    if start - 2 < limit or not tokens[start].text[0].isupper() or not tokens[start - 2].text[0].isupper():
        return start
    joined = lowered[start - 1] in ("for", "of") and names_organization(lowered[start - 2])
    if not joined and tokens[start - 1].text not in PARTICLES:
        return start
    first = start - 2
    while first > limit and tokens[first - 1].text[0].isupper() and lowered[first - 1] not in FUNCTION_WORDS:
        first -= 1
    return first


def role_before_bracket(
    text: str, tokens: Sequence[Token], lowered: Sequence[str], name: Name, floor: int
) -> Role | None:
    """Find the office in front of a bracket: "The Prime Minister (Mr David Cameron)"; not before token ``floor``."""
    stop = name.title - 1
    if stop <= floor or tokens[stop].text != "(" or name.title == name.first:
        return None
    first = stop
    while first > max(floor, stop - 6) and (
        tokens[first - 1].text[0].isupper() or lowered[first - 1] in ("of", "for", "and")
    ):
        first -= 1
    while first < stop and (lowered[first] in _ARTICLES or lowered[first] in _PREPOSITIONS):
        first += 1
    office = any(is_office(low) or noun_class(low) == "person" for low in lowered[first:stop])
    return Role(slice_of(text, tokens, first, stop), IN_WORDS, first, stop) if office else None


def _inside_role(tokens: Sequence[Token], lowered: Sequence[str], index: int) -> bool:
    low = lowered[index]
    if tokens[index].text[0].islower() and tokens[index + 1].text[0].isupper():
        # "reason President X": of words in small letters only nouns for persons and the like stand before a title
        return noun_class(low) == "person" or low in word_set("title_modifiers")
    if low in ("’s", "'s"):
        return index > 0 and tokens[index - 1].text[0].isupper()
    if low in ("’", "'"):  # Harbor Residents' Committee chairman
        return index > 0 and tokens[index - 1].text[-1] == "s" and tokens[index - 1].end == tokens[index].start
    if not low[0].isalpha() or low in FUNCTION_WORDS or low in word_set("speech_verbs"):
        return False
    if noun_class(low) is not None:
        return True
    if low.endswith(("ed", "ing")) and low not in _BEFORE_PARTICIPLES and tokens[index].text[0].islower():
        return False
    classes = word_table("word_classes").get(low, "")
    return not (classes and classes[0] in "VBICDR" and low not in word_set("title_modifiers"))


def role_behind(text: str, tokens: Sequence[Token], lowered: Sequence[str], last: int, end: int) -> Role | None:
    """Find the role behind a name that ends before token ``last``: ", the Pentagon press secretary,".

    Party tags and ages in between are stepped over; "who serves as" and "who heads" count. ``end`` is the paragraph's.
    """
    index = last
    if index + 2 < end and lowered[index] in ("as", "is", "was", "became"):
        # "chose Jane Doe as his running mate", "Doe is the mayor of": known by it, but not shown as the role
        if lowered[index + 1] in _ARTICLES or lowered[index + 1] in _POSSESSIVES:
            told = _noun_phrase(text, tokens, lowered, index + 1, min(end, index + 14))
            return told._replace(quality=TOLD) if told else None
        return None
    if index + 1 < end and tokens[index].text == "(":
        close = index + 1
        while close < min(end, index + 8) and tokens[close].text != ")":
            close += 1
        if close < end and tokens[close].text == ")":
            inside = _noun_phrase(text, tokens, lowered, index + 1, close)
            if inside is not None:
                return inside
            index = close + 1
    for _ in range(3):
        if index + 1 >= end or (tokens[index].text not in (",",) and tokens[index].text not in _DASHES):
            return None
        after = index + 1
        if _PARTY.match(tokens[after].text) and not (
            after + 1 < end and lowered[after + 1] in ("nominee", "candidate")
        ):
            # ", R-Ariz.," ", Republican of Iowa,"
            index = after + 1
            while index < min(end, after + 5) and tokens[index].text != ",":
                index += 1
            continue
        if tokens[after].text.isdigit() and after + 1 < end and tokens[after + 1].text == ",":
            index = after + 1
            continue
        return _noun_phrase(text, tokens, lowered, after, min(end, after + 24))
    return None


def _noun_phrase(text: str, tokens: Sequence[Token], lowered: Sequence[str], first: int, end: int) -> Role | None:
    """Read a noun phrase for one person from ``first`` on; null when it is none."""
    if first >= end:
        return None
    index = first
    if lowered[index] == "who" and index + 2 < end:
        return _relative(text, tokens, lowered, index + 1, end)
    while index < end and lowered[index] in ("now", "then", "himself", "herself", "currently", "also"):
        index += 1
    determined = index < end and (lowered[index] in _ARTICLES or lowered[index] in _POSSESSIVES)
    if determined:
        index += 1
    if index < end and lowered[index] in ("and", "or"):
        return None
    start = index
    head = False
    preposition = False
    while index < end:
        low = lowered[index]
        if tokens[index].text in _STOPS or low in _RELATIVES:
            break
        if preposition and head and low in _AUXILIARIES and lowered[index - 1] != "to":
            index -= lowered[index - 1] in ("and", "but")
            break  # "the commissioner for health has announced": its second comma was left out
        if low in word_set("speech_verbs"):
            if not head or (preposition and tokens[index - 1].text[0].islower()):
                return None
            break
        if low in _PREPOSITIONS:
            if not preposition and not _is_person(tokens[index - 1].text):
                return None
            preposition = True
        elif not preposition and low[0].isalpha():
            if _is_person(tokens[index].text):
                head = True
            elif (
                low in FUNCTION_WORDS
                and low not in _ARTICLES
                and low not in _POSSESSIVES
                and low not in ("and", "most", "one")
            ):
                return None
        index += 1
    if not head or index <= start or not (preposition or _is_person(tokens[index - 1].text)):
        return None
    if not determined and index - start == 1 and tokens[start].text[0].isupper():
        return None  # "Smith, Coach and": a list
    last = next((i for i in range(start, index) if lowered[i] in _PREPOSITIONS), index)
    quality = RELATION if lowered[last - 1] in _RELATIONS else IN_WORDS
    return Role(slice_of(text, tokens, start, index), quality, start, index)


def _is_person(word: str) -> bool:
    low = word.lower()
    return noun_class(low) == "person" or (word[0].isupper() and is_office(low))


def _relative(text: str, tokens: Sequence[Token], lowered: Sequence[str], index: int, end: int) -> Role | None:
    """Read "who served as U.S. ambassador to Burma" and "who heads the Center", from the word behind "who" on."""
    while index < end and lowered[index] in ("has", "had", "have", "also", "once", "previously", "now", "currently"):
        index += 1
    if index + 1 >= end:
        return None
    verb = lowered[index]
    start = index
    if verb in ("served", "serves", "serving", "worked", "works", "acted") and lowered[index + 1] == "as":
        start = index + 2
        if start < end and lowered[start] in _ARTICLES:
            start += 1
    elif verb in ("is", "was") and lowered[index + 1] in _ARTICLES:
        return _noun_phrase(text, tokens, lowered, index + 1, end)
    elif verb not in (
        "heads",
        "leads",
        "runs",
        "directs",
        "headed",
        "led",
        "chairs",
        "chaired",
        "oversees",
        "represents",
        "coaches",
    ):
        return None
    last = start
    while last < end and tokens[last].text not in _STOPS and lowered[last] not in _RELATIVES:
        if lowered[last] in word_set("speech_verbs"):
            break
        last += 1
    if last - start < 1 or last - start > 18:
        return None
    # "who led the inquiry" tells less than a title
    quality = RELATION if start == index else IN_WORDS
    return Role(slice_of(text, tokens, start, last), quality, start, last)


def role_across_comma(
    text: str, tokens: Sequence[Token], lowered: Sequence[str], name: Name, floor: int
) -> Role | None:
    """Find the role before a comma and a name: "The club’s president, Andrea Rossi, said"."""
    comma = name.title - 1
    if comma <= floor or tokens[comma].text != "," or name.last >= len(tokens):
        return None
    if tokens[name.last].text not in _BEHIND_NAME or tokens[comma - 1].text in _STOPS:
        return None
    start = comma
    limit = max(floor, comma - 12)
    head = False
    determined = owned = False
    while start > limit:
        low = lowered[start - 1]
        outside = tokens[start - 1].text.islower() and tokens[start].text[0].isupper() and low not in _ARTICLES
        if owned and (low in _PREPOSITIONS or outside):
            break  # "counsel under [Mr. Bush’s father], George Bush"
        listed = tokens[start - 1].text == "," and {lowered[start], lowered[start - 2]} <= word_set("portfolios")
        if (tokens[start - 1].text in _STOPS and not listed) or low in word_set("speech_verbs") or low in _RELATIVES:
            break
        if low in _ARTICLES or low in _POSSESSIVES:
            determined = True
            if head:
                break
        elif low in ("’s", "'s"):
            determined = True  # India’s environment minister, B. Yadav
            owned = head
        if noun_class(low) == "person":
            head = True
        start -= 1
        if head and low in FUNCTION_WORDS and low not in _PREPOSITIONS and low not in ("and", "the"):
            start += 1
            break
    if not head:
        return None
    if comma - start <= 2 and lowered[comma - 1] in _PLAIN:
        return None  # "the woman, Ann Lee"
    while start < comma and (
        lowered[start] in _ARTICLES
        or lowered[start] in _PREPOSITIONS
        or lowered[start] in ("and", "but")
        or lowered[start] in _PLIGHTS
        or not tokens[start].text[0].isalnum()
    ):
        start += 1
    # The phrase's own head must be the person: "the town’s mayor, X" but not "in the mayor’s office, X".
    stop = start
    while stop < comma and lowered[stop] not in _PREPOSITIONS:
        stop += 1
    opens = start == floor or tokens[start - 1].text in ("–", "—", "-", "--") or lowered[start - 1] in _PLIGHTS
    if stop <= start or noun_class(lowered[stop - 1]) != "person" or not (determined or opens):
        return None
    return Role(slice_of(text, tokens, start, comma), IN_WORDS, start, comma)
