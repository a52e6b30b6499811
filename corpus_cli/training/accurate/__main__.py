"""``python -m corpus_cli.training.accurate``: train, average, export and calibrate."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from corpus_cli.extraction.tagger.accurate.pieces import Vocabulary
from corpus_cli.training.accurate.model import base_pieces
from corpus_cli.training.accurate.train import Plan, train
from corpus_cli.training.accurate.vocabulary import prune
from corpus_cli.training.gold import read_gold


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(prog="python -m corpus_cli.training.accurate", description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, help="folder with text/ and attributions/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=Plan.epochs)
    parser.add_argument("--batch", type=int, default=Plan.batch)
    parser.add_argument("--rate", type=float, default=Plan.rate)
    parser.add_argument("--seed", type=int, default=Plan.seed)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--vocabulary", type=Path, help="take this vocabulary instead of pruning one")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    articles = [article for folder in options.gold for article in read_gold(folder)]
    if options.vocabulary:
        vocabulary = Vocabulary.load(options.vocabulary)
    else:
        vocabulary = Vocabulary(prune(base_pieces(), (article.text for article in articles)))
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "vocabulary.txt").write_text("\n".join(vocabulary.pieces) + "\n", encoding="utf-8")
    plan = Plan(epochs=options.epochs, batch=options.batch, rate=options.rate, seed=options.seed)
    train(articles, vocabulary, plan, options.out)


if __name__ == "__main__":
    main()
