"""Counting the rule tagger's statistics from gold."""

from __future__ import annotations

import gzip
from pathlib import Path

from corpus_cli.training.rules import count_classes, count_cues


def gold(folder: Path) -> Path:
    """Write one article in which "said" is a cue three times of four."""
    (folder / "text").mkdir()
    (folder / "attributions").mkdir()
    sentences = ["Hale said that they go."] * 4
    (folder / "text" / "a.txt").write_text(" ".join(sentences), encoding="utf-8")
    lines = []
    for number in range(3):
        start = number * 24
        lines += [
            f"T{3 * number}\tSource {start} {start + 4}\tHale",
            f"T{3 * number + 1}\tCue {start + 5} {start + 9}\tsaid",
            f"T{3 * number + 2}\tContent {start + 10} {start + 22}\tthat they go",
            f"E{number}\tAttribution:T{3 * number + 1} Source:T{3 * number} Cue:T{3 * number + 1} "
            f"Content:T{3 * number + 2}",
        ]
    (folder / "attributions" / "a_wxyz.ann").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_cues_are_counted_by_what_follows(tmp_path: Path) -> None:
    rows = [line for line in count_cues(gold(tmp_path)).splitlines() if not line.startswith(("#", "*"))]
    assert rows == ["said\tthat=3/4"]


def test_classes_are_counted_and_what_the_ending_tells_is_left_out(tmp_path: Path) -> None:
    folder = gold(tmp_path)
    text = (folder / "text" / "a.txt").read_text(encoding="utf-8")
    lines = ["# a"]
    for start in range(0, len(text), 24):
        lines += [
            f"{start}\t{start + 4}\tNNP\tPERSON",
            f"{start + 5}\t{start + 9}\tVBD\tO",
            f"{start + 20}\t{start + 22}\tVBP\tO",
        ]
        lines += [f"{start + 15}\t{start + 19}\tNN\tO"]
    silver = tmp_path / "tags.tsv.gz"
    silver.write_bytes(gzip.compress("\n".join(lines).encode()))
    rows = [line for line in count_classes(folder, silver).splitlines() if not line.startswith("#")]
    assert rows == ["go\tV", "said\tV"]
