"""Word-level differences between two reports of one utterance, and whether they turn its sense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from corpus_cli.reports.words import Word, comparison_words, join_compounds

Change = Literal["same", "respelled", "dropped", "added", "changed"]

# Words whose coming or going turns the sense of a statement.
_NEGATIONS = frozenset(
    "not no never none nor neither nobody nothing nowhere without hardly barely scarcely cannot deny denies denied "
    "refuse refused reject rejected fail failed fails unlikely impossible false stop stopped against".split()
)
_DEGREES = frozenset(
    "all every always only some few many most any may might must can could should less more fewer "
    "least before after until unless if except both half double".split()
)
_OPPOSITES = {
    frozenset(pair.split("/"))
    for pair in (
        "increase/decrease increased/decreased rise/fall rose/fell up/down win/lose won/lost support/oppose "
        "supported/opposed supports/opposes accept/reject accepted/rejected true/false good/bad better/worse "
        "best/worst begin/end start/stop start/end open/close high/low higher/lower strong/weak stronger/weaker "
        "safe/dangerous right/wrong friend/enemy friends/enemies war/peace success/failure succeed/fail love/hate "
        "possible/impossible legal/illegal likely/unlikely guilty/innocent approve/reject allow/forbid push/pull "
        "first/last early/late buy/sell attack/defend continue/stop continue/end arrive/leave enter/leave "
        "gain/loss gains/losses yes/no always/never military/diplomatic military/political"
    ).split()
}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of two texts: ``before`` and ``after`` are (start, end) into each, empty where a side has nothing."""

    change: Change
    before: tuple[int, int]
    after: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """How a second text differs from a first.

    A "respelled" part is the same word in another spelling, or short for it, and no difference of words. ``coverage``
    is the share of the shorter text's words found in the longer, in order. ``parts`` run through both
    texts. ``turned`` names the differences that turn the sense ("not", "560 → 650", "Libya → Syria"); leading and
    trailing words that only one text has (it was clipped) are not differences of sense.
    """

    coverage: float
    matched: int
    shorter: int
    longer: int
    parts: tuple[Part, ...]
    turned: tuple[str, ...]

    @property
    def exact(self) -> bool:
        """Tell whether one text stands in the other word for word, without a gap."""
        inner = self.parts
        while inner and inner[0].change in ("dropped", "added"):
            inner = inner[1:]
        while inner and inner[-1].change in ("dropped", "added"):
            inner = inner[:-1]
        clipped = {part.change for part in self.parts if part not in inner}
        return (
            all(part.change in ("same", "respelled") for part in inner)
            and bool(inner)
            and clipped != {"dropped", "added"}
        )


def compare_texts(first: str, second: str) -> Difference:
    """Compare two texts word by word.

    Offsets of the parts are code points into ``first`` and ``second``. The alignment is Ratcliff and Obershelp's
    (difflib) over comparable words, so spelling, case and setting never count as differences.
    """
    a = comparison_words(first)
    b = comparison_words(second)
    a, b = join_compounds(a, b), join_compounds(b, a)
    matcher = SequenceMatcher(None, [word.form for word in a], [word.form for word in b], autojunk=False)
    parts: list[Part] = []
    turned: list[str] = []
    matched = 0
    operations = matcher.get_opcodes()
    for number, (tag, a0, a1, b0, b1) in enumerate(operations):
        change: Change = {"equal": "same", "delete": "dropped", "insert": "added", "replace": "changed"}[tag]  # type: ignore[assignment]
        if tag == "equal":
            matched += a1 - a0
            parts.extend(_same(a[a0:a1], b[b0:b1], first, second))
        elif tag == "replace" and _one_thing(a[a0:a1], b[b0:b1], first, second):
            matched += min(a1 - a0, b1 - b0)
            parts.append(Part("respelled", _place(a, a0, a1), _place(b, b0, b1)))
        else:
            parts.append(Part(change, _place(a, a0, a1), _place(b, b0, b1)))
            edge = number in (0, len(operations) - 1)
            turned.extend(_turned(a[a0:a1], b[b0:b1], first, second, edge=edge))
    shorter, longer = sorted((len(a), len(b)))
    return Difference(matched / shorter if shorter else 0.0, matched, shorter, longer, tuple(parts), tuple(turned))


