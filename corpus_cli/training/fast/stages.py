"""The three models in the order they are trained: parts of speech, joint labels, labels from a cue.

Each stage learns from what the stage before says of articles it did not learn from (jack-knifing), since that is what
it will see at run time.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pycrfsuite

from corpus_cli.evaluation.brat import GoldAttribution
from corpus_cli.extraction.cue_features import CueWindow, cue_columns, cue_window
from corpus_cli.extraction.features import PART_FEATURES, Row, columns, lay_out, names_at, part_columns
from corpus_cli.extraction.tagger.fast.links import runs
from corpus_cli.extraction.tagger.fast.parts import TAGS
from corpus_cli.extraction.tagger.fast.tagger import CUE, JOINT
from corpus_cli.extraction.word_types import PAD_ID, Lexicon
from corpus_cli.records import Span
from corpus_cli.training.fast.count import Counts, lexicon
from corpus_cli.training.fast.gold import ROLES, Sample, label_tokens, token_range
from corpus_cli.training.fast.vary import vary

LEVEL_FOLDS = 5  # cue levels of an article are counted on the other four fifths
JOINT_FOLDS = 3
PART_EPOCHS, EPOCHS = 10, 12
PART_FROM, FROM = 2, 3  # features seen less often are left out
KEPT_JOINT = 60_000  # features that the first pass finds heaviest; the model is trained again with these alone
KEPT_SECOND, KEPT_SHARED = 28_000, 15_000  # the second stage's own, and of those it shares with the first
RUNS_JOINT, RUNS_SECOND = 3, 2  # trained on differently ordered and varied articles, then averaged
CANDIDATE_LEVEL = 5  # words of this cue level are shown to the second stage even when the first sees no cue in them
LONGEST_CUE = 12  # tokens; a longer gold cue is cut to its first run
SEED = 20161108

Labelled = tuple[list[list[str]], list[str]]
"""Features of each token of a sentence or window, and its labels."""

NUMBER = {tag: i for i, tag in enumerate(TAGS)}


@dataclass(slots=True)
class Bench:
    """What training works on: samples with their rows, and the names of the kinds of words."""

    samples: list[Sample]
    rows: list[Row]
    kinds: list[str]
    joint: list[list[str]] = field(default_factory=list)

    def without(self, fold: int) -> Bench:
        """Leave one of the folds out."""
        rest = [i for i in range(len(self.samples)) if i % JOINT_FOLDS != fold]
        return self._only(rest)

    def half(self) -> Bench:
        """Take every other article."""
        return self._only(range(0, len(self.samples), 2))

    def _only(self, numbers: Sequence[int]) -> Bench:
        joint = [self.joint[i] for i in numbers] if self.joint else []
        return Bench([self.samples[i] for i in numbers], [self.rows[i] for i in numbers], self.kinds, joint)

    def allowed(self) -> list[list[int]]:
        """List the tags of each kind."""
        return allowed_tags(self.kinds)


def allowed_tags(kinds: Sequence[str]) -> list[list[int]]:
    """List, for each kind of word, the numbers of its parts of speech."""
    return [[NUMBER[tag] for tag in name.split("+")] if name not in ("", "pad") else [0] for name in kinds]


def _fit(
    sequences: Iterable[Labelled], path: Path, epochs: int, least: int, keep: frozenset[str] | None = None
) -> pycrfsuite.Tagger:
    """Train an averaged perceptron (crfsuite's "ap": no random numbers, the order of the sequences decides).

    A model that is in the working folder already is taken as it is.
    """
    if not path.exists():
        trainer = pycrfsuite.Trainer("ap", verbose=False)
        trainer.set_params({"max_iterations": epochs, "feature.minfreq": 0 if keep else least})
        for features, labels in sequences:
            kept = [[name for name in names if name in keep] for names in features] if keep else features
            trainer.append(pycrfsuite.ItemSequence(kept), labels)
        trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


@dataclass(frozen=True, slots=True)
class Run:
    """One training run: which features are kept, in which order articles come, whether they are varied."""

    keep: frozenset[str] | None = None
    number: int = 0
    lexicon: Lexicon | None = None

    def articles(self, bench: Bench) -> Iterator[tuple[int, Row]]:
        """Give the articles' numbers and rows in this run's order; every odd run varies them (``vary``)."""
        order = list(range(len(bench.samples)))
        chance = random.Random(SEED + self.number)
        if self.number:
            chance.shuffle(order)
        for i in order:
            row = bench.rows[i]
            yield i, vary(row, chance, self.lexicon) if self.number % 2 and self.lexicon else row


def _part_features(row: Row, position: int) -> list[str]:
    word = row.words[position]
    named = [f"0{feature}" for feature in word.features[:PART_FEATURES]]
    return named + [f"{number}:{key}" for number, (key,) in enumerate(part_columns(row, [position]))]


def _ambiguous(row: Row, allowed: Sequence[Sequence[int]]) -> list[int]:
    return [i for i, word in enumerate(row.words) if len(allowed[word.kind]) > 1]


def train_parts(
    samples: Sequence[Sample], rows: Sequence[Row], allowed: Sequence[Sequence[int]], path: Path
) -> pycrfsuite.Tagger:
    """Train the part-of-speech tagger on the ambiguous words, each by itself."""

    def sequences() -> Iterator[Labelled]:
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
        train_parts(samples[half::2], bench.rows[half::2], allowed, work / f"parts-half{half}.crfsuite")
        for half in (0, 1)
    ]
    for i, row in enumerate(bench.rows):
        tag_parts(halves[1 - i % 2], row, allowed)
    return bench


def joint_sequences(sample: Sample, row: Row) -> Iterator[Labelled]:
    """Name the features of an article, sentence by sentence, with its labels."""
    table = columns(row)
    for (start, end), first, last in zip(sample.document.sentences, row.first, row.last, strict=True):
        yield list(names_at(row, table, range(first, last))), sample.labels[start:end]


def train_joint(bench: Bench, path: Path, run: Run) -> pycrfsuite.Tagger:
    """Train the joint tagger on whole articles."""
    sequences = (x for i, row in run.articles(bench) for x in joint_sequences(bench.samples[i], row))
    return _fit(sequences, path, EPOCHS, FROM, run.keep)


def label_joint(tagger: pycrfsuite.Tagger, sample: Sample, row: Row) -> list[str]:
    """Label an article with a trained joint tagger."""
    sequences = joint_sequences(sample, row)
    return [label for features, _ in sequences for label in tagger.tag(pycrfsuite.ItemSequence(features))]


def jackknife_joint(bench: Bench, work: Path, run: Run) -> None:
    """Label each training article with a joint tagger that has not seen it."""
    bench.joint = [[] for _ in bench.samples]
    for fold in range(JOINT_FOLDS):
        tagger = train_joint(bench.without(fold), work / f"joint-fold{fold}.crfsuite", run)
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


def second_sequences(
    sample: Sample, row: Row, cases: Iterable[tuple[Span, GoldAttribution | None]]
) -> Iterator[Labelled]:
    """Name the features of each cue's window, with the labels of what belongs to that cue."""
    positions = position_of(sample, row)
    index = row.token_index(sample.document)
    table = columns(row)
    for cue, gold in cases:
        window = cue_window(row, positions[cue.start], positions[cue.end - 1] + 1)
        wanted = ["O"] * (window.last - window.first)
        if gold is not None:
            full = label_tokens(sample.document, [gold], ROLES[:2])
            wanted = [full[index[at]] if row.words[at].id != PAD_ID else "O" for at in range(window.first, window.last)]
        yield window_names(row, window, table), wanted


def train_second(bench: Bench, path: Path, run: Run) -> pycrfsuite.Tagger:
    """Train the second stage on every cue case of the training articles."""

    def sequences() -> Iterator[Labelled]:
        for i, row in run.articles(bench):
            cases = cue_cases(bench.samples[i], bench.rows[i], bench.joint[i])
            yield from second_sequences(bench.samples[i], row, cases)

    return _fit(sequences(), path, EPOCHS, FROM, run.keep)
