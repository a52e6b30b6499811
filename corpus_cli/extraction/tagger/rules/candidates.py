"""Candidates: words that may be cues here, with the source beside them and the place of what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus_cli.extraction.tagger.rules.cues import Frame, group_start, likelihood, may_be_cue, read_frame, reports
from corpus_cli.extraction.tagger.rules.sources import inverted_subject, possessor, subject
from corpus_cli.extraction.tagger.rules.units import Text
from corpus_cli.extraction.tagger.rules.words import AUXILIARIES, TIMES
from corpus_cli.records import Span

# Where the content lies, seen from the cue: "subject" behind it; "bare" behind it, without a subject of its own;
# "infinitive" behind "to …"; "noun" behind a noun ("the claim that"); "behind" before the source and the cue;
# "inverted" before the cue and the source; "aside" on both sides ("It is, he said, late"); "passive" is the subject;
# "undergone" is the subject and what follows, the source unnamed ("He is expected to win"); "opening" up to the first
# comma, the source behind it ("Citing a report, she left"); "according" as it comes.
Place = Literal[
    "undergone",
    "opening",
    "subject",
    "bare",
    "infinitive",
    "noun",
    "behind",
    "inverted",
    "aside",
    "passive",
    "according",
]

_BE = frozenset("is are was were be been being am 's ’s get got gets".split())
# What begins an aside's own setting: "he said in June,".
_SETTINGS = frozenset("in on at during after before last this earlier late".split())
_SPOKEN_WORDS = 4
# How many tokens are searched for a subject or a comma; every search has such a bound, so that a megabyte without a
# stop is read in linear time.
_FARTHEST = 80
_DETERMINERS = frozenset("the a an no his her its their my our any another".split())
_NAMING = frozenset("known called dubbed named titled nicknamed entitled".split())
_NOMINAL_FRAMES = frozenset({"noun", "other", "ing", "adv", "name", "conj"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible cue: ``cue`` its head word, ``start`` of its group, its source's tokens, and what follows."""

    cue: int
    start: int
    source: Span | None
    frame: Frame
    word: str
    # What the statistics call these surroundings.
    key: str
    place: Place
    # Where an "opening" ends, and the setting of an "aside" ("he said in June,").
    limit: int = 0

    @property
    def score(self) -> float:
        """How likely the word is a cue in these surroundings."""
        return likelihood(self.word, self.key)

    @property
    def first(self) -> int:
        """Where the clause begins: at the source if it stands before the cue, else at the cue."""
        if self.source is None or self.place not in ("subject", "behind", "aside", "noun"):
            return self.start
        return min(self.start, self.source.start)


def candidates(text: Text, unit: Span) -> list[Candidate]:
    """List the words of a unit that may be cues, whatever their likelihood."""
    found = []
    for index in range(unit.start, unit.end):
        if may_be_cue(text.lower[index]) and text.inside[index] < 0:
            candidate = read_candidate(text, unit, index)
            if candidate is not None:
                found.append(candidate)
    return found


def read_candidate(text: Text, unit: Span, index: int) -> Candidate | None:
    """Read the surroundings of a possible cue at ``index``; None where it can be no cue."""
    word = text.lower[index]
    kind = text.classes[index]
    if word == "according":
        return _according(text, unit, index)
    if kind[0] == "E" and (index > unit.start or not _opens_clause(text, index, unit.end)):
        return None
    start = group_start(text, unit.start, index)
    previous = text.lower[start - 1] if start > unit.start else ""
    frame = read_frame(text, index, unit.end)
    if "P" in kind and index > unit.start and text.lower[index - 1] in _DETERMINERS:
        return None  # "no announced end"
    if start == index and _is_noun(text, unit, index, frame):
        return _noun(text, unit, index, frame)
    if previous == "to" and ("B" in kind or "N" in kind):
        return Candidate(index, start - 1, None, frame, word, "to>" + frame.name, "infinitive")
    after_comma = previous == "," and (kind[0] == "G" or start == index)
    source = None if kind[0] == "G" and previous == "," else subject(text, unit.start, start)
    behind = source.start if source else start
    if _spoken_before(text, behind - 1, unit.start):
        if source is not None and source.start < start:
            return Candidate(index, start, source, frame, word, "quote<", "behind")
        inverted = inverted_subject(text, index + 1, unit.end)
        if inverted is not None:
            followed = Frame("inverted", index + 1, inverted.end)
            return Candidate(index, start, inverted, followed, word, "inverted", "inverted")
    passive = "P" in kind and _is_passive(text, start, index)
    if source is not None and frame.name == "by" and passive:
        agent = inverted_subject(text, frame.end, unit.end)
        if agent is not None:
            followed = Frame("passive", index + 1, agent.end)
            return Candidate(index, start, agent, followed, word, "by", "passive")
    if source is not None and behind > unit.start and text.words[behind - 1] == ",":
        if frame.name == "end":
            return Candidate(index, start, source, frame, word, "comma<", "behind")
        setting = _setting_end(text, index + 1, unit.end) if reports(word) else None
        if setting is not None:
            return Candidate(index, start, source, frame, word, "aside", "aside", setting)
    if source is None and after_comma and kind[0] in "VP":
        inverted = inverted_subject(text, index + 1, unit.end)
        if inverted is not None and (inverted.end >= unit.end or text.classes[inverted.end][0] in "XIR"):
            followed = Frame("inverted", index + 1, inverted.end)
            return Candidate(index, start, inverted, followed, word, "inverted", "inverted")
    if passive and source is not None:
        return Candidate(index, start, None, frame, word, "was>" + frame.name, "undergone")
    if source is None and _opens_unit(text, unit, index):
        comma = _first_comma(text, index, unit.end)
        found = inverted_subject(text, comma + 1, unit.end, apposed=False) if comma is not None else None
        if comma is not None and found is not None:
            if not word.endswith("ing"):
                found = None  # "Asked whether …, she said": not by her
            end = comma if found is None else found.start
            return Candidate(index, start, found, frame, word, "bare>" + frame.name, "opening", end)
    if source is None:
        if word in _NAMING and frame.name not in ("for", "on", "that"):
            return None  # "the group, known as Daesh", "a river called Hell"
        found = clause_subject(text, unit.start, start)
        return Candidate(index, start, found, frame, word, "bare>" + frame.name, "bare")
    return Candidate(index, start, source, frame, word, frame.name, "subject")


