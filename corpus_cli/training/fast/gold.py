"""Gold articles as documents with one label a token."""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus_cli.evaluation.brat import GoldArticle, GoldAttribution, read_gold
from corpus_cli.extraction.document import read_document
from corpus_cli.records import Article, Document, Span

OUTSIDE = "O"
ROLES = (("source", "S"), ("content", "K"), ("cue", "C"))  # the later wins a token that two roles claim


@dataclass(slots=True)
class Sample:
    """An article to learn from: its document, gold, one label a token, and silver parts of speech."""

    name: str
    document: Document
    gold: tuple[GoldAttribution, ...]
    labels: list[str]
    tags: list[str]


def as_document(article: GoldArticle) -> Document:
    """Read a gold article the way ``corpus ingest`` reads a text file."""
    return read_document(Article(article.text, article.name))


def token_range(starts: Sequence[int], span: Span) -> range:
    """Give the tokens that start within a span; ``starts`` are the tokens' offsets, ascending."""
    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def label_tokens(
    document: Document, gold: Iterable[GoldAttribution], roles: Sequence[tuple[str, str]] = ROLES
) -> list[str]:
    """Label every token: "O", or B/I with the role's letter (BS, IS, BC, IC, BK, IK)."""
    starts = [token.start for token in document.tokens]
    labels = [OUTSIDE] * len(starts)
    for role, letter in roles:
        for attribution in gold:
            spans: tuple[Span, ...] = getattr(attribution, role)
            end = -2
            for span in spans:
                for number, index in enumerate(token_range(starts, span)):
                    # Pieces with nothing but white space between them are one.
                    labels[index] = ("B" if number == 0 and index != end else "I") + letter
                    end = index + 1
    for index, label in enumerate(labels):
        if label[0] == "I" and (index == 0 or labels[index - 1][1:] != label[1:]):
            labels[index] = "B" + label[1:]
    return labels


def closest_reading(article: GoldArticle) -> tuple[GoldAttribution, ...]:
    """Choose, of several annotators' readings, the one that agrees best with the others, token by token."""
    if not article.others:
        return article.attributions
    document = as_document(article)
    readings = (article.attributions, *article.others)
    labels = [[label[1:] for label in label_tokens(document, reading)] for reading in readings]

    def agreement(number: int) -> int:
        return sum(a == b for other in labels for a, b in zip(labels[number], other, strict=True))

    return readings[max(range(len(readings)), key=agreement)]


def read_silver(path: Path) -> dict[str, dict[int, str]]:
    """Read silver parts of speech: article name → token offset → tag (see ``--silver``)."""
    tags: dict[str, dict[int, str]] = {}
    current: dict[int, str] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# "):
                current = tags.setdefault(line[2:].strip(), {})
                continue
            cells = line.rstrip("\n").split("\t")
            if len(cells) >= 3:
                current[int(cells[0])] = cells[2]
    return tags


def read_samples(folder: Path, silver: Path | None = None) -> list[Sample]:
    """Read a gold folder as samples; articles with several readings give their closest one."""
    tags = read_silver(silver) if silver else {}
    samples = []
    for article in read_gold(folder):
        document = as_document(article)
        gold = closest_reading(article)
        known = tags.get(article.name, {})
        samples.append(
            Sample(
                article.name,
                document,
                gold,
                label_tokens(document, gold),
                [coarse(known.get(token.start, "")) for token in document.tokens],
            )
        )
    return samples


# Penn Treebank tags folded to what separates sources, cues and contents; "" is unknown.
COARSE = {
    tag: letter
    for letter, tags in {
        "N": "NN NNS",
        "P": "NNP NNPS",
        "D": "VBD",
        "E": "VBN",
        "G": "VBG",
        "Z": "VBZ",
        "Y": "VBP",
        "V": "VB",
        "M": "MD",
        "I": "IN",
        "T": "TO",
        "A": "DT PDT",
        "J": "JJ JJR JJS",
        "R": "RB RBR RBS",
        "B": "RP",
        "O": "PRP",
        "H": "PRP$ WP$",
        "C": "CC",
        "U": "CD",
        "W": "WDT WP",
        "Q": "WRB",
        "S": "POS",
        "X": "EX",
        ",": ",",
        ".": ".",
        ":": ":",
        "'": "`` ''",
        "(": "-LRB- -RRB-",
    }.items()
    for tag in tags.split()
} | {"": ""}


def coarse(tag: str) -> str:
    """Fold a Penn Treebank tag."""
    return COARSE.get(tag, "#")
