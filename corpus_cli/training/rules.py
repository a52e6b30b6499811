"""Count the rule tagger's statistics: ``python -m corpus_cli.training.rules GOLD_DIR --silver FILE --out DIR``.

Writes ``word_classes.txt`` (from the silver tags, if given) and ``cues.txt`` into DIR, the tagger's data folder. Which
words reach the table depends a little on the table before ("does this word report?"): run it until nothing changes.
"""

from __future__ import annotations

import argparse
import gzip
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus_cli.extraction.document import read_document
from corpus_cli.extraction.tagger.rules.candidates import read_candidate
from corpus_cli.extraction.tagger.rules.units import Text, read_text, units
from corpus_cli.extraction.tagger.rules.words import AUXILIARIES, class_by_ending
from corpus_cli.records import Article, Span
from corpus_cli.training.gold import GoldAttribution, read_gold

# The letters of extraction/tagger/rules/words.py for Penn Treebank tags.
_LETTERS = (
    "VBD V VBZ V VBP V MD M VB B VBG G VBN P NN N NNS N NNP E NNPS E JJ A JJR A JJS A RB R RBR R RBS R RP R DT D "
    "PRP$ D PDT D WP$ W IN I TO I CC C WDT W WP W WRB W PRP O CD Q EX O"
).split()
LETTER = dict(zip(_LETTERS[::2], _LETTERS[1::2], strict=True))

# The rules treat every "that" as the word between a cue and its content.
_SETTLED = {"that": "I"}

_CUES_HEAD = """\
# Reporting words and how often each was a cue, by what stood around it: word<TAB>frame=cue/seen ...
# Row "*": by how much a frame raises or lowers the odds of all words, in thousandths. "rest": frames seen but once.
# Frames: see extraction/tagger/rules/cues.py; "bare>" no subject found, "to>" infinitive, "noun>" after a noun,
# "quote<" and "comma<" content in front, "aside" content on both sides.
# Provenance: counted over the train part of PolNeAR 1.0 (first annotator of each article). Counts only, no text.
"""
_CLASSES_HEAD = """\
# Coarse word classes of common English words, the likeliest first (letters: see extraction/tagger/rules/words.py).
# Provenance: counted over the train part of PolNeAR 1.0 as tagged by Stanford CoreNLP; a class is listed from one
# fifth of the word's occurrences on. Words whose ending tells the same are left out. Counts only, no text.
"""


