"""Source spans: a tagger's words for a source, fitted to the noun phrase of somebody who speaks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from corpus_cli.extraction.quotations import quotations_at
from corpus_cli.extraction.turns import in_headline
from corpus_cli.records import Document, Span

# the jury heard, MPs were told, an inquest hears: they listen, and who spoke nobody says
_LISTENERS = re.compile(
    r"(?:(?:an?|the)\s)?(?:jury|jurors|court|inquest|tribunal|inquiry|hearing|trial|panel)\b[^,;]*$", re.IGNORECASE
)
_HEARS = re.compile(r"(?:has\s|have\s|had\s|also\s|earlier\s)*(?:heard|hears)$", re.IGNORECASE)
_TIMES = frozenset("today yesterday tonight now then also later earlier recently previously".split())
# Mick Whelan emerged from the offices [of the service Acas] and declared: the subject is who did
_OFFSIDE = re.compile(r"(?:of|in|at|for|with|from|on|into|outside)\s(?!least\b|most\b|all\b|one\b)")
_NAME_FIRST = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'.-]+){1,3}(?=,|\s[a-z])")
_ASKED = re.compile(r"(?:Asked|Pressed|Questioned|Quizzed)\b")
# Ann Hale [on] | a rebel leader [today]: what a tagger took along
_LOOSE_END = re.compile(r"\s(?:on|in|at|by|to|also|then|where|which|whose|(?<!ed\s)(?:today|yesterday|tonight))$")
# [Separately, ]an official said: the sentence's word, no name
_CONNECTOR = re.compile(
    r"(?:separately|meanwhile|additionally|however|earlier|later|moreover|furthermore|nevertheless|nonetheless|similarly"
    r"|likewise|conversely|subsequently|previously|recently|initially|ultimately|eventually|finally|luckily|fortunately"
    r"|unfortunately|sadly|interestingly|notably|surprisingly|still|yet|instead|overall|elsewhere|also|in addition"
    r"|at the same time|for (?:his|her|its|their) part),\s+(?=\S)",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"(?:an?|the)$", re.IGNORECASE)
# [a] man can be heard | [the] official has said
_REST_OF_NOUN = re.compile(
    r"((?:\s[\w’'-]+){1,4}?)\s(?:can|could|is|was|are|were|has|had|have|will|would|may|might|did|does)?\s?$"
)


def fit_source(document: Document, sentence: int, source: Span, cue: Span | None) -> Span | None:
    """Fit a source to its noun phrase; null where it is no speaker: who listens, or a byline over the text.

    ``sentence`` is the offset at which the source's sentence begins.
    """
    text = document.text
    connector = _CONNECTOR.match(text, *source)
    if connector:
        source = Span(connector.end(), source.end)
    words_of = text[source.start : source.end]
    if words_of.lower() in _TIMES:
        return None  # Acme Robotics, Inc., [today] announced
    if _OFFSIDE.match(words_of):
        return _subject(text, sentence, source.start)
    if cue is not None:
        if source.start > cue.start and _ASKED.match(text, *cue):
            return None  # Asked if a deal was close, Kirby said: he listens
        verb = text[cue.start : cue.end]
        if verb == "told" and source.end <= cue.start and text[cue.end : cue.end + 1] in ("", "\n"):
            return None  # Scheme is a farce, MPs told
        if _LISTENERS.match(words_of):
            headline = in_headline(text, cue.end) and words_of.split()[0].lower() not in ("a", "an", "the")
            if _HEARS.match(verb) or (verb == "told" and headline):
                return None
        if source.end <= cue.start and _DETERMINER.match(words_of):
            rest = _REST_OF_NOUN.match(text, source.end, cue.start)
            return Span(source.start, rest.end(1)) if rest else None
        between = text[source.end : cue.start]
        if (
            "\n\n" in between
            and ":" not in between
            and not quotations_at(document.quotations, Span(source.end, cue.start))
        ):
            return None
    for quotation in quotations_at(document.quotations, source):
        # Hale, the mayor. “We won.”: the next quotation is no part of who says the last one
        if source.start < quotation.start and text[source.start : quotation.start].rstrip()[-1] in ".!?":
            source = Span(source.start, source.start + len(text[source.start : quotation.start].rstrip()))
            break
    loose = _LOOSE_END.search(text[source.start : source.end])
    return Span(source.start, source.start + loose.start()) if loose else source


def in_one_sentence(text: str, sentences: Sequence[int], source: Span, cue: Span | None) -> Span:
    """Keep of a source that runs over a sentence's end what stands in its cue's sentence.

    [The command, whose seat is in Lisca. It] said: only "It" says so. ``sentences`` are the offsets at which sentences
    begin.
    """
    last = sentences[bisect_left(sentences, source.end) - 1] if sentences else 0
    if last <= source.start or cue is None:
        return source
    if cue.start >= source.end:
        return Span(last, source.end)
    if cue.end <= source.start:
        first = sentences[bisect_right(sentences, source.start)]
        return Span(source.start, source.start + len(text[source.start : first].rstrip()))
    return source


def _subject(text: str, sentence: int, end: int) -> Span | None:
    """Take the name of several words that a sentence begins with."""
    name = _NAME_FIRST.match(text, sentence, end)
    return Span(*name.span()) if name else None
