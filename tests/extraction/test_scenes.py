"""Scenes: where the reporter stands among people and quotes them (cases in scenes.txt)."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus_cli.extraction.document import read_document
from corpus_cli.records import Article, Attribution, Span
from tests.extraction.test_periods import parse
from tests.extraction.test_places import spoken_at

LINES = (Path(__file__).parent / "scenes.txt").read_text(encoding="utf-8").splitlines()
CASES = [line.split("\t") for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("case", "places"), CASES)
def test_scenes(case: str, places: str) -> None:
    text, attributions = parse(case.replace("¶", "\n\n"))
    document = read_document(Article(text=text, path="x"))
    found = spoken_at(document, attributions)
    assert [place.name if place else "-" for place, _ in found] == places.split(";")


def test_a_phrase_in_marks_without_a_cue_sets_a_scene_whoever_it_is_given_to() -> None:
    text, found = parse("[The Post] <sent> {her} into a living room in Ohio.\n\n“{Look},” [Melanie] <said>.")
    room = text.index("a living room in Ohio")
    phrase = Attribution((Span(room, room + len("a living room in Ohio")),), found[0].source)
    document = read_document(Article(text=text, path="x"))
    places = spoken_at(document, [found[0], phrase, found[1]])
    assert places[2][0] is not None
    assert places[2][0].name == "Ohio"
