"""The quality gate: floors under the scores on gold articles, which only rise.

``python -m pytest -m quality`` checks; ``python tests/quality/gate.py --update`` measures and raises the floors to just
below what it finds. A floor is lowered by ``--allow-regression NAME`` only, for the gold of that name. Gold is pinned
by a hash over every file, since a floor means nothing for other articles.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
MARGIN = 0.003  # floors stand this far below the measured F1: another machine or Python must not trip them
MEASURES = ("content words", "source words", "cue words", "statement", "statement: direct", "right source")
# Measured where the gold has readings of who, when and where.
READINGS = ("speaker right", "date right", "place right")
COMMAND = "python tests/quality/gate.py --update"


@dataclass(frozen=True)
class Floor:
    """What a set of gold articles must reach: a pin of the articles, and the least F1 (0 to 1) by measure."""

    pin: str = ""
    floors: dict[str, float] = field(default_factory=dict)


def gold_folders() -> dict[str, Path]:
    """Find the gold there is here: name → folder.

    PolNeAR's dev part lies in ``$CORPUS_GOLD``, else beside the repository in ``shared/news/polnear``; the samples' own
    gold in ``tests/quality/gold``.
    """
    polnear = Path(os.environ.get("CORPUS_GOLD") or HERE.parents[2] / "shared" / "news" / "polnear")
    here = {"samples": HERE / "gold"}
    return here | ({"polnear dev": polnear / "dev"} if any(polnear.glob("dev/**/*.ann")) else {})


def subjects() -> dict[str, tuple[Path, str]]:
    """List what is measured here: name → gold folder and tagger; the accurate one where its extra is installed."""
    found = {name: (folder, "fast") for name, folder in gold_folders().items()}
    if find_spec("onnxruntime") and find_spec("numpy"):
        found |= {f"{name} (accurate)": (folder, "accurate") for name, folder in gold_folders().items()}
    return found


def pin(folder: Path) -> str:
    """Hash the names and bytes of a folder's texts and annotations."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".ann", ".json", ".jsonl"):
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def read_floors(path: Path = FLOORS) -> dict[str, Floor]:
    """Read the floors by the gold's name."""
    return {name: Floor(**values) for name, values in json.loads(path.read_text(encoding="utf-8")).items()}


def failures(name: str, scores: Mapping[str, float], pinned: str, floor: Floor) -> list[str]:
    """Say what is wrong: other gold than the floors were measured on, a measure missing or below its floor."""
    if pinned != floor.pin:
        return [f"{name}: the gold has changed since the floors were measured; measure again: {COMMAND}"]
    wrong = []
    for measure, least in floor.floors.items():
        score = scores.get(measure)
        if score is None:
            wrong.append(f"{name}: {measure} is not measured any more")
        elif score < least:
            wrong.append(f"{name}: {measure} {100 * score:.2f} is below its floor {100 * least:.2f}")
    return wrong


def measured_here(scores: Mapping[str, float]) -> list[str]:
    """List the measures that have floors: all of MEASURES, and those of READINGS that the gold allows."""
    return [*MEASURES, *(measure for measure in READINGS if measure in scores)]


def raised(floor: Floor, scores: Mapping[str, float], pinned: str, allow_regression: bool = False) -> Floor:
    """Raise floors to just below the scores and pin the gold.

    Raises ValueError when a score would lower a floor and that is not allowed; new gold resets nothing either.
    """
    floors = {}
    for measure in measured_here(scores):
        measured = max(0.0, round(scores[measure] - MARGIN, 4))
        before = floor.floors.get(measure, 0.0)
        if scores[measure] < before and not allow_regression:
            raise ValueError(
                f"{measure} fell from {before:.4f} to {scores[measure]:.4f}; say --allow-regression NAME to accept"
            )
        floors[measure] = measured if allow_regression else max(before, measured)
    return Floor(pinned, floors)


def measure(folder: Path, tagger: str = "fast") -> dict[str, float]:
    """Score a tagger, as a rule the fast one that everybody has: F1 by measure."""
    from corpus_cli.evaluation.brat import read_gold
    from corpus_cli.evaluation.run import score_all
    from corpus_cli.evaluation.score import total
    from corpus_cli.extraction.tagger import load

    if (folder / "samples.jsonl").exists():
        from samples_gold import score_samples

        scores = list(score_samples(folder, load(tagger)))
    else:
        scores = score_all(read_gold(folder), load(tagger))
    return {name: score.f1 for name, score in total(scores).items()}


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="raise the floors")
    parser.add_argument(
        "--allow-regression", action="append", default=[], metavar="NAME", help="let the floors of this gold fall"
    )
    asked = parser.parse_args()
    known = read_floors()
    wrong: list[str] = []
    for name, (folder, tagger) in subjects().items():
        scores, pinned = measure(folder, tagger), pin(folder)
        for each in measured_here(scores):
            least = known.get(name, Floor()).floors.get(each, 0.0)
            print(f"{name:24} {each:20} {100 * scores[each]:6.2f}  floor {100 * least:6.2f}")
        if asked.update:
            known[name] = raised(known.get(name, Floor()), scores, pinned, name in asked.allow_regression)
        else:
            wrong += failures(name, scores, pinned, known.get(name, Floor()))
    if asked.update:
        text = json.dumps({name: asdict(floor) for name, floor in sorted(known.items())}, indent=2)
        FLOORS.write_text(text + "\n", encoding="utf-8")
    print("\n".join(wrong), file=sys.stderr)
    return bool(wrong)


if __name__ == "__main__":
    raise SystemExit(main())
