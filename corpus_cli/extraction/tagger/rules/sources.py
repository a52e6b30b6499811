"""Sources: the noun phrase that stands as the subject of a cue, left of it or, inverted, right of it."""

from __future__ import annotations

from corpus_cli.extraction.mark_glyphs import DOUBLE
from corpus_cli.extraction.mark_glyphs import TOKENS as MARKS
from corpus_cli.extraction.tagger.rules.units import Text
from corpus_cli.extraction.tagger.rules.words import AUXILIARIES, TIMES
from corpus_cli.records import Span

# Prepositions that go on a noun phrase to the right ("a spokesman for the Treasury in London").
_LINKS = frozenset("of for at from with in on to by against about under between among".split())
_RIGHT_LINKS = frozenset("of for at from with".split())
_LEADING = frozenset(
    "but and so yet or nor still then also however meanwhile instead now though perhaps even only just thus as if that "
    "while when because after before since although until where than whereas not once".split()
)
_PRONOUNS = frozenset("he she they i we it you who one everyone everybody nobody someone somebody".split())
_NO_SOURCE = frozenset("it there which that this what you".split())
_TIME_NOUNS = TIMES | frozenset("week month year night weekend morning afternoon evening".split())
_QUANTITIES = frozenset("some many most several few both all others these those none another each any".split())
_LONGEST = 24


def subject(text: Text, first: int, cue: int) -> Span | None:
    """Find the subject that ends right before the token ``cue``, not reaching left of ``first``.

    An apposition between commas or a bracket belongs to it with its last comma ("Ann Lee, the mayor,"). Returns a range
    of token indexes, or None where no noun phrase stands there.
    """
    end = cue
    # "David Axelrod on Wednesday said"
    while end > first + 1 and text.lower[end - 1] in TIMES:
        end -= 2 if text.lower[end - 2] == "on" else 1
    head = end
    if head > first and text.words[head - 1] == ",":
        opening = _opening_comma(text, first, head - 1)
        if opening is None:
            return None
        head = opening
    elif head > first and text.words[head - 1] in ("—", "–", "-", "--"):
        opening = head - 2
        while opening > max(first, head - _LONGEST) and text.words[opening] != text.words[head - 1]:
            opening -= 1
        if opening <= first or text.words[opening] != text.words[head - 1]:
            return None
        head = opening
    start = _phrase_start(text, first, head)
    if start is None:
        return None
    # "Ann Lee, 59, of Dover, Del., said": an age or a state is not the head of its phrase.
    while head < end and start > first + 1:
        if text.lower[start - 1] == "of" and text.words[start - 2] == ",":
            start -= 1
        if text.words[start - 1] != ",":
            break
        longer = _phrase_start(text, first, start - 1)
        if longer is None or not (longer == first or _adds_detail(text, start, head)):
            break
        start, head = longer, start - 1
    return Span(start, end)


def _adds_detail(text: Text, start: int, head: int) -> bool:
    """Tell whether a phrase between commas is an age, a place or an office and not a speaker by itself."""
    if head - start > 3:
        return False
    return (
        text.classes[start] == "Q"
        or text.lower[start] == "of"
        or (text.words[head - 1].endswith(".") and text.classes[start][0] == "E")
    )


def _opening_comma(text: Text, first: int, closing: int) -> int | None:
    """Find the comma that opens the apposition closed at ``closing``."""
    for index in range(closing - 2, max(first, closing - _LONGEST) - 1, -1):
        if text.inside[index] >= 0 and text.words[index] not in MARKS:
            continue
        word = text.words[index]
        if word in (".", ";", ":", "?", "!"):
            return None
        if word == "," and index > first:
            before = text.classes[index - 1]
            following = text.lower[index + 1]
            if before[0] in "NEQ" or text.words[index - 1] in (")", *DOUBLE):
                if following in ("and", "but", "or") or text.classes[index + 1][0] == "O":
                    return None
                if text.lower[index - 1] in TIMES:
                    return None
                # "in Austin, Texas, officials" is no apposition of the subject: but then officials precede the cue.
                return index
            return None
    return None


