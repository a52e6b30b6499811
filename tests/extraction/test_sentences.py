"""Golden rules for sentence and paragraph ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.extraction.document import read_document
from corpus_cli.extraction.sentences import paragraph_spans
from corpus_cli.records import Article

# Sentences of one paragraph, parted by " | ".
CASES = [
    "One. | Two.",
    "Mr. Cook spoke. | He left.",
    "Gen. Joseph F. Dunford agreed.",
    "He lives in the U.S. | The Senate met.",
    "He lives in the U.S. Senate's shadow.",
    "It began at 5 p.m. | On Monday it ended.",
    "“We won,” he said. | “They lost.”",
    "“Who knows?” Cook asked. | Nobody did.",
    "“Who knows?” the Pentagon spokesman said. | Nobody did.",
    "“Who knows?” asked Cook.",
    '"Stop!" she said. | "Now."',
    "He said: “We won. | They lost.” | Then he left.",
    "She left (he stayed.) | They met.",
    "It rose 3.5 percent. | It fell 1,500.",
    "Really? | Yes!",
    "They will retire his No. 7 next month. | He said no. | 12 people left.",
    "He works for Acme Inc. in Ohio.",
    "He waited ... and waited.",
    "'We won,' he said. | 'They lost.'",
]


def sentences(text: str) -> list[str]:
    document = read_document(Article(text=text, path="x.txt"))
    return [text[document.tokens[a].start : document.tokens[b - 1].end] for a, b in document.sentences]


@pytest.mark.parametrize("case", CASES)
def test_sentences(case: str) -> None:
    assert sentences(case.replace(" | ", " ")) == case.split(" | ")


def test_a_blank_line_parts_paragraphs_and_so_does_a_line_end() -> None:
    text = "One.\n\nTwo.\nThree."
    assert [text[a:b] for a, b in paragraph_spans(text)] == ["One.", "Two.", "Three."]


def test_a_line_cut_in_mid_sentence_goes_on() -> None:
    text = "He won personally\nin caucuses.\n* a point\n* another"
    expected = ["He won personally\nin caucuses.", "* a point", "* another"]
    assert [text[a:b] for a, b in paragraph_spans(text)] == expected


def test_lines_cut_at_one_width_are_one_paragraph() -> None:
    line = "These lines are all cut at the same width by the program that\n"
    text = line * 5 + "wrote them.\n\nA second paragraph."
    assert len(paragraph_spans(text)) == 2


@given(st.text(alphabet=st.sampled_from(list('aA .?!"“”’()\n0')), max_size=120))
def test_sentences_cover_every_token_once(text: str) -> None:
    document = read_document(Article(text=text, path="x.txt"))
    for ranges in (document.sentences, document.paragraphs):
        assert [i for a, b in ranges for i in range(a, b)] == list(range(len(document.tokens)))
    starts = {a for a, _ in document.sentences}
    assert {a for a, _ in document.paragraphs} <= starts


def test_an_indented_line_opens_a_paragraph_where_lines_are_cut_at_one_width() -> None:
    text = (
        "^Officials See No Danger\n^By JOHN MARTIN\n\n"
        "   HANFORD, Wash. (HW) _ Officials at the nuclear reservation here\n"
        "said on Friday that a leak of radioactive water found two days\n"
        "before was no danger to anybody who lives near the plant.\n"
        "   ``There was no release to the environment,'' said the manager\n"
        "of the plant. ``None whatsoever was seen by any of the workers\n"
        "who were there.''\n"
    )
    parts = [text[start:end].split()[0] for start, end in paragraph_spans(text)]
    assert parts == ["^Officials", "^By", "HANFORD,", "``There"]


LINES = [
    "The port of Lisca stayed shut on Monday as the storm moved up the coast and the",
    "ferries were kept at their berths, the harbour master said, for a second day in",
]


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        # All lines indented alike: none of them opens a paragraph.
        ("".join(f"        {line}\n" for line in LINES * 4), ["The"]),
        # A headline and a byline that fill no line, and the dateline that opens the story.
        ("Port shut\nBY JANE ROE\nLISCA (Wire) -- " + "\n".join(LINES * 3), ["Port", "BY", "LISCA"]),
        # No blank line and no indent at all: a paragraph ends where a line ends a sentence.
        ("\n".join([*LINES * 3, "a row. He left.", *LINES * 3, "a row."]), ["The", "The"]),
        # Who speaks at a briefing begins a line.
        (
            "BRIEFING\nMR. DAREY: " + "\n".join(LINES * 2) + "\nQUESTION: And " + "\n".join(LINES),
            ["BRIEFING", "MR.", "QUESTION:"],
        ),
        # A blank line behind every line.
        ("\n\n".join([*LINES * 4, "a row. He left.", *LINES * 3, "a row."]), ["The", "The"]),
        # A name over the caption of a picture.
        (
            "Ann Lee\nChief Ann Lee stood at the harbour on Monday and spoke.\n\n" + "\n".join(LINES * 3),
            ["Ann", "Chief", "The"],
        ),
        # Cut twice: the rest of each line stands in a line of its own.
        ("".join(f"{line[:60]}\n{line[60:]}\n" for line in LINES * 4) + "and\nup\n", ["The"]),
    ],
)
def test_paragraphs_of_wrapped_lines(text: str, opening: list[str]) -> None:
    assert [text[start:end].split()[0] for start, end in paragraph_spans(text)] == opening
