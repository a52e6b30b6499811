"""The three models in the order they are trained: parts of speech, joint labels, labels from a cue.

Each stage learns from what the stage before says of articles it did not learn from (jack-knifing), since that is what it
will see at run time.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pycrfsuite

from corpus_cli.evaluation.brat import GoldAttribution
from corpus_cli.extraction.features import (
    PAD_ID,
    PART_FEATURES,
    CueWindow,
    Row,
    columns,
    cue_columns,
    cue_window,
    lay_out,
    names_at,
    part_keys,
)
from corpus_cli.extraction.tagger.fast.links import runs
from corpus_cli.extraction.tagger.fast.tagger import CUE, JOINT
from corpus_cli.records import Span
from corpus_cli.training.fast.count import Counts, lexicon
from corpus_cli.training.fast.gold import ROLES, TAGS, Sample, label_tokens, token_range

LEVEL_FOLDS = 5  # cue levels of an article are counted on the other four fifths
JOINT_FOLDS = 3
PART_EPOCHS, JOINT_EPOCHS, SECOND_EPOCHS = 10, 12, 12
PART_FROM, FROM = 2, 3  # features seen less often are left out
CANDIDATE_LEVEL = 5  # words of this cue level are shown to the second stage even when the first sees no cue in them
LONGEST_CUE = 12  # tokens; a longer gold cue is cut to its first run

NUMBER = {tag: i for i, tag in enumerate(TAGS)}


@dataclass(slots=True)
class Bench:
    """What training works on: samples with their rows, and the names of the kinds of words."""

    samples: list[Sample]
    rows: list[Row]
    kinds: list[str]
    joint: list[list[str]] = field(default_factory=list)

    def allowed(self) -> list[list[int]]:
        """List the tags of each kind."""
        return allowed_tags(self.kinds)


def allowed_tags(kinds: Sequence[str]) -> list[list[int]]:
    """List, for each kind of word, the numbers of its parts of speech."""
    return [[NUMBER[tag] for tag in name.split("+")] if name not in ("", "pad") else [0] for name in kinds]


def _fit(
    sequences: Iterator[tuple[list[list[str]], list[str]]], path: Path, epochs: int, least: int
) -> pycrfsuite.Tagger:
    """Train an averaged perceptron (crfsuite's "ap": no random numbers, the order of the sequences decides)."""
    trainer = pycrfsuite.Trainer("ap", verbose=False)
    trainer.set_params({"max_iterations": epochs, "feature.minfreq": least})
    for features, labels in sequences:
        trainer.append(pycrfsuite.ItemSequence(features), labels)
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def _part_features(row: Row, position: int) -> list[str]:
    word = row.words[position]
    named = [f"0{feature}" for feature in word.features[:PART_FEATURES]]
    return named + [f"{number}:{key}" for number, key in enumerate(part_keys(row, position))]


def _ambiguous(row: Row, allowed: Sequence[Sequence[int]]) -> list[int]:
    return [i for i, word in enumerate(row.words) if len(allowed[word.kind]) > 1]


def train_parts(
    samples: Sequence[Sample], rows: Sequence[Row], allowed: Sequence[Sequence[int]], path: Path
) -> pycrfsuite.Tagger:
    """Train the part-of-speech tagger on the ambiguous words, each by itself."""

    def sequences() -> Iterator[tuple[list[list[str]], list[str]]]:
        for sample, row in zip(samples, rows, strict=True):
            index = row.token_index(sample.document)
            for position in _ambiguous(row, allowed):
                tag = sample.tags[index[position]]
                if tag:
                    yield [_part_features(row, position)], [tag]

    return _fit(sequences(), path, PART_EPOCHS, PART_FROM)


def tag_parts(tagger: pycrfsuite.Tagger, row: Row, allowed: Sequence[Sequence[int]]) -> None:
    """Fill in a row's tags with a trained model, the way the run time does: the best of the allowed ones."""
    tags = [allowed[word.kind][0] for word in row.words]
    for position in _ambiguous(row, allowed):
        tagger.set([_part_features(row, position)])
        known = tagger.labels()
        choices = [tag for tag in allowed[row.words[position].kind] if TAGS[tag] in known]
        tags[position] = max(choices, key=lambda tag: tagger.marginal(TAGS[tag], 0), default=tags[position])
    row.tags = tags


def prepare(samples: list[Sample], work: Path) -> Bench:
    """Lay out the training articles with jack-knifed cue levels and parts of speech."""
    counts = Counts().add(samples)
    kinds: list[str] = []
    lexicon(counts, None, kinds)
    rows: list[Row | None] = [None] * len(samples)
    for fold in range(LEVEL_FOLDS):
        part = range(fold, len(samples), LEVEL_FOLDS)
        held_out = lexicon(counts, Counts().add([samples[i] for i in part]), kinds)
        for i in part:
            rows[i] = lay_out(samples[i].document, held_out)
    bench = Bench(samples, [row for row in rows if row is not None], kinds)
    allowed = bench.allowed()
    halves = [
        train_parts(samples[half::2], bench.rows[half::2], allowed, work / f"parts{half}.crfsuite") for half in (0, 1)
    ]
    for i, row in enumerate(bench.rows):
        tag_parts(halves[1 - i % 2], row, allowed)
    return bench


def joint_sequences(sample: Sample, row: Row) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Name the features of an article, sentence by sentence, with its labels."""
    table = columns(row)
    for (start, end), first, last in zip(sample.document.sentences, row.first, row.last, strict=True):
        yield list(names_at(row, table, range(first, last))), sample.labels[start:end]


def train_joint(samples: Sequence[Sample], rows: Sequence[Row], path: Path) -> pycrfsuite.Tagger:
    """Train the joint tagger on whole articles."""
    return _fit(
        (x for pair in zip(samples, rows, strict=True) for x in joint_sequences(*pair)), path, JOINT_EPOCHS, FROM
    )


def label_joint(tagger: pycrfsuite.Tagger, sample: Sample, row: Row) -> list[str]:
    """Label an article with a trained joint tagger."""
    return [
        label for features, _ in joint_sequences(sample, row) for label in tagger.tag(pycrfsuite.ItemSequence(features))
    ]


def jackknife_joint(bench: Bench, work: Path) -> None:
    """Label each training article with a joint tagger that has not seen it."""
    bench.joint = [[] for _ in bench.samples]
    for fold in range(JOINT_FOLDS):
        rest = [i for i in range(len(bench.samples)) if i % JOINT_FOLDS != fold]
        tagger = train_joint(
            [bench.samples[i] for i in rest], [bench.rows[i] for i in rest], work / f"joint{fold}.crfsuite"
        )
        for i in range(fold, len(bench.samples), JOINT_FOLDS):
            bench.joint[i] = label_joint(tagger, bench.samples[i], bench.rows[i])


def predicted_cues(sample: Sample, labels: Sequence[str]) -> list[Span]:
    """List the cues (token spans) among joint labels."""
    numbers = [JOINT.index(label) for label in labels]
    return [cue for start, end in sample.document.sentences for cue in runs(numbers[start:end], CUE, start)]


def gold_cues(sample: Sample) -> list[tuple[Span, GoldAttribution]]:
    """List the gold cues as token spans within one sentence."""
    starts = [token.start for token in sample.document.tokens]
    sentences = [start for start, _ in sample.document.sentences]
    found = []
    for gold in sample.gold:
        indexes = sorted({i for span in gold.cue for i in token_range(starts, span)})
        if not indexes:
            continue
        end = sample.document.sentences[bisect_right(sentences, indexes[0]) - 1].end
        within = [i for i in indexes if i < end]
        cue = Span(within[0], within[-1] + 1)
        if cue.end - cue.start > LONGEST_CUE:
            last = next((i for i in within if i + 1 not in within), within[0])
            cue = Span(within[0], last + 1)
        found.append((cue, gold))
    return found


def cue_cases(sample: Sample, row: Row, labels: Sequence[str]) -> list[tuple[Span, GoldAttribution | None]]:
    """Pair cues with what belongs to them: predicted cues with the gold they touch or nothing, and gold cues missed."""
    gold = gold_cues(sample)
    found: list[tuple[Span, GoldAttribution | None]] = []
    for cue in predicted_cues(sample, labels):
        touched = [other for span, other in gold if span.start < cue.end and cue.start < span.end]
        found.append((cue, touched[0] if touched else None))
    predicted = {cue for cue, _ in found}
    found += [(cue, attribution) for cue, attribution in gold if cue not in predicted]
    index = row.token_index(sample.document)
    taken = {i for cue, _ in found for i in range(*cue)}
    for position, word in enumerate(row.words):
        if word.cue >= CANDIDATE_LEVEL and index[position] not in taken:
            found.append((Span(index[position], index[position] + 1), None))
    return found


def window_names(row: Row, window: CueWindow, table: Sequence[Sequence[int]]) -> list[list[str]]:
    """Name the features of a cue's window."""
    keyed = cue_columns(row, window)
    named = []
    for at, names in enumerate(names_at(row, table, range(window.first, window.last))):  # type: ignore[arg-type]
        named.append(names + [f"r{number}:{column[at]}" for number, column in enumerate(keyed)])
    return named


def position_of(sample: Sample, row: Row) -> list[int]:
    """Map token indexes to positions."""
    positions = [0] * len(sample.document.tokens)
    for (start, end), first in zip(sample.document.sentences, row.first, strict=True):
        positions[start:end] = range(first, first + end - start)
    return positions


def train_second(bench: Bench, path: Path) -> pycrfsuite.Tagger:
    """Train the second stage on every cue case of the training articles."""

    def sequences() -> Iterator[tuple[list[list[str]], list[str]]]:
        for sample, row, labels in zip(bench.samples, bench.rows, bench.joint, strict=True):
            positions = position_of(sample, row)
            index = row.token_index(sample.document)
            table = columns(row)
            for cue, gold in cue_cases(sample, row, labels):
                window = cue_window(row, positions[cue.start], positions[cue.end - 1] + 1)
                wanted = ["O"] * (window.last - window.first)
                if gold is not None:
                    full = label_tokens(sample.document, [gold], ROLES[:2])
                    for position in range(window.first, window.last):
                        if row.words[position].id != PAD_ID:
                            wanted[position - window.first] = full[index[position]]
                yield window_names(row, window, table), wanted

    return _fit(sequences(), path, SECOND_EPOCHS, FROM)


def seeded() -> random.Random:
    """Give the one source of chance in training."""
    return random.Random(20161108)
