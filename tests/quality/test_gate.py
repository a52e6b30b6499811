"""The gate's own tests: floors rise, never fall by themselves, and notice other gold."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from gate import MARGIN, MEASURES, READINGS, Floor, failures, pin, raised, read_floors
from samples_gold import without

from corpus_cli.evaluation.brat import GoldAttribution
from corpus_cli.records import Span

SCORES = dict.fromkeys(MEASURES, 0.8)
FLOOR = Floor("pin", dict.fromkeys(MEASURES, 0.75))


def test_scores_at_their_floors_pass() -> None:
    assert failures("dev", dict.fromkeys(MEASURES, 0.75), "pin", FLOOR) == []


def test_a_score_below_its_floor_fails_by_name() -> None:
    (said,) = failures("dev", SCORES | {"statement": 0.7499}, "pin", FLOOR)
    assert said == "dev: statement 74.99 is below its floor 75.00"


def test_a_measure_that_is_gone_fails() -> None:
    scores = {measure: score for measure, score in SCORES.items() if measure != "cue words"}
    assert failures("dev", scores, "pin", FLOOR) == ["dev: cue words is not measured any more"]


def test_other_gold_fails_and_says_what_to_type() -> None:
    (said,) = failures("dev", SCORES, "other", FLOOR)
    assert "--update" in said


def test_floors_rise_to_just_below_the_scores() -> None:
    after = raised(FLOOR, SCORES, "new")
    assert after == Floor("new", dict.fromkeys(MEASURES, round(0.8 - MARGIN, 4)))


def test_a_floor_within_the_margin_stays() -> None:
    assert raised(FLOOR, SCORES | {"statement": 0.751}, "pin").floors["statement"] == 0.75


def test_readings_have_floors_where_the_gold_has_them() -> None:
    floors = raised(FLOOR, SCORES | {"speaker right": 0.8}, "pin").floors
    assert floors["speaker right"] == round(0.8 - MARGIN, 4)
    assert "place right" not in floors
    (said,) = failures("dev", SCORES, "pin", Floor("pin", floors))
    assert said == "dev: speaker right is not measured any more"


def test_floors_do_not_fall() -> None:
    with pytest.raises(ValueError, match="allow-regression"):
        raised(FLOOR, SCORES | {"statement": 0.7}, "pin")


def test_floors_fall_when_told_to() -> None:
    after = raised(FLOOR, SCORES | {"statement": 0.7}, "pin", allow_regression=True)
    assert after.floors["statement"] == round(0.7 - MARGIN, 4)


def test_the_pin_notices_every_change(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("text", encoding="utf-8")
    pins = [pin(tmp_path)]
    (tmp_path / "notes.md").write_text("not gold", encoding="utf-8")
    assert pin(tmp_path) == pins[0]
    (tmp_path / "one.ann").write_text("", encoding="utf-8")
    pins.append(pin(tmp_path))
    (tmp_path / "one.txt").write_text("texts", encoding="utf-8")
    pins.append(pin(tmp_path))
    (tmp_path / "one.txt").rename(tmp_path / "two.txt")
    pins.append(pin(tmp_path))
    assert len(set(pins)) == 4


def test_the_floors_here_are_shares_of_known_measures() -> None:
    for floor in read_floors().values():
        assert set(floor.floors) <= {*MEASURES, *READINGS}
        assert all(0 < least < 1 for least in floor.floors.values())


def test_what_is_found_of_optional_statements_counts_neither_way() -> None:
    optional = [GoldAttribution("o", content=(Span(10, 20),))]
    inside, around, apart = (GoldAttribution(str(i), content=(Span(*i),)) for i in ((11, 20), (0, 40), (30, 40)))
    assert without(optional, [inside, around, apart]) == [around, apart]
