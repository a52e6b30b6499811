"""Contents: how far what was said reaches behind its cue, and in front of it."""

from __future__ import annotations

from corpus_cli.extraction.tagger.rules.units import Text

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
    return first, last


def _balanced(text: Text, first: int, last: int) -> bool:
    words = text.words[first:last]
    return words.count("(") >= words.count(")") and words.count("[") >= words.count("]")


def content_behind(text: Text, start: int, last: int, stops: list[int]) -> tuple[int, int]:
    """Find the content that begins at ``start``: a quotation and what goes on with it, or a clause up to a stop.

    ``stops`` are tokens at which another attribution of the same rank begins, in text order.
    """
    index = start
    while index < last and text.inside[index] < 0 and text.words[index] in (",", ":", "-", "—", "–", "--"):
        index += 1
    begin = index
    stop = next((s for s in stops if s >= begin), last)
    if index < last and text.inside[index] >= 0 and text.quotation_words(text.inside[index]) >= 4:
        number = text.inside[index]
        index = text.ranges[number].end
        while index < last:
            if text.inside[index] >= 0:
                # A second quotation right behind: "“A.” “B.”"
                index = text.ranges[text.inside[index]].end
                continue
            break
        ended = text.words[text.ranges[number].end - 2] if text.ranges[number].end >= 2 else ""
        if (
            index >= last
            or ended in (".", "?", "!", ",", "…", "...", "—", "–")
            or text.words[index] in (",", ".", ";", "?", "!", "—", "–")
        ):
            return trim(text, begin, index)
    end = begin
    while end < stop:
        if text.inside[end] >= 0:
            number = text.inside[end]
            end = min(stop, text.ranges[number].end)
            if (
                end >= 2
                and text.words[end - 2] in (".", "?", "!")
                and text.quotation_words(number) >= 3
                and end < last
                and text.classes[end][0] != "X"
                and text.words[end][0].isupper()
            ):
                break
            continue
        word = text.words[end]
        if word == ";":
            break
        end += 1
    return trim(text, begin, end)
