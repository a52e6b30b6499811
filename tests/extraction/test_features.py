"""Features: words as numbers, rows, and that training names exactly what the run time sums."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli.extraction.cue_features import WINDOW_REACH, cue_columns, cue_window
from corpus_cli.extraction.document import read_document
from corpus_cli.extraction.features import Row, columns, lay_out, names_at
from corpus_cli.extraction.tagger.fast.model import Vector, read_model, write_model
from corpus_cli.extraction.tagger.fast.packed import Emissions
from corpus_cli.extraction.tagger.fast.tagger import FastTagger
from corpus_cli.extraction.word_types import PAD_ID, Lexicon, cased, normal, shape, stem
from corpus_cli.records import Article, Document


def lexicon() -> Lexicon:
    words = {word: i for i, word in enumerate(("said", "the", ",", '"', "that", "cook", "bridge"), start=2)}
    return Lexicon(words, bytes(9), bytes([0, 0, 6, 0, 0, 0, 0, 0, 0]), {"Cook": 2}, {"4": 2, "1ed": 3}, {"den": 4})


def document(text: str) -> Document:
    return read_document(Article(text, "x"))


def row_of(text: str) -> Row:
    row = lay_out(document(text), lexicon())
    row.tags = [word.kind for word in row.words]
    return row


@pytest.mark.parametrize(
    ("word", "low", "kept"),
    [
        ("Cook", "cook", "Cook"),
        ("“", '"', '"'),
        ("don’t", "don't", "don't"),
        ("2,016", "0,000", "0,000"),
        ("—", "--", "--"),
    ],
)
def test_words_are_folded(word: str, low: str, kept: str) -> None:
    assert (normal(word), cased(word)) == (low, kept)


def test_a_megabyte_of_word_is_cut() -> None:
    assert len(normal("x" * 1_000_000)) == len(cased("X" * 1_000_000)) == 40


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("argue argues argued arguing", "argu"),
        ("deny denies denied", "deny"),
        ("plan plans planned planning", "plan"),
        ("tell tells telling", "tell"),
        ("pass passes passed passing", "pass"),
        ("his", "his"),
        ("is", "is"),
        ("bring", "bring"),
    ],
)
def test_stems_fold_inflection(words: str, expected: str) -> None:
    assert {stem(word) for word in words.split()} == {expected}


def test_shapes_differ() -> None:
    forms = [
        shape(word) for word in ("said", "A", "NATO", "Cook", "McCain", "25-year-old", "“", "...", "O'Brien", "co-op")
    ]
    assert forms == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_known_and_unknown_words() -> None:
    words = lexicon()
    said, denied, name = words.describe("Said"), words.describe("dened"), words.describe("Zork")
    assert (said.id, said.cue, said.kind) == (2, 6, 2)
    assert (denied.cue, denied.kind, denied.features[0]) == (4, 3, "w?")
    assert (name.kind, name.id) == (2, len(words.words) + 2 + 2)


def test_quotations_mark_their_words() -> None:
    row = row_of("He said “we will go now”.")
    assert [place >> 2 for place in row.quoted[row.first[0] : row.last[0]]] == [0, 0, 1, 2, 3, 3, 4, 5, 0]


TEXTS = st.text(alphabet="ab C.,:;\"“”'’?\n-", max_size=80)


@given(TEXTS)
def test_rows_hold_every_token_once(text: str) -> None:
    read = document(text)
    row = lay_out(read, lexicon())
    index = row.token_index(read)
    held = [index[i] for first, last in zip(row.first, row.last, strict=True) for i in range(first, last)]
    assert held == [i for start, end in read.sentences for i in range(start, end)]
    pads = {i for i, word in enumerate(row.words) if word.id == PAD_ID}
    assert pads == set(range(len(row.words))) - {
        i for a, b in zip(row.first, row.last, strict=True) for i in range(a, b)
    }


@given(TEXTS)
def test_columns_have_a_key_a_position(text: str) -> None:
    row = row_of(text)
    for column in columns(row):
        assert len(column) == len(row.words)
        assert all(0 <= key < 1 << 32 for key in column)


@given(TEXTS, st.integers(0, 30))
def test_windows_hold_their_cue_and_are_bounded(text: str, at: int) -> None:
    row = row_of(text)
    for first, last in zip(row.first, row.last, strict=True):
        start = min(first + at, last - 1)
        window = cue_window(row, start, start + 1, reach=5)
        assert first <= window.first <= start < window.last <= last
        assert window.last - window.first <= 11
        for column in cue_columns(row, window):
            assert len(column) == window.last - window.first
            assert all(0 <= key < 1 << 32 for key in column)
    assert WINDOW_REACH < 1000


def test_a_window_reads_the_sentence_behind_its_cue() -> None:
    row = row_of("Cook said that the bridge is safe.")
    first = row.first[0]
    window = cue_window(row, first + 1, first + 2)
    column = cue_columns(row, window)[0]
    assert len(set(column)) == len(column)  # every place to either side of the cue is told apart here


@settings(max_examples=25)
@given(st.text(alphabet="Cook said that the bridge “safe”, . ", min_size=1, max_size=60))
def test_training_names_what_the_run_time_sums(text: str) -> None:
    """Every named feature gets a weight of its own; the run time's packed sums must add up to the same."""
    words, row = lexicon(), row_of(text)
    weight: dict[str, int] = {}
    named: list[dict[str, Vector]] = [{} for _ in range(5)]
    keyed: list[dict[int, Vector]] = [{} for _ in columns(row)]
    positions = [i for a, b in zip(row.first, row.last, strict=True) for i in range(a, b)]
    wanted = []
    for names in names_at(row, columns(row), positions):
        for name in names:
            value = weight.setdefault(name, len(weight) % 97 + 1)
            if name[0] == "-" or not name.split(":")[0].isdigit():
                offset = int(name[:2]) if name[0] == "-" else int(name[0])
                named[offset + 2][name[2:] if name[0] == "-" else name[1:]] = ((0, value),)
            else:
                number, key = map(int, name.split(":"))
                keyed[number][key] = ((0, value),)
        wanted.append(sum(weight[name] for name in names))
    header = {
        "version": "t", "allowed": [[i] for i in range(8)], "tags": 30, "joint_transitions": [[0] * 7] * 7,
        "second_transitions": [[0] * 5] * 5, "unit": 1.0, "confidence": [0.0] * 11, "least": 0.0,
    }  # fmt: skip
    model = read_model(write_model(words, ([{}], []), (named, keyed), ([], []), header))
    tagger = FastTagger(model)
    again = lay_out(document(text), model.lexicon)
    again.tags = row.tags
    sums = tagger._sums(again)
    size = len(sums) // len(row.words)
    read = Emissions(7, size).at(Emissions(7, size).read(sums), 0, len(row.words))
    assert [read[i][0] for i in positions] == [8 * score - 7 for score in wanted]
