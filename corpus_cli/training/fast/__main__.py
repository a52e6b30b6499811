"""Train the built-in tagger: ``python -m corpus_cli.training.fast GOLD_DIR --silver FILE --out DIR``."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus_cli.extraction.features import lay_out
from corpus_cli.extraction.tagger.fast.confidence import FACTS, probability
from corpus_cli.extraction.tagger.fast.model import read_model
from corpus_cli.extraction.tagger.fast.tagger import JOINT, SECOND, FastTagger
from corpus_cli.training.fast import stages
from corpus_cli.training.fast.calibrate import cases, fit, table
from corpus_cli.training.fast.count import Counts, lexicon
from corpus_cli.training.fast.gold import read_samples
from corpus_cli.training.fast.pack import pack_model
from corpus_cli.training.fast.stages import Bench, Run
from corpus_cli.training.fast.weights import heaviest, read_weights

VERSION = "1"
HELD_OUT = 0  # the fold whose articles the confidence is fitted on
LEAST = 0.25  # links that are less sure than this are dropped


def train(gold: Path, silver: Path, out: Path, work: Path) -> None:
    """Train on a gold folder and write ``model.bin`` into ``out``; models in ``work`` are used again, not retrained."""
    samples = read_samples(gold, silver)
    bench = stages.prepare(samples, work)
    words = lexicon(Counts().add(samples), None, bench.kinds)
    _say(f"{len(samples)} articles, {sum(len(s.gold) for s in samples)} attributions, {len(words.words)} words")
    rows = [lay_out(sample.document, words) for sample in samples]
    parts = work / "parts.crfsuite"
    stages.train_parts(samples, rows, bench.allowed(), parts)

    first = work / "joint-first.crfsuite"
    stages.train_joint(bench, first, Run())
    joint_kept = heaviest(read_weights([first], JOINT)[0])[: stages.KEPT_JOINT]
    keep = frozenset(joint_kept)
    stages.jackknife_joint(bench, work, Run(keep))
    _say("joint labels jack-knifed")
    joint = [work / f"joint{number}.crfsuite" for number in range(1, stages.RUNS_JOINT + 1)]
    for number, path in enumerate(joint, start=1):
        stages.train_joint(bench, path, Run(keep, number, words))
    _say("joint tagger trained")

    first = work / "second-first.crfsuite"
    stages.train_second(bench.half(), first, Run())
    ranked = heaviest(read_weights([first], SECOND)[0])
    own = [name for name in ranked if name.startswith("r")][: stages.KEPT_SECOND]
    shared = [name for name in ranked if not name.startswith("r")][: stages.KEPT_SHARED]
    second_keep = keep | frozenset(own) | frozenset(shared)
    second = [work / f"second{number}.crfsuite" for number in range(1, stages.RUNS_SECOND + 1)]
    for number, path in enumerate(second, start=1):
        stages.train_second(bench, path, Run(second_keep, number, words))
    _say("second stage trained")

    header: dict[str, Any] = {"version": VERSION, "least": LEAST}
    header["confidence"] = _confidence(bench, parts, Run(second_keep), work)
    data = pack_model(words, bench.allowed(), {"parts": [parts], "joint": joint, "second": second}, header)
    out.mkdir(parents=True, exist_ok=True)
    (out / "model.bin").write_bytes(data)
    _say(f"{out / 'model.bin'}: {len(data):,} bytes")


def _confidence(bench: Bench, parts: Path, run: Run, work: Path) -> list[float]:
    """Fit the confidence on articles that a tagger trained without them has tagged."""
    rest = bench.without(HELD_OUT)
    path = work / f"second-fold{HELD_OUT}.crfsuite"
    stages.train_second(rest, path, run)
    words = lexicon(Counts().add(rest.samples), None, bench.kinds)
    paths = {"parts": [parts], "joint": [work / f"joint-fold{HELD_OUT}.crfsuite"], "second": [path]}
    plain = {"version": VERSION, "least": 0.0, "confidence": [0.0] * len(FACTS)}
    tagger = FastTagger(read_model(pack_model(words, bench.allowed(), paths, plain)))
    judged = cases(tagger, bench.samples[HELD_OUT :: stages.JOINT_FOLDS])
    facts, right = [about for about, _, _ in judged], [sourced for _, _, sourced in judged]
    weights = fit(facts, right)
    for line in table([probability(weights, about) for about in facts], right):
        _say("confidence from {:.1f}: {} links, mean {:.3f}, right {:.3f}".format(*line))
    return weights


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def main(words: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m corpus_cli.training.fast", description=__doc__)
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR", help="text/ and attributions/ in brat's format")
    parser.add_argument("--silver", type=Path, required=True, metavar="FILE", help="parts of speech: *.corenlp.tsv.gz")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where model.bin goes")
    parser.add_argument("--work", type=Path, metavar="DIR", help="keep intermediate models here, and use those there")
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as temporary:
        work = asked.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        train(asked.gold, asked.silver, asked.out, work)


if __name__ == "__main__":
    main()
