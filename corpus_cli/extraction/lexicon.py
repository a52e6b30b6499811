"""What a word can be: title, given name, noun for a person, a group, an organisation or a document."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal, NamedTuple

from corpus_cli.extraction.wordlists import word_set, word_table

NounClass = Literal["person", "people", "group", "organization", "document"]
Gender = Literal["m", "f"]

# Words that end a noun phrase on its left side or cannot be part of a name: determiners, prepositions, conjunctions,
# pronouns, auxiliaries and the adverbs that open sentences.
FUNCTION_WORDS = frozenset(
    "a an the this that these those his her its their our my your some any each every no such and or but nor so yet "
    "if when while as because although though since until unless before after than whether where why how who whom "
    "whose which what of in on at by for from with without to into onto over under about against between among "
    "through during within across behind beyond near off out up down around along toward towards upon via per like "
    "unlike despite except including is are was were be been being am has have had do does did will would can could "
    "may might must shall should not he she it they we you i him them us me himself herself itself themselves "
    "there here then now also still only just even once again later earlier meanwhile however instead nevertheless "
    "both either neither all most many more much few several other another one two three four five six seven eight "
    "nine ten yes ok okay well oh please thanks let's it's that's he's she's they're we're i'm don't".split()
)
PRONOUNS = frozenset(
    "he she it they i we you who which that him her them his hers its their theirs my our your mine ours yours whose "
    "himself herself itself themselves whom me us one".split()
)
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan. feb. mar. apr. aug. sept. sep. oct. nov. dec. jan feb mar apr aug sept "
    "oct nov dec mon tue wed thu fri sat sun".split()
)
# Small words inside a name: "Ursula von der Leyen", "Osama bin Laden", "Bangko Sentral ng Pilipinas".
PARTICLES = frozenset(
    "de del della da di do dos das du la le las los van von der den ten ter bin ibn bint al el ul abu y zu af "
    "ng".split()
)
# Letters behind a name: honours, degrees, seats. "MD" and "MP" are no surname.
LETTERS_BEHIND = frozenset("qc kc sc mp msp ms obe mbe cbe dbe kbe md phd dds rn esq mep mla jp dso".split())
# IMF | AFL-CIO | U.S. | MPs
ACRONYM = re.compile(r"[A-Z][A-Z&]+(?:-\d+|-[A-Z]+)?$|(?:[A-Z]\.){2,}$|[A-Z]{2,}s?$")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


_NO_PERSONS = frozenset("german roman ottoman norman human inhuman shaman talisman caiman batman superman".split())


class Title(NamedTuple):
    """A word in front of a name: whether it is an office (a role), and whose."""

    office: bool
    gender: Gender | None


@cache
def fold_word(word: str) -> str:
    """Write one word of a name as it is compared: lower case, no accents, apostrophes or full stops."""
    lowered = word.casefold()
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFKD", lowered.translate(_LETTERS))
        lowered = "".join(c for c in lowered if not unicodedata.combining(c))
    return lowered.replace("’", "").replace("'", "").replace("‘", "").replace(".", "")


@cache
def titles() -> dict[str, Title]:
    """Read the titles: lower-case word → what it tells."""
    table = {}
    for word, flags in word_table("titles").items():
        gender: Gender | None = "m" if "m" in flags else "f" if "f" in flags else None
        table[word] = Title("o" in flags, gender)
        if word.endswith("."):
            table.setdefault(word[:-1], table[word])  # British style: "Insp Blake"
    return table


def is_office(word: str) -> bool:
    """Tell whether a lower-case word is a title that says what its bearer does: "governor", not "mr"."""
    title = titles().get(word)
    return title is not None and title.office


@cache
def given_names() -> dict[str, Gender | None]:
    """Read the given names: folded name → gender, null when both bear it."""
    names: dict[str, Gender | None] = dict.fromkeys(map(fold_word, word_set("first_names_male")), "m")
    for name in map(fold_word, word_set("first_names_female")):
        names[name] = None if name in names else "f"
    return names


@cache
def _person_nouns() -> dict[str, Gender | None]:
    return {
        word: ("m" if flag == "m" else "f" if flag == "f" else None)
        for word, flag in word_table("person_nouns").items()
    }


def singulars(word: str) -> tuple[str, ...]:
    """List what ``word`` may be the plural of; empty when it does not look like a plural."""
    if word.endswith("men") and len(word) > 3:
        return (word[:-2] + "an",)
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return ()
    if word.endswith("ies"):
        return (word[:-3] + "y", word[:-1])
    if word.endswith("es"):
        return (word[:-1], word[:-2])
    return (word[:-1],)


@cache
def noun_class(word: str) -> NounClass | None:
    """Tell what a lower-case noun names; "people" is the plural of a person noun. Compounds go by their last part."""
    persons = _person_nouns()
    if word in persons:
        return "person"
    if word in word_set("group_nouns"):
        return "group"
    if word in word_set("document_nouns"):
        return "document"
    if word in word_set("organization_nouns"):
        return "organization"
    for one in singulars(word):
        if one in persons:
            return "people"
        if one in word_set("document_nouns"):
            return "document"
        if one in word_set("organization_nouns"):
            return "group"
    if "-" in word:
        return noun_class(word.rsplit("-", 1)[1])
    if word.endswith(("man", "woman")) and len(word) > 5 and word not in _NO_PERSONS:
        return "person"
    if word.endswith(("ologist", "ographer", "omist", "activist", "ician", "surgeon")):
        return "person"
    return (
        "people" if word.endswith(("ologists", "ographers", "ists", "icians", "goers", "holders", "makers")) else None
    )


@cache
def noun_gender(word: str) -> Gender | None:
    """Tell the gender a noun for one person shows: spokeswoman → f."""
    persons = _person_nouns()
    if word in persons:
        return persons[word]
    if "-" in word:
        return noun_gender(word.rsplit("-", 1)[1])
    if word.endswith("woman"):
        return "f"
    return "m" if word.endswith("man") and noun_class(word) == "person" else None


@cache
def names_organization(word: str) -> bool:
    """Tell whether a lower-case word marks a capitalised name as an organisation's."""
    if word in word_set("organization_nouns") or word in word_set("organization_words"):
        return True
    return any(one in word_set("organization_nouns") for one in singulars(word))


@cache
def is_common(word: str) -> bool:
    """Tell whether a lower-case word is common English, so that a capital at a sentence's start means nothing."""
    return (
        word in FUNCTION_WORDS
        or word in word_table("word_classes")
        or (noun_class(word) is not None)
        or word in word_set("title_modifiers")
        or word.endswith(("ing", "ly", "ed"))
    )
