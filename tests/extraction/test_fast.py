"""The fast tagger: packed sums, decoding, the model file, links, and promises about any text."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli.errors import ReadError
from corpus_cli.extraction.document import read_document
from corpus_cli.extraction.features import Template
from corpus_cli.extraction.tagger.fast import load
from corpus_cli.extraction.tagger.fast.confidence import FACTS, facts, probability
from corpus_cli.extraction.tagger.fast.decode import best_path_5, best_path_7, scaled
from corpus_cli.extraction.tagger.fast.fallbacks import missing_source
from corpus_cli.extraction.tagger.fast.links import Link, Linker, runs
from corpus_cli.extraction.tagger.fast.model import Tables, read_model, round_weight, write_model
from corpus_cli.extraction.tagger.fast.packed import Book, Emissions, Sums, entries, ground, pack
from corpus_cli.extraction.word_types import Lexicon
from corpus_cli.records import Article, Attribution, Document, Span


def document(text: str) -> Document:
    return read_document(Article(text, "x"))


def tag(text: str) -> list[tuple[str | None, str | None, list[str]]]:
    """Tag a text: (source, cue, contents) in words."""

    def words(span: Span | None) -> str | None:
        return text[span.start : span.end] if span else None

    found = sorted(load().tag(document(text)), key=lambda attribution: attribution.content[0])
    return [(words(a.source), words(a.cue), [text[s.start : s.end] for s in a.content]) for a in found]


# Packed scores


def emission(scores: list[int]) -> tuple[int, ...]:
    """Write a position's scores as decoding takes them."""
    return tuple(8 * score + label - 7 for label, score in enumerate(scores))


WEIGHTS = st.lists(st.integers(-(1 << 21), 1 << 21), min_size=7, max_size=7)
KEYS = st.lists(st.integers(0, 5), min_size=3, max_size=3)


@given(st.lists(WEIGHTS, min_size=1, max_size=6), st.lists(st.tuples(WEIGHTS, KEYS), max_size=9), st.booleans())
def test_columns_of_vectors_add_like_lists(
    vectors: list[list[int]], positions: list[tuple[list[int], list[int]]], wide: bool
) -> None:
    """Two columns with a table each, and one with two tables that look at a part of its key."""
    packed = [pack(list(enumerate(vector))) for vector in vectors]
    size = 40 if wide else 28
    book = Book(b"".join(one.to_bytes(size, "little", signed=True) for one in packed), size)
    table = {key: key for key in range(len(vectors))}
    templates = (Template(0), Template(1), Template(2), Template(2, lambda key: key >> 1))
    sums = Sums(book, [table] * 4, templates, 7)
    base = b"".join((8 * pack(list(enumerate(own))) + ground(7, 3)).to_bytes(28, "little") for own, _ in positions)
    emissions = Emissions(7, 28)
    read = emissions.read(sums.add(base, [[keys[column] for _, keys in positions] for column in range(3)]))
    wanted = []
    for own, (a, b, c) in positions:
        looked_at = [vectors[key] for key in (a, b, c, c >> 1) if key < len(vectors)]
        wanted.append(emission([sum(column) for column in zip(own, *looked_at, strict=True)]))
    assert emissions.at(read, 0, len(positions)) == wanted
    assert book.entries(7) == entries(packed, 7)


# Decoding


def brute_force(emissions: list[list[int]], steps: list[list[int]]) -> int:
    """Score the best allowed path by trying all."""
    labels = range(len(steps))
    best = None
    for path in product(labels, repeat=len(emissions)):
        if any(b and b % 2 == 0 and a not in (b, b - 1) for a, b in pairwise(path)):
            continue
        score = path_score(list(path), emissions, steps)
        best = score if best is None else max(best, score)
    assert best is not None
    return best


def path_score(path: list[int], emissions: list[list[int]], steps: list[list[int]]) -> int:
    score = sum(line[label] for line, label in zip(emissions, path, strict=True))
    return score + sum(steps[a][b] for a, b in pairwise(path))


def lines(size: int, least: int, most: int) -> st.SearchStrategy[list[list[int]]]:
    return st.lists(st.lists(st.integers(0, 50), min_size=size, max_size=size), min_size=least, max_size=most)


