"""Train the accurate tagger: ``python -m corpus_cli.training.accurate GOLD_DIR --check DEV_DIR --out DIR``.

Fine-tunes once for each seed and averages the weights; cuts out what the average can do without, and trains on from
there with products rounded as in the exported graph; averages again, writes ``model.onnx``, ``vocabulary.txt`` and
``settings.json`` into DIR, and calibrates on the gold of DEV_DIR, which must not be trained on. Weights that lie in DIR
are not trained again.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from corpus_cli.extraction.tagger.accurate.decode import EVIDENCE
from corpus_cli.extraction.tagger.accurate.pieces import Vocabulary
from corpus_cli.training.accurate.examples import examples
from corpus_cli.training.accurate.export import export
from corpus_cli.training.accurate.model import Network, average, base_pieces, load, save
from corpus_cli.training.accurate.prune import cut, measure
from corpus_cli.training.accurate.train import Plan, batches, train
from corpus_cli.training.accurate.vocabulary import prune
from corpus_cli.training.gold import GoldArticle, read_gold

# Chosen on PolNeAR dev; see the model card.
THRESHOLDS = {
    "content recall": 0.15,  # added to the scores of the role's labels
    "cue recall": -0.4,
    "source recall": 0.0,
    "content start": -1.2,  # and to the label that begins a content: one long content is likelier than two with a hole
    "link": 0.05,  # least pull of a content to its cue
    "source": 0.05,  # least pull of a cue to its source
    "repair": 0.6,  # least pull to words without a label that makes a cue of them
    "repair source": 0.3,
    "least": 0.05,  # least probability of an attribution that is kept
}

# Of 72 attention heads and 1,536 inner units a layer: dev's cross-entropy is no worse without them.
HEADS_CUT = 8
INNER = 1152


def main() -> None:
    """Parse the command line, train, average, export and calibrate."""
    assert __doc__
    parser = argparse.ArgumentParser(prog="python -m corpus_cli.training.accurate", description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, help="folders with text/ and attributions/")
    parser.add_argument("--out", type=Path, required=True, help="where weights and model go")
    parser.add_argument("--check", type=Path, help="gold to calibrate on")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2], help="of the first round")
    parser.add_argument(
        "--again", type=int, nargs="*", default=[35, 36], help="seeds of the second; none: first round only"
    )
    parser.add_argument("--start", type=Path, help="train on from these weights, such as an earlier average.pt")
    parser.add_argument("--epochs", type=float, default=Plan.epochs)
    parser.add_argument("--batch", type=int, default=Plan.batch)
    parser.add_argument("--rate", type=float, default=Plan.rate)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--bits", type=int, default=8, choices=[0, 7, 8], help="of the exported weights, 0 for float32")
    parser.add_argument("--version", default="1", help="written into settings.json")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    vocabulary_path: Path = options.out / "vocabulary.txt"
    articles = [article for folder in options.gold for article in read_gold(folder)]
    if not vocabulary_path.exists():
        pieces = prune(base_pieces(), (article.text for article in articles))
        vocabulary_path.write_text("\n".join(pieces) + "\n", encoding="utf-8")
    vocabulary = Vocabulary.load(vocabulary_path)
    plan = Plan(epochs=options.epochs, batch=options.batch, rate=options.rate)
    networks: list[Network] = []
    for seed in options.seeds:
        weights: Path = options.out / f"seed{seed}.pt"
        if not weights.exists():
            train(articles, vocabulary, replace(plan, seed=seed), weights, options.start)
        networks.append(load(weights))
    network = average(networks).eval()
    save(network, options.out / "average.pt")
    if options.again:
        network = train_again(network, articles, vocabulary, plan, options.again, options.out)
        save(network, options.out / "again.pt")
    export(network, options.out / "model.onnx", options.bits)
    write_settings(options.out, network, [0.0] * (len(EVIDENCE) + 1), options.version)
    if options.check:
        calibrate(options.out, network, options.check, options.version)


def train_again(
    network: Network,
    articles: Sequence[GoldArticle],
    vocabulary: Vocabulary,
    plan: Plan,
    seeds: Sequence[int],
    folder: Path,
) -> Network:
    """Cut the network, train it on with products in 8 bits, once for each seed, and average these runs."""
    dice = random.Random(3)
    some = dice.sample(list(articles), min(len(articles), 160))
    windows = [one for article in some for one in examples(article, vocabulary, dice, vary=True)]
    worth = measure(network, batches(windows, 8, dice)[:140], plan.pointer_weight)
    small = folder / "small.pt"
    save(cut(network, worth, HEADS_CUT, INNER), small)
    networks: list[Network] = []
    for seed in seeds:
        weights = folder / f"again{seed}.pt"
        if not weights.exists():
            second = replace(plan, epochs=3, rate=1.2e-4, hidden=0.06, seed=seed)
            train(articles, vocabulary, second, weights, small)
        networks.append(load(weights))
    mean: Network = average(networks).eval()
    return mean


def write_settings(folder: Path, network: Network, calibration: list[float], version: str) -> None:
    """Write what decoding needs besides the graph."""
    settings = {
        "version": version,
        "thresholds": THRESHOLDS,
        "calibration": calibration,
        "distances": [[round(value, 4) for value in row] for row in network.distance.tolist()],
    }
    (folder / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def calibrate(folder: Path, network: Network, gold: Path, version: str) -> None:
    """Fit the probabilities on gold and print how reliable they are."""
    from corpus_cli.extraction.tagger.accurate.tagger import AccurateTagger, chance
    from corpus_cli.training.accurate.calibrate import fit, judge, reliability

    evidence, right = judge(AccurateTagger(folder), gold)
    weights = fit(evidence, right)
    write_settings(folder, network, weights, version)
    for mean, share, count in reliability([chance(row, weights) for row in evidence], right):
        print(f"said {mean:.2f}  held {share:.2f}  of {count}", file=sys.stderr)


if __name__ == "__main__":
    main()
