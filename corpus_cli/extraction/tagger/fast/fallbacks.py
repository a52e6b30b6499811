"""A source for a cue that the models left without one: the noun phrase where English puts a subject.

``tags`` are one part of speech a token, as the letters of the model's tag set.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus_cli.records import Span, Token

_NOMINAL = frozenset("PNAJUSH#")  # names, nouns, articles, adjectives, numbers, possessives
_HEADS = frozenset("PN#")
_PRONOUN = "O"
_RELATIVE = "W"
_SKIPPED = frozenset("RMD")  # adverbs and auxiliaries between subject and cue: "he also", "she has never"
_UNFINISHED = frozenset("GT")  # "saying", "to deny": the subject is the main clause's
LONGEST_PHRASE = 14
REACH = 60  # tokens looked at to the left


def missing_source(
    tokens: Sequence[Token], tags: Sequence[str], sentence: Span, cue: Span, contents: Sequence[Span]
) -> Span | None:
    """Find the subject of a cue: before it, behind it when what was said comes first, or the sentence's first phrase.

    All spans are of token indexes. Nothing inside a content is a source.
    """
    first = max(sentence.start, cue.start - REACH)
    before = [span for span in contents if span.end <= cue.start]
    left = max((span.end for span in before), default=first)
    left = max(left, first)
    # “…,” said Tom Short: what was said stands right before the cue.
    if before and cue.start - left <= 2:
        right = min(sentence.end, cue.end + LONGEST_PHRASE)
        found = _phrase_right(tags, cue.end, right) or _name_right(tokens, cue.end, right)
        if found and not _inside(found, contents):
            return found
    if tags[cue.start] in _UNFINISHED:
        return _first_phrase(tokens, tags, left, cue.start)
    at = cue.start - 1
    while at >= left and (tags[at] in _SKIPPED or tokens[at].text in ("is", "are", "has", "have", "does", "do")):
        at -= 1
    if at < left:
        return None
    if tags[at] == _RELATIVE or tags[at] == _PRONOUN:
        return Span(at, at + 1)
    if tags[at] in _HEADS:
        return _phrase_left(tags, at, left)
    # Tom Short, the mayor of Ellin, said: the phrase before the comma's apposition.
    return _first_phrase(tokens, tags, left, cue.start)


def _phrase_left(tags: Sequence[str], at: int, left: int) -> Span:
    start = at
    while start > left and at - start < LONGEST_PHRASE and tags[start - 1] in _NOMINAL:
        start -= 1
    return Span(start, at + 1)


def _phrase_right(tags: Sequence[str], at: int, right: int) -> Span | None:
    if at < right and tags[at] == _PRONOUN:
        return Span(at, at + 1)
    end = at
    while end < right and tags[end] in _NOMINAL:
        end += 1
    return Span(at, end) if any(tag in _HEADS for tag in tags[at:end]) else None


def _name_right(tokens: Sequence[Token], at: int, right: int) -> Span | None:
    """Take capitalised words for a name, whatever their tags: "declared Gregg" is no participle."""
    end = at
    while end < right and tokens[end].text[0].isupper():
        end += 1
    return Span(at, end) if end > at else None


def _first_phrase(tokens: Sequence[Token], tags: Sequence[str], left: int, right: int) -> Span | None:
    """Find the first noun phrase or pronoun that is not within a prepositional phrase."""
    at = left
    while at < right:
        if tags[at] == "I":
            at = _behind_object(tags, at + 1, right)
            continue
        if tags[at] == _PRONOUN:
            return Span(at, at + 1)
        if tags[at] in _NOMINAL:
            found = _phrase_right(tags, at, min(right, at + LONGEST_PHRASE))
            if found:
                return found
            while at < right and tags[at] in _NOMINAL:
                at += 1
            continue
        at += 1
    return None


def _behind_object(tags: Sequence[str], at: int, right: int) -> int:
    """Skip a preposition's object: "In May" of "In May the board met"."""
    named = False
    while at < right and tags[at] in _NOMINAL | {_PRONOUN} and not (named and tags[at] == "A"):
        named = named or tags[at] in _HEADS
        at += 1
    return at


def _inside(span: Span, contents: Sequence[Span]) -> bool:
    return any(content.start < span.end and span.start < content.end for content in contents)
