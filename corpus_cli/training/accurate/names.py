"""Put other names in place of an article's own, so that the model learns places for names and not the names of 2016."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus_cli.extraction.tagger.accurate.pieces import CAPITALISED, Vocabulary, Word

_SENTENCE_ENDS = frozenset(".!?:\"'")


class Names:
    """The capitalised words of a corpus within sentences, each once: rare ones come up as often as common ones."""

    def __init__(self, pool: Sequence[tuple[int, ...]]) -> None:
        self._pool = pool

    @classmethod
    def of(cls, vocabulary: Vocabulary, paragraphs: Iterable[Sequence[Word]]) -> Names:
        """Collect the names of a corpus's paragraphs."""
        seen: Counter[tuple[int, ...]] = Counter()
        for paragraph in paragraphs:
            seen.update(paragraph[index].ids for index in _places(vocabulary, paragraph))
        return cls(sorted(seen))

    def swap(
        self, vocabulary: Vocabulary, paragraphs: Sequence[Sequence[Word]], share: float, dice: random.Random
    ) -> list[list[Word]]:
        """Replace ``share`` of the different names of an article, each by one other name throughout; offsets stay."""
        other: dict[tuple[int, ...], tuple[int, ...]] = {}
        swapped = [list(paragraph) for paragraph in paragraphs]
        for paragraph in swapped:
            for index in _places(vocabulary, paragraph):
                ids = paragraph[index].ids
                if ids not in other:
                    other[ids] = dice.choice(self._pool) if dice.random() < share else ids
        for paragraph in swapped:
            for index, word in enumerate(paragraph):
                if word.case == CAPITALISED and word.ids in other:
                    paragraph[index] = word._replace(ids=other[word.ids])
        return swapped


def _places(vocabulary: Vocabulary, paragraph: Sequence[Word]) -> list[int]:
    """Indexes of capitalised words that do not open a sentence or a quotation."""
    pieces = vocabulary.pieces
    return [
        index
        for index in range(1, len(paragraph))
        if paragraph[index].case == CAPITALISED
        and pieces[paragraph[index - 1].ids[0]] not in _SENTENCE_ENDS
        and pieces[paragraph[index].ids[0]] != "i"
    ]
