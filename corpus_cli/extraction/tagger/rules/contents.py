"""Contents: how far what was said reaches behind its cue, and in front of it."""

from __future__ import annotations

from corpus_cli.extraction.tagger.rules.units import Text
from corpus_cli.extraction.tagger.rules.words import AUXILIARIES, TIMES

_SPOKEN_WORDS = 4
_ENDS_SPEECH = frozenset({".", "?", "!", ",", "…", "...", "—", "–", ";"})
# Behind a comma, the reporter takes over.
_TURNS = frozenset("but though although".split())
_PHRASE_TURNS = frozenset("and but while because".split())
_CIRCUMSTANCES = frozenset("during because after when before since while although though".split())
_CLOSING = frozenset({".", "?", "!", "…", "...", ")", "]", ";", ":", ",", "—", "–", "--", "-"})


def trim(text: Text, first: int, last: int) -> tuple[int, int]:
    """Drop marks that are not quotation marks at both ends of the tokens ``first`` to ``last``."""
    while (
        first < last
        and text.inside[first] < 0
        and text.classes[first][0] == "X"
        and text.words[first] not in ("$", "#", "£", "€", "(", "[")
    ):
        first += 1
    while last > first and text.inside[last - 1] < 0 and text.words[last - 1] in _CLOSING:
        if text.words[last - 1] in (")", "]") and _balanced(text, first, last):
            break
        last -= 1
    if last - first > 1 and text.inside[last - 1] < 0 and text.lower[last - 1] in ("and", "but", "while", "or"):
        return trim(text, first, last - 1)
    return first, last


def _balanced(text: Text, first: int, last: int) -> bool:
    words = text.words[first:last]
    return words.count("(") >= words.count(")") and words.count("[") >= words.count("]")


def content_behind(text: Text, start: int, last: int, stops: list[int], phrase: bool = False) -> tuple[int, int]:
    """Find the content that begins at ``start``: a quotation and what goes on with it, or a clause up to a stop.

    ``stops`` are tokens at which another attribution of the same rank begins, in text order. A ``phrase`` ("called for
    new talks") is shorter than a clause: it ends where the sentence goes on about when, where and why.
    """
    begin = start
    while begin < last and text.inside[begin] < 0 and text.words[begin] in (",", ":", "-", "—", "–", "--"):
        begin += 1
    stop = next((s for s in stops if s >= begin), last)
    if begin < last and text.inside[begin] >= 0 and text.quotation_words(text.inside[begin]) >= _SPOKEN_WORDS:
        number = text.inside[begin]
        index = text.ranges[number].end
        while index < last and text.inside[index] >= 0:
            # A second quotation right behind: "“A.” “B.”"
            index = text.ranges[text.inside[index]].end
        if (
            index >= last
            or text.words[text.ranges[number].end - 2] in _ENDS_SPEECH
            or text.words[index] in _ENDS_SPEECH
        ):
            return trim(text, begin, index)
    end = begin
    while end < stop:
        if text.inside[end] >= 0:
            number = text.inside[end]
            end = min(stop, text.ranges[number].end)
            if end < last and _sentence_ended(text, number, end):
                break
            continue
        if text.words[end] == ";" or _clause_ends(text, begin, end, last):
            break
        if phrase and end > begin and _phrase_ends(text, end, last):
            break
        end += 1
    return trim(text, begin, end)


def _sentence_ended(text: Text, number: int, end: int) -> bool:
    """Tell whether a quotation that closed with a stop is followed by a new sentence."""
    return (
        end >= 2
        and text.words[end - 2] in (".", "?", "!")
        and text.quotation_words(number) >= 3
        and text.words[end][0].isupper()
    )


def _clause_ends(text: Text, begin: int, index: int, last: int) -> bool:
    """Tell whether the reporter's own words go on at ``index``: ", but", ", though"."""
    if text.words[index] != "," or index + 2 >= last or index - begin < 2:
        return False
    return text.lower[index + 1] in _TURNS


def _phrase_ends(text: Text, index: int, last: int) -> bool:
    """Tell whether a phrase ends at ``index``: a relative clause, a participle, a day, "during", "in a statement"."""
    word = text.lower[index]
    if index + 1 >= last:
        return False
    following = text.lower[index + 1]
    kind = text.classes[index + 1]
    if word == ",":
        if text.lower[index - 1] in ("it", "that", "this", "so"):
            return True
        return kind[0] == "W" or following in _PHRASE_TURNS
    if word in _CIRCUMSTANCES:
        return True
    if word in ("in", "at", "on", "with"):
        return following in TIMES or following in ("a", "an") or kind == "Q"
    if word in ("and", "but"):
        return (
            following in AUXILIARIES
            or (kind[0] in "VO")
            or (kind[0] == "R" and index + 2 < last and "V" in text.classes[index + 2])
        )
    return False
