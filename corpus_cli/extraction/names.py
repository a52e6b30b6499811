"""Names in running text: capitalised sequences, split into title and name, with what they seem to name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from corpus_cli.extraction.lexicon import (
    ACRONYM,
    CALENDAR,
    FUNCTION_WORDS,
    LETTERS_BEHIND,
    PARTICLES,
    Gender,
    fold_word,
    given_names,
    is_common,
    is_office,
    names_organization,
    noun_class,
    titles,
)
from corpus_cli.extraction.mark_glyphs import OPENING
from corpus_cli.extraction.mark_glyphs import TOKENS as MARKS
from corpus_cli.extraction.name_kinds import PLACE_FIRST, PLACE_LAST, kind_of_one, kind_of_several
from corpus_cli.extraction.offices import names_an_office
from corpus_cli.extraction.titles import after_titles, before_place, behind_place, behind_portfolio, starts_with_address
from corpus_cli.extraction.wordlists import word_set, word_table
from corpus_cli.records import Document, SpeakerKind, Token

# al-Masri | el-Sisi | d'Estaing: a name though its first letter is small
_SMALL_START = re.compile(r"(?:al|el|ul|as|ad|an|ar|ash|at|az|ez|de|bin|d['’]|l['’])-?[A-ZÀ-Þ]")
# Offices that are of or for something, which no name begins with.
_IN_CHARGE = frozenset("minister ministers secretary undersecretary commissioner director".split())
_OFFICES = _IN_CHARGE | frozenset(
    "spokesman spokeswoman spokesperson leader chief chairman chairwoman chairperson prosecutor ombudsman inspector "
    "governor ambassador envoy adviser advisor president representative".split()
)
_OPENERS = frozenset(OPENING + "(—–-:;•*") | {"``", "--", "..."}
_SUFFIXES = frozenset({"jr.", "jr", "sr.", "sr", "ii", "iii", "iv"})
_OPENS_SENTENCE = frozenset(
    "the a an this that these those in on at but he she it they as after when if by with from while we you and "
    "to".split()
)
_BEFORE_MONTHS = frozenset(
    "in of by since last until early late mid from to this next through during before after and".split()
)
# Acme Robotics, Inc.
_COMPANIES = frozenset("inc ltd llc llp plc corp gmbh ag nv".split())
# Words of organisations that are people's surnames too: Emily Post, David Steel, Liam Fox
_ALSO_SURNAMES = frozenset(
    "ag apple brothers capital co daily fire fox herald lords nations post press sa star steel times un united".split()
)
_JOINING = frozenset({"of", "for", "on", "and", "&"})
# Trump-style | Turkish-built | Oscar-winner | U.S.-led: made of a name, not a name, unless a name goes before (Ki-moon)
_MADE_OF_NAME = re.compile(r"(?!(?:[Aa]l|[Ee]l|[Uu]l|[Aa]s|[Jj]ean|[Mm]ary|[Aa]nne?)-)[\w.]+(?:-\w+)*-[a-z]+$")


class Name(NamedTuple):
    """A name in the text, as half-open token indexes: ``first`` to ``last`` the name, from ``title`` on its titles.

    ``kind`` is null when the form alone does not tell ("Boeing", "Pence"). ``words`` are folded, without titles.
    ``common`` marks a common word at a sentence's start, a name only if it is a surname that the article has elsewhere.
    """

    first: int
    last: int
    title: int
    kind: SpeakerKind | None
    gender: Gender | None
    words: tuple[str, ...]
    starts_sentence: bool = False
    common: bool = False


def find_names(document: Document, lowered: Sequence[str]) -> list[Name]:
    """Find the names of a document in text order; ``lowered`` are its tokens in lower case.

    Headlines in title case and upper-case paragraphs are left out: their words are capitalised anyway, so names in
    them are only known from elsewhere.
    """
    tokens = document.tokens
    starts = {first for first, _ in document.sentences}
    running = {text for _, _, text in tokens if text.islower()}
    # Most tokens are small throughout: they are passed over at once, for speed.
    large = [index for index, (_, _, text) in enumerate(tokens) if not text.islower()]
    at = 0
    names: list[Name] = []
    for first, last in document.paragraphs:
        if not _capitals_tell(tokens, first, last):
            continue
        index = first
        if document.dateline is not None:
            # "CHARLOTTE — The wife of": a dateline names no speaker
            start, end = document.dateline.span
            while index < last and start <= tokens[index].start < end:
                index += 1
        at = bisect_left(large, index, at)
        while at < len(large) and large[at] < last:
            index = large[at]
            if not _is_capital(tokens[index].text):
                at += 1
                continue
            end = _sequence_end(tokens, lowered, index, last)
            if names_an_office(tokens, lowered, index, end, last):
                at = bisect_left(large, end, at)
                continue
            begins = index in starts or (index > first and tokens[index - 1].text in _OPENERS)
            begins = begins or (index - 1 in starts and tokens[index - 1].text in MARKS)
            names.extend(_split(tokens, lowered, index, end, begins, running, first))
            at = bisect_left(large, end, at)
    return names


def _capitals_tell(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether capitals mean names in this paragraph: not in a headline in title case or an upper-case caption.

    A headline has next to no long word in small letters but prepositions.
    """
    capitals = small = 0
    for index in range(first, min(last, first + 60)):
        text = tokens[index].text
        if len(text) > 3 and text[0].isalpha():
            if text[0].isupper():
                capitals += 1
            elif text not in FUNCTION_WORDS:
                small += 1
                if small > 1 + capitals // 8:
                    return True
    return capitals < 4 or small > capitals // 8


