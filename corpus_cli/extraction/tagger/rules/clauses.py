"""Attributions of one sentence: every likely cue with its source and content, outer ones first."""

from __future__ import annotations

from corpus_cli.extraction.tagger.rules.candidates import Candidate, candidates
from corpus_cli.extraction.tagger.rules.contents import content_behind, trim
from corpus_cli.extraction.tagger.rules.units import Text
from corpus_cli.records import Attribution, Span

# Below this a word is taken for no cue.
THRESHOLD = 0.4


def tag_unit(text: Text, unit: Span) -> list[Attribution]:
    """Find the attributions of one unit."""
    found: list[Attribution] = []
    likely = [candidate for candidate in candidates(text, unit) if candidate.score >= THRESHOLD]
    reached = unit.start
    for number, candidate in enumerate(likely):
        if candidate.cue < reached:
            continue
        contents, after = _contents(text, unit, reached, candidate, likely[number + 1 :])
        contents = [c for c in contents if any(text.words[i][0].isalnum() for i in range(*c))]
        if not contents:
            continue
        found.append(
            Attribution(
                content=tuple(text.span(*content) for content in contents),
                source=text.span(*candidate.source) if candidate.source else None,
                cue=text.span(candidate.start, _cue_end(candidate)),
                score=candidate.score,
                basis=candidate.place,
            )
        )
        reached = max(reached, after)
    return found


def _cue_end(candidate: Candidate) -> int:
    if candidate.place in ("behind", "inverted", "aside", "passive"):
        return candidate.cue + 1
    return candidate.frame.end


def _contents(
    text: Text, unit: Span, reached: int, candidate: Candidate, later: list[Candidate]
) -> tuple[list[tuple[int, int]], int]:
    """Find the contents of a candidate, and up to where the sentence is read with them."""
    place = candidate.place
    if place in ("behind", "inverted"):
        after = candidate.frame.content if place == "inverted" else candidate.cue + 1
        return [trim(text, reached, candidate.first)], after
    if place == "passive":
        return [
            trim(text, max(reached, _subject_start(text, unit, candidate)), candidate.start)
        ], candidate.frame.content
    if place == "according":
        before = trim(text, reached, candidate.start)
        if before[1] - before[0] >= 2:
            return [before], candidate.frame.content
        return [trim(text, candidate.frame.content, unit.end)], unit.end
    stops = [other.first for other in later if _same_rank(text, candidate, other)]
    if place == "aside":
        behind = content_behind(text, candidate.cue + 1, unit.end, stops)
        if behind[1] <= behind[0]:
            return [trim(text, reached, candidate.first)], candidate.cue + 1
        return [trim(text, reached, candidate.first), behind], behind[1]
    behind = content_behind(text, candidate.frame.content, unit.end, stops)
    return [behind], behind[1]


def _subject_start(text: Text, unit: Span, candidate: Candidate) -> int:
    from corpus_cli.extraction.tagger.rules.sources import subject

    found = subject(text, unit.start, candidate.start)
    return found.start if found else unit.start


def _same_rank(text: Text, outer: Candidate, inner: Candidate) -> bool:
    """Tell whether ``inner`` goes on beside ``outer`` and not inside its content: ", and he added", ", saying"."""
    before = (inner.source.start if inner.source and inner.place == "subject" else inner.start) - 1
    if before <= outer.cue or inner.place in ("behind", "inverted", "noun", "passive"):
        return False
    word = text.lower[before]
    if text.classes[inner.cue][0] == "G" and word == ",":
        return True
    if word in ("and", "but", "while") and text.words[before - 1] == ",":
        return True
    both = text.classes[inner.cue][0] == text.classes[outer.cue][0] == "V"
    return word in ("and", "but") and both and inner.place == "bare"