def _phrase_start(text: Text, first: int, end: int) -> int | None:
    """Walk left over the noun phrase that ends at ``end``."""
    index = end - 1
    if index < first:
        return None
    if text.words[index] in ("himself", "herself", "themselves", "both", "all") and index > first:
        index -= 1
    if text.words[index] == ")":
        opening = index
        while opening > max(first, index - 8) and text.words[opening] != "(":
            opening -= 1
        if text.words[opening] != "(":
            return None
        index = opening - 1
        if index < first:
            return None
    word = text.lower[index]
    kind = text.classes[index]
    if word in _PRONOUNS or word in _NO_SOURCE:
        return index
    if kind[0] == "O":
        return index if word not in ("him", "me", "them", "us") else None
    if not _nominal(text, index):
        if kind[0] == "Q" or word in _QUANTITIES:
            return index
        return None
    start = _chunk_start(text, first, index)
    while start > first and end - start < _LONGEST:
        link = text.lower[start - 1]
        if link in _LINKS and start - 2 >= first:
            if not _nominal(text, start - 2) or text.lower[start - 2] in TIMES:
                break
            longer = _chunk_start(text, first, start - 2)
            if longer > first and text.lower[longer - 1] in ("in", "on", "at", "by", "after", "during", "with"):
                # "In a speech in Ohio Clinton": no way to tell; keep what is nearest.
                break
            start = longer
        elif link in ("and", "&") and start - 2 >= first and _nominal(text, start - 2):
            longer = _chunk_start(text, first, start - 2)
            if (
                longer > first
                and text.words[longer - 1] not in (",", ";", ":", "—", "–")
                and text.classes[longer - 1][0] not in "ICW"
            ):
                break
            start = longer
            while start - 2 >= first and text.words[start - 1] == "," and _nominal(text, start - 2):
                # "The family, protesters and civic leaders", if nothing but the list stands there
                longer = _chunk_start(text, first, start - 2)
                if longer > first and text.words[longer - 1] != ",":
                    break
                start = longer
        elif link in ("not", "only", "about", "nearly", "almost", "no"):
            start -= 1
            break
        else:
            relative = _relative_head(text, first, start)
            if relative is None:
                break
            start = relative
    while start < index and text.lower[start] in _LEADING and text.lower[start] != "not":
        start += 1
    return start


def _relative_head(text: Text, first: int, start: int) -> int | None:
    """Find the head of a relative clause that ends in the phrase at ``start``: "a study that stood in the Lancet"."""
    for index in range(start - 1, max(first, start - 12), -1):
        if text.classes[index][0] == "X" or text.inside[index] >= 0:
            return None
        if text.lower[index] in ("who", "that", "which"):
            if index + 1 < start and _nominal(text, index - 1) and text.classes[index - 1][0] in "NEQ":
                return _chunk_start(text, first, index - 1)
            return None
    return None


def _nominal(text: Text, index: int) -> bool:
    if text.inside[index] >= 0:
        return False
    kind = text.classes[index]
    word = text.lower[index]
    return (
        kind[0] in "NEQ"
        or "N" in kind
        or (kind[0] == "A" and word not in ("such",))
        or word in ("’s", "'s")
        or (kind[0] in "GP" and index > 0 and text.classes[index - 1][0] in "DA")
    )


def _chunk_start(text: Text, first: int, index: int) -> int:
    """Walk left over one noun group: determiner, adjectives, names, nouns, possessives."""
    start = index
    while start > max(first, index - _LONGEST):
        previous = start - 1
        word = text.lower[previous]
        kind = text.classes[previous]
        number = text.inside[previous]
        if number >= 0:
            # Earl "Duke" Simmons
            opening = text.ranges[number].start
            nickname = text.quotation_words(number) <= 2 and text.classes[start][0] == "E" and opening > first
            if nickname and text.classes[opening - 1] == "E":
                start = opening - 1
                continue
            break
        if word in ("’s", "'s", "’", "'"):
            start = previous
            continue
        if kind[0] == "D":
            start = previous
            if previous > first and text.lower[previous - 1] in ("all", "both", "half"):
                start -= 1
            break
        if word in _TIME_NOUNS and text.classes[start][0] in "EDO":
            break
        if kind[0] == "X" or word in AUXILIARIES or word in _LEADING:
            if word in ("&", "/") and start - 2 >= first:
                start = previous
                continue
            break
        if (
            kind[0] in "NEAQ"
            or (kind[0] in "PG" and len(kind) > 1)
            or ("N" in kind and kind[0] not in "VI")
            or ("A" in kind and kind[0] not in "IR")
        ):
            start = previous
            continue
        if "P" in kind and previous > first and text.classes[previous - 1][0] in "DIAQ":
            start = previous
            continue
        break
    return start