def _same(a: Sequence[Word], b: Sequence[Word], first: str, second: str) -> list[Part]:
    """Part a run of matching words at those which are written otherwise: airstrikes, air strikes."""
    parts: list[Part] = []
    start = 0
    for index in range(len(a) + 1):
        other = index < len(a) and _folded(a[index], first) != _folded(b[index], second)
        if other or index == len(a):
            if start < index:
                parts.append(Part("same", _place(a, start, index), _place(b, start, index)))
            if other:
                parts.append(Part("respelled", _place(a, index, index + 1), _place(b, index, index + 1)))
            start = index + 1
    return parts


def _one_thing(a: Sequence[Word], b: Sequence[Word], first: str, second: str) -> bool:
    """Tell whether one side is short for the other: U.S. and United States, Gen. and General, Aug. and August."""
    sides = sorted(((a, first), (b, second)), key=lambda side: (len(side[0]), len(side[0][0].form)))
    (short, text), (full, _) = sides
    if len(short) != 1:
        return False
    form, written = short[0].form.rstrip("."), _written(short[0], text)
    if len(full) > 1:
        initials = "".join(word.form[0] for word in full if word.form not in ("of", "the", "and", "for"))
        return written.isupper() and form == initials
    cut = written.endswith(".") or text[short[0].end : short[0].end + 1] == "."
    return cut and len(form) >= 3 and full[0].form != form and full[0].form.startswith(form)


def _folded(word: Word, text: str) -> str:
    return _written(word, text).lower().replace("’", "'")


def _place(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    if start < end:
        return words[start].start, words[end - 1].end
    at = words[start].start if start < len(words) else (words[-1].end if words else 0)
    return at, at


def _turned(before: Sequence[Word], after: Sequence[Word], first: str, second: str, *, edge: bool) -> list[str]:
    """Name the words of a difference that turn the sense; at an edge a clipped text lacks words innocently."""
    if edge and not (before and after):
        return []
    old = {word.form for word in before}
    new = {word.form for word in after}
    found = []
    for form in sorted((old ^ new) & (_NEGATIONS | _DEGREES)):
        # "could" for "can" is a change of tense; a modal that comes or goes is none either
        if form in _DEGREES and not (before and after):
            continue
        found.append(form)
    for pair in _OPPOSITES:
        if len(pair & old) == 1 and len(pair & new) == 1 and pair & old != pair & new:
            found.append(" → ".join((*(pair & old), *(pair & new))))
    numbers = [([word.form for word in side if word.form[0].isdigit()]) for side in (before, after)]
    if numbers[0] != numbers[1] and (numbers[0] or numbers[1]):
        found.append(f"{' '.join(numbers[0]) or '–'} → {' '.join(numbers[1]) or '–'}")
    if before and after:
        names = [
            [_written(word, text) for word in side if _is_name(word, text)]
            for side, text in ((before, first), (after, second))
        ]
        if {name.lower() for name in names[0]} != {name.lower() for name in names[1]} and names[0] and names[1]:
            found.append(f"{' '.join(names[0])} → {' '.join(names[1])}")
    return found


def _written(word: Word, text: str) -> str:
    return text[word.start : word.end]


def _is_name(word: Word, text: str) -> bool:
    """Tell whether a word is written as a name: capitalised, and not only because it opens a sentence."""
    if not text[word.start].isupper() or word.form in ("i", "the", "a", "we", "he", "she", "they", "it"):
        return False
    before = text[: word.start].rstrip(" \n\"'“‘(")
    return bool(before) and before[-1] not in ".?!:"
