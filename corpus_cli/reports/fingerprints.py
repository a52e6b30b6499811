"""Fingerprints: a few numbers per text, such that texts which share a passage share a number."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

# Four words in a row are rarely shared by chance; longer shingles miss clipped and respelled reports.
STATEMENT_SHINGLE = 4
# One shingle in four is kept, chosen by its hash alone: two texts that share it both keep it or both drop it
# (Manber 1994, "Finding similar files in a large file system").
STATEMENT_KEEP = 4
ARTICLE_SHINGLE = 8
ARTICLE_KEEP = 32
# A shingle of nothing but such words is everybody's.
_COMMON = frozenset(
    "a an and are as at be been but by can did do does for from had has have he her his i if in is it its not of on or "
    "our she so that the their them they this to us was we were what when which who will with would you your".split()
)


def fingerprint(forms: Sequence[str], length: int = STATEMENT_SHINGLE, keep: int = STATEMENT_KEEP) -> tuple[int, ...]:
    """Hash every run of ``length`` comparable words; keep one in ``keep`` by its hash, at least two of the smallest.

    Returns distinct 63-bit numbers in ascending order; empty for texts below ``length`` words. Runs of common words
    only are left out.
    """
    hashes = set()
    for index in range(len(forms) - length + 1):
        run = forms[index : index + length]
        if sum(form not in _COMMON for form in run) >= 2:
            digest = hashlib.blake2b(" ".join(run).encode(), digest_size=8).digest()
            hashes.add(int.from_bytes(digest, "big") >> 1)
    kept = {value for value in hashes if value % keep == 0}
    return tuple(sorted(kept | set(sorted(hashes)[:2])))
