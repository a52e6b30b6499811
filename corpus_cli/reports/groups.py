"""Report groups: which statements report the same utterance, and why."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from corpus_cli.partition import Partition
from corpus_cli.records import Kind
from corpus_cli.reports.words import comparison_forms, comparison_words, join_compounds

# Fewer words than these are said by everybody ("we will win").
_MIN_QUOTED_WORDS = 5
_MIN_INDIRECT_WORDS = 8
# A run of eight words that two outlets share under one name is the same passage of the same utterance.
_LONG_RUN = 8
# So many words in a row are nobody's phrase: even under two names they are one utterance.
_WORD_FOR_WORD = 10
# Outlets come back to what somebody said long ago in words of their choice around it; a stump speech has shorter lines.
_LONG_AGO = 12
# Outlets carry a dispatch for days; a speaker repeats himself after weeks.
NEWS_DAYS = 7


@dataclass(frozen=True, slots=True)
class Report:
    """A statement as grouping sees it.

    ``key`` is the statement's row; ``quoted`` holds the words between marks, one entry a part (the whole text when
    direct, none when indirect); ``speaker`` is the identity across articles, null when unknown; ``day`` is an ISO day
    or null.
    """

    key: int
    text: str
    quoted: tuple[str, ...]
    kind: Kind
    speaker: int | None
    speaker_name: str | None = None
    speaker_kind: str | None = None
    role: str | None = None
    day: str | None = None
    article: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """Two reports of one utterance; ``strong`` when each covers most of the other, else one lies in the second."""

    first: int
    second: int
    strong: bool
    reason: str


# The words between marks of a mixed statement; an unclosed mark runs to the end.
_QUOTED = re.compile(r"“([^“”]+)”?|\"([^\"]+)\"?|(?<![^\W_])‘([^‘]+?)(?:’(?![^\W_])|$)|«([^«»]+)»?|„([^„“]+)“?")


def quoted_parts(text: str, kind: Kind) -> tuple[str, ...]:
    """Give the words that a statement has between marks: all of a direct one, the marked stretches of a mixed one."""
    if kind == "direct":
        return tuple(text.split(" … "))
    if kind == "indirect":
        return ()
    return tuple(next(group for group in match.groups() if group) for match in _QUOTED.finditer(text))


def compatible_speakers(a: Report, b: Report) -> bool:
    """Tell whether two reports may have one speaker: the same, unknown or unnamed, or an office and its spokesman."""
    if a.speaker is not None and a.speaker == b.speaker:
        return True
    if a.speaker is None or b.speaker is None:
        return True
    if "unnamed" in (a.speaker_kind, b.speaker_kind):
        # One outlet's "senior official" is another's named one; two described otherwise are two.
        return {a.speaker_kind, b.speaker_kind} & {"person", "organization"} != set()
    for office, person in ((a, b), (b, a)):
        if office.speaker_kind == "organization" and person.speaker_kind == "person" and person.role:
            name = {word.form for word in comparison_words(office.speaker_name or "")} - {"the", "of", "and"}
            if name & {word.form for word in comparison_words(person.role)}:
                return True
    return False


def days_apart(a: Report, b: Report) -> int | None:
    """Count the days between two reports; null when either has no day."""
    try:
        return abs((date.fromisoformat(a.day or "") - date.fromisoformat(b.day or "")).days)
    except ValueError:
        return None


def link(a: Report, b: Report) -> Link | None:
    """Decide whether two statements report one utterance; the verdict depends on the two alone."""
    if a.key == b.key:
        return None
    if a.text == b.text and a.kind == b.kind and a.speaker == b.speaker and has_long_quote(a.quoted):
        return Link(min(a.key, b.key), max(a.key, b.key), True, "the same words")
    if not compatible_speakers(a, b):
        return _link_misattributed(a, b)
    named = a.speaker is not None and a.speaker == b.speaker
    apart = days_apart(a, b)
    near = apart is None or apart <= NEWS_DAYS
    if not near and not (has_long_quote(a.quoted) and has_long_quote(b.quoted)):
        return None
    if a.quoted and b.quoted:
        best: Link | None = None
        for one in a.quoted:
            for two in b.quoted:
                found = _link_quoted(a, b, one, two, named=named, near=near)
                if found and (best is None or (found.strong and not best.strong)):
                    best = found
        return best
    if not near:
        return None
    return _link_passages(a, b, named=named)


def has_long_quote(quoted: Sequence[str]) -> bool:
    """Tell whether something between marks is long enough to be known anywhere and at any time."""
    return any(_counted(part).total() >= _LONG_RUN for part in quoted)


def may_link(one: tuple[Kind, str | None], other: tuple[Kind, str | None]) -> bool:
    """Tell by kinds and days alone whether two statements may be linked: passages without marks not far apart in time.

    A quotation may have a twin that was printed nearer.
    """
    if one[0] != "indirect" or other[0] != "indirect" or one[1] is None or other[1] is None:
        return True
    return abs((date.fromisoformat(one[1]) - date.fromisoformat(other[1])).days) <= NEWS_DAYS


def _link_misattributed(a: Report, b: Report) -> Link | None:
    """Link word-for-word quotations of different speakers: one of them is quoted by, or taken for, the other."""
    for one in a.quoted:
        for two in b.quoted:
            if not _may_match(one, two, _WORD_FOR_WORD):
                continue
            matched, run, length_a, length_b = _aligned(one, two)
            shorter = min(length_a, length_b)
            if run >= _WORD_FOR_WORD and matched >= 0.9 * shorter:
                first, second = (a, b) if (length_a, a.key) <= (length_b, b.key) else (b, a)
                strong = matched >= 0.6 * max(length_a, length_b)
                return Link(first.key, second.key, strong, f"{matched} words the same, under two names")
    return None


@lru_cache(maxsize=4_000)
def _counted(text: str) -> Counter[str]:
    return Counter(comparison_forms(text))


def _may_match(first: str, second: str, least: float) -> bool:
    """Tell whether ``least`` words may match, by how often each occurs; alignment is dear and mostly in vain."""
    a, b = _counted(first), _counted(second)
    if len(b) < len(a):
        a, b = b, a
    # Two more may match as compounds: "air strikes" and "airstrikes".
    return sum(min(count, b[form]) for form, count in a.items() if form in b) + 2 >= least


@lru_cache(maxsize=20_000)  # in a large archive the same pair of texts comes up again and again
def _aligned(first: str, second: str) -> tuple[int, int, int, int]:
    """Return matched words, the longest run, and the two lengths."""
    a, b = comparison_words(first), comparison_words(second)
    a, b = join_compounds(a, b), join_compounds(b, a)
    matcher = SequenceMatcher(None, [word.form for word in a], [word.form for word in b], autojunk=False)
    # Single words that happen to match between unlike texts are no sign of one utterance.
    sizes = [block.size for block in matcher.get_matching_blocks()]
    return sum(size for size in sizes if size > 1), max(sizes), len(a), len(b)


def _link_quoted(a: Report, b: Report, one: str, two: str, *, named: bool, near: bool) -> Link | None:
    shorter = min(_counted(one).total(), _counted(two).total())
    if shorter < _MIN_QUOTED_WORDS - 2 or not _may_match(one, two, min(0.75 * shorter, _LONG_RUN)):
        return None
    matched, run, length_a, length_b = _aligned(one, two)
    shorter, longer = min(length_a, length_b), max(length_a, length_b)
    if shorter < _MIN_QUOTED_WORDS:
        return None
    coverage = matched / shorter
    first, second = (a, b) if (length_a, a.key) <= (length_b, b.key) else (b, a)
    # A short fragment must be there word for word; a long one may lack or change some words.
    same_run = named and (run >= _LONG_RUN if near else run >= _LONG_AGO)
    if coverage < (1.0 if shorter < _LONG_RUN else 0.75) and not same_run:
        return None
    if shorter < _LONG_RUN and not (near and (named or run >= _MIN_QUOTED_WORDS + 1)):
        return None
    if not near and coverage < 0.9 and not same_run:
        return None
    if matched >= 0.6 * longer or same_run:
        reason = "the same words" if coverage == 1.0 and shorter == longer else f"{matched} of {longer} words the same"
        return Link(first.key, second.key, True, reason)
    return Link(first.key, second.key, False, f"{matched} of its {shorter} words stand in the longer report")


def _link_passages(a: Report, b: Report, *, named: bool) -> Link | None:
    shorter = min(_counted(a.text).total(), _counted(b.text).total())
    if not _may_match(a.text, b.text, 0.5 * shorter):
        return None
    matched, run, length_a, length_b = _aligned(a.text, b.text)
    shorter, longer = min(length_a, length_b), max(length_a, length_b)
    if shorter < _MIN_INDIRECT_WORDS:
        return None
    coverage = matched / shorter
    if coverage >= (0.6 if named else 0.75) and matched >= 0.5 * longer:
        return Link(min(a.key, b.key), max(a.key, b.key), True, f"a passage of {matched} words the same")
    if named and coverage >= 0.5 and run >= 4:
        first, second = (a, b) if (length_a, a.key) <= (length_b, b.key) else (b, a)
        return Link(first.key, second.key, False, f"a paraphrase that keeps {matched} of {shorter} words")
    return None


def group(keys: Iterable[int], links: Iterable[Link], lengths: Mapping[int, int]) -> list[tuple[int, ...]]:
    """Put linked reports into groups; the outcome does not depend on any order.

    Strong links join. A group of clipped reports joins the longer one it lies in, if that is exactly one: a phrase that
    stands in two unlike utterances belongs to neither. ``lengths`` are words per key. Returns groups of two and more,
    sorted.
    """
    joined = Partition(keys)
    weak = []
    for found in links:
        if found.strong:
            joined.join(found.first, found.second)
        else:
            weak.append(found)
    # Longest clippings first, so that a fragment of a fragment follows it.
    weak.sort(key=lambda f: (-lengths[f.first], f.first, f.second))
    containers: dict[int, set[int]] = defaultdict(set)
    order: list[int] = []
    for found in weak:
        clipped = joined.root(found.first)
        if clipped != joined.root(found.second):
            if clipped not in containers:
                order.append(clipped)
            containers[clipped].add(found.second)
    for clipped in order:
        homes = {joined.root(key) for key in containers[clipped]} - {joined.root(clipped)}
        if len(homes) == 1:
            joined.join(clipped, homes.pop())
    return sorted(tuple(sorted(members)) for members in joined.groups() if len(members) > 1)
