"""Attributions of one sentence: every cue with its source and content, outer ones first."""

from __future__ import annotations

from dataclasses import dataclass

from corpus_cli.extraction.tagger.rules.contents import content_behind, trim
from corpus_cli.extraction.tagger.rules.cues import Frame, group_start, lexicon, likelihood, read_frame
from corpus_cli.extraction.tagger.rules.sources import inverted_subject, subject
from corpus_cli.extraction.tagger.rules.units import Text
from corpus_cli.records import Attribution, Span

# Below this a word is taken for no cue; on dev, statements F1 is flat from 0.35 to 0.5.
THRESHOLD = 0.4
# Quotations shorter than this are scare quotes or titles unless a cue takes them.
SPOKEN_WORDS = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible cue: ``cue`` its verb, ``start`` of its group, its source's tokens, and what follows."""

    cue: int
    start: int
    source: Span | None
    frame: Frame
    score: float
    place: str

    @property
    def first(self) -> int:
        """Where the whole clause begins: at the source, or at the cue without one."""
        return min(self.start, self.source.start) if self.source else self.start


def candidates(text: Text, unit: Span) -> list[Candidate]:
    """List the words of a unit that may be cues, whatever their likelihood."""
    table = lexicon()
    found = []
    for index in range(unit.start, unit.end):
        if text.lower[index] in table and (text.inside[index] < 0 or text.quotation_words(text.inside[index]) < 0):
            candidate = read_candidate(text, unit, index)
            if candidate is not None:
                found.append(candidate)
    return found


def read_candidate(text: Text, unit: Span, index: int) -> Candidate | None:
    """Read the surroundings of a possible cue at ``index``; None where it can be no cue."""
    word = text.lower[index]
    if text.classes[index][0] == "E" and index > unit.start and word not in ("says",):
        return None
    if word == "according":
        if index + 1 >= unit.end or text.lower[index + 1] != "to":
            return None
        source = inverted_subject(text, index + 2, unit.end)
        return Candidate(
            index, index, source, Frame("to", index + 2, source.end if source else index + 2), 0.97, "according"
        )
    start = group_start(text, unit.start, index)
    previous = text.lower[start - 1] if start > unit.start else ""
    kind = text.classes[index]
    if "N" in kind and start == index and previous and (text.classes[start - 1][0] in "DA" or previous in ("’s", "'s")):
        return None
    frame = read_frame(text, index, unit.end)
    if previous == "to" and "B" in kind:
        return Candidate(index, start - 1, None, frame, likelihood(word, "to>" + frame.name), "infinitive")
    source = None if kind[0] == "G" and previous == "," else subject(text, unit.start, start)
    behind = source.start if source else start
    quoted = behind > unit.start and _closes_quotation(text, behind - 1, unit.start)
    if quoted and (source is None or source.start == start):
        inverted = inverted_subject(text, index + 1, unit.end)
        if inverted is not None:
            return Candidate(
                index,
                start,
                inverted,
                Frame("inverted", index + 1, inverted.end),
                likelihood(word, "inverted"),
                "inverted",
            )
    if source is not None and quoted:
        return Candidate(index, start, source, frame, likelihood(word, "quote<"), "behind")
    if source is not None and behind > unit.start and text.words[behind - 1] == "," and frame.name in ("end", "comma"):
        return Candidate(index, start, source, frame, likelihood(word, "comma<"), "behind")
    if source is None and previous == "," and kind[0] in "VP" and start == index:
        inverted = inverted_subject(text, index + 1, unit.end)
        if inverted is not None and (inverted.end >= unit.end or text.classes[inverted.end][0] == "X"):
            return Candidate(
                index,
                start,
                inverted,
                Frame("inverted", index + 1, inverted.end),
                likelihood(word, "inverted"),
                "inverted",
            )
    place = "subject" if source is not None else "bare"
    return Candidate(index, start, source, frame, likelihood(word, ("" if source else "bare>") + frame.name), place)


def _closes_quotation(text: Text, index: int, first: int) -> bool:
    """Tell whether the token at ``index`` (or before a comma there) ends a quotation of the unit."""
    if text.words[index] in (",", "-", "—", "–") and index > first and text.inside[index] < 0:
        index -= 1
    number = text.inside[index]
    return number >= 0 and text.ranges[number].end == index + 1


def tag_unit(text: Text, unit: Span) -> list[Attribution]:
    """Find the attributions of one unit."""
    found: list[Attribution] = []
    likely = [c for c in candidates(text, unit) if c.score >= THRESHOLD]
    reached = unit.start
    last_source: Span | None = None
    for number, candidate in enumerate(likely):
        if candidate.cue < reached:
            continue
        source = candidate.source or last_source
        if candidate.place in ("behind", "inverted"):
            content = _content_before(text, unit, reached, candidate)
            after = candidate.frame.content if candidate.place == "inverted" else candidate.frame.end
        elif candidate.place == "according":
            content, after = _content_around(text, unit, reached, candidate)
        else:
            stops = [c.first for c in likely[number + 1 :] if _same_rank(text, candidate, c)]
            content = content_behind(text, candidate.frame.content, unit.end, stops)
            after = content[1]
        if content[1] <= content[0] or not any(text.words[i][0].isalnum() for i in range(*content)):
            continue
        found.append(
            Attribution(
                content=(text.span(*content),),
                source=text.span(*_plain(text, source)) if source else None,
                cue=text.span(
                    candidate.start,
                    max(candidate.frame.end if candidate.place == "subject" else candidate.cue + 1, candidate.cue + 1)
                    if candidate.place != "according"
                    else candidate.frame.end,
                ),
                score=candidate.score,
                basis=candidate.place,
            )
        )
        reached = max(reached, after)
        if candidate.source is not None:
            last_source = candidate.source
    return found


def _plain(text: Text, source: Span) -> Span:
    return source


def _same_rank(text: Text, outer: Candidate, inner: Candidate) -> bool:
    """Tell whether ``inner`` goes on beside ``outer`` and not inside its content: ", and he added"."""
    before = inner.first - 1
    if before <= outer.cue:
        return False
    word = text.lower[before]
    if inner.place in ("behind", "inverted"):
        return False
    if text.classes[inner.cue][0] == "G" and word == ",":
        return True
    if word in ("and", "but", "while") and text.words[before - 1] == ",":
        return True
    return (
        word in ("and", "but")
        and text.classes[inner.cue][0] == text.classes[outer.cue][0] == "V"
        and inner.source is None
    )


def _content_before(text: Text, unit: Span, reached: int, candidate: Candidate) -> tuple[int, int]:
    """Find the content in front of a cue: from the unit's start, or behind the attribution before it."""
    return trim(text, reached, candidate.first)


def _content_around(text: Text, unit: Span, reached: int, candidate: Candidate) -> tuple[tuple[int, int], int]:
    """Find the content of "according to X": before it, or behind it when it opens the sentence."""
    before = trim(text, reached, candidate.start)
    if before[1] - before[0] >= 2:
        return before, candidate.frame.content
    behind = trim(text, candidate.frame.content, unit.end)
    return behind, unit.end
