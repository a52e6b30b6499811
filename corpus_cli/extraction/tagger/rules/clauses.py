"""Attributions of one sentence: every likely cue with its source and content, outer ones first."""

from __future__ import annotations

from corpus_cli.extraction.acts import is_listed
from corpus_cli.extraction.tagger.rules.candidates import Candidate, candidates
from corpus_cli.extraction.tagger.rules.contents import content_behind, trim
from corpus_cli.extraction.tagger.rules.cues import reports, reports_clauses
from corpus_cli.extraction.tagger.rules.units import Text
from corpus_cli.records import Attribution, Span

# Below this a word is taken for no cue.
THRESHOLD = 0.29
# From here on "and VERB" is a second statement and not part of the first one.
_SURE = 0.6
_ANNOUNCED = 0.8
# For words that are neither speech nor thought by themselves ("went", "released").
_UNLISTED = 0.7


def tag_unit(text: Text, unit: Span) -> list[Attribution]:
    """Find the attributions of one unit."""
    found: list[Attribution] = []
    likely = [candidate for candidate in candidates(text, unit) if candidate.score >= _threshold(text, candidate)]
    outer = _outermost(text, unit, likely)
    if outer is not None:
        likely = [c for c in likely if c.cue >= outer.cue or c.place in ("according", "behind", "inverted", "aside")]
    # A cue inside another's source ("the man who asked for bail said") does not get that far.
    named = {
        index for c in likely if c.source for index in range(c.source.start, min(c.source.end, c.source.start + 48))
    }
    likely = [c for c in likely if c.cue not in named]
    reached = unit.start
    spoken: Candidate | None = None
    for number, candidate in enumerate(likely):
        if candidate.cue < reached:
            continue
        contents, after = _contents(text, unit, reached, candidate, likely[number + 1 : number + 9])
        contents = [c for c in contents if any(text.words[i][0].isalnum() for i in range(*c))]
        if not contents or _is_stub(text, contents):
            continue
        source = candidate.source
        if candidate.place == "bare" and spoken is not None and candidate.start - spoken.cue <= 2:
            # "the company warned, citing …"
            source = spoken.source
        spoken = candidate
        found.append(
            Attribution(
                content=tuple(text.span(*content) for content in contents),
                source=text.span(*source) if source else None,
                cue=text.span(candidate.start, _cue_end(candidate)),
                score=candidate.score,
                basis=candidate.place,
            )
        )
        reached = max(reached, after)
    return found


def tag_announced(text: Text, unit: Span, paragraph: Span) -> Attribution | None:
    """Find who is announced by a sentence that ends in a colon ("He added:"), and speaks the next paragraph."""
    speaking = [c for c in candidates(text, unit) if c.score >= THRESHOLD and c.source and reports(text.lower[c.cue])]
    first, end = trim(text, *paragraph)
    if not speaking or first >= end:
        return None  # a line of marks follows: "___"
    last = speaking[-1]
    assert last.source is not None
    return Attribution(
        content=(text.span(first, end),),
        source=text.span(*last.source),
        cue=text.span(last.start, last.cue + 1),
        score=_ANNOUNCED,
        basis="announced",
    )


def _is_stub(text: Text, contents: list[tuple[int, int]]) -> bool:
    """Tell whether nothing is said: "he agreed but …", "as they call it", "who calls himself a king"."""
    first, last = contents[0]
    if len(contents) > 1 or text.inside[first] >= 0:
        return False
    if text.lower[first] in ("and", "or", "himself", "herself", "itself", "themselves"):
        return True
    if text.lower[first] in ("it", "this", "so") and first + 1 < last and text.words[first + 1] == ",":
        return True
    return last - first == 1 and text.classes[first][0] in "CIO"


def _threshold(text: Text, candidate: Candidate) -> float:
    """Ask more of cues without a speaker and of words that are cues by chance: on dev most of those below are wrong."""
    if candidate.place == "undergone":
        return 0.8
    if candidate.place == "bare" and candidate.source is None:
        return 0.55
    return THRESHOLD if is_listed(text.lower[candidate.cue]) else _UNLISTED


def _outermost(text: Text, unit: Span, likely: list[Candidate]) -> Candidate | None:
    """Find a cue at the sentence's end that reports all before it: "…, the source added", "…, according to an aide"."""
    for candidate in reversed(likely):
        if candidate.place in ("behind", "inverted") or (
            candidate.place == "according" and candidate.cue > unit.start + 3
        ):
            return candidate if unit.end - candidate.cue <= 24 else None
    return None


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
    if place == "opening":
        return [content_behind(text, candidate.frame.content, candidate.limit, [])], candidate.limit
    if place == "undergone":
        behind = content_behind(text, candidate.frame.content, unit.end, stops)
        if candidate.frame.name.split(":")[-1] not in ("inf", "of", "as", "adj", "for", "with"):
            return [behind], behind[1]
        begin = max(reached, _subject_start(text, unit, candidate))
        return [trim(text, begin, candidate.start), behind], behind[1]
    if place == "aside":
        behind = content_behind(text, candidate.limit, unit.end, stops)
        if behind[1] <= behind[0]:
            return [trim(text, reached, candidate.first)], candidate.cue + 1
        return [trim(text, reached, candidate.first), behind], behind[1]
    behind = content_behind(text, candidate.frame.content, unit.end, stops, _takes_phrase(text, candidate))
    return [behind], behind[1]


def _behind_comma(text: Text, index: int) -> bool:
    """Tell whether a comma stands before ``index``, be it inside a closing mark (“a mess,” and)."""
    before = index - 1
    if before > 0 and text.inside[before] >= 0:
        before -= 1
    return text.words[before] == ","


def _takes_phrase(text: Text, candidate: Candidate) -> bool:
    """Tell whether a cue is followed by a thing ("called for talks") and not by a clause ("said talks were off")."""
    follows = candidate.frame.name.rsplit(":", 1)[-1]
    if follows in ("that", "pron", "wh", "colon", "inf", "quote"):
        return False
    return not reports_clauses(text.lower[candidate.cue])


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
    if word in ("and", "but", "while") and _behind_comma(text, before):
        return True
    both = "V" in text.classes[inner.cue] and "V" in text.classes[outer.cue]
    return word in ("and", "but") and both and inner.place == "bare" and inner.score >= _SURE
