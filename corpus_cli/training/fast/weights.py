"""Trained weights of python-crfsuite as the tables of the model file: pruned, quantised, packed by label."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import pycrfsuite

from corpus_cli.extraction.features import OFFSETS
from corpus_cli.extraction.tagger.fast.model import Vector, round_weight
from corpus_cli.extraction.tagger.fast.packed import SCALE

NEVER = -(1 << 24)  # a transition that training never saw

# "-1wsaid": the feature "wsaid" of the word before; "3:917": key 917 of template 3; "r3:917": of the second stage.
_WORD = re.compile(r"(-?[012])([a-z].*)", re.DOTALL)
_COLUMN = re.compile(r"(r?)(\d+):(\d+)")

Key = TypeVar("Key", str, int)
State = dict[tuple[str, str], float]


def read_weights(paths: Sequence[Path], labels: Sequence[str]) -> tuple[State, list[list[int]]]:
    """Read crfsuite models and average them: weights by (feature, label), and the transitions as scaled integers."""
    weights: defaultdict[tuple[str, str], float] = defaultdict(float)
    steps = [[0.0] * len(labels) for _ in labels]
    share = 1 / len(paths)
    for path in paths:
        tagger = pycrfsuite.Tagger()
        tagger.open(str(path))
        info = tagger.info()
        for key, weight in info.state_features.items():
            weights[key] += weight * share
        for i, a in enumerate(labels):
            for j, b in enumerate(labels):
                never = b[:1] == "I" and a[1:] != b[1:]
                steps[i][j] += share * (NEVER if never else info.transitions.get((a, b), 0.0) * SCALE)
    return dict(weights), [[round(step) for step in line] for line in steps]


def heaviest(weights: Mapping[tuple[str, str], float]) -> list[str]:
    """List the features by their largest weight, the heaviest first."""
    largest: dict[str, float] = {}
    for (name, _), weight in weights.items():
        largest[name] = max(largest.get(name, 0.0), abs(weight))
    return sorted(largest, key=lambda name: (-largest[name], name))


class Collected:
    """Feature vectors of one or two stages side by side, each with its own label numbers."""

    def __init__(self) -> None:
        self.words: list[defaultdict[str, dict[int, int]]] = [defaultdict(dict) for _ in OFFSETS]
        self.columns: defaultdict[int, defaultdict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
        self.cue_columns: defaultdict[int, defaultdict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))

    def add(self, weights: Mapping[tuple[str, str], float], numbers: Mapping[str, int], least: float) -> Collected:
        """Add the weights of at least ``least`` in size; ``numbers`` gives each label's field."""
        for (name, label), weight in weights.items():
            if abs(weight) < least:
                continue
            value = round_weight(weight, SCALE)
            column = _COLUMN.fullmatch(name)
            if column:
                target = self.cue_columns if column[1] else self.columns
                target[int(column[2])][int(column[3])][numbers[label]] = value
                continue
            word = _WORD.fullmatch(name)
            if word is None:
                raise ValueError(f"a feature of no known form: {name!r}")
            if "\n" not in word[2]:
                self.words[OFFSETS.index(int(word[1]))][word[2]][numbers[label]] = value
        return self

    def features(self) -> int:
        """Count the features that carry a weight."""
        keyed = (*self.columns.values(), *self.cue_columns.values())
        return sum(len(table) for table in self.words) + sum(len(table) for table in keyed)


def vectors(table: Mapping[Key, Mapping[int, int]]) -> dict[Key, Vector]:
    """Freeze a table's vectors."""
    return {key: tuple(sorted(vector.items())) for key, vector in table.items()}
