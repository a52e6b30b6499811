"""The fast tagger: a joint CRF finds sources, cues and contents; a second CRF looks again from each cue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import add

from corpus_cli.extraction.cue_features import CUE_TEMPLATES, CueWindow, cue_window, window_columns
from corpus_cli.extraction.features import JOINT_TEMPLATES, OFFSETS, OWN_FEATURES, Row, joint_columns, lay_out
from corpus_cli.extraction.tagger.fast.confidence import probability
from corpus_cli.extraction.tagger.fast.decode import best_path_5, best_path_7, scaled
from corpus_cli.extraction.tagger.fast.links import Link, Linker, nearest, runs
from corpus_cli.extraction.tagger.fast.model import Model
from corpus_cli.extraction.tagger.fast.packed import FIELD, SCALE, Emissions, Sums, ground
from corpus_cli.extraction.tagger.fast.parts import TAGS, PartTagger
from corpus_cli.extraction.tagger.rules import fill
from corpus_cli.records import Attribution, Document, Span

JOINT = ("O", "BS", "IS", "BC", "IC", "BK", "IK")
SECOND = ("O", "BS", "IS", "BK", "IK")
SOURCE, CUE, CONTENT = 1, 3, 5  # the begin labels of JOINT
SECOND_CONTENT = 3
NEIGHBOURS = 6  # a window ends at the sixth cue to either side; a real sentence has a handful
RULES_FROM = 0.65  # what the rules score from here on and the models missed is added: layouts, headlines, labels
BATCH = 4000  # positions whose keys are held at once; few Python calls a document, and bounded memory
_LABELS = len(JOINT) + len(SECOND)
_SECOND_SIZE = FIELD // 8 * len(SECOND)


class FastTagger:
    """Tags documents with the built-in model; the same document gives the same attributions."""

    name = "fast"

    def __init__(self, model: Model) -> None:
        header = model.header
        self.version: str = header["version"]
        self._lexicon = model.lexicon
        self._parts = PartTagger(model.parts, header["allowed"], header["tags"])
        self._words = _by_feature(model.joint.words)
        self._shared: dict[Sequence[str], _Offsets] = {}
        self._joint = Sums(model.joint.book, model.joint.columns, JOINT_TEMPLATES, _LABELS)
        self._second = Sums(model.second.book, model.second.columns, CUE_TEMPLATES, len(SECOND))
        self._joint_scores = Emissions(len(JOINT), self._joint.size)
        self._second_scores = Emissions(len(SECOND), self._second.size)
        self._ground = _ground(self._joint, self._second)
        self._unit: float = header["unit"]
        self._weights: Sequence[float] = header["confidence"]
        self._least: float = header["least"]
        self._joint_steps = scaled(header["joint_transitions"])
        self._second_steps = scaled(header["second_transitions"])

    def tag(self, document: Document) -> tuple[Attribution, ...]:
        """Tag one document; offsets are code points into its text."""
        found = [
            _attribution(document, link, score)
            for link, about in self.links(document)
            if (score := probability(self._weights, about)) >= self._least
        ]
        return fill(document, found, RULES_FROM)

    def links(self, document: Document) -> list[tuple[Link, tuple[float, ...]]]:
        """Find a document's attributions as spans of token indexes, each with the facts that speak for it."""
        if not document.sentences:
            return []
        row = lay_out(document, self._lexicon)
        self._parts.tag(row)
        sums = self._sums(row)
        sources: list[Span] = []
        cues: list[Span] = []
        contents: list[Span] = []
        scores = self._joint_scores.read(sums)
        for (start, _), first, last in zip(document.sentences, row.first, row.last, strict=True):
            path = best_path_7(self._joint_scores.at(scores, first, last), self._joint_steps)
            if any(path):
                sources += runs(path, SOURCE, start)
                cues += runs(path, CUE, start)
                contents += runs(path, CONTENT, start)
        links = self._look_again(document, row, sums, cues)
        tags = [TAGS[tag] for first, last in zip(row.first, row.last, strict=True) for tag in row.tags[first:last]]
        linker = Linker(document, tags, sources, contents)
        return [(link, linker.facts(link, self._unit)) for link in linker.join(links)]

    def _sums(self, row: Row) -> bytes:
        """Sum the weights of both stages at each position, all but what depends on a cue; the second's fields last."""
        words = row.words
        described = []
        for word in words:
            sums = word.sums
            if sums is None:
                sums = word.sums = self._word_sums(word.features)
            described.append(sums)
        ground, size = self._ground, self._joint.size
        pad = ground.to_bytes(size, "little")
        total = [pad] * min(2, len(words))
        total += [
            (a[0] + b[1] + c[2] + d[3] + e[4] + ground).to_bytes(size, "little")
            for a, b, c, d, e in zip(
                described, described[1:], described[2:], described[3:], described[4:], strict=False
            )
        ]
        total += [pad] * (len(words) - len(total))  # the pads at the end see nothing behind them
        return self._joint.add(b"".join(total), joint_columns(row))

    def _word_sums(self, features: Sequence[str]) -> _Offsets:
        """Sum a word's weights by offset."""
        shared = features[OWN_FEATURES:]
        sums = self._shared.get(shared)
        if sums is None:
            sums = self._shared[shared] = self._added((0,) * len(OFFSETS), shared)
        return self._added(sums, features[:OWN_FEATURES])

    def _added(self, sums: _Offsets, features: Sequence[str]) -> _Offsets:
        for feature in features:
            weights = self._words.get(feature)
            if weights is not None:
                sums = tuple(map(add, sums, weights))
        return sums

    def _look_again(self, document: Document, row: Row, sums: bytes, cues: Sequence[Span]) -> list[Link]:
        """Look for each cue's own source and content, a batch of cues at a time."""
        size = self._joint.size
        second = [sums[end - _SECOND_SIZE : end] for end in range(size, len(sums) + 1, size)]
        links = []
        sentence = 0
        batch: list[tuple[Span, CueWindow, int]] = []
        held = 0
        for number, cue in enumerate(cues):
            while document.sentences[sentence].end <= cue.start:
                sentence += 1
            shift = row.first[sentence] - document.sentences[sentence].start
            window = cue_window(row, cue.start + shift, cue.end + shift)
            # Text that is nothing but cues must not cost a whole window for each.
            if number >= NEIGHBOURS:
                window = window.within(cues[number - NEIGHBOURS].start + shift, window.last)
            if number + NEIGHBOURS < len(cues):
                window = window.within(window.first, cues[number + NEIGHBOURS].end + shift)
            batch.append((cue, window, shift))
            held += window.last - window.first
            if held > BATCH:
                links += self._decode(row, second, batch)
                batch, held = [], 0
        return links + self._decode(row, second, batch)

    def _decode(self, row: Row, second: Sequence[bytes], batch: Sequence[tuple[Span, CueWindow, int]]) -> list[Link]:
        local: list[bytes] = []
        keys: list[list[int]] = [[] for _ in range(self._second.columns)]
        for _, window, _ in batch:
            local += second[window.first : window.last]
            for held, column in zip(keys, window_columns(row, window), strict=True):
                held += column
        read = self._second_scores
        scores = read.read(self._second.add(b"".join(local), keys))
        links = []
        at = 0
        for cue, window, shift in batch:
            size = window.last - window.first
            path, gain = best_path_5(read.at(scores, at, at + size), self._second_steps)
            at += size
            offset = window.first - shift
            level = max([row.words[i].cue for i in range(window.start, window.end)])
            source = nearest(runs(path, SOURCE, offset), cue)
            links.append(Link(cue, source, runs(path, SECOND_CONTENT, offset), gain / SCALE, level))
        return links