def _is_capital(text: str) -> bool:
    return text[0].isupper() or (text[0].islower() and _SMALL_START.match(text) is not None)


def _sequence_end(tokens: Sequence[Token], lowered: Sequence[str], index: int, last: int) -> int:
    """Find the end of the capitalised sequence at ``index``, over "of", "and", particles and nicknames in marks."""
    end = index + 1
    while end < last:
        text = tokens[end].text
        if _is_capital(text):
            if lowered[end] in _OPENS_SENTENCE:
                return end  # "Yellen The Federal Reserve": a caption runs into the text
            if lowered[end - 1] in FUNCTION_WORDS and end - 1 == index and lowered[index] not in ("will", "may"):
                return end  # "In Washington": the first word only opens the sentence
            end += 1
            continue
        low = lowered[end]
        following = end + 1
        if following < last and low in PARTICLES and _joins_particle(tokens, end, last):
            end = following if not _is_capital(tokens[following].text) else following + 1
            continue
        if _is_plural_owner(tokens, end) and following < last and names_organization(lowered[following]):
            end = following + 1  # Harbor Residents' Committee
            continue
        behind = behind_place(lowered, end, last) if lowered[end - 1] in titles() else 0
        if behind and _is_capital(tokens[behind].text) and lowered[behind] not in CALENDAR:
            end = behind + 1  # Chief Justice of India D.Y. Rao, Ambassador to the UN Liu Jieyi
            continue
        if low in ("of", "for") and lowered[end - 1] in _IN_CHARGE:
            behind = behind_portfolio(tokens, lowered, end, last)
            large = tokens[following].text[0].isupper()
            if large and end < behind < last and _is_capital(tokens[behind].text):
                end = behind + 1
                continue
        if low in ("of", "for", "on") and following < last:
            inner = following + 1 if lowered[following] == "the" and following + 1 < last else following
            if (
                _is_capital(tokens[inner].text)
                and lowered[inner] not in CALENDAR
                and _takes_of(lowered, index, end, low)
            ):
                end = inner + 1
                continue
        joins = low in ("and", "&") and following < last and _is_capital(tokens[following].text)
        if joins and (low == "&" or _joins_and(tokens, lowered, index, end, last)):
            end = following + 1
            continue
        if text in MARKS and end + 3 < last and _is_capital(tokens[end + 1].text):
            # Robert “Bob” Smith
            for close in (end + 2, end + 3):
                if close + 1 < last and _closes_nickname(tokens, end, close):
                    end = close + 2
                    break
            else:
                return end
            continue
        if text == "," and following < last and lowered[following] in _SUFFIXES:
            end = following + 1
            continue
        return end
    return end


