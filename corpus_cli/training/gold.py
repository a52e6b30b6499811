"""Read gold attributions from brat standoff: ``text/NAME.txt`` beside ``attributions/NAME_XXXX.ann``.

One ``.ann`` file holds one annotator's reading; ``XXXX`` is the annotator. An attribution is an ``E`` line that ties
text bounds (``T`` lines) of the kinds Source, Cue and Content together; other kinds (Discuss, Discard, notes) are left
out.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus_cli.records import Span


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """One annotated attribution; offsets are code points into the article's text, half open, in text order."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article's text with every annotator's reading of it, annotators in the order of their ids."""

    path: Path
    text: str
    readings: tuple[tuple[GoldAttribution, ...], ...]


def parse_brat(standoff: str, length: int) -> list[GoldAttribution]:
    """Parse one annotator's standoff; spans are cut to ``length`` (the text's), empty and unknown ones left out."""
    bounds: dict[str, tuple[Span, ...]] = {}
    events: list[str] = []
    for line in standoff.splitlines():
        columns = line.split("\t")
        # T3<tab>Content 120 150;160 211<tab>the words themselves
        if re.fullmatch(r"T\d+", columns[0]) and len(columns) > 1:
            _, _, offsets = columns[1].partition(" ")
            bounds[columns[0]] = _spans(offsets, length)
        # E1<tab>Attribution:T4 Content:T3 Cue:T2 Source:T1
        elif re.fullmatch(r"E\d+", columns[0]) and len(columns) > 1:
            events.append(columns[1])
    found = []
    for event in events:
        roles: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
        for argument in event.split():
            role, _, bound = argument.partition(":")
            role = role.rstrip("0123456789").lower()  # a second content is called Content2
            if role in roles:
                roles[role].extend(bounds.get(bound, ()))
        found.append(GoldAttribution(*(tuple(sorted(roles[role])) for role in ("source", "cue", "content"))))
    return found


def _spans(offsets: str, length: int) -> tuple[Span, ...]:
    spans = []
    for part in offsets.split(";"):
        match = re.fullmatch(r"\s*(\d+) (\d+)\s*", part)
        if match:
            start, end = int(match[1]), min(int(match[2]), length)
            if start < end:
                spans.append(Span(start, end))
    return tuple(spans)


def annotation_paths(text_path: Path) -> list[Path]:
    """List the standoff files of an article, one for each annotator, sorted by the annotator's id."""
    folder = text_path.parent.parent / "attributions"
    return sorted(folder.glob(f"{glob.escape(text_path.stem)}_[!_][!_][!_][!_].ann"))


def read_brat(text_path: Path, annotator: int = 0) -> list[GoldAttribution]:
    """Read one annotator's attributions of the article at ``text_path`` (``FOLDER/text/NAME.txt``).

    ``annotator`` counts from 0 in the order of the ids. Raises ``FileNotFoundError`` when there is no such reading.
    """
    paths = annotation_paths(text_path)
    if annotator >= len(paths):
        raise FileNotFoundError(f"no annotation number {annotator} for {text_path}")
    length = len(text_path.read_text(encoding="utf-8"))
    return parse_brat(paths[annotator].read_text(encoding="utf-8"), length)


def read_gold(folder: Path) -> Iterator[GoldArticle]:
    """Read every annotated article of ``folder`` (with ``text/`` and ``attributions/``), sorted by name."""
    for text_path in sorted((folder / "text").glob("*.txt")):
        text = text_path.read_text(encoding="utf-8")
        standoffs = (path.read_text(encoding="utf-8") for path in annotation_paths(text_path))
        readings = tuple(tuple(parse_brat(standoff, len(text))) for standoff in standoffs)
        if readings:
            yield GoldArticle(text_path, text, readings)
