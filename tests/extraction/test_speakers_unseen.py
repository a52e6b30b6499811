"""Speaker cases measured before anything was tuned on them: a floor, no row by itself (see the head of the file)."""

from __future__ import annotations

from pathlib import Path

from tests.extraction.speaker_cases import read_cases, wrongs

CASES = read_cases(Path(__file__).parent / "speakers_unseen.txt")


def test_unseen_speakers() -> None:
    wrong = [line for case in CASES for line in wrongs(case)]
    total = sum(want.name != "*" for case in CASES for want in case.expected)
    print("\n".join(wrong), f"\n{total - len(wrong)}/{total}")
    assert len(CASES) >= 40
    assert len(wrong) <= 0.08 * total
