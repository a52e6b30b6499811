"""Cues: reporting words, judged by how often a word is one before what follows it here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from corpus_cli.extraction.acts import word_stems
from corpus_cli.extraction.tagger.rules.units import Text
from corpus_cli.extraction.tagger.rules.words import AUXILIARIES, TIMES
from corpus_cli.extraction.wordlists import word_set, word_table

_CLAUSE_WORDS = frozenset("he she they i we you it there".split())
_QUESTIONS = frozenset("what how why whether if when where who which whom".split())
_PARTICLES = frozenset(
    "out up off for on of about with by from against into in at as over to like around through back".split()
)
_ADVERBS = frozenset("not later recently once again earlier long now then".split())
_MEDIA = frozenset("in at during to with on through via after before from for by under".split())
# Verbs whose object is the hearer: "told reporters that".
TELLING = frozenset(
    "tell tells told telling ask asks asked asking warn warns warned warning remind reminds reminded reminding assure "
    "assures assured assuring inform informs informed informing convince convinced persuade persuaded urge urges urged "
    "urging advise advised advises notified notify notifies reassured promised promises assail".split()
)


# How many sightings the estimate from word and frame apart counts for.
_TRUST = 4
# What an unseen form of a reporting verb counts for.
_UNSEEN = (4, 8)
_FOLLOWING = ("quote<", "comma<", "inverted")


@dataclass(frozen=True, slots=True)
class Frame:
    """What follows a cue: its ``name`` for the statistics, the ``end`` of the cue, and where ``content`` may begin."""

    name: str
    end: int
    content: int


@cache
def lexicon() -> dict[str, dict[str, tuple[int, int]]]:
    """Read the table of cue words: word → frame → (times a cue, times seen)."""
    table = {}
    for word, entry in word_table("cues").items():
        frames = {}
        for item in entry.split():
            name, _, counts = item.rpartition("=")
            hits, _, seen = counts.partition("/")
            frames[name] = (int(hits), int(seen))
        table[word] = frames
    return table


@cache
def _counts(word: str) -> dict[str, tuple[int, int]] | None:
    """Return a word's counts; those of its other forms, or those of reporting verbs at large, if it was never seen."""
    table = lexicon()
    if word in table or not word.isalpha():
        return table.get(word)
    stems = word_stems(word)
    for stem in sorted(stems):
        if stem in table and stem != word:
            return table[stem]
    if word in word_set("speech_cues") or not word_set("speech_cues").isdisjoint(stems):
        return {"rest": _UNSEEN}
    return None


@lru_cache(maxsize=50_000)
def may_be_cue(word: str) -> bool:
    """Tell whether ``word`` (lower case) can be a cue at all."""
    return _counts(word) is not None


@cache
def _lemmas() -> dict[str, list[str]]:
    """Group the table's words by what they may be forms of."""
    groups: dict[str, list[str]] = {}
    for word in lexicon():
        for stem in {word, *word_stems(word)}:
            groups.setdefault(stem, []).append(word)
    return groups


@lru_cache(maxsize=10_000)
def _forms(word: str) -> list[str]:
    """List the other forms of ``word`` in the table ("believes" → "believe", "believed")."""
    forms = {form for stem in (word, *word_stems(word)) for form in _lemmas().get(stem, ()) if form != word}
    return sorted(forms)


@cache
def reports(word: str) -> bool:
    """Tell whether ``word`` follows what it reports often enough to stand in an aside ("It is, he said, late")."""
    if not word_set("speech_cues").isdisjoint({word, *word_stems(word)}):
        return True
    frames = _counts(word) or {}
    return sum(frames.get(name, (0, 0))[0] for name in _FOLLOWING) >= 2


@cache
def reports_clauses(word: str) -> bool:
    """Tell whether clauses without "that" are common behind ``word`` ("said talks were off")."""
    frames = _counts(word) or {}
    clauses = sum(frames.get(name, (0, 0))[0] for name in ("that", "pron", "media:that", "hearer:that"))
    return clauses >= 0.15 * sum(hits for hits, _ in frames.values())


@cache
def likelihood(word: str, frame: str) -> float:
    """Estimate how likely ``word`` is a cue before ``frame``.

    What was counted for the pair is weighed against what the word and the frame make likely by themselves: the odds of
    the word, shifted as the frame (the table's row ``*``) shifts the odds of all words.
    """
    frames = _counts(word)
    if frames is None:
        return 0.0
    odds = _odds(word)[frame.startswith("noun>")] * _shift(lexicon().get("*", {}).get(frame, (0, 0)))
    if not odds:
        return 0.0
    prior = odds / (1 + odds)
    for other in _forms(word):
        h, n = lexicon()[other].get(frame, (0, 0))
        prior = (h + _TRUST * prior) / (n + _TRUST)
    h, n = frames.get(frame, (0, 0))
    return (h + _TRUST * prior) / (n + _TRUST)