def inverted_subject(text: Text, start: int, last: int, apposed: bool = True, whole: bool = False) -> Span | None:
    """Find the subject that begins at ``start``, right behind an inverted cue ("said Ann Lee, the mayor").

    It may run up to the token ``last`` (exclusive); an apposition belongs to it, if ``apposed`` is not false.
    Prepositional phrases and days end it, unless ``whole``.
    """
    index = start
    if index >= last or text.inside[index] >= 0:
        return None
    kind = text.classes[index]
    word = text.lower[index]
    if word in ("he", "she", "they", "i", "we"):
        return Span(index, index + 1)
    if kind[0] not in "DENAQ" or word in TIMES or word == "that":
        return None
    last = min(last, start + 2 * _LONGEST)
    while index < last:
        word = text.lower[index]
        kind = text.classes[index]
        if text.inside[index] >= 0 and index > start:
            # Joseph "Joe" Smith: a short quotation inside a name
            number = text.inside[index]
            if (
                text.ranges[number].end < last
                and text.quotation_words(number) <= 3
                and text.classes[text.ranges[number].end][0] == "E"
            ):
                index = text.ranges[number].end
                continue
            break
        if word == "(":
            closing = index
            while closing < min(last, index + 8) and text.words[closing] != ")":
                closing += 1
            if closing < last and text.words[closing] == ")":
                index = closing + 1
                continue
            break
        if word in (".", ";", ":", "?", "!", "—", "–", "--", "…", "..."):
            break
        if word == ",":
            if not apposed or not _apposition_follows(text, index + 1, last):
                break
            end = _apposition_end(text, index + 1, last)
            return Span(start, end)
        if whole and kind[0] in "IR" and word not in ("as", "that", "because", "while", "though", "although"):
            index += 1
            continue
        if index > start and word in TIMES and not (index + 1 < last and text.lower[index + 1] in ("’s", "'s")):
            break
        if kind[0] == "I" and word not in _RIGHT_LINKS:
            if (
                word in ("in", "on")
                and index + 1 < last
                and text.classes[index + 1][0] == "E"
                and text.lower[index + 1] not in TIMES
                and index - start <= 6
                and text.classes[index - 1][0] == "N"
            ):
                index += 1
                continue
            break
        if kind[0] == "C" and word not in ("and",):
            break
        if kind[0] in "WR" or word in AUXILIARIES:
            break
        if word == "and" and index + 1 < last and text.classes[index + 1][0] not in "ENDA":
            break
        if kind[0] == "V" and "N" not in kind:
            break
        if kind[0] == "G" and text.classes[index - 1][0] in "NE" and "N" not in kind:
            break
        index += 1
    end = index
    while end > start and (text.words[end - 1] == "," or text.classes[end - 1][0] in "ICR"):
        end -= 1
    return Span(start, end) if end > start else None


def _apposition_follows(text: Text, index: int, last: int) -> bool:
    if index >= last or text.inside[index] >= 0:
        return False
    kind = text.classes[index]
    word = text.lower[index]
    if word in ("who", "whose"):
        return True
    if kind[0] == "D":
        return word not in ("that", "his", "her", "their") or True
    return kind[0] in "ENAQ" and word not in ("it", "he", "she") and word not in TIMES


def _apposition_end(text: Text, index: int, last: int) -> int:
    """Find where the apposition that begins at ``index`` ends: before the stop, a participle, "but"."""
    while index < last:
        word = text.words[index]
        if text.inside[index] >= 0 and text.quotation_words(text.inside[index]) > 6:
            break
        if word in (".", ";", ":", "?", "!") or (word in ("—", "–", "--")):
            break
        if word == "," and index + 1 < last:
            following = text.lower[index + 1]
            kind = text.classes[index + 1]
            if (
                following in ("but", "and", "in", "during", "as", "while", "when", "after", "on", "at")
                or kind[0] in "GRO"
            ):
                break
        index += 1
    while index > 0 and text.words[index - 1] == ",":
        index -= 1
    return index


def possessor(text: Text, first: int, noun: int) -> Span | None:
    """Find whose ``noun`` it is: "Clinton's (repeated) claim", "his claim"; None if nobody's."""
    index = noun - 1
    while (
        index > first
        and text.classes[index][0] in "AENQ"
        and noun - index <= 3
        and text.lower[index] not in ("’s", "'s")
    ):
        index -= 1
    if index < first:
        return None
    if text.lower[index] in ("his", "her", "their", "my", "our", "your", "its"):
        return Span(index, index + 1)
    if text.lower[index] in ("’s", "'s", "’", "'") and index > first:
        return Span(_chunk_start(text, first, index - 1), index + 1)
    return None
