"""Gold on who, when and where: a reader's answers beside the annotations, and whether a statement's agree.

``who/NAME.who.json`` in the folder of gold holds ``published`` and ``annotations``: for an event's
``id`` the ``speaker`` with its ``speaker_kind``, ``act``, ``date`` with the ``date_text`` it stands on, ``place``, and
``sure``, false where the reader doubts.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from corpus_cli.errors import ReadError
from corpus_cli.evaluation.score import COVER, Answer, Score, letters_of
from corpus_cli.records import Span, Statement

_ADDRESS = frozenset("mr mrs ms dr sen senator rep gov governor gen general president sir judge".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """A careful reader's answers about one statement; a date or place is null where the article does not say."""

    speaker: str
    person: bool
    date: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Readings:
    """The answers on one article by event id, those alone that the reader was sure of and that are speech."""

    published: str | None
    by_id: Mapping[str, Reading]


def read_readings(path: Path) -> Readings:
    """Read one file of readings. Raises ReadError when it is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        answers = {
            each["id"]: Reading(
                each["speaker"],
                each.get("speaker_kind") == "person",
                each.get("date") if each.get("date_text") else None,
                each.get("place"),
            )
            for each in data["annotations"]
            if each.get("sure") and each.get("act") == "speech" and each.get("speaker")
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReadError(f"{path}: no readings of who, when and where ({error})") from error
    return Readings(data.get("published"), answers)


def score_readings(
    text: str, gold: Mapping[str, Sequence[Span]], readings: Readings, found: Sequence[Statement]
) -> tuple[dict[str, Score], dict[Answer, tuple[str, ...]]]:
    """Score who, when and where on the gold contents (by id) that were found; also gives the ids answered right.

    "speaker": precision is the share of found statements with the right speaker, recall that of all. "date" and
    "place": precision is the share of what was stated that is right, so that an invention costs; recall that of all
    that the reader has. The statement that shares most letters with a gold content answers for it.
    """
    everything = [letters_of(text, statement.spans) for statement in found]
    covered: set[int] = set().union(*everything)
    counts = {answer: [0, 0, 0] for answer in get_args(Answer)}
    right: dict[Answer, list[str]] = {answer: [] for answer in get_args(Answer)}

    def count(answer: Answer, identifier: str, given: bool, wanted: bool, agrees: bool) -> None:
        counts[answer][0] += agrees
        counts[answer][1] += given and not agrees
        counts[answer][2] += wanted and not agrees
        if agrees:
            right[answer].append(identifier)

    for identifier, reading in readings.by_id.items():
        letters = letters_of(text, gold.get(identifier, ()))
        if not letters:
            continue
        best: Statement | None = None
        if len(letters & covered) >= COVER * len(letters):
            best = found[max(range(len(found)), key=lambda index: len(everything[index] & letters))]
        speaker = best.speaker.name if best else None
        date = best.period.value if best and best.period else None
        place = best.place.name if best and best.place else None
        stated = place is not None and best is not None and best.place_basis == "stated"
        count("speaker", identifier, best is not None, True, same_speaker(reading.speaker, speaker, reading.person))
        wanted = reading.date is not None
        count("date", identifier, date is not None, wanted, wanted and date == reading.date)
        wanted = reading.place is not None
        count("place", identifier, stated or (wanted and place is not None), wanted, same_place(reading.place, place))
    scores = {f"{answer} right": Score(tp, fp, fn, tp) for answer, (tp, fp, fn) in counts.items()}
    return scores, {answer: tuple(ids) for answer, ids in right.items()}


def _words(name: str | None) -> list[str]:
    plain = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'s ", " ").replace("u.s.", "us"))
    return words[1:] if words[:1] and words[0] in ("the", "a", "an") else words


def same_speaker(gold: str, found: str | None, person: bool) -> bool:
    """Tell whether two names are one speaker's: first and last word for a person, half of all words for the rest."""
    one, other = _words(gold), _words(found)
    if not other or one == other:
        return bool(other)
    if person:
        other = [word for word in other if word not in _ADDRESS] or other
        return (one[0], one[-1]) == (other[0], other[-1]) if len(one) > 1 else one[0] in (other[0], other[-1])
    shared = len({*one} & {*other})
    return shared >= 0.5 * len({*one} | {*other}) or {*one} <= {*other} or 2 * shared >= len(one) == shared


def same_place(gold: str | None, found: str | None) -> bool:
    """Tell whether one of two places' words hold the other's: "Cleveland" and "Cleveland, Ohio"."""
    one, other = {*_words(gold)}, {*_words(found)}
    return bool(one and other) and (one <= other or other <= one)