def _is_plural_owner(tokens: Sequence[Token], index: int) -> bool:
    """Tell the apostrophe of "Residents'" from a mark: it touches the word before it, and nothing behind."""
    before, mark = tokens[index - 1], tokens[index]
    if mark.text not in ("'", "’") or mark.start != before.end or before.text[-1] not in "sS":
        return False
    return index + 1 < len(tokens) and tokens[index + 1].start > mark.end and _is_capital(tokens[index + 1].text)


def _closes_nickname(tokens: Sequence[Token], opening: int, closing: int) -> bool:
    """Tell whether marks at two tokens hold a nickname: both touch it, and the name goes on behind."""
    return (
        tokens[closing].text in MARKS
        and _is_capital(tokens[closing + 1].text)
        and tokens[opening + 1].start == tokens[opening].end
        and tokens[closing].start == tokens[closing - 1].end
    )


def _joins_particle(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Tell whether small words from ``index`` on ("van der") lead to a capital."""
    for position in range(index + 1, min(index + 3, last)):
        text = tokens[position].text
        if _is_capital(text):
            return True
        if text not in PARTICLES:
            return False
    return False


def _takes_of(lowered: Sequence[str], first: int, end: int, word: str) -> bool:
    """Tell whether the sequence goes on over "of": an organisation or an office does ("Bank of", "Secretary of")."""
    head = lowered[end - 1]
    if word == "of":
        if names_organization(head) or head in (
            "house",
            "court",
            "ministry",
            "secretary",
            "speaker",
            "chairman",
            "joint",
            "chief",
            "chiefs",
        ):
            return True
        words = lowered[first:end]
        named = any(fold_word(word) in given_names() or (len(word) == 2 and word[1] == ".") for word in words)
        return not named and any(map(names_organization, words)) and head not in titles()
    return (
        any(names_organization(lowered[i]) or lowered[i] == "speaker" for i in range(first, end))
        and head not in titles()
    )


def _joins_and(tokens: Sequence[Token], lowered: Sequence[str], first: int, end: int, last: int) -> bool:
    """Tell whether "and" stands inside one name: "Citizenship and Immigration Services", not "Obama and Clinton"."""
    after = end + 1
    while after < last and _is_capital(tokens[after].text):
        after += 1
    right = lowered[end + 1 : after]
    left = lowered[first:end]
    if fold_word(left[0]) in given_names() or fold_word(right[0]) in given_names() or right[0] in titles():
        return False
    if (
        left[-1] in word_set("place_names")
        or right[0] in word_set("place_names")
        or ACRONYM.match(tokens[end - 1].text)
    ):
        return False
    if "of" in left or "for" in left or "on" in left:
        return names_organization(left[0]) or names_organization(right[-1])
    if len(left) == 1 and noun_class(left[0]) in ("person", "people", "group"):
        return False  # "Witnesses and Free Syrian Army forces"
    left_names = left[-1] in word_set("organization_nouns")
    right_names = (names_organization(right[-1]) and len(right) > 1) or right[-1] in (
        "committee",
        "services",
        "commission",
    )
    return right_names and not left_names


def _only_looks_common(low: str) -> bool:
    """Tell whether a word is taken for a participle by its end alone: Javed, Rashed."""
    return low.endswith("ed") and low not in word_table("word_classes") and len(low) <= 6


def _split(
    tokens: Sequence[Token],
    lowered: Sequence[str],
    first: int,
    end: int,
    begins: bool,
    running: set[str],
    paragraph: int,
) -> list[Name]:
    """Split a capitalised sequence into titles and name; empty when no name is in it."""
    known = given_names()
    if begins:
        # A common word at a sentence's start is no part of a name, unless it is a title or a noun in front of one.
        while first < end:
            low = lowered[first]
            if end - first == 1:
                given = fold_word(low) in known and low not in running and low not in titles()
                # PROTESTERS have urged
                shouted = first - paragraph <= 1 and len(low) > 4 and low.isalpha() and is_common(low)
                if given or (ACRONYM.match(tokens[first].text) and not shouted):
                    break
                if low in word_set("place_names"):
                    break
                if low in running or is_common(low):
                    # "Stark said": a common word, but perhaps somebody's surname; the cast will tell.
                    words = _words(tokens, lowered, first, end)
                    surname = low not in FUNCTION_WORDS or low in ("may", "will")
                    return [Name(first, end, first, None, None, words, True, True)] if surname and words else []
                break
            if low in ("said", "says", "asked", "added") and end < len(tokens) and tokens[end].text in (":", ","):
                first += 1  # Said Ellis: “…”
                continue
            if low in titles() or low in word_set("demonyms") or low in word_set("title_modifiers"):
                break
            if end - first == 2 and _MADE_OF_NAME.match(tokens[first + 1].text) and low not in FUNCTION_WORDS:
                break  # Ban Ki-moon
            following = lowered[first + 1]
            if low in PLACE_FIRST and (following in word_set("demonyms") or following in word_set("place_names")):
                break  # South Korean President, South Sudan
            if lowered[end - 1] in PLACE_LAST and low not in FUNCTION_WORDS:
                break  # Downing Street
            if (
                end - first == 2
                and _only_looks_common(low)
                and "".join(lowered[end : end + 1]) in (",", "said", "says")
            ):
                break  # Javed Ali, a professor
            if low in FUNCTION_WORDS or ((low in running or is_common(low)) and fold_word(low) not in known):
                if noun_class(low) is not None or (names_organization(lowered[end - 1]) and low not in FUNCTION_WORDS):
                    break
                first += 1
                continue
            break
    if end - first == 1 and lowered[first] in ("question", "answer") and "".join(lowered[end : end + 1]) == ":":
        return []  # who asks at a briefing
    if end - first > 2 and first > 1 and "to" in lowered[first - 2 : first]:
        sent = first
        while sent < end - 2 and before_place(lowered, sent + 1, 0) <= sent:
            sent += 1
        first = sent  # ambassador to the UN Ann Lee
    if end - first > 1 and lowered[first] == "state" and first > 1 and lowered[first - 1] == "of":
        first += 1  # "former secretary of State Clinton"
    dated = first + 1 < len(tokens) and tokens[first + 1].text[0].isdigit()
    if end - first == 1 and lowered[first] == "may" and lowered[first - 1] not in _BEFORE_MONTHS and not dated:
        # "said May", not "in May": Theresa May's if the article has one
        return [Name(first, end, first, None, None, ("may",), begins, True)]
    while first < end and (lowered[first] in CALENDAR or lowered[first] in FUNCTION_WORDS) and end - first >= 1:
        if lowered[first] in ("may", "april", "june", "august", "will", "jan", "mar") and end - first > 1:
            break
        first += 1
    while end > first and (lowered[end - 1] in CALENDAR or lowered[end - 1] == "i"):
        if end - first > 1 and (fold_word(lowered[end - 2]) in known or lowered[end - 2] in titles()):
            break  # Theresa May, Mrs. May
        end -= 1
    while first < end and "-" in lowered[first] and _MADE_OF_NAME.match(tokens[first].text):
        if end - first > 1 and fold_word(lowered[first].split("-")[0]) in known:
            break  # Katie-jo Luxton
        first += 1
    if first >= end:
        return []
    while (
        end - first > 2
        and lowered[end - 1] in titles()
        and fold_word(lowered[end - 1]) not in known
        and lowered[end - 2] not in ("of", "for")  # the Ministry of Justice
    ):
        if lowered[end - 2] in word_set("title_modifiers"):
            return []  # "Deputy Prime Minister"
        end -= 1  # "Marco Trask Miss": a caption's next word
    while end - first > 1 and lowered[end - 1] in LETTERS_BEHIND and tokens[end - 1].text[1].isupper():
        end -= 1  # Amelia Frost QC
    name = _name(tokens, lowered, first, end, begins, running)
    return [name] if name else []


def _name(
    tokens: Sequence[Token], lowered: Sequence[str], first: int, end: int, begins: bool, running: set[str]
) -> Name | None:
    known = given_names()
    table = titles()
    start = first
    organization = names_organization(lowered[end - 1]) and lowered[end - 1] not in table
    # Ministry of Justice
    organization = organization or (
        end - first == 3 and lowered[first + 1] == "of" and names_organization(lowered[first])
    )
    # Syrian Observatory for Human Rights
    organization = organization or ("for" in lowered[first:end] and any(map(names_organization, lowered[first:end])))
    if any(lowered[i] in _IN_CHARGE and lowered[i + 1] in ("of", "for") for i in range(first, end - 2)):
        organization = False  # "Minister for Home Affairs Teo Chee Hean"
    office: Gender | None = None
    titled = False
    if not organization or starts_with_address(lowered, first):
        start, office, titled = after_titles(tokens, lowered, first, end)
    if start >= end or _is_office(lowered, first, end):
        return None  # a title alone: "the President", "the Prime Minister"
    words = _words(tokens, lowered, start, end)
    if not words:
        return None
    low = lowered[start:end]
    count = end - start
    if all(word in word_set("demonyms") or all(w in word_set("demonyms") for w in word.split("-")) for word in low):
        return None
    given = known.get(words[0], "none")
    company = end + 1 < len(tokens) and tokens[end].text == "," and lowered[end + 1].rstrip(".") in _COMPANIES
    told: Gender | None = "m" if given == "m" else "f" if given == "f" else None
    gender = office or told
    known_given = given != "none"
    # "Emily Post": a given name and a word that only sometimes is an organisation's, unlike "Kelvin Motors"
    surname = (
        known_given
        and count == 2
        and low[-1] not in word_set("organization_nouns")
        and (low[-1] not in word_set("organization_words") or low[-1] in _ALSO_SURNAMES)
    )
    if titled:
        kind: SpeakerKind | None = "person"
        text = tokens[start].text
        if not organization and count == 1 and ACRONYM.match(text):
            kind = None if len(text) > 4 else "organization"  # "Sen. CRUZ", but "spokesman NATO"
    elif (
        company
        or (organization and not surname)
        or (any(map(names_organization, low)) and any(w in _JOINING for w in low))
    ):
        kind = "organization"
    elif count == 1:
        if low[0] in word_set("demonyms") and not known_given and low[0] not in word_set("place_names"):
            return None
        if first and lowered[first - 1] == "the" and noun_class(low[0]) == "person" and not known_given:
            return None  # the Dutchman
        kind = kind_of_one(tokens[start].text, known_given)
    else:
        kind = kind_of_several(tokens, lowered, start, end, known_given, running)
    return Name(start, end, first, kind, gender, words, begins)


def _is_office(lowered: Sequence[str], first: int, end: int) -> bool:
    """Tell whether only words of offices stand here: "the Prime Minister", "China's Permanent Representative"."""
    if first == 0 or lowered[first - 1] not in ("the", "a", "an", "’s", "'s") or end - first < 2:
        return False
    table, modifiers = titles(), word_set("title_modifiers")
    head = lowered[end - 1]
    if head in _OFFICES and all(map(is_common, lowered[first : end - 1])):
        return True  # the Government Spokesman, but not the Daily Caller
    return (noun_class(head) == "person" or is_office(head)) and all(
        low in table or low in modifiers or noun_class(low) == "person" for low in lowered[first:end]
    )


def _words(tokens: Sequence[Token], lowered: Sequence[str], start: int, end: int) -> tuple[str, ...]:
    words = []
    quoted = False
    for index in range(start, end):
        text = tokens[index].text
        if text in MARKS:
            quoted = quoted != (not _is_plural_owner(tokens, index))
            continue
        if quoted or text == ",":
            continue
        words.append(fold_word(text))
    return tuple(words)
