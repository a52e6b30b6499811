"""Brat standoff: attributions as ``.txt`` and ``.ann`` pairs, read from gold and written for brat.

An ``.ann`` file holds one text-bound line a span and one event line an attribution, as PolNeAR has them::

    T1	Source 89 106	The New York Post
    T2	Content 115 140;150 290	that the team … under wraps
    T4	Attribution 107 114	reports
    E1	Attribution:T4 Content:T2 Cue:T3 Source:T1

Spans may be discontinuous; an event without a source is an ``Attribution-no-source``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus_cli.errors import ReadError
from corpus_cli.records import Span

_ROLE_NUMBER = re.compile(r"\d+$")  # brat numbers repeated roles: "Content2:T7"
# PolNeAR puts the annotator behind the article's name: "nyt_2016-09-12_some-title_ef2d.ann".
_ANNOTATOR = re.compile(r"_[0-9a-z]{4}$")


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """One annotated attribution; every role may hold several spans or none, in text order."""

    id: str
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its gold.

    ``others`` are further annotators' readings of the same text, ``who`` the file of its readings of who, when and
    where (readings.py), if there is one.
    """

    name: str
    text: str
    attributions: tuple[GoldAttribution, ...]
    others: tuple[tuple[GoldAttribution, ...], ...] = field(default=())
    who: Path | None = None


def parse_ann(text: str) -> tuple[GoldAttribution, ...]:
    """Read the attributions of one ``.ann`` file's text.

    Lines other than T and E lines (notes, attributes, relations) are passed over, and so are roles that point at a
    missing span; a T line whose offsets are no numbers is passed over too, since annotators' notes can hold line ends.
    """
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[tuple[str, str]] = []
    for line in text.splitlines():
        cells = line.split("\t")
        if len(cells) < 2:
            continue
        if cells[0].startswith("T"):
            _, _, offsets = cells[1].partition(" ")
            try:
                pieces = [Span(*map(int, piece.split())) for piece in offsets.split(";")]
            except (TypeError, ValueError):
                continue
            spans[cells[0]] = tuple(sorted(piece for piece in pieces if piece.start < piece.end))
        elif cells[0].startswith("E"):
            events.append((cells[0], cells[1]))
    found = []
    for identifier, roles in events:
        by_role: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
        for role in roles.split():
            name, _, target = role.partition(":")
            name = _ROLE_NUMBER.sub("", name).lower()
            if name in by_role:
                by_role[name] += spans.get(target, ())
        found.append(GoldAttribution(identifier, **{name: tuple(sorted(set(got))) for name, got in by_role.items()}))
    return tuple(found)


def format_ann(text: str, attributions: Iterable[GoldAttribution]) -> str:
    """Write attributions as the text of an ``.ann`` file that brat and ``parse_ann`` read back.

    Offsets are code points into ``text``. Brat wants no line ends in the quoted text of a T line, so a span that
    crosses a line is written as the pieces between the line ends.
    """
    lines: list[str] = []
    count = 0

    def add(label: str, spans: Sequence[Span]) -> str:
        nonlocal count
        count += 1
        pieces = [piece for span in spans for piece in _lines_of(text, span)]
        offsets = ";".join(f"{start} {end}" for start, end in pieces)
        lines.append(f"T{count}\t{label} {offsets}\t{' '.join(text[start:end] for start, end in pieces)}")
        return f"T{count}"

    for number, attribution in enumerate(attributions, start=1):
        anchor = attribution.cue or attribution.content[:1]
        if not anchor:
            continue
        event = "Attribution" if attribution.source else "Attribution-no-source"
        roles = [f"{event}:{add(event, anchor)}"]
        for role, spans in (("Content", attribution.content), ("Cue", attribution.cue), ("Source", attribution.source)):
            if spans:
                roles.append(f"{role}:{add(role, spans)}")
        lines.append(f"E{number}\t{' '.join(roles)}")
    return "".join(line + "\n" for line in lines)


def _lines_of(text: str, span: Span) -> list[Span]:
    """Cut a span at line ends, leaving white space at the pieces' ends out; never empty for a span with a letter."""
    pieces = []
    start = span.start
    for piece in text[span.start : span.end].split("\n"):
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            pieces.append(Span(left, right))
        start += len(piece) + 1
    return pieces or [span]


def read_gold(folder: Path) -> Iterator[GoldArticle]:
    """Read a folder of gold, in the order of the articles' names.

    The texts and annotations lie side by side (brat's own layout: ``NAME.txt`` and ``NAME.ann``) or in ``text/`` and
    ``attributions/`` (PolNeAR's: ``NAME_ANNOTATOR.ann``, the first annotator being gold and the rest ``others``).
    Articles without annotations are left out. Raises ReadError when no annotated article is found.
    """
    texts = folder / "text" if (folder / "text").is_dir() else folder
    annotations = folder / "attributions" if (folder / "attributions").is_dir() else folder
    by_name: dict[str, list[Path]] = {}
    for path in sorted(annotations.glob("*.ann")):
        name = path.stem
        if not (texts / f"{name}.txt").exists():
            name = _ANNOTATOR.sub("", name)
        by_name.setdefault(name, []).append(path)
    found = False
    for text_path in sorted(texts.glob("*.txt")):
        paths = by_name.get(text_path.stem)
        if not paths:
            continue
        found = True
        # Universal newlines would shift offsets of files with \r\n: brat counts every character of the file.
        text = text_path.read_bytes().decode("utf-8")
        readings = [parse_ann(path.read_bytes().decode("utf-8")) for path in paths]
        who = folder / "who" / f"{text_path.stem}.who.json"
        yield GoldArticle(text_path.stem, text, readings[0], tuple(readings[1:]), who if who.is_file() else None)
    if not found:
        raise ReadError(f"{folder}: no NAME.txt with a NAME.ann beside it (or in text/ and attributions/)")