@lru_cache(maxsize=50_000)
def highest_likelihood(word: str) -> float:
    """Bound ``likelihood(word, frame)`` over all frames: no frame makes ``word`` a likelier cue. It may be loose."""
    frames = _counts(word)
    if frames is None:
        return 0.0
    odds = max(odds * shift for odds, shift in zip(_odds(word), _highest_shifts(), strict=True))
    highest = prior = odds / (1 + odds)
    others = [lexicon()[form] for form in _forms(word)]
    for frame in {*frames, *(name for other in others for name in other)}:
        estimate = prior
        for other in (*others, frames):
            hits, seen = other.get(frame, (0, 0))
            estimate = (hits + _TRUST * estimate) / (seen + _TRUST)
        highest = max(highest, estimate)
    return highest


@cache
def _highest_shifts() -> tuple[float, float]:
    """Find by how much a frame shifts the odds at most: verbs' frames (those never counted too), then nouns'."""
    shifts: tuple[list[float], list[float]] = ([1.0], [1.0])
    for name, counts in lexicon().get("*", {}).items():
        shifts[name.startswith("noun>")].append(_shift(counts))
    return max(shifts[0]), max(shifts[1])


def _shift(counts: tuple[int, int]) -> float:
    observed, expected = counts
    return (observed + 5) / (expected + 5)


@lru_cache(maxsize=10_000)
def _odds(word: str) -> tuple[float, float]:
    """Estimate the odds that ``word`` is a cue as a verb, and as a noun, by its counts alone."""
    # A noun's chances ("the call for") say nothing about the verb's ("they call for").
    hits, seen = [0, 0], [0, 0]
    for name, (h, n) in (_counts(word) or {}).items():
        noun = name.startswith("noun>")
        hits[noun] += h
        seen[noun] += n
    as_verb, as_noun = ((h + 0.3) / (n + 1.2 - h) for h, n in zip(hits, seen, strict=True))
    return as_verb, as_noun if hits[1] else 0.0


def group_start(text: Text, first: int, cue: int) -> int:
    """Walk left over the auxiliaries and adverbs of the verb at ``cue`` ("has also said", "did not say")."""
    start = cue
    while start > max(first, cue - 8):
        word = text.lower[start - 1]
        kind = text.classes[start - 1]
        if text.inside[start - 1] >= 0:
            break
        auxiliary = word in AUXILIARIES
        if word in ("'s", "’s"):
            # He’s claiming, she's said; but not "Oz's doctor"
            auxiliary = start - 2 >= first and text.classes[start - 2][0] in "OW"
        adverb = (kind[0] == "R" and kind != "RN" and word not in TIMES) or word in _ADVERBS
        if not auxiliary and not adverb:
            break
        start -= 1
    return start


def read_frame(text: Text, cue: int, last: int) -> Frame:
    """Read what follows the cue word at ``cue`` up to the token ``last`` (exclusive)."""
    word = text.lower[cue]
    end = cue + 1
    index = _skip_times(text, end, last)
    if word in TELLING:
        behind = _skip_hearer(text, index, last)
        if behind > index and not (behind < last and _is_finite(text, behind)):
            index = _skip_times(text, behind, last)
            if index < last and text.lower[index] in _MEDIA:
                # told him by telephone that
                index = _skip_media(text, index, last) or index
            return Frame("hearer:" + _follows(text, index, last), end, index)
    name = _follows(text, index, last)
    if name == "to" and index + 1 < last and "B" in text.classes[index + 1]:
        return Frame("inf", end, index)
    if index < last and text.lower[index] in _MEDIA and text.inside[index] < 0:
        medium = _skip_media(text, index, last)
        if medium is not None:
            return Frame("media:" + _follows(text, medium, last), end, medium)
    if name in _PARTICLES:
        return Frame(name, index + 1, index + 1)
    return Frame(name, end, index)


