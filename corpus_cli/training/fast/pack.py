"""Trained models to the one file that ships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from pathlib import Path
from typing import Any

from corpus_cli.extraction.features import OFFSETS
from corpus_cli.extraction.tagger.fast.model import write_model
from corpus_cli.extraction.tagger.fast.parts import TAGS
from corpus_cli.extraction.tagger.fast.tagger import JOINT, SECOND
from corpus_cli.extraction.word_types import Lexicon
from corpus_cli.training.fast.weights import Collected, read_weights, vectors

# Weights smaller than this are dropped (see MODEL_CARD.md for what each bound costs).
LEAST = {"parts": 4.0, "joint": 3.0, "second": 3.0}


def pack_model(
    lexicon: Lexicon,
    allowed: Sequence[Sequence[int]],
    paths: Mapping[str, Sequence[Path]],
    header: Mapping[str, Any],
    least: Mapping[str, float] = LEAST,
) -> bytes:
    """Pack three crfsuite models ("parts", "joint", "second"; each the mean of its runs) and the lexicon."""
    parts_weights, _ = read_weights(paths["parts"], TAGS)
    joint_weights, joint_steps = read_weights(paths["joint"], JOINT)
    second_weights, second_steps = read_weights(paths["second"], SECOND)
    parts = Collected().add(parts_weights, {tag: i for i, tag in enumerate(TAGS)}, least["parts"])
    # Both stages look at the same features: their weights stand side by side in one vector.
    both = Collected().add(joint_weights, {label: i for i, label in enumerate(JOINT)}, least["joint"])
    both.add(second_weights, {label: i + len(JOINT) for i, label in enumerate(SECOND)}, least["second"])
    second_columns = [
        {
            key: tuple(sorted((label - len(JOINT), w) for label, w in vector.items()))
            for key, vector in both.cue_columns[n].items()
        }
        for n in range(1 + max(both.cue_columns))
    ]
    own = parts.words[OFFSETS.index(0)]
    full = {
        "unit": unit(second_weights),
        "allowed": allowed,
        "tags": len(TAGS),
        "joint_transitions": joint_steps,
        "second_transitions": second_steps,
        "features": {"parts": parts.features(), "both": both.features()},
        **header,
    }
    return write_model(
        lexicon,
        ([vectors(own)], [vectors(parts.columns[n]) for n in range(1 + max(parts.columns))]),
        ([vectors(table) for table in both.words], [vectors(both.columns[n]) for n in range(1 + max(both.columns))]),
        ([], second_columns),
        full,
    )


def unit(weights: Mapping[tuple[str, str], float]) -> float:
    """Measure the size of a model's weights (root mean square): it grows with the articles learnt from."""
    return round(sqrt(sum(weight * weight for weight in weights.values()) / len(weights)), 3)
