"""Word types as the fast tagger knows them: folded, shaped, and described once each by what training counted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_DIGITS = re.compile(r"\d")
_VOWEL = re.compile(r"[aeiouy]")
_MARKS = {
    "“": '"',
    "”": '"',
    "„": '"',
    "``": '"',
    "''": '"',
    "«": '"',
    "»": '"',
    "″": '"',
    "’": "'",
    "‘": "'",
    "…": "...",
    "—": "--",
    "–": "--",
    "―": "--",
}
_LONGEST_WORD = 40  # a longer "word" is a link or noise: its beginning describes it


def normal(word: str) -> str:
    """Fold a token's text for look-up: case, curly marks, digits; cut at 40 characters."""
    if word in _MARKS:
        return _MARKS[word]
    return _DIGITS.sub("0", word[:_LONGEST_WORD].lower().replace("’", "'"))


def cased(word: str) -> str:
    """Fold a token's text for look-up of its kind: like ``normal``, but "Bill" is not "bill"."""
    if word in _MARKS:
        return _MARKS[word]
    return _DIGITS.sub("0", word[:_LONGEST_WORD].replace("’", "'"))


def stem(word: str) -> str:
    """Fold a normal word's inflection: argue, argues, argued, arguing give "argu"; crude and only for look-up.

    >>> [stem(word) for word in ("denies", "denied", "deny", "planning", "plans")]
    ['deny', 'deny', 'deny', 'plan', 'plan']
    """
    if len(word) > 4 and word[-3:] in ("ies", "ied"):
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and _VOWEL.search(word[: -len(ending)]):
            if ending == "s" and word[-2] in "su":
                break
            word = word[: -len(ending)]
            if ending in ("ing", "ed") and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def shape(word: str) -> int:
    """Describe how a token is written, as a small number: lower, Title, UPPER, mixed, digits, mark, pad."""
    if word.isalpha():
        if word.islower():
            return 1
        if len(word) == 1:
            return 2
        if word.isupper():
            return 3
        return 4 if word[1:].islower() else 5
    if word[0].isdigit():
        return 6
    if not word[0].isalnum():
        return 7 if len(word) == 1 else 8
    if word[0].isupper():
        return 9
    return 10


@dataclass(eq=False, slots=True)
class Word:
    """A word type as numbers, with the names that carry weights; one object a type, so it is compared by identity.

    ``sums`` and ``part`` are the tagger's: what the word adds to the scores of its neighbours and itself, by offset,
    and to those of its own part of speech.
    """

    id: int
    kind: int
    cue: int
    shape: int
    mark: int
    features: tuple[str, ...]
    sums: tuple[int, ...] | None = None
    part: int | None = None


PAD_ID = 1


# What a word does to the stretch between a cue and a position (bits of a small set).
_MARK_BITS = {
    word: bit
    for bit, words in {
        1: ", ;",
        2: "that whether how why if what",
        4: "to",
        8: '"',
        16: ": --",
        32: "and but or",
        64: "who which whose when while as because after",
    }.items()
    for word in words.split()
}


@dataclass(slots=True)
class Lexicon:
    """Counts of the training articles: which words there are, what part of speech, how often within a cue.

    ``words`` maps a normal word to its id (from 2 on; 0 is unknown, 1 the pad). ``kinds`` (the parts of speech a word
    was seen with) and ``levels`` (from 0, never part of a cue, to 6, nearly always) are indexed by id. ``cased`` has
    the kinds of words that are not all in lower case, ``endings`` the kind of an unknown word by its shape and last
    letters, ``stems`` an unknown word's level by its stem.
    """

    words: Mapping[str, int]
    kinds: Sequence[int]
    levels: Sequence[int]
    cased: Mapping[str, int]
    endings: Mapping[str, int]
    stems: Mapping[str, int]
    seen: dict[str, Word] = field(default_factory=dict)
    pad: Word = field(default_factory=lambda: Word(PAD_ID, 1, 0, 0, 0, ("pad",)))

    def _kind(self, word: str, number: int | None, form: int) -> int:
        """Guess a word's kind: seen with it as it is written, or by its ending."""
        if form != 1:
            found = self.cased.get(cased(word))
            if found is not None:
                return found
        if number is not None and form not in (4, 5):
            return self.kinds[number]
        for size in (3, 2, 1, 0):
            found = self.endings.get(f"{form}{word[-size:].lower() if size else ''}")
            if found is not None:
                return found
        return 0

    def describe(self, word: str) -> Word:
        """Describe a token's text; the same text gives the same description."""
        low = normal(word)
        form = shape(word)
        base = stem(low)
        number = self.words.get(low)
        kind = self._kind(word, number, form)
        guessed = self.stems.get(base, 0) if form in (1, 4) else 0
        cue = guessed if number is None else self.levels[number]
        features = (
            f"w{low}" if number is not None else "w?",
            f"l{base}",
            f"s{low[-3:]}",
            f"f{form}",
            f"k{kind}",
            f"c{cue}",
            f"m{kind}.{form}.{cue}",
        )
        return Word(
            len(self.words) + 2 + kind if number is None else number, kind, cue, form, _MARK_BITS.get(low, 0), features
        )
