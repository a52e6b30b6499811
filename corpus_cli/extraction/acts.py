"""Acts: was it said, or is it thought?"""

from __future__ import annotations

import re
from functools import cache

from corpus_cli.extraction.mark_glyphs import DOUBLE
from corpus_cli.extraction.wordlists import word_set
from corpus_cli.records import Act, Attribution

_BRITISH = re.compile(r"is(e|es|ed|ing)$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def act_of(text: str, attribution: Attribution) -> Act:
    """Tell speech from thought by an attribution's cue.

    Speech is what left somebody's mouth or pen, denials, questions and refusals to comment included; thought is belief,
    wish, intention, attitude and perception. A quotation without a cue is speech.
    """
    if attribution.cue is None:
        return "speech"
    cue = text[attribution.cue.start : attribution.cue.end]
    words = tuple(word.lower() for word in _WORD.findall(cue))
    # "wrote in a report seen": what stands behind a preposition says where, not how
    verbs = next((words[:at] for at, word in enumerate(words) if at and word in _PREPOSITIONS), words)
    if attribution.source is None and verbs[-1:] in (("heard",), ("hears",)):
        return "speech"  # the jury heard
    known = _act(verbs) or _act(words)
    if known is not None:
        return known
    # What no list knows ("ducks on", "took aim at") is an act or attitude as a rule, unless it brings words in marks.
    first = attribution.content[0]
    return "speech" if any(mark in text[first.start : first.end] for mark in _MARKS) else "thought"


_PREPOSITIONS = frozenset("in at on during from".split())
# No apostrophe: “it's” is no quotation.
_MARKS = DOUBLE + "‘‚‛‹›"


@cache
def _act(words: tuple[str, ...]) -> Act | None:
    """Look a cue up, its last word first; null when neither list knows any of it."""
    thought, speech = word_set("thought_cues"), word_set("speech_cues")
    for word in reversed(words):
        if word in speech:
            return "speech"
        if word in thought:
            return "thought"
    for word in reversed(words):
        # British spelling: apologised, criticise
        for stem in (*word_stems(word), *word_stems(_BRITISH.sub(r"iz\1", word)), _BRITISH.sub(r"iz\1", word)):
            if stem in speech:
                return "speech"
            if stem in thought:
                return "thought"
    # ":" and "―" introduce words.
    return None if words else "speech"


@cache
def is_listed(word: str) -> bool:
    """Tell whether ``word`` (lower case) or what it is a form of is listed as speech or thought."""
    lists = word_set("speech_cues") | word_set("thought_cues")
    return not lists.isdisjoint({word, *word_stems(word)})


def word_stems(word: str) -> tuple[str, ...]:
    """List what ``word`` may be a form of: hoped → hope, plans → plan, denies → deny, planning → plan."""
    if word[-1:] not in "sdg":  # as every ending below: most words leave here
        return ()
    stems: list[str] = []
    for ending, additions in (
        ("ies", ("y",)),
        ("ied", ("y",)),
        ("es", ("", "e")),
        ("s", ("",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            stems.extend(stem + addition for addition in additions)
            if len(stem) > 2 and stem[-1] == stem[-2]:
                stems.append(stem[:-1])
    return tuple(stems)
