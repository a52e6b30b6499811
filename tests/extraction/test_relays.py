"""Whom somebody else quotes as saying something: the statement is theirs."""

from __future__ import annotations

import pytest

from corpus_cli.extraction.relays import from_the_quoted
from corpus_cli.records import Attribution, Span

# What a tagger reads: the relaying medium [source], its <cue> and {content}; then who speaks, the cue and what is said.
CASES = [
    (
        "[The agency] <quoted> {Hong Lei as saying that talks would go on}.",
        "Hong Lei",
        "as saying",
        ["that talks would go on"],
    ),
    ("{“We go on,”} [Radio One] <quoted> {him as saying}.", "him", "as saying", ["“We go on,”"]),
    (
        "[The report], <citing> {officials as telling reporters that it was off}, came.",
        "officials",
        "as telling reporters",
        ["that it was off"],
    ),
    (
        "{“I was misread,”} Nagrale said at the meeting, [ANI] <reported>. {“I said no.”}",
        "Nagrale",
        "said",
        ["“I was misread,”", "“I said no.”"],
    ),
    ("{“We stay,” he said}, <according to> [court papers].", "he", "said", ["“We stay,”"]),
    (
        "{It may end, said Ann Lee, speaker of the house,} <according to> [the agency].",
        "Ann Lee, speaker of the house",
        "said",
        ["It may end,"],
    ),
    ("[The paper] quotes residents as <saying> {the town fell}.", "residents", "as saying", ["the town fell"]),
]
# Nobody is quoted as saying anything, or the passive has the speaker before it.
OTHERS = [
    "[The agency] <quoted> {a poem as well}.",
    "[He] was <quoted> by the agency as saying {it was off}.",
    "{He said at a meeting that he was “very, very glad,”} [the paper] <reported>.",
    "{“The talks failed,”} <according to> [two people who said they were there].",
    "[The court] <cited> {a law as old as the town}. She described him as saying no.",
]


def read(case: str) -> tuple[str, Attribution]:
    text = ""
    spans: dict[str, list[list[int]]] = {}
    for char in case:
        if char in "[<{":
            spans.setdefault(char, []).append([len(text)])
        elif char in "]>}":
            spans["[<{"["]>}".index(char)]][-1].append(len(text))
        else:
            text += char
    (source,), (cue,), content = (tuple(Span(*pair) for pair in spans[mark]) for mark in "[<{")
    return text, Attribution(source=source, cue=cue, content=content)


@pytest.mark.parametrize(("case", "who", "cue", "said"), CASES)
def test_the_one_quoted_speaks(case: str, who: str, cue: str, said: list[str]) -> None:
    text, attribution = read(case)
    found = from_the_quoted(text, attribution)
    assert found is not None and found.source is not None and found.cue is not None
    assert text[slice(*found.source)] == who
    assert text[slice(*found.cue)] == cue
    assert [text[start:end].strip() for start, end in found.content] == said


@pytest.mark.parametrize("case", OTHERS)
def test_other_statements_stay(case: str) -> None:
    text, attribution = read(case)
    assert from_the_quoted(text, attribution) == attribution


def test_a_content_that_is_only_the_name_is_dropped() -> None:
    text, attribution = read("[The agency] <quoted> {residents} as saying that the town had fallen.")
    assert from_the_quoted(text, attribution) is None