def count_classes(gold: Path, silver: Path) -> str:
    """Count the classes of lower-case words over ``silver`` (start, end, tag a line, "# NAME" before each article)."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    text = ""
    with gzip.open(silver, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# "):
                text = (gold / "text" / f"{line[2:].strip()}.txt").read_text(encoding="utf-8")
                continue
            columns = line.rstrip("\n").split("\t")
            if len(columns) < 3 or columns[2] not in LETTER:
                continue
            word = text[int(columns[0]) : int(columns[1])]
            if word[:1].islower() and word.isalpha():
                counts[word][LETTER[columns[2]]] += 1
    rows = []
    for word, seen in sorted(counts.items()):
        total = seen.total()
        letters = (
            _SETTLED.get(word) or "".join(k for k, n in seen.most_common(3) if n >= 0.2 * total and k != "E") or "N"
        )
        # Rare words of the open classes are as well guessed.
        if total >= (6 if letters[0] in "NAQ" else 4) and letters != class_by_ending(word):
            rows.append(f"{word}\t{letters}")
    return _CLASSES_HEAD + "\n".join(rows) + "\n"


def count_cues(gold: Path) -> str:
    """Count over a gold folder how often each word was a cue, by its surroundings."""
    articles = []
    heads: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for article in read_gold(gold):
        text = read_text(read_document(Article(text=article.text, path=article.path.name)))
        text.classify(Span(0, len(text.words)))
        cues = set(_heads(text, article.readings[0]))
        articles.append((text, cues))
        heads.update(text.lower[index] for index in cues)
        total.update(text.lower)
    kept = {w for w, n in heads.items() if n >= 2 and n >= 0.03 * total[w] and w.isalpha()} | {"according"}
    table: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for text, cues in articles:
        for word, key, index in _sightings(text, kept):
            table[word][key][0] += index in cues
            table[word][key][1] += 1
    rows = {}
    shifts = _Shifts()
    for word, frames in sorted(table.items()):
        hits = sum(h for h, _ in frames.values())
        if hits < 2 or hits < 0.04 * sum(n for _, n in frames.values()):
            continue
        shifts.add(frames)
        rows[word] = _row(frames)
    lines = [f"*\t{shifts.row()}", *(f"{word}\t{row}" for word, row in rows.items())]
    return _CUES_HEAD + "\n".join(lines) + "\n"


def _heads(text: Text, gold: Sequence[GoldAttribution]) -> Iterator[int]:
    """Yield the head word of each gold cue: its first verb that is no auxiliary, else its last noun."""
    starts = [token.start for token in text.document.tokens]
    for start, end in (span for attribution in gold for span in attribution.cue):
        inside = [
            i for i in range(bisect_left(starts, start), bisect_left(starts, end)) if text.lower[i] not in AUXILIARIES
        ]
        verbs = [i for i in inside if text.classes[i][0] in "VBGP"]
        verbs = verbs or [i for i in inside if not set("VBGP").isdisjoint(text.classes[i])]
        nouns = [i for i in inside if "N" in text.classes[i]][-1:]
        names = [i for i in inside if text.classes[i][0] == "E" and text.lower[i].endswith(("ing", "ed"))]
        yield from (verbs or nouns or names)[:1]


def _sightings(text: Text, words: set[str]) -> Iterator[tuple[str, str, int]]:
    """Yield each place where one of ``words`` could be a cue, with the key of its surroundings."""
    for unit in units(text):
        for index in range(unit.start, unit.end):
            if text.lower[index] in words and text.inside[index] < 0:
                candidate = read_candidate(text, Span(*unit), index)
                if candidate is not None:
                    yield candidate.word, candidate.key, index


def _row(frames: dict[str, list[int]]) -> str:
    """Write one word's counts; frames seen once go together."""
    items = []
    rest = {"rest": [0, 0], "noun>rest": [0, 0]}
    for key, (hits, seen) in sorted(frames.items(), key=lambda item: (-item[1][1], item[0])):
        if seen >= 2:
            items.append(f"{key}={hits}/{seen}")
        else:
            group = rest["noun>rest" if key.startswith("noun>") else "rest"]
            group[0] += hits
            group[1] += seen
    return " ".join([*items, *(f"{key}={hits}/{seen}" for key, (hits, seen) in rest.items() if seen)])


class _Shifts:
    """By how much each frame shifts the odds of all words: what was observed against what the words make expect."""

    def __init__(self) -> None:
        self._observed: Counter[str] = Counter()
        self._expected: defaultdict[str, float] = defaultdict(float)
        self._seen: Counter[str] = Counter()

    def add(self, frames: dict[str, list[int]]) -> None:
        """Add one word; as verb and as noun it is two."""
        for noun in (True, False):
            alike = {key: counts for key, counts in frames.items() if key.startswith("noun>") == noun}
            hits = sum(h for h, _ in alike.values())
            seen = sum(n for _, n in alike.values())
            average = (hits + 0.3) / (seen + 1.5)
            for key, (h, n) in alike.items():
                self._observed[key] += h
                self._expected[key] += n * average
                self._seen[key] += n

    def row(self) -> str:
        """Write the shifts in thousandths; frames seen less than 20 times tell nothing."""
        items = []
        for key in sorted(self._observed):
            seen = self._seen[key]
            if seen >= 20:
                observed = (self._observed[key] + 1) / (seen - self._observed[key] + 1)
                expected = (self._expected[key] + 1) / (seen - self._expected[key] + 1)
                items.append(f"{key}={round(1000 * observed / expected)}/1000")
        return " ".join(items)


def main(arguments: Sequence[str] | None = None) -> None:
    """Count and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="a folder with text/ and attributions/")
    parser.add_argument("--silver", type=Path, help="part-of-speech tags of the same articles, gzipped")
    parser.add_argument("--out", type=Path, required=True, help="where the tables go")
    options = parser.parse_args(arguments)
    if options.silver is not None:
        (options.out / "word_classes.txt").write_text(count_classes(options.gold, options.silver), encoding="utf-8")
    (options.out / "cues.txt").write_text(count_cues(options.gold), encoding="utf-8")


if __name__ == "__main__":
    main()
