"""Label scores and pointers → attributions as ranges of words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from corpus_cli.extraction.tagger.accurate.marks import CLOSING, OPENING
from corpus_cli.extraction.tagger.accurate.model import Reading
from corpus_cli.extraction.tagger.accurate.windows import LIMIT, Window

SOURCE, CUE, CONTENT = 1, 3, 5  # the label that begins each role; the next number continues it
_FORBIDDEN = -1e9
_NEAR = 0.2  # a word with this chance of a role joins a neighbour that a pointer aims at


@dataclass(slots=True)
class Stretch:
    """Words ``start`` to ``end`` (half open) of a window in one role, with the mean probability of the role."""

    start: int
    end: int
    role: int
    sure: float


@dataclass(slots=True)
class Found:
    """An attribution within a window, and what speaks for it.

    ``evidence`` feeds the calibration: see ``EVIDENCE`` for its order.
    """

    content: list[Stretch]
    cue: Stretch
    source: Stretch | None
    evidence: tuple[float, ...]


EVIDENCE = (
    "mean chance of the content's words",
    "least chance of a content word",
    "mean chance of the cue's words",
    "pull of the content to the cue",
    "mean chance of the source's words",
    "pull of the cue to the source",
    "has a source",
    "share of words inside quotation marks",
    "logarithm of the number of words",
)


def log_softmax(scores: Any) -> Any:
    """Log-softmax over the last axis."""
    import numpy

    shifted = scores - scores.max(axis=-1, keepdims=True)
    return shifted - numpy.log(numpy.exp(shifted).sum(axis=-1, keepdims=True))


def best_labels(scores: Any, breaks: set[int]) -> list[int]:
    """The best sequence of labels in which every inside label continues its role within one paragraph.

    ``breaks`` holds the indexes of the words that open a paragraph. The single best label of each word is taken as it
    is where a paragraph's make such a sequence, as they mostly do; elsewhere Viterbi finds it.
    """
    labels: list[int] = scores.argmax(axis=1).tolist()
    edges = sorted({0, *(index for index in breaks if index < len(labels)), len(labels)})
    for start, end in pairwise(edges):
        if not _lawful(labels[start:end]):
            labels[start:end] = _viterbi(scores[start:end].tolist())
    return labels


def _viterbi(rows: list[list[float]]) -> list[int]:
    back: list[list[int]] = []
    best = [0.0] + [_FORBIDDEN] * 6  # as if an outside word stood before
    for row in rows:
        top = max(range(7), key=best.__getitem__)
        came = [top] * 7
        new = [best[top] + score for score in row]
        for inside in (2, 4, 6):
            before = inside - 1 if best[inside - 1] >= best[inside] else inside
            came[inside] = before
            new[inside] = best[before] + row[inside]
        back.append(came)
        best = new
    label = max(range(7), key=best.__getitem__)
    path = []
    for came in reversed(back):
        path.append(label)
        label = came[label]
    return path[::-1]


def _lawful(labels: list[int]) -> bool:
    previous = 0
    for label in labels:
        if label != previous and label and label % 2 == 0 and previous != label - 1:
            return False
        previous = label
    return True


def stretches(labels: list[int], sure: Any) -> list[Stretch]:
    """Group labels; ``sure`` (words, 4) holds the probability of no role and of each role."""
    found: list[Stretch] = []
    for index, label in enumerate(labels):
        if label == 0:
            continue
        if label % 2:
            found.append(Stretch(index, index + 1, label, 0.0))
        else:
            found[-1].end = index + 1
    for stretch in found:
        stretch.sure = float(sure[stretch.start : stretch.end, (stretch.role + 1) // 2].mean())
    return found


def decode(window: Window, reading: Reading, biases: Any, settings: dict[str, float]) -> list[Found]:
    """Find the attributions of one window, in the order of their cues.

    ``biases`` are the pointers' leanings by distance (``distance_biases``), ``settings`` the model's thresholds.
    """
    import numpy

    scores = log_softmax(reading.labels)
    biased = scores.copy()
    for role, name in ((SOURCE, "source"), (CUE, "cue"), (CONTENT, "content")):
        biased[:, role : role + 2] += settings[f"{name} recall"]
    biased[:, CONTENT] += settings["content start"]
    breaks = set(window.breaks)
    labels = best_labels(biased, breaks)
    respect_quotations(window, labels, breaks)
    if CONTENT not in labels:
        return []
    chances = numpy.exp(scores)
    sure = numpy.stack([chances[:, 0], chances[:, 1:3].sum(1), chances[:, 3:5].sum(1), chances[:, 5:7].sum(1)], axis=1)
    spans = stretches(labels, sure)
    cues = [span for span in spans if span.role == CUE]
    sources = [span for span in spans if span.role == SOURCE]
    contents = [span for span in spans if span.role == CONTENT]
    pointers = Pointers(reading.pointers, biases)
    pulls = [pointers.to_cue(content) for content in contents]
    taken = numpy.zeros(len(labels), dtype=bool)
    for span in spans:
        taken[span.start : span.end] = True
    for pull in pulls:
        if max((pull[cue.start + 1 : cue.end + 1].sum() for cue in cues), default=0.0) < settings["repair"]:
            missing = _missing(pull, taken, sure, CUE, breaks, settings["repair"])
            if missing:
                cues.append(missing)
                taken[missing.start : missing.end] = True
    if not cues:
        return []
    cues.sort(key=lambda cue: cue.start)
    gathered: list[list[tuple[Stretch, float]]] = [[] for _ in cues]
    for content, pull in zip(contents, pulls, strict=True):
        mass = [float(pull[cue.start + 1 : cue.end + 1].sum()) for cue in cues]
        best = max(range(len(cues)), key=mass.__getitem__)
        if mass[best] >= settings["link"]:
            gathered[best].append((content, mass[best]))
    found = []
    for cue, members in zip(cues, gathered, strict=True):
        if members:
            row = pointers.to_source(cue)
            source, pull = _source(row, sources, settings["source"])
            if source is None and row[0] < 0.5:
                source = _missing(row, taken, sure, SOURCE, breaks, settings["repair source"])
                if source:
                    pull = float(row[source.start + 1 : source.end + 1].sum())
            evidence = _evidence(window, members, cue, source, pull, sure)
            found.append(Found([content for content, _ in members], cue, source, evidence))
    return found


def _source(row: Any, sources: list[Stretch], least: float) -> tuple[Stretch | None, float]:
    masses = [float(row[source.start + 1 : source.end + 1].sum()) for source in sources]
    best = max(range(len(sources)), key=masses.__getitem__, default=-1)
    if best < 0 or masses[best] < least:
        return None, float(row[0])
    return sources[best], masses[best]


def _missing(pull: Any, taken: Any, sure: Any, role: int, breaks: set[int], least: float) -> Stretch | None:
    """Make a cue or source of the words that a pointer aims at though their labels say otherwise."""
    aim = int(pull[1:].argmax())
    if taken[aim]:
        return None
    chance = sure[:, (role + 1) // 2]
    start, end = aim, aim + 1
    while start > 0 and start not in breaks and not taken[start - 1] and chance[start - 1] >= _NEAR:
        start -= 1
    while end < len(taken) and end not in breaks and not taken[end] and chance[end] >= _NEAR:
        end += 1
    if pull[start + 1 : end + 1].sum() < least:
        return None
    return Stretch(start, end, role, float(chance[start:end].mean()))


def _evidence(
    window: Window, members: list[tuple[Stretch, float]], cue: Stretch, source: Stretch | None, pull: float, sure: Any
) -> tuple[float, ...]:
    words = sum(content.end - content.start for content, _ in members)
    mean = sum(content.sure * (content.end - content.start) for content, _ in members) / words
    weakest = min(float(sure[content.start : content.end, 3].min()) for content, _ in members)
    linked = sum(mass * (content.end - content.start) for content, mass in members) / words
    quoted = sum(window.words[i].side != 0 for content, _ in members for i in range(content.start, content.end)) / words
    named = source.sure if source else 0.0
    return mean, weakest, cue.sure, linked, named, pull, float(source is not None), quoted, math.log(words)


class Pointers:
    """Where words point: a content's words at its cue, a cue's words at its source.

    A pull holds a probability for each word + 1; word 0 is "none".
    """

    def __init__(self, vectors: Any, biases: Any) -> None:
        width = vectors.shape[1] // 4
        self._parts = [vectors[:, at * width : (at + 1) * width] for at in range(4)]
        self._biases = biases
        self._scale = width**-0.5

    def to_cue(self, stretch: Stretch) -> Any:
        """Mean pull of a stretch's words to the cue they belong to."""
        return self._pull(0, stretch)

    def to_source(self, stretch: Stretch) -> Any:
        """Mean pull of a cue's words to its source."""
        return self._pull(1, stretch)

    def _pull(self, kind: int, stretch: Stretch) -> Any:
        import numpy

        rows = slice(stretch.start + 1, stretch.end + 1)
        asks, answers = self._parts[2 * kind], self._parts[2 * kind + 1]
        scores = asks[rows] @ answers.T * self._scale + self._biases[kind][rows, : len(answers)]
        scores -= scores.max(axis=1, keepdims=True)
        chances = numpy.exp(scores)
        return (chances / chances.sum(axis=1, keepdims=True)).mean(axis=0)


