"""Other styles than the training articles': names nobody has heard of, single quotation marks.

The articles are US politics of two years in double marks; without this, a tagger learns that Trump speaks and Aleppo
does not.
"""

from __future__ import annotations

import random

from corpus_cli.extraction.features import Row
from corpus_cli.extraction.tagger.fast.parts import TAGS
from corpus_cli.extraction.word_types import Lexicon, Word

NAMES_CHANGED = 0.5  # of an article's names
SINGLE_MARKS = 0.3  # of the articles
_PROPER = TAGS.index("P")
_TITLE = 4  # features.shape of "Cook"
_ONSETS = "b br c ch d f g gr h j k kr l m n p pr r s sh sl st t tr v w y z".split()
_VOWELS = "a e i o u ai ea ou".split()
_CODAS = "n r l s t m ck nd rt ll sch ski son ton man ley ov ez".split()


def invented(chance: random.Random, lexicon: Lexicon) -> Word:
    """Describe a made-up name that the lexicon does not have."""
    while True:
        middle = chance.choice(_ONSETS) + chance.choice(_VOWELS) if chance.random() < 0.6 else ""
        name = (chance.choice(_ONSETS) + chance.choice(_VOWELS) + middle + chance.choice(_CODAS)).capitalize()
        if name.lower() not in lexicon.words:
            return lexicon.describe(name)


def vary(row: Row, chance: random.Random, lexicon: Lexicon) -> Row:
    """Give a row with half of its names changed, each alike wherever it stands, and sometimes with single marks."""
    single = lexicon.describe("'") if chance.random() < SINGLE_MARKS else None
    chosen: dict[int, Word] = {}
    words = list(row.words)
    for position, word in enumerate(words):
        if row.tags[position] == _PROPER and word.shape == _TITLE:
            if word.id not in chosen:
                chosen[word.id] = invented(chance, lexicon) if chance.random() < NAMES_CHANGED else word
            words[position] = chosen[word.id]
        elif single is not None and row.quoted[position] >> 2 in (1, 5):
            words[position] = single
    return Row(words, row.first, row.last, row.quoted, row.place, row.tags)