_Offsets = tuple[int, ...]
"""What a word's feature adds to the packed sums around it, by offset from two words before to two behind."""


def _by_feature(tables: Sequence[Mapping[str, int]]) -> dict[str, _Offsets]:
    """Turn one table an offset into one table: a new word then costs a look-up a feature and not five.

    Weights are taken eight times, as sums hold them.
    """
    joined: dict[str, list[int]] = {}
    for offset, table in enumerate(tables):
        for feature, weights in table.items():
            joined.setdefault(feature, [0] * len(tables))[offset] = 8 * weights
    return {feature: tuple(weights) for feature, weights in joined.items()}


def _ground(joint: Sums, second: Sums) -> int:
    """Give what a position's fields begin with: the first stage's see its columns, the second's those of both."""
    of_joint = ground(len(JOINT), joint.columns)
    of_second = ground(len(SECOND), joint.columns + second.columns)
    return of_joint + (of_second << FIELD * len(JOINT))


def _attribution(document: Document, link: Link, score: float) -> Attribution:
    tokens = document.tokens

    def span(part: Span) -> Span:
        return Span(tokens[part.start].start, tokens[part.end - 1].end)

    return Attribution(
        content=tuple(span(part) for part in link.content),
        source=span(link.source) if link.source else None,
        cue=span(link.cue) if link.cue else None,
        score=round(score, 4),
        basis="fast",
    )
