"""The accurate tagger: windows → network → attributions, the same for any batch and order."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpus_cli.extraction.mark_glyphs import plain_marks
from corpus_cli.extraction.tagger.accurate.decode import Found, Stretch, decode, distance_biases
from corpus_cli.extraction.tagger.accurate.model import DATA, Model
from corpus_cli.extraction.tagger.accurate.windows import Window, pack
from corpus_cli.records import Attribution, Document, Span


class AccurateTagger:
    """Finds attributions with a fine-tuned MiniLM.

    ``folder`` holds ``model.onnx``, ``vocabulary.txt`` and ``settings.json``; the package's ``load`` turns what goes
    wrong into an error for the user.
    """

    name = "accurate"

    def __init__(self, folder: Path = DATA) -> None:
        import numpy

        self._model = Model(folder)
        self._stops = frozenset(self._model.vocabulary.look_up(mark)[0][0] for mark in ".!?")
        settings = self._model.settings
        self.version = str(settings["version"])
        self._biases = distance_biases(numpy.array(settings["distances"], dtype=numpy.float32))
        self._thresholds: dict[str, float] = settings["thresholds"]
        self._calibration: Sequence[float] = settings["calibration"]

    def tag(self, document: Document) -> tuple[Attribution, ...]:
        """Tag one document; offsets are code points into its text, attributions in the order of their first word."""
        least = self._thresholds["least"]
        found = [attribution for attribution, _ in self.explain(document) if attribution.score >= least]
        found.sort(key=lambda one: (one.content[0], one.cue or one.content[0]))
        return tuple(found)

    def explain(self, document: Document) -> Iterator[tuple[Attribution, tuple[float, ...]]]:
        """Tag one document, unlikely attributions and the evidence for each included (``decode.EVIDENCE``)."""
        for window in self.windows(document):
            reading = self._model.read(window)
            for one in decode(window, reading, self._biases, self._thresholds):
                yield self._attribution(document.text, window, one), one.evidence

    def tag_many(self, documents: Iterable[Document]) -> Iterator[tuple[Attribution, ...]]:
        """Tag documents one after the other; each result depends on its own document alone."""
        return map(self.tag, documents)

    def windows(self, document: Document) -> list[Window]:
        """Pack the document's paragraphs into windows."""
        tokens = document.tokens
        vocabulary = self._model.vocabulary
        shown = plain_marks(document.text)
        paragraphs = [
            vocabulary.words(shown, tokens[start].start, tokens[end - 1].end)
            for start, end in document.paragraphs
            if start < end
        ]
        return pack(paragraphs, self._stops)

    def _attribution(self, text: str, window: Window, one: Found) -> Attribution:
        def span(stretch: Stretch) -> Span:
            return Span(window.words[stretch.start].start, window.words[stretch.end - 1].end)

        return Attribution(
            content=join([span(stretch) for stretch in one.content], text),
            source=span(one.source) if one.source else None,
            cue=span(one.cue),
            score=round(chance(one.evidence, self._calibration), 4),
            basis=self.name,
        )


def join(spans: list[Span], text: str) -> tuple[Span, ...]:
    """Join spans with nothing but blanks between them, unless a line ends there."""
    joined: list[Span] = []
    for span in spans:
        if joined:
            between = text[joined[-1].end : span.start]
            if "\n" not in between and not between.strip():
                joined[-1] = Span(joined[-1].start, span.end)
                continue
        joined.append(span)
    return tuple(joined)


def chance(evidence: Sequence[float], calibration: Sequence[float]) -> float:
    """Probability that a careful reader agrees: logistic regression, the last weight is the constant."""
    total = calibration[-1] + sum(weight * value for weight, value in zip(calibration, evidence, strict=False))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
