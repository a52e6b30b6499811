"""Readings of who, when and where: what counts as right, and gains and losses by answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus_cli.errors import ReadError
from corpus_cli.evaluation.brat import read_gold
from corpus_cli.evaluation.compare import changes, report
from corpus_cli.evaluation.readings import read_readings, same_place, same_speaker
from corpus_cli.evaluation.run import score_all
from corpus_cli.extraction.tagger import load

TEXT = "Ann Lee said on Monday in Oslo that the bridge is safe.\n\nCritics said it was not.\n"


@pytest.mark.parametrize(
    ("gold", "found", "person", "same"),
    [
        ("Peter Cook", "Peter Cook", True, True),
        ("Peter Cook", "Sen. Peter Q. Cook", True, True),
        ("Peter Cook", "Cook", True, False),
        ("Cook", "Peter Cook", True, True),
        ("Peter Cook", "Tim Cook", True, False),
        ("Libyan National Army", "the Libyan National Army", False, True),
        ("senior LNA official", "LNA official", False, True),
        ("Pentagon", "White House", False, False),
        ("Pentagon", None, False, False),
        ("José Núñez", "Jose Nunez", True, True),
    ],
)
def test_speakers(gold: str, found: str | None, person: bool, same: bool) -> None:
    assert same_speaker(gold, found, person) is same


def test_places() -> None:
    assert same_place("Cleveland", "Cleveland, Ohio")
    assert not same_place("Oslo", "Cleveland, Ohio")
    assert not same_place(None, None)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    spans = {"Source": "Ann Lee", "Cue": "said", "Content": "the bridge is safe"}
    lines = []
    for number, (role, words) in enumerate(spans.items(), 1):
        start = TEXT.index(words)
        lines.append(f"T{number}\t{role} {start} {start + len(words)}\t{words}")
    lines.append("T4\tAttribution 8 12\tsaid")
    lines.append("E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3")
    (tmp_path / "a.ann").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "who").mkdir()
    reading = {"id": "E1", "speaker": "Ann Lee", "speaker_kind": "person", "act": "speech", "sure": True}
    reading |= {"date": "2016-08-01", "date_text": "on Monday", "place": "Oslo"}
    data = {"published": "2016-08-02", "annotations": [reading]}
    (tmp_path / "who" / "a.who.json").write_text(json.dumps(data), encoding="utf-8")
    return tmp_path


def test_speaker_date_and_place_are_scored_and_lost_by_name(gold: Path) -> None:
    now = score_all(read_gold(gold), load("rules"))
    assert now[0].right == {"speaker": ("E1",), "date": ("E1",), "place": ("E1",)}
    assert [now[0].scores[f"{answer} right"].f1 for answer in ("speaker", "date", "place")] == [1.0, 1.0, 1.0]
    path = gold / "who" / "a.who.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Ann Lee", "Bo Dahl"), encoding="utf-8")
    after = score_all(read_gold(gold), load("rules"))
    (change,) = changes(report(now, "rules"), report(after, "rules"))
    assert (change.gained, change.lost) == ((), ("E1 speaker",))


def test_a_damaged_file_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.who.json"
    path.write_text('{"annotations": [3]}', encoding="utf-8")
    with pytest.raises(ReadError, match="no readings"):
        read_readings(path)
