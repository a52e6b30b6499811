"""Brat standoff: what is read, and that what is written is read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.errors import ReadError
from corpus_cli.evaluation.brat import GoldAttribution, format_ann, parse_ann, read_gold
from corpus_cli.records import Span

TEXT = "The mayor said the bridge is safe,\nand “always was”, on Monday."


def test_reads_spans_roles_and_discontinuous_content() -> None:
    ann = (
        "T1\tSource 0 9\tThe mayor\n"
        "T2\tCue 10 14\tsaid\n"
        "T3\tContent 15 33;39 51\tthe bridge is safe “always was”\n"
        "T4\tAttribution 10 14\tsaid\n"
        "#1\tAnnotatorNotes T1\twho?\n"
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    )
    assert parse_ann(ann) == (GoldAttribution("E1", (Span(0, 9),), (Span(10, 14),), (Span(15, 33), Span(39, 51))),)


@pytest.mark.parametrize(
    "ann",
    [
        "E1\tAttribution:T4 Content:T3 Cue:T2\n",  # points nowhere
        "T2\tCue x y\tsaid\nE1\tAttribution:T2 Cue:T2\n",  # no offsets
        'T2\tCue 3 3\t\nE1\tAttribution:T2 Cue:T2\n"We\n',  # empty span, a note's stray line
    ],
)
def test_passes_over_what_is_broken(ann: str) -> None:
    assert parse_ann(ann) == (GoldAttribution("E1"),)


def test_numbered_roles_are_one_role() -> None:
    ann = "T1\tContent 0 3\tThe\nT2\tContent 15 18\tthe\nE1\tAttribution:T1 Content:T1 Content2:T2\n"
    assert parse_ann(ann)[0].content == (Span(0, 3), Span(15, 18))


def test_a_span_over_a_line_end_is_written_as_its_lines() -> None:
    written = format_ann(TEXT, [GoldAttribution("x", (), (Span(10, 14),), (Span(15, 51),))])
    assert "Content 15 34;35 51\tthe bridge is safe, and “always was”" in written
    assert all(line.split("\t")[0][0] in "TE" for line in written.splitlines())
    assert "Attribution-no-source:" in written


spans = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda pair: Span(pair[0], min(pair[0] + pair[1], 63)))


@given(
    text=st.text(alphabet="ab “”\n", min_size=63, max_size=63),
    source=st.lists(spans, max_size=1),
    cue=st.lists(spans, min_size=1, max_size=1),
    content=st.lists(spans, max_size=3),
)
def test_what_is_written_is_read_back(text: str, source: list[Span], cue: list[Span], content: list[Span]) -> None:
    wanted = GoldAttribution("x", tuple(source), tuple(cue), tuple(content))
    (read,) = parse_ann(format_ann(text, [wanted]))
    for role in ("source", "cue", "content"):
        assert _letters(text, getattr(read, role)) == _letters(text, getattr(wanted, role))


def _letters(text: str, spans: tuple[Span, ...]) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if not text[i].isspace()}


def test_reads_a_folder_in_either_layout(tmp_path: Path) -> None:
    flat, split = tmp_path / "flat", tmp_path / "split"
    (split / "text").mkdir(parents=True)
    (split / "attributions").mkdir()
    flat.mkdir()
    ann = "T1\tCue 10 14\tsaid\nE1\tAttribution-no-source:T1 Cue:T1\n"
    (flat / "one.txt").write_text(TEXT, encoding="utf-8")
    (flat / "one.ann").write_text(ann, encoding="utf-8")
    (flat / "unread.txt").write_text(TEXT, encoding="utf-8")
    (split / "text" / "one.txt").write_text(TEXT, encoding="utf-8")
    (split / "attributions" / "one_ab12.ann").write_text(ann, encoding="utf-8")
    (split / "attributions" / "one_cd34.ann").write_text("", encoding="utf-8")
    (a,) = read_gold(flat)
    (b,) = read_gold(split)
    assert (a.name, a.text, a.attributions) == (b.name, b.text, b.attributions) == ("one", TEXT, parse_ann(ann))
    assert (a.others, b.others) == ((), ((),))


def test_line_ends_do_not_shift_offsets(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(b"One.\r\nTwo said.\r\n")
    (tmp_path / "one.ann").write_text("T1\tCue 10 14\tsaid\nE1\tAttribution:T1 Cue:T1\n", encoding="utf-8")
    (article,) = read_gold(tmp_path)
    (cue,) = article.attributions[0].cue
    assert article.text[cue.start : cue.end] == "said"


def test_a_folder_without_gold_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"NAME\.ann"):
        list(read_gold(tmp_path))