def _follows(text: Text, index: int, last: int) -> str:
    """Name the kind of word at ``index``."""
    if index >= last:
        return "end"
    if text.inside[index] >= 0:
        return "quote"
    word = text.lower[index]
    if word == "," and index + 1 < last and text.inside[index + 1] >= 0:
        return "quote"
    if word == ":":
        return "colon"
    if word == ",":
        return "comma"
    if word == "that" or word in _QUESTIONS or word in _PARTICLES:
        return word if word not in _QUESTIONS else "wh"
    kind = text.classes[index]
    if word in _CLAUSE_WORDS:
        return "pron"
    if kind[0] == "X":
        return "end" if word in (".", "?", "!", ";") else "mark"
    if kind[0] in "DQ":
        return "det"
    return {"E": "name", "O": "obj", "N": "noun", "A": "adj", "G": "ing", "R": "adv", "B": "noun", "C": "conj"}.get(
        kind[0], "other"
    )


def _skip_times(text: Text, index: int, last: int) -> int:
    """Skip "on Tuesday", "last week", ", however,", "in 2015" behind a cue."""
    while index < last and text.inside[index] < 0:
        word = text.lower[index]
        if word in TIMES:
            index += 1
        elif (
            word in ("on", "late", "early", "last", "this", "next")
            and index + 1 < last
            and (
                text.lower[index + 1] in TIMES
                or text.lower[index + 1]
                in (
                    "week",
                    "month",
                    "year",
                    "night",
                    "weekend",
                    "morning",
                    "afternoon",
                    "evening",
                    "summer",
                    "spring",
                    "fall",
                )
            )
        ):
            index += 2
        elif word in ("night", "morning", "afternoon", "evening") and text.lower[index - 1] in TIMES:
            index += 1
        elif (
            word in ("in", "of")
            and index + 1 < last
            and text.classes[index + 1] == "Q"
            and len(text.words[index + 1]) == 4
        ):
            index += 2
        elif word == "," and index + 2 < last and text.words[index + 2] == "," and text.classes[index + 1][0] in "RW":
            index += 3
        else:
            break
    return index


def _is_finite(text: Text, index: int) -> bool:
    """Tell whether a finite verb stands at ``index``: then what precedes it is its subject, no hearer."""
    return text.inside[index] < 0 and (text.lower[index] in AUXILIARIES or text.classes[index][0] in "VM")


def _skip_hearer(text: Text, index: int, last: int) -> int:
    """Skip whom something was told: a pronoun, a name, "a crowd of supporters in Iowa"."""
    start = index
    if index >= last:
        return start
    if text.inside[index] >= 0:
        # told “Morning Joe” that
        number = text.inside[index]
        behind = text.ranges[number].end
        short = text.quotation_words(number) <= 3 and text.words[behind - 2] not in (",", ".", "?", "!")
        return behind if short and behind < last and text.classes[behind][0] in "IO" else start
    word = text.lower[index]
    if word in ("him", "her", "them", "me", "us", "you", "it", "himself", "herself", "themselves"):
        return index + 1
    if text.classes[index][0] not in "DENAQ" or word in ("that",):
        return start
    limit = min(last, index + 16)
    names = text.classes[index][0] == "E"
    while index < limit:
        word = text.lower[index]
        kind = text.classes[index]
        if (
            text.inside[index] >= 0
            or word in (",", ":", "that", ".", ";")
            or word in _QUESTIONS
            or word in _CLAUSE_WORDS
        ):
            break
        if word == "to" or word in TIMES or word in AUXILIARIES:
            break
        if kind[0] == "D" and index > start and text.classes[index - 1][0] != "I":
            break
        if names and kind[0] in "NAP" and index > start and text.lower[index - 1] not in ("’s", "'s"):
            break
        if kind[0] == "V" and "N" not in kind:
            break
        if kind[0] == "I" and names and word not in ("of", "for", "at"):
            break
        index += 1
    return index


def _skip_media(text: Text, index: int, last: int) -> int | None:
    """Skip "in a statement", "during a rally in Iowa", "to reporters" if a that, quotation or colon follows soon."""
    if text.lower[index] not in _MEDIA:
        return None
    for position in range(index + 1, min(last, index + 16)):
        if text.inside[position] >= 0:
            return position if text.quotation_words(text.inside[position]) >= 3 else None
        word = text.lower[position]
        if word in ("that", ":"):
            return position
        if word == ",":
            if position + 1 < last and text.inside[position + 1] >= 0:
                return position + 1
            return None
        if word in (".", ";", "—", "–"):
            return None
        if word in _CLAUSE_WORDS and position > index + 1:
            return position
        if text.classes[position][0] in "VM" and "N" not in text.classes[position]:
            return None
    return None
