"""Parts of speech: most words have one; for the rest a linear score over their neighbours decides, word by word."""

from __future__ import annotations

from collections.abc import Sequence

from corpus_cli.extraction.features import PART_FEATURES, Row, part_keys
from corpus_cli.extraction.tagger.fast.model import Tables
from corpus_cli.extraction.tagger.fast.packed import FIELD, bias

TAGS = ("", *"#'(,.:ABCDEGHIJMNOPQRSTUVWXYZ")
"""Parts of speech, one letter each: the Penn Treebank's, folded to what separates sources, cues and contents.

Noun N, name P; verbs: past D, participle E, -ing G, present Z (she says) and Y (they say), base V, modal M; preposition
I, "to" T, article A, adjective J, adverb R, particle B, pronoun O, possessive H, conjunction C, number U, who and which
W, when and why Q, 's S, there X; marks stand for themselves, # for the rest.
"""

_FIELD_MASK = (1 << FIELD) - 1


class PartTagger:
    """Fills in a row's tags.

    ``allowed`` lists, for each kind of word, the tags that it was seen with; a kind with one needs no scores.
    """

    def __init__(self, tables: Tables, allowed: Sequence[Sequence[int]], labels: int) -> None:
        self._named = tables.words[0]
        self._look_ups = [table.get for table in tables.columns]
        self._bias = bias(labels)
        self._only = [tags[0] if len(tags) == 1 else -1 for tags in allowed]
        self._choices = [[(FIELD * tag, tag) for tag in tags] for tags in allowed]

    def tag(self, row: Row) -> None:
        """Write the part of speech of every position into ``row.tags``."""
        only = self._only
        words = row.words
        tags = [only[word.kind] for word in words]
        start = -1
        try:
            while True:
                start = tags.index(-1, start + 1)
                tags[start] = self._choose(row, start)
        except ValueError:
            row.tags = tags

    def _choose(self, row: Row, position: int) -> int:
        word = row.words[position]
        own = word.part
        if own is None:
            named = self._named
            own = word.part = sum([named.get(feature, 0) for feature in word.features[:PART_FEATURES]], self._bias)
        keys = part_keys(row, position)
        # Most keys have no weight; the look-ups and the sum run in C.
        score = sum(filter(None, [look_up(key) for look_up, key in zip(self._look_ups, keys, strict=True)]), own)
        best = -1
        chosen = 0
        for shift, tag in self._choices[word.kind]:
            value = score >> shift & _FIELD_MASK
            if value > best:
                best = value
                chosen = tag
        return chosen