def distance_biases(distances: Any) -> Any:
    """Spread the bias of each bucket of distances (2, buckets) over pairs of words (2, words + 1, words + 1).

    Buckets: forwards and backwards, exact up to 3 words, then two for each doubling.
    """
    import numpy

    places = numpy.arange(LIMIT + 1)
    gap = places[None, :] - places[:, None]
    size = numpy.abs(gap)
    steps = numpy.where(size < 4, size, 4 + numpy.floor(numpy.log2(numpy.maximum(size, 4) / 4) * 2)).astype(numpy.int64)
    return distances[:, numpy.where(gap < 0, steps + distances.shape[1] // 2, steps)]


def respect_quotations(window: Window, labels: list[int], breaks: set[int]) -> None:
    """Let content begin and end at quotation marks, and fill the holes of a quotation that is mostly content.

    Changes ``labels`` in place.
    """
    words = window.words
    start = None
    for index, word in enumerate(words):
        if index in breaks:
            start = None
        if word.side == OPENING:
            start = index
        elif word.side == CLOSING and start is not None:
            _settle(labels, start, index, breaks)
            start = None


def _settle(labels: list[int], opening: int, closing: int, breaks: set[int]) -> None:
    inner = range(opening + 1, closing)
    inside = sum(labels[index] >= CONTENT for index in inner)
    if not inner:
        return
    if inside >= 0.7 * len(inner) and len(inner) >= 4:
        for index in inner:
            if labels[index] < CONTENT:
                labels[index] = CONTENT + 1
        starts = [index for index in inner if labels[index] == CONTENT]
        for index in starts[1:] if labels[opening] < CONTENT else starts:
            labels[index] = CONTENT + 1
        if labels[opening] < CONTENT:
            labels[opening] = CONTENT
        labels[opening + 1] = CONTENT + 1
        labels[closing] = CONTENT + 1
    else:
        if labels[opening + 1] == CONTENT and labels[opening] < CONTENT:
            labels[opening], labels[opening + 1] = CONTENT, CONTENT + 1
        if labels[closing - 1] >= CONTENT and labels[closing] < CONTENT:
            labels[closing] = CONTENT + 1
    after = closing + 1
    if after < len(labels) and labels[after] == CONTENT + 1 and after not in breaks and labels[closing] < CONTENT:
        labels[after] = CONTENT
