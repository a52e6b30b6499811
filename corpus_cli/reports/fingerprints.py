"""Fingerprints: a few numbers per text, such that texts which share a passage share a number."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from corpus_cli.records import Kind
from corpus_cli.reports.groups import has_long_quote, quoted_parts
from corpus_cli.reports.words import comparison_forms

# Four words in a row are rarely shared by chance; longer shingles miss clipped and respelled reports.
_SHINGLE = 4
# Of so many shingles in a row the smallest is kept, so that two texts which share _SHINGLE + window - 1 words share a
# kept one (winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003). What stands between marks is clipped to fragments;
# passages in indirect speech are long or no evidence.
_QUOTED_WINDOW = 5
_PASSAGE_WINDOW = 10
# A shingle of nothing but these words is everybody's.
_COMMON = frozenset(
    "a an and are as at be been but by can did do does for from had has have he her his i if in is it its not of on or "
    "our she so that the their them they this to us was we were what when which who will with would you your".split()
)


def fingerprint(text: str, kind: Kind) -> frozenset[int]:
    """Give the numbers of a statement: of each part between marks, and of the whole unless it is direct.

    Numbers lie below 2**31; statements of fewer than four words have none.
    """
    marks: set[int] = set()
    for part in quoted_parts(text, kind):
        marks |= _winnow(part, _QUOTED_WINDOW)
    if kind != "direct":
        marks |= _winnow(text, _PASSAGE_WINDOW)
    return frozenset(marks)


def whole(text: str, kind: Kind) -> int:
    """Give the number of a statement as a whole, below 2**31: twins, alike word for word and in kind, share it.

    0 where nothing between marks is long enough for twins to be one utterance whenever they were printed.
    """
    if not has_long_quote(quoted_parts(text, kind)):
        return 0
    return zlib.crc32(" ".join([f"={kind}", *comparison_forms(text)]).encode()) >> 1


def _winnow(text: str, window: int) -> set[int]:
    hashes = _shingles(comparison_forms(text))
    if not hashes:
        return set()
    if len(hashes) <= window:
        return {min(hashes)}
    return {min(hashes[start : start + window]) for start in range(len(hashes) - window + 1)}


def _shingles(forms: Sequence[str]) -> list[int]:
    """Hash every run of words that is not everybody's, in order."""
    # "air strikes" and "airstrikes" are told apart here; what stands around them finds the pair.
    hashes = []
    for index in range(len(forms) - _SHINGLE + 1):
        run = forms[index : index + _SHINGLE]
        if not _COMMON.issuperset(run):
            # Four bytes are plenty: a false match costs one comparison.
            hashes.append(zlib.crc32(" ".join(run).encode()) >> 1)
    return hashes