def _opens_unit(text: Text, unit: Span, index: int) -> bool:
    """Tell whether a participle opens its sentence, maybe behind a preposition: "Citing …", "After saying …"."""
    if text.classes[index][0] not in "GPE" and not text.lower[index].endswith(("ing", "ed")):
        return False
    return index == unit.start or (index == unit.start + 1 and text.classes[unit.start][0] in "ICR")


def _first_comma(text: Text, index: int, last: int) -> int | None:
    for position in range(index + 1, min(last, index + _FARTHEST)):
        if text.words[position] == "," and text.inside[position] < 0:
            return position
        if (
            text.inside[position] >= 0
            and text.words[position - 1] == ","
            and text.inside[position + 1 : position + 2] == [-1]
        ):
            return position
    return None


def _according(text: Text, unit: Span, index: int) -> Candidate | None:
    if index + 1 >= unit.end or text.lower[index + 1] != "to":
        return None
    source = inverted_subject(text, index + 2, unit.end, apposed=index > unit.start, whole=True)
    end = source.end if source else index + 2
    return Candidate(index, index, source, Frame("to", index + 2, end), "according", "to", "according")


def _opens_clause(text: Text, index: int, last: int) -> bool:
    """Tell whether a capitalised word at the unit's start is a participle: "Asked whether", "Citing a report"."""
    word = text.lower[index]
    return word.endswith(("ing", "ed")) and index + 1 < last


def _is_noun(text: Text, unit: Span, index: int, frame: Frame) -> bool:
    kind = text.classes[index]
    if "N" not in kind:
        return False
    if index == unit.start:
        return kind[0] == "N"
    before = text.classes[index - 1]
    word = text.lower[index - 1]
    if before[0] in "DA" or word in ("’s", "'s"):
        return True
    if kind[0] != "N" or before[0] in "OMW" or word in AUXILIARIES:
        return False
    # "Battleground states are" has a noun, "The company states that" a verb.
    return before[0] not in "EN" or frame.name in _NOMINAL_FRAMES


def _noun(text: Text, unit: Span, index: int, frame: Frame) -> Candidate | None:
    """Read a noun cue: "her claim that", "the decision by the court to"."""
    name = frame.name
    start = index
    source = possessor(text, unit.start, index)
    if source is not None:
        start = source.end
    elif index + 1 < unit.end and text.lower[index + 1] in ("from", "by", "of", "among") and name.startswith("media:"):
        source = inverted_subject(text, index + 2, unit.end, apposed=False)
    return Candidate(index, start, source, frame, text.lower[index], "noun>" + name, "noun")


def _is_passive(text: Text, start: int, index: int) -> bool:
    return any(text.lower[i] in _BE for i in range(start, index))


def _spoken_before(text: Text, index: int, first: int) -> bool:
    """Tell whether the token at ``index`` (or before a comma there) ends a quotation that somebody speaks.

    A short one must end like speech ("“No,” he said"), not like a title (On "Meet the Press," he said).
    """
    if index < first:
        return False
    if text.words[index] in (",", "-", "—", "–") and index > first and text.inside[index] < 0:
        index -= 1
    number = text.inside[index]
    if number < 0 or text.ranges[number].end != index + 1:
        return False
    opening = text.ranges[number].start
    if opening > first and _introduces_title(text, opening - 1):
        return text.quotation_words(number) > 8
    return text.quotation_words(number) >= _SPOKEN_WORDS or text.words[index - 1] in (",", ".", "?", "!", "…", "—", "–")


def _introduces_title(text: Text, index: int) -> bool:
    """Tell whether the word at ``index`` leads to a name in marks: on "…", the "…", CBS's "…"."""
    return text.classes[index][0] in "ID" or text.lower[index] in ("’s", "'s")


def _setting_end(text: Text, index: int, last: int) -> int | None:
    """Find the stop behind "in a June report" or "on Monday during a visit" at ``index``, if no clause begins there."""
    if (
        index < last
        and text.lower[index] not in _SETTINGS
        and text.lower[index] not in TIMES
        and text.words[index] != ","
    ):
        return None
    for position in range(index, min(last, index + 18)):
        if text.words[position] in (",", "."):
            return position
        kind = text.classes[position]
        finite = kind[0] in "MWO" or (kind[0] == "V" and "P" not in kind)
        if text.inside[position] >= 0 or finite or text.lower[position] == "that":
            return None
    return None


def clause_subject(text: Text, first: int, cue: int) -> Span | None:
    """Find whom a participle or a second verb at ``cue`` is about: the first subject of the clause before it."""
    for index in range(max(first + 1, cue - _FARTHEST), cue):
        if text.inside[index] >= 0 or not (
            text.lower[index] in AUXILIARIES or "V" in text.classes[index] or text.classes[index][0] == "M"
        ):
            continue
        if text.classes[index - 1][0] in "DAI" or text.lower[index - 1] in ("’s", "'s", "’", "'"):
            continue
        found = subject(text, first, group_start(text, first, index))
        if found is not None and text.lower[found.start] not in ("that", "which", "it", "there", "who", "what"):
            return found
    return None