@settings(max_examples=40, deadline=None)
@given(lines(7, 1, 4), lines(7, 7, 7))
def test_the_joint_path_is_the_best_allowed(emissions: list[list[int]], steps: list[list[int]]) -> None:
    path = best_path_7([emission(line) for line in emissions], scaled(steps))
    assert path_score(path, emissions, steps) == brute_force(emissions, steps)


@settings(max_examples=40, deadline=None)
@given(lines(5, 1, 5), lines(5, 5, 5))
def test_the_second_path_is_the_best_allowed(emissions: list[list[int]], steps: list[list[int]]) -> None:
    path, gain = best_path_5([emission(line) for line in emissions], scaled(steps))
    nothing = path_score([0] * len(emissions), emissions, steps)
    assert path_score(path, emissions, steps) == brute_force(emissions, steps) == nothing + gain


# The model file


def some_model() -> bytes:
    lexicon = Lexicon({"said": 2}, bytes(3), bytes(3), {"Cook": 1}, {"4": 1}, {"den": 4})
    joint = ([{"wsaid": ((3, 500), (4, -7))}, {}, {}, {}, {}], [{7: ((0, 1),), 1 << 31: ((1, -2), (6, 9))}])
    return write_model(lexicon, ([{}], []), joint, ([], [{5: ((4, 3),)}]), {"version": "1"})


def written(tables: Tables) -> list[dict[int, int]]:
    vectors = tables.book.vectors()
    return [{key: vectors[number] for key, number in column.items()} for column in tables.columns]


def test_a_model_is_read_as_written() -> None:
    model = read_model(some_model())
    assert model.joint.words[0] == {"wsaid": pack([(3, 500), (4, -7)])}
    assert written(model.joint) == [{7: pack([(0, 1)]), 1 << 31: pack([(1, -2), (6, 9)])}]
    assert written(model.second) == [{5: pack([(4, 3)])}]
    assert (dict(model.lexicon.words), dict(model.lexicon.cased)) == ({"said": 2}, {"Cook": 1})
    assert some_model() == some_model()


@pytest.mark.parametrize("data", [b"", b"something else", some_model()[:-20], some_model()[:30] + b"\n\n"])
def test_a_damaged_model_says_what_to_do(data: bytes) -> None:
    with pytest.raises(ReadError, match="install corpus again"):
        read_model(data)


@given(st.floats(-200, 200, allow_nan=False))
def test_rounded_weights_stay_close(weight: float) -> None:
    assert abs(round_weight(weight, 4096) - weight * 4096) <= max(0.5, abs(weight) * 4096 / 16)


def test_the_shipped_model_is_small() -> None:
    from importlib.resources import files

    assert len(files("corpus_cli.extraction").joinpath("data", "fast", "model.bin").read_bytes()) <= 2_000_000


# Links


@given(st.lists(st.integers(0, 6), max_size=30))
def test_runs_cover_their_labels(labels: list[int]) -> None:
    spans = runs(labels, 3, offset=10)
    assert {i for start, end in spans for i in range(start, end)} == {
        i + 10 for i, x in enumerate(labels) if x in (3, 4)
    }
    assert spans == sorted(spans)


def test_left_over_contents_go_to_the_cue_without_one() -> None:
    read = document("Ann said nothing. The mayor denied it, and Bob agreed.")
    links = [Link(Span(6, 7), None, [Span(7, 8)]), Link(Span(11, 12))]
    sources, contents = [Span(4, 6), Span(10, 11)], [Span(7, 8), Span(8, 9)]
    joined = Linker(read, ["N"] * len(read.tokens), sources, contents).join(links)
    assert [(link.cue, link.source, link.content) for link in joined] == [
        (Span(6, 7), Span(4, 6), [Span(7, 8)]),
        (Span(11, 12), Span(10, 11), [Span(8, 9)]),
    ]


def test_a_begun_quotation_is_taken_whole() -> None:
    read = document("Ann said: “We go. We stay. We win.” Bob left.")
    link = Link(Span(1, 2), Span(0, 1), [Span(3, 7)])
    (joined,) = Linker(read, ["N"] * len(read.tokens), [], []).join([link])
    (content,) = joined.content
    assert read.text[read.tokens[content.start].start : read.tokens[content.end - 1].end] == "“We go. We stay. We win.”"


