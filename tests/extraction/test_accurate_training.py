"""What the accurate tagger is trained on: gold standoff, labels, targets and variations. Needs no extra."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.extraction.tagger.accurate.pieces import SPECIALS, Vocabulary
from corpus_cli.extraction.tagger.accurate.windows import pack
from corpus_cli.records import Span
from corpus_cli.training.accurate.examples import examples, label, paragraphs_of, vary_typography
from corpus_cli.training.accurate.names import Names
from corpus_cli.training.accurate.vocabulary import prune
from corpus_cli.training.gold import GoldArticle, GoldAttribution, parse_brat, read_brat, read_gold

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOCABULARY = Vocabulary([*SPECIALS, *"\".,':", *LETTERS, *(f"##{c}" for c in LETTERS)])

TEXT = '"We go," Ann said. "We stay."\n\nBob denied it.\n'
STANDOFF = """T1\tContent 0 8;19 29\t"We go," "We stay."
T2\tSource 9 12\tAnn
T3\tCue 13 17\tsaid
T4\tAttribution 13 17\tsaid
E1\tAttribution:T4 Content:T1 Cue:T3 Source:T2
T5\tDiscuss 31 34\tBob
#1\tAnnotatorNotes T5\tis this one?
T6\tSource 31 34\tBob
T7\tCue 35 41\tdenied
T8\tContent 42 44\tit
T9\tContent 44 45\t.
E2\tAttribution:T7 Content:T8 Content2:T9 Cue:T7 Source:T6
"""
GOLD = [
    GoldAttribution((Span(9, 12),), (Span(13, 17),), (Span(0, 8), Span(19, 29))),
    GoldAttribution((Span(31, 34),), (Span(35, 41),), (Span(42, 44), Span(44, 45))),
]


def test_standoff_is_read() -> None:
    assert parse_brat(STANDOFF, len(TEXT)) == GOLD


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("E3\tAttribution:T4 Content:T99 Cue:T3", GoldAttribution((), (Span(13, 17),), ())),
        (
            "E3\tAttribution:T4 Cue:T3 Source:T10\nT10\tSource 40 400\tto the end",
            GoldAttribution((Span(40, 46),), (Span(13, 17),), ()),
        ),
        ("E3\tAttribution:T4 Cue:T10\nT10\tCue 400 500\tbehind it", GoldAttribution((), (), ())),
        ("E3\tAttribution:T4 Cue:T10\nT10\tCue x y\tno offsets", GoldAttribution((), (), ())),
    ],
)
def test_odd_standoff_does_no_harm(line: str, expected: GoldAttribution) -> None:
    assert parse_brat(STANDOFF + line, len(TEXT))[2:] == [expected]


def test_annotators_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    for name in ("a", "a_long", "b[1]"):
        (tmp_path / "text" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "attributions" / "a_zz99.ann").write_text("", encoding="utf-8")
    (tmp_path / "attributions" / "a_aa00.ann").write_text(STANDOFF, encoding="utf-8")
    (tmp_path / "attributions" / "b[1]_aa00.ann").write_text(STANDOFF, encoding="utf-8")
    articles = list(read_gold(tmp_path))
    assert [(article.path.name, [len(reading) for reading in article.readings]) for article in articles] == [
        ("a.txt", [2, 0]),
        ("b[1].txt", [2]),
    ]
    assert read_brat(tmp_path / "text" / "a.txt") == GOLD
    assert read_brat(tmp_path / "text" / "a.txt", annotator=1) == []
    with pytest.raises(FileNotFoundError):
        read_brat(tmp_path / "text" / "a_long.txt")


def test_words_get_labels_and_targets() -> None:
    paragraphs = [VOCABULARY.words(TEXT, *span) for span in paragraphs_of(TEXT)]
    (window,) = pack(paragraphs, frozenset())
    example = label(window, GOLD)
    told = [(TEXT[word.start : word.end], one) for word, one in zip(window.words, example.labels, strict=True)]
    assert told == [
        *[('"', 5), ("We", 6), ("go", 6), (",", 6), ('"', 6), ("Ann", 1), ("said", 3), (".", 0)],
        *[('"', 5), ("We", 6), ("stay", 6), (".", 6), ('"', 6)],
        *[("Bob", 1), ("denied", 3), ("it", 5), (".", 6)],
    ]
    said, denied = (7, 8), (15, 16)  # counted from 1: 0 is "none"
    assert example.to_cue == dict.fromkeys((*range(5), 6, *range(8, 13)), said) | dict.fromkeys((14, 15, 16), denied)
    assert example.to_source == {6: (6, 7), 14: (14, 15)}


def test_a_cue_in_another_window_is_none() -> None:
    (window,) = pack([VOCABULARY.words(TEXT, 0, 8)], frozenset())
    example = label(window, GOLD)
    assert example.labels == [5, 6, 6, 6, 6]
    assert set(example.to_cue.values()) == {(0, 1)}
    assert example.to_source == {}


@given(st.text(alphabet=st.sampled_from("aB .!“”\"'é\n\u0130ß"), max_size=200), st.integers(0, 500))
def test_variations_keep_every_offset(text: str, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(10):
        varied = vary_typography(text, dice)
        assert len(varied) == len(text)
        assert [index for index, c in enumerate(varied) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


def test_names_change_together_and_keep_their_places() -> None:
    text = "The mayor, Ann Pell, met Bob Orr. Pell said Orr left."
    words = VOCABULARY.words(text, 0, len(text))
    names = Names.of(VOCABULARY, [VOCABULARY.words("Said Zed Quill to Yam.", 0, 22)])
    (swapped,) = names.swap(VOCABULARY, [words], 1.0, random.Random(3))
    assert [(word.start, word.end) for word in swapped] == [(word.start, word.end) for word in words]
    zed, quill, yam = (VOCABULARY.look_up(name)[0] for name in ("Zed", "Quill", "Yam"))
    changed = {
        text[old.start : old.end]: new.ids for old, new in zip(words, swapped, strict=True) if old.ids != new.ids
    }
    assert set(changed) == {"Ann", "Pell", "Bob", "Orr"}
    assert set(changed.values()) <= {zed, quill, yam}


def test_examples_repeat_with_the_same_seed() -> None:
    article = GoldArticle(Path("a.txt"), TEXT * 40, (tuple(GOLD),))
    first, second = (examples(article, VOCABULARY, random.Random(5), vary=True) for _ in range(2))
    assert first == second
    assert sum(len(one.labels) for one in first) == 40 * 17


def test_pruning_keeps_what_is_needed() -> None:
    base = [*SPECIALS, *LETTERS, *(f"##{c}" for c in LETTERS), "日", "bridge", "rare"]
    kept = prune(base, ["Bridge bridge bridge bridges, bridge"], ranks=0, least=4)
    assert kept == [*SPECIALS, *LETTERS, *(f"##{c}" for c in LETTERS), "bridge"]
