"""Count a lexicon on samples: vocabulary, kinds (parts of speech a word was seen with), cue levels."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from corpus_cli.extraction.word_types import Lexicon, cased, normal, shape, stem
from corpus_cli.training.fast.gold import Sample

VOCABULARY_FROM = 3  # seen less often, a word shares the weights of its kind
KIND_SHARE = 0.03  # a part of speech with less of a word's tokens is taken for an error of the silver tags
ENDING_SHARE = 0.12  # the same for the parts of speech of an ending
KIND_FROM = 60  # tokens of a kind, else its words get their commonest part of speech
RARE = 10  # words up to this often show what unknown words are like
LEVELS = (0.02, 0.08, 0.2, 0.4, 0.65)  # share of a word's tokens within cues, from level 2 on


class Counts:
    """Counts of one set of samples; they add up and can be taken off again (for jack-knifed levels)."""

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.tags: dict[str, Counter[str]] = defaultdict(Counter)
        self.cue_words: Counter[str] = Counter()
        self.cue_stems: Counter[str] = Counter()
        self.stems: Counter[str] = Counter()

    def add(self, samples: Iterable[Sample]) -> Counts:
        """Count further samples."""
        for sample in samples:
            for token, label, tag in zip(sample.document.tokens, sample.labels, sample.tags, strict=True):
                low = normal(token.text)
                self.words[low] += 1
                form = shape(token.text)
                if tag:
                    self.tags[cased(token.text)][tag] += 1
                if form in (1, 4):
                    self.stems[stem(low)] += 1
                if label[1:] == "C":
                    self.cue_words[low] += 1
                    if form in (1, 4):
                        self.cue_stems[stem(low)] += 1
        return self


def kind_name(tags: Counter[str], share: float = KIND_SHARE) -> str:
    """Name the parts of speech that a word was seen with: "D+E" for past tense or participle."""
    total = sum(tags.values())
    return "+".join(sorted(tag for tag, n in tags.items() if n >= share * total))


def level(part: float, whole: float) -> int:
    """Turn a share into a level from 1 to 6 (with a light prior for words seen seldom)."""
    share = part / (whole + 1.0)
    return 1 + sum(share >= bound for bound in LEVELS)


def lexicon(counts: Counts, without: Counts | None = None, kind_names: list[str] | None = None) -> Lexicon:
    """Make a lexicon; ``without`` takes the counts of cues of some of the samples off again."""
    kinds = {word: kind_name(tags) for word, tags in counts.tags.items() if sum(tags.values()) >= VOCABULARY_FROM}
    names = kind_names if kind_names is not None else []
    if not names:
        seen: Counter[str] = Counter()
        for word, name in kinds.items():
            seen[name] += sum(counts.tags[word].values())
        single = {tag for tags in counts.tags.values() for tag in tags}
        names += ["", "pad", *sorted(name for name, n in seen.items() if n >= KIND_FROM or name in single)]
        names += sorted(single - set(names))
    number = {name: i for i, name in enumerate(names)}

    def to_number(name: str, tags: Counter[str]) -> int:
        return number.get(name, number[tags.most_common(1)[0][0]])

    ending_tags: dict[str, Counter[str]] = defaultdict(Counter)
    for word, tags in counts.tags.items():
        if sum(tags.values()) <= RARE:
            form = shape(word)
            for size in (3, 2, 1, 0):
                ending_tags[f"{form}{word[-size:].lower() if size else ''}"].update(tags)
    vocabulary = sorted(word for word, n in counts.words.items() if n >= VOCABULARY_FROM)
    stems = {}
    for base, n in counts.stems.items():
        rest = n - (without.stems[base] if without else 0)
        part = counts.cue_stems[base] - (without.cue_stems[base] if without else 0)
        if rest >= 2 and part:
            stems[base] = level(part, rest)
    levels, kind_numbers = [0, 0], [0, 0]
    for word in vocabulary:
        rest = counts.words[word] - (without.words[word] if without else 0)
        part = counts.cue_words[word] - (without.cue_words[word] if without else 0)
        letters = word.replace("'", "").isalpha()
        if rest >= 4:
            levels.append(level(part, rest) if part else 0)
        else:
            levels.append(stems.get(stem(word), 0) if letters else 0)
        seen_tags = counts.tags.get(word)
        kind_numbers.append(to_number(kind_name(seen_tags), seen_tags) if seen_tags else 0)
    return Lexicon(
        words={word: i for i, word in enumerate(vocabulary, start=2)},
        kinds=kind_numbers,
        levels=levels,
        cased={word: to_number(name, counts.tags[word]) for word, name in kinds.items() if shape(word) != 1},
        endings={
            ending: to_number(kind_name(tags, ENDING_SHARE), tags)
            for ending, tags in ending_tags.items()
            if sum(tags.values()) >= 8 or len(ending) <= 2
        },
        stems=stems,
    )