@pytest.mark.parametrize(
    ("text", "tags", "cue", "contents", "source"),
    [
        ('"It was simple" declared Gregg.', '"OVJ"EG.', "declared", ['"It was simple"'], "Gregg"),
        ("Tom Short also said it", "PPRDO", "said", ["it"], "Tom Short"),
        ("those who say it", "AWYO", "say", ["it"], "who"),
        ("it , said Tom Short on Monday", "O,DPPIP", "said", ["it"], "Tom Short"),
        ("Tom Short , the mayor , said it", "PP,AN,DO", "said", ["it"], "Tom Short"),
        ("In May the board met to discuss it", "IPANDTVO", "to discuss", ["it"], "the board"),
        ("After saying it , she left", "IGO,OD", "saying", ["it"], None),
        ("said it", "DO", "said", ["it"], None),
    ],
)
def test_missing_sources(text: str, tags: str, cue: str, contents: list[str], source: str | None) -> None:
    read = document(text)

    def span(words: str) -> Span:
        start = text.index(words)
        indexes = [i for i, t in enumerate(read.tokens) if start <= t.start < start + len(words)]
        return Span(indexes[0], indexes[-1] + 1)

    found = missing_source(read.tokens, list(tags), Span(0, len(read.tokens)), span(cue), [span(c) for c in contents])
    assert (found and text[read.tokens[found.start].start : read.tokens[found.end - 1].end]) == source


# Confidence


def test_facts_are_named() -> None:
    assert len(facts(1.0, 0.5, 6, 1.0, False, 0.0, 9, 1)) == len(FACTS)
    assert len(facts(-1.0, 0.0, None, None, True, 1.0, 1, 2)) == len(FACTS)


@given(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3))
def test_a_probability_is_one(about: list[float]) -> None:
    assert 0.0 < probability([1.0, -2.0, 3.0], about) < 1.0


# What a reader expects of clear cases, in words and styles that are not the training articles'


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Mayor Ada Quill said the bridge was safe.", "Ada Quill", "said", "the bridge was safe"),
        ("The bridge is safe, according to the harbour board.", "harbour board", "according to", "bridge is safe"),
        ("“The bridge is safe,” said Ada Quill, the mayor.", "Ada Quill", "said", "“The bridge is safe,”"),
        ("Police denied that the man had been beaten.", "Police", "denied", "the man had been beaten"),
        ("Lobos warned on Friday that prices would rise.", "Lobos", "warned", "prices would rise"),
    ],
)
def test_clear_cases(text: str, source: str, cue: str, content: str) -> None:
    ((found_source, found_cue, contents),) = tag(text)
    assert found_source is not None and source in found_source
    assert found_cue is not None and cue in found_cue
    assert content in " ".join(contents)


# Any text


def check(text: str) -> tuple[Attribution, ...]:
    found = load().tag(document(text))
    for attribution in found:
        assert attribution.content
        for span in (*attribution.content, attribution.source, attribution.cue):
            if span is not None:
                assert 0 <= span.start < span.end <= len(text)
                assert not text[span.start].isspace() and not text[span.end - 1].isspace()
        assert 0.0 <= attribution.score <= 1.0
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from("he Cook said denied that “ ” \" ' ’ , . : ; ( ) — the . bridge \n\n to U.S. 2016".split(" "))
    )
)
def test_spans_lie_within_any_text(words: list[str]) -> None:
    text = " ".join(words)
    assert check(text) == check(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "x" * 100_000,
        '"' * 2_000,
        "“ " * 2_000,
        "He said “" * 500,
        "said " * 2_000,
        "He said that she said that " * 400,
        "(((" * 1_000 + " he said",
        "\u00a0said\u2028he\u0000 said",
        "he \n\n denied said",
    ],
    ids=["empty", "blank", "word", "marks", "open", "said-open", "cues", "nested", "brackets", "odd", "alone"],
)
def test_odd_texts_are_read(text: str) -> None:
    check(text)
