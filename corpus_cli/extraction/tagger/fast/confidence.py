"""How sure a link is: a logistic model over a handful of facts, fitted on articles that the models had not seen."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log1p

FACTS = (
    "one",
    "gain",  # by how much the second stage prefers the link to nothing, in units of its weights
    "agreed",  # share of the content that the joint tagger calls content too
    "cued",
    "cue level",  # how often the cue's words are cues, 0 to 1
    "sourced",
    "source agreed",  # the joint tagger calls the source a source too
    "source guessed",  # no model found the source, a rule did
    "quoted",  # share of the content within quotation marks
    "length",
    "parts",
)
_LARGEST = 30.0  # beyond this exp() says nothing more


def facts(
    gain: float,
    agreed: float,
    cue_level: int | None,
    source_agreed: float | None,
    guessed: bool,
    quoted: float,
    tokens: int,
    parts: int,
) -> tuple[float, ...]:
    """List the facts about a link, in the order of ``FACTS``; ``None`` stands for no cue and no source."""
    return (
        1.0,
        log1p(max(gain, 0.0)),
        agreed,
        float(cue_level is not None),
        (cue_level or 0) / 6,
        float(source_agreed is not None),
        source_agreed or 0.0,
        float(guessed),
        quoted,
        log1p(tokens) / 4,
        float(parts > 1),
    )


def probability(weights: Sequence[float], about: Sequence[float]) -> float:
    """Give the probability that a careful reader would agree."""
    total = sum(weight * fact for weight, fact in zip(weights, about, strict=True))
    return 1 / (1 + exp(-max(-_LARGEST, min(_LARGEST, total))))
