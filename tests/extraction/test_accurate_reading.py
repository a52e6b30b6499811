"""How the accurate tagger reads text: marks, word pieces and windows. Needs no extra."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.extraction.tagger.accurate.marks import CLOSING, INSIDE, OPENING, OUTSIDE, find_marks
from corpus_cli.extraction.tagger.accurate.pieces import (
    CAPITALISED,
    CAPITALS,
    LOWER,
    SPECIALS,
    UNK,
    Vocabulary,
)
from corpus_cli.extraction.tagger.accurate.windows import pack

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
PIECES = [*SPECIALS, *"\".,!?'—-…()", *LETTERS, *(f"##{c}" for c in LETTERS), "the", "said", "bridge", "##s", "cafe"]


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary(PIECES)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("“We will rebuild,” she said.", "oc"),
        ('"We will rebuild," she said, "by May."', "ococ"),
        ("``We will rebuild,'' she said.", "oc"),
        ("«We will rebuild», she said.", "oc"),
        ("‘We will rebuild,’ she said.", "oc"),
        ("”We will rebuild,“ she said.", "oc"),
        ("She wants “—a bridge—” and a road", "oc"),
        ("'We will rebuild,' she said. 'It won't take long.'", "ococ"),
        ("The workers' strike isn't over, it's growing.", ""),
        ("The ’90s and the boys’ choir", ""),
        ("'Tis the season for rock 'n' roll", ""),
        ("“She told me ‘no’ and left,” he said.", "oc"),
        ("“The first paragraph of a long speech goes on", "o"),
        ('ends here," he said.', "c"),
        ("‘The workers’ strike is over,’ he said.", "oc"),
        ('A 6" pipe', "c"),
    ],
)
def test_marks_open_and_close(text: str, sides: str) -> None:
    assert "".join("o" if mark.side == OPENING else "c" for mark in find_marks(text)) == sides


def test_the_inch_mark_opens_nothing_that_closes_elsewhere() -> None:
    assert [mark.side for mark in find_marks('the 6" pipe, “he said” twice')][-2:] == [OPENING, CLOSING]


def test_words_inside_a_quotation_know_it(vocabulary: Vocabulary) -> None:
    words = vocabulary.words("“The bridge” said", 0, 17)
    assert [word.side for word in words] == [OPENING, INSIDE, INSIDE, CLOSING, OUTSIDE]


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "''"])
def test_every_style_of_marks_reads_the_same(vocabulary: Vocabulary, marks: str) -> None:
    def read(opening: str, closing: str) -> list[tuple[tuple[int, ...], int]]:
        text = f"{opening}The bridge, said,{closing} said the bridge."
        return [(word.ids, word.side) for word in vocabulary.words(text, 0, len(text))]

    assert read(*marks) == read("“", "”")


@pytest.mark.parametrize(
    ("form", "pieces", "case"),
    [
        ("said", ["said"], LOWER),
        ("Bridges", ["bridge", "##s"], CAPITALISED),
        ("BRIDGE", ["bridge"], CAPITALS),
        ("Café", ["cafe"], CAPITALISED),
        ("Cafe\u0301", ["cafe"], CAPITALISED),
        ("bri\u00addge", ["bridge"], LOWER),
        ("--", ["—"], LOWER),
        ("–", ["—"], LOWER),
        ("...", ["…"], LOWER),
        ("’", ["'"], LOWER),
        ("A", ["a"], CAPITALISED),
        ("x7", ["x", "##7"], LOWER),
    ],
)
def test_word_pieces(vocabulary: Vocabulary, form: str, pieces: list[str], case: int) -> None:
    ids, found = vocabulary.look_up(form)
    assert ([vocabulary.pieces[index] for index in ids], found) == (pieces, case)


@pytest.mark.parametrize("form", ["日", "a" * 101, "☃"])
def test_what_the_vocabulary_lacks_is_unknown(vocabulary: Vocabulary, form: str) -> None:
    assert vocabulary.look_up(form)[0] == (UNK,)


@given(st.text(alphabet=st.sampled_from("aB é\u0301\u00a0\u00ad\n“”\"'‘’`-.…日_7"), max_size=80))
def test_words_are_verbatim_in_order_and_leave_only_blanks(text: str) -> None:
    words = Vocabulary(PIECES).words(text, 0, len(text))
    at = 0
    for word in words:
        assert at <= word.start < word.end
        assert all(c.isspace() or c == "\u00ad" for c in text[at : word.start])
        assert word.ids
        at = word.end
    assert all(c.isspace() or c == "\u00ad" for c in text[at:])


@given(
    st.lists(st.integers(min_value=1, max_value=90), max_size=12),
    st.integers(min_value=20, max_value=60),
)
def test_every_word_falls_into_one_window(lengths: list[int], limit: int) -> None:
    vocabulary = Vocabulary(PIECES)
    paragraphs = [vocabulary.words("bridges " * (count - 1) + "said.", 0, 8 * count) for count in lengths]
    windows = pack(paragraphs, frozenset([PIECES.index(".")]), limit, limit)
    assert [word for window in windows for word in window.words] == [word for words in paragraphs for word in words]
    for window in windows:
        assert len(window.ids) == len(window.cases) == len(window.sides) <= limit
        assert [window.ids[first] for first in window.firsts] == [word.ids[0] for word in window.words]
        assert window.breaks[0] == 0


def test_a_long_paragraph_is_cut_behind_a_sentence(vocabulary: Vocabulary) -> None:
    text = "the bridge said. " * 10
    words = vocabulary.words(text, 0, len(text))
    windows = pack([words], frozenset([PIECES.index(".")]), 20, 20)
    assert len(windows) > 1
    assert all(text[window.words[-1].start] == "." for window in windows)
