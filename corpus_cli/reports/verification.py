"""Is a quotation real: exact, altered, said by somebody else, or nowhere in the corpus?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus_cli.reports.differences import Difference, compare_texts
from corpus_cli.reports.words import comparison_forms, comparison_words, join_compounds

Status = Literal["exact", "altered", "misattributed", "absent"]

# An ellipsis with or without brackets: words were left out there, and the quotation says so.
_ELLIPSIS = re.compile(r"\s*[\[(]?(?:\.\s?\.\s?\.(?:\s?\.)?|…)[\])]?\s*")
# Below this share of its words in order, a quotation is another one.
_LEAST_COVERAGE = 0.6
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a candidate says of a quotation.

    ``best`` is the number of the candidate, null when absent. ``difference`` compares the quotation (first) with what
    the candidate has (second); ``turned`` names the differences that turn the sense.
    """

    status: Status
    best: int | None = None
    difference: Difference | None = None

    @property
    def turned(self) -> tuple[str, ...]:
        """Name the differences that turn the sense."""
        return self.difference.turned if self.difference else ()


def verify(quotation: str, candidates: Sequence[str], by_speaker: Sequence[bool] | None = None) -> Verdict:
    """Judge a quotation against what was said, candidate by candidate; the first of equals wins.

    ``by_speaker`` tells for each candidate whether the person named said it; without it anybody may have. A quotation
    is exact when a candidate holds all its words in a row (in rows, where an ellipsis parts it), altered when it holds
    most of them in order.
    """
    parts = [part for part in _ELLIPSIS.split(quotation) if comparison_words(part)]
    if not parts:
        return Verdict("absent")
    plain = " ".join(parts)
    ranked: list[tuple[tuple[bool, bool, float], int, Difference]] = []
    bag = Counter(comparison_forms(plain))
    words = bag.total()
    judged: set[tuple[str, bool]] = set()
    for number, candidate in enumerate(candidates):
        alike = (candidate, by_speaker is None or by_speaker[number])
        # Outlets print the same words again and again; and alignment is dear where few words can match.
        if alike in judged or not _may_hold(bag, candidate):
            continue
        judged.add(alike)
        whole = _holds(candidate, parts)
        difference = compare_texts(plain, candidate)
        coverage = 1.0 if whole else difference.matched / words if words else 0.0
        if whole or (coverage >= _LEAST_COVERAGE and difference.matched >= min(_LEAST_WORDS, words)):
            said_by = by_speaker is None or by_speaker[number]
            ranked.append(((said_by and (whole or coverage >= 0.75), whole, coverage), -number, difference))
    if not ranked:
        return Verdict("absent")
    (said_by, whole, _), number, difference = max(ranked, key=lambda entry: entry[:2])
    if by_speaker is not None and not said_by:
        status: Status = "altered" if by_speaker[-number] else "misattributed"
    else:
        status = "exact" if whole else "altered"
    return Verdict(status, -number, difference)


def _may_hold(bag: Counter[str], text: str) -> bool:
    """Tell by how often words occur whether most of a quotation's may be in ``text``."""
    there = Counter(comparison_forms(text))
    # Two more may match as compounds: "air strikes" and "airstrikes"; or as what is short for them.
    return sum(min(count, there[form]) for form, count in bag.items() if form in there) + 2 >= (
        _LEAST_COVERAGE * bag.total()
    )


def _holds(text: str, parts: Sequence[str]) -> bool:
    """Tell whether ``text`` holds every part's words in a row, one part after the other."""
    whole = comparison_words(" ".join(parts))
    forms = [word.form for word in join_compounds(comparison_words(text), whole)]
    position = 0
    for part in parts:
        wanted = [word.form for word in join_compounds(comparison_words(part), comparison_words(text))]
        found = _find(forms, wanted, position)
        if found is None:
            return False
        position = found + len(wanted)
    return True


def _find(forms: Sequence[str], wanted: Sequence[str], start: int) -> int | None:
    """Find ``wanted`` as a run in ``forms`` from ``start`` on."""
    for index in range(start, len(forms) - len(wanted) + 1):
        if forms[index] == wanted[0] and list(forms[index : index + len(wanted)]) == list(wanted):
            return index
    return None
