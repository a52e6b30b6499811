"""The rule tagger: small patterns, one a line; whole cases are in test_cases.py."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli.extraction.document import read_document
from corpus_cli.extraction.tagger.rules import RuleTagger, fill
from corpus_cli.extraction.tagger.rules.cues import highest_likelihood, lexicon, likelihood, may_be_cue
from corpus_cli.extraction.tagger.rules.words import word_classes
from corpus_cli.extraction.wordlists import word_list
from corpus_cli.records import Article, Attribution, Span


def tag(text: str) -> list[tuple[str | None, str | None, list[str]]]:
    found = RuleTagger().tag(read_document(Article(text=text, path="t.txt")))
    return [
        (
            text[slice(*a.source)] if a.source else None,
            text[slice(*a.cue)] if a.cue else None,
            [text[slice(*s)] for s in a.content],
        )
        for a in found
    ]


# (text, source, cue, contents)
ONE: list[tuple[str, str | None, str, list[str]]] = [
    # who stands where
    ("“We go,” Hale said.", "Hale", "said", ["“We go,”"]),
    ("“We go,” said Hale.", "Hale", "said", ["“We go,”"]),
    ("Hale said, “We go.”", "Hale", "said", ["“We go.”"]),
    ("Hale said that they go.", "Hale", "said", ["that they go"]),
    ("Hale said they go.", "Hale", "said", ["they go"]),
    ("They go, Hale said.", "Hale", "said", ["They go"]),
    ("They go at noon, said Ann Hale, the mayor.", "Ann Hale, the mayor", "said", ["They go at noon"]),
    ("Rain, Hale said, is on its way.", "Hale", "said", ["Rain", "is on its way"]),
    ("Rain, Hale said in a report, is on its way.", "Hale", "said", ["Rain", "is on its way"]),
    ("According to the mayor, they go.", "the mayor", "According to", ["they go"]),
    ("They go at noon, according to the mayor of Dover.", "the mayor of Dover", "according to", ["They go at noon"]),
    # sources
    ("Ann Hale, the mayor, said they go.", "Ann Hale, the mayor,", "said", ["they go"]),
    ("Ann Hale, 59, of Dover, Del., said they go.", "Ann Hale, 59, of Dover, Del.,", "said", ["they go"]),
    ("Rep. Ann Hale (D-Del.) said they go.", "Rep. Ann Hale (D-Del.)", "said", ["they go"]),
    ("A spokesman for the Dover police said they go.", "A spokesman for the Dover police", "said", ["they go"]),
    ("Hale and Brandt said they go.", "Hale and Brandt", "said", ["they go"]),
    ("On Monday Hale said they go.", "Hale", "said", ["they go"]),
    ("But Hale said they go.", "Hale", "said", ["they go"]),
    ("In a statement, Hale said they go.", "Hale", "said", ["they go"]),
    ("Hale on Monday said they go.", "Hale", "said", ["they go"]),
    ("He’s saying that they go.", "He", "’s saying", ["that they go"]),
    # cues
    ("Hale has also said that they go.", "Hale", "has also said", ["that they go"]),
    ("Hale did not say that they go.", "Hale", "did not say", ["that they go"]),
    ("Hale told reporters that they go.", "Hale", "told", ["that they go"]),
    ("Hale told the crowd in Dover on Monday that they go.", "Hale", "told", ["that they go"]),
    ("Hale said on Tuesday that they go.", "Hale", "said", ["that they go"]),
    ("Hale said in a long interview that they go.", "Hale", "said", ["that they go"]),
    ("Hale denied that they go.", "Hale", "denied", ["that they go"]),
    ("Hale believes that they go.", "Hale", "believes", ["that they go"]),
    ("Hale called for new talks.", "Hale", "called for", ["new talks"]),
    # contents
    ("Hale said they go, but the road was closed.", "Hale", "said", ["they go"]),
    ("Hale called the plan “a great day for Dover.”", "Hale", "called", ["the plan “a great day for Dover.”"]),
    ("The governor added:\n\nIt is late and we go.", "The governor", "added", ["It is late and we go."]),
]


@pytest.mark.parametrize(("text", "source", "cue", "contents"), ONE)
def test_one_attribution(text: str, source: str | None, cue: str, contents: list[str]) -> None:
    assert [(s, c, [k.rstrip(".") for k in ks]) for s, c, ks in tag(text)] == [
        (source, cue, [k.rstrip(".") for k in contents])
    ]


def test_two_cues_share_a_subject() -> None:
    assert tag("Hale said that they go, and added that it was late.") == [
        ("Hale", "said", ["that they go"]),
        ("Hale", "added", ["that it was late"]),
    ]


def test_the_outer_report_wins() -> None:
    assert [cue for _, cue, _ in tag("Brandt plans to go to Dover on Sunday, a spokesman said.")] == ["said"]


@pytest.mark.parametrize(
    "text",
    ["", "The report was long.", "He ran home.", "A said thing.", ": ; —", "Said.", "According to", "said said said"],
)
def test_little_or_nothing_to_find(text: str) -> None:
    assert all(contents for _, _, contents in tag(text))


WORDS = [
    "Hale",
    "said",
    "told",
    "that",
    ",",
    "“",
    "”",
    ".",
    "the",
    "mayor",
    "according",
    "to",
    "he",
    "and",
    "(",
    ")",
    ":",
    "\n\n",
    "was",
    "by",
]


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_any_words_give_spans_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for a in RuleTagger().tag(read_document(Article(text=text, path="t.txt"))):
        for span in (*a.content, a.source, a.cue):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert 0 < a.score <= 1


def test_cue_table_is_sound() -> None:
    table = lexicon()
    words = [word for word in table if word != "*"]
    assert words == sorted(words)
    assert all(0 <= hits <= seen for word in words for hits, seen in table[word].values())
    assert likelihood("said", "that") > 0.9
    assert likelihood("house", "that") == 0
    assert may_be_cue("said")
    assert not may_be_cue("house")


@pytest.mark.parametrize("name", ["cues", "word_classes", "speech_cues", "thought_cues"])
def test_word_lists_are_sorted_and_without_duplicates(name: str) -> None:
    keys = [entry.split("\t")[0] for entry in word_list(name)]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("said", "V"),
        ("Cook", "E"),
        ("The", "D"),
        ("quietly", "R"),
        ("“", "X"),
        ("12", "Q"),
        ("@hale", "E"),
        ("May", "E"),
    ],
)
def test_word_classes(word: str, expected: str) -> None:
    assert word_classes(word)[0] == expected


def test_fill_adds_only_what_is_free() -> None:
    text = "Hale said that they go. Brandt said that it rained."
    document = read_document(Article(text=text, path="t.txt"))
    first, second = RuleTagger().tag(document)
    other = Attribution(content=(Span(15, 22),), score=0.3, basis="other")
    assert fill(document, []) == (first, second)
    assert fill(document, [other]) == (other, second)
    assert fill(document, [], least=1.1) == ()


@pytest.mark.parametrize("frame", [*lexicon()["*"], "never counted", "noun>never counted"])
def test_no_frame_makes_a_word_likelier_than_its_bound(frame: str) -> None:
    words = [*sorted(lexicon())[::9], "said", "retorted", "of"]
    assert all(likelihood(word, frame) <= highest_likelihood(word) for word in words)


def test_fill_reads_only_hopeful_sentences_and_misses_nothing() -> None:
    text = "Hale said that they go. It rained. Brandt warned: “Stay.” The report says that it will.\n\nHe added:\n\nNo."
    document = read_document(Article(text=text, path="t.txt"))
    for least in (0.0, 0.3, 0.65, 0.9):
        assert fill(document, [], least) == tuple(a for a in RuleTagger().tag(document) if a.score >= least)


def test_a_line_of_marks_behind_a_colon_is_nobodys_words() -> None:
    text = "“It rains,” Zucker said. The mayor told the Associated Press:\n\n___."
    document = read_document(Article(text=text, path="x"))
    assert [text[slice(*one.content[0])] for one in RuleTagger().tag(document)] == ["“It rains,”"]
