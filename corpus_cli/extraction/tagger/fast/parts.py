"""Parts of speech: most words have one; for the rest a linear score over their neighbours decides, word by word."""

from __future__ import annotations

from collections.abc import Sequence

from corpus_cli.extraction.features import PART_FEATURES, Row, part_columns
from corpus_cli.extraction.tagger.fast.model import Tables
from corpus_cli.extraction.tagger.fast.packed import FIELD, add_columns, bias
from corpus_cli.extraction.word_types import Word

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
        vectors = tables.book.vectors()
        self._tables = [{key: vectors[number] for key, number in column.items()} for column in tables.columns]
        self._bias = bias(labels)
        self._only = [tags[0] if len(tags) == 1 else -1 for tags in allowed]
        self._choices = [[(FIELD * tag, tag) for tag in tags] for tags in allowed]

    def tag(self, row: Row) -> None:
        """Write the part of speech of every position into ``row.tags``."""
        only = self._only
        tags = [only[word.kind] for word in row.words]
        open_ = [at for at, tag in enumerate(tags) if tag < 0]
        words = [row.words[at] for at in open_]
        scores = add_columns([self._own(word) for word in words], self._tables, part_columns(row, open_))
        for at, word, score in zip(open_, words, scores, strict=True):
            tags[at] = self._choose(word.kind, score)
        row.tags = tags

    def _own(self, word: Word) -> int:
        """Sum what a word says of its own part of speech, once a word type."""
        own = word.part
        if own is None:
            named = self._named
            own = word.part = sum([named.get(feature, 0) for feature in word.features[:PART_FEATURES]], self._bias)
        return own

    def _choose(self, kind: int, score: int) -> int:
        best = -1
        chosen = 0
        for shift, tag in self._choices[kind]:
            value = score >> shift & _FIELD_MASK
            if value > best:
                best = value
                chosen = tag
        return chosen
