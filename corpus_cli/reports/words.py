"""Words made comparable: the differences of spelling and setting that outlets introduce are taken away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

# A dotted abbreviation (U.S.), "per cent", a number with its separators (1,500 or 3.5),
# a word with its apostrophe, or "%".
_WORD = re.compile(r"(?:[^\W\d_]\.){2,8}|[Pp]er\scent\b|\d++(?:[.,]\d++)*+|[^\W_]++(?:['’][^\W_]++)*+|%")

# Newspapers spell out small numbers, wires print digits.
_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
    if word != "one"  # "one" is far more often a pronoun than a count
}
# British and American spellings of words that occur in statements; endings in -ise are folded by rule.
_SPELLINGS = {
    "behaviour": "behavior",
    "centre": "center",
    "centres": "centers",
    "colour": "color",
    "defence": "defense",
    "favour": "favor",
    "favourite": "favorite",
    "grey": "gray",
    "harbour": "harbor",
    "honour": "honor",
    "labour": "labor",
    "licence": "license",
    "neighbour": "neighbor",
    "neighbours": "neighbors",
    "offence": "offense",
    "percent": "%",
    "per cent": "%",
    "programme": "program",
    "programmes": "programs",
    "towards": "toward",
    "travelled": "traveled",
    "ok": "okay",
}
_CONTRACTIONS = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "let's": ("let", "us"),
    "i'm": ("i", "am"),
}
_ENDINGS = (("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'d", "would"))
# organise, organised, organising, organisation → -ize; "rise", "wise", "exercise" keep their s by length or list.
_ISE = re.compile(r"(?<=[a-z]{4})is(e|es|ed|ing|ation|ations)$")
_ISE_KEPT = frozenset(
    "exercise exercises exercised exercising promise promised promises surprise surprised franchise "
    "enterprise enterprises compromise compromised otherwise likewise expertise advertise precise "
    "supervise supervised televised revised comprise comprised disguise premise".split()
)


class Word(NamedTuple):
    """A comparable form and where its written form stands: offsets in code points into the text given."""

    form: str
    start: int
    end: int


@lru_cache(maxsize=4_000)
def comparison_words(text: str) -> tuple[Word, ...]:
    """Split ``text`` into comparable words.

    Case, accents, apostrophe shapes, hyphens, British or American spelling, digits or number words, and contractions
    no longer tell two texts apart; "U.S." stays apart from "us". A contraction gives two words with one place.
    """
    words: list[Word] = []
    for match in _WORD.finditer(text):
        written = match.group()
        start, end = match.span()
        words.extend(Word(form, start, end) for form in _forms(written))
    return tuple(words)


def comparison_forms(text: str) -> list[str]:
    """List the forms of the comparable words of ``text``, when their places are not asked for."""
    return [form for written in _WORD.findall(text) for form in _forms(written)]


@lru_cache(maxsize=20_000)
def _forms(written: str) -> tuple[str, ...]:
    if written[-1] == "." or written == "US":
        return (written.replace(".", "").lower() + ".",)
    if written[0].isdigit():
        return (written.replace(",", ""),)
    form = written.lower()
    if form.isascii() and form.isalpha():
        pass  # four words in five
    elif not (form := " ".join(form.replace("’", "'").split())).isascii():
        decomposed = unicodedata.normalize("NFKD", form)
        # A word of nothing but marks (ﾞ) stays as it is.
        form = "".join(character for character in decomposed if not unicodedata.combining(character)) or form
    if form in _CONTRACTIONS:
        return _CONTRACTIONS[form]
    if "'" in form:
        for ending, word in _ENDINGS:
            if form.endswith(ending) and len(form) > len(ending):
                return (form[: -len(ending)], word)
        form = form.removesuffix("'s").replace("'", "")
    form = _SPELLINGS.get(form) or _NUMBERS.get(form) or form
    if "is" in form and form not in _ISE_KEPT:
        form = _ISE.sub(r"iz\1", form)
    return (form,)


def join_compounds(words: Sequence[Word], other: Sequence[Word]) -> tuple[Word, ...]:
    """Join neighbours that the other text writes as one word: "air strikes" where it has "airstrikes"."""
    known = {word.form for word in other if len(word.form) > 5}
    joined: list[Word] = []
    index = 0
    while index < len(words):
        word = words[index]
        if index + 1 < len(words):
            pair = word.form + words[index + 1].form
            if pair in known and len(word.form) > 1:
                joined.append(Word(pair, word.start, words[index + 1].end))
                index += 2
                continue
        joined.append(word)
        index += 1
    return tuple(joined)
