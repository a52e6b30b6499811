"""Quotations: every style of marks, careless marks, and marks that are none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.extraction.document import read_document
from corpus_cli.extraction.quotations import find_quotations, quotations_at
from corpus_cli.extraction.sentences import paragraph_spans
from corpus_cli.records import Article, Quotation, Span


def read(text: str) -> tuple[Quotation, ...]:
    return find_quotations(text, paragraph_spans(text))


# (text, the quotations with their marks)
CASES: list[tuple[str, list[str]]] = [
    # styles
    ('"We will go," she said. "Soon."', ['"We will go,"', '"Soon."']),
    ("“We will go,” she said. “It’s time.”", ["“We will go,”", "“It’s time.”"]),
    ("''We will go,'' she said.", ["''We will go,''"]),
    ("``We will go,'' she said.", ["``We will go,''"]),
    ("„Los“, sagte er.", ["„Los“"]),
    ("„We go,” he said.", ["„We go,”"]),
    ("»Nein«, sagte er.", ["»Nein«"]),
    ("«Oui», dit-il.", ["«Oui»"]),
    ("«\N{NO-BREAK SPACE}Bonjour\N{NO-BREAK SPACE}», dit-il.", ["«\N{NO-BREAK SPACE}Bonjour\N{NO-BREAK SPACE}»"]),
    ('“We go," he said. "Now”', ['“We go,"', '"Now”']),
    ("”We go,” he said.", ["”We go,”"]),
    ("“We go,“ he said.", ["“We go,“"]),
    ('He said:"We go."', ['"We go."']),
    ("She—“the boss”—left.", ["“the boss”"]),
    ('He said ("in jest") no.', ['"in jest"']),
    ('" We will go , " he said.', ['" We will go , "']),
    # single marks
    ("‘We will go,’ he said. ‘Soon.’", ["‘We will go,’", "‘Soon.’"]),
    ("'We won't go,' he said. 'It's late.'", ["'We won't go,'", "'It's late.'"]),
    ("‘I saw the dogs’ owner,’ he said.", ["‘I saw the dogs’ owner,’"]),
    ("He said: ‘She told me “go home” and I went.’", ["‘She told me “go home” and I went.’"]),
    ("'I won't,' Trump says in 'wild' tape", ["'I won't,'", "'wild'"]),
    ("The 'Boys' in blue don't care.", ["'Boys'"]),
    # nested
    ("“He told me, ‘Go home,’ and I did,” she said.", ["“He told me, ‘Go home,’ and I did,”"]),
    ("\"'Go home,' he said,\" she said.", ["\"'Go home,' he said,\""]),
    ('"He said "go" and left," she said.', ['"He said "go" and left,"']),
    ("“He said “go” and left,” she said.", ["“He said “go” and left,”"]),
    ('“He said "go" and left,” she said.', ['“He said "go" and left,”']),
    ("“He told me, “Go home.” And I did.”", ["“He told me, “Go home.” And I did.”"]),
    # apostrophes, measures, names, titles
    ("Don't go: the ’90s dogs’ and '80s cats' and 'em, 'til rock 'n' roll, goin' home.", []),
    ('He is 6\'2" tall, 5" wide and 6\' 3" long.', []),
    ('"The 6\'2" center is 5" short," he said.', ['"The 6\'2" center is 5" short,"']),
    ('"We won in 2016" is his line.', ['"We won in 2016"']),
    ('Joseph "Joe" Smith wrote "Great Book".', ['"Joe"', '"Great Book"']),
    ("« Previous story", []),
    ('"" and " "', []),
    # careless marks
    ("“We go, he said. “It is late.”", ["“We go,", "“It is late.”"]),
    ('"Go, "he said. "Now."', ['"Go, "', '"Now."']),
    ("We go,” he said. “It is late.”", ["We go,”", "“It is late.”"]),
    ("“We go\n\nThe “best” day", ["“We go", "“best”"]),
    ('A stray " mark\n\n"We go," he said.', ['" mark', '"We go,"']),
    ('They see that." he said. “They do.” “', ['They see that."', "“They do.”"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in read(text)] == expected


def test_inner_lies_between_the_marks() -> None:
    text = "``We go,'' he said. “Left open"
    first, second = read(text)
    assert text[first.inner.start : first.inner.end] == "We go,"
    assert first.closed
    assert text[second.inner.start : second.inner.end] == "Left open"
    assert not second.closed


@pytest.mark.parametrize(
    ("text", "continues"),
    [
        ("“One.\n\nHide Ad\n\nHide Ad\n\n“Two.”", [True, False]),
        ("“One.\n\nThen it rained.\n\n“Two.”", [False, False]),
        ('"One.\n\nAnd two."', [True, False]),
        ("“One.\n\n“Two.\n\n“Three.”", [True, True, False]),
        ('"One.\n\n"Two."', [True, False]),
        ("‘One,’ he said. ‘One and a half.\n\n‘Two,’ he said.\n\n‘Three.’", [False, True, False, False]),
        ("“One.\n\nHe said “two” then.", [False, False]),
        ("“One.”\n\n“Two.”", [False, False]),
    ],
)
def test_continued_over_paragraphs(text: str, continues: list[bool]) -> None:
    assert [q.continues for q in read(text)] == continues


MARKS = st.text(alphabet="\"“”„‟«»‹›‘’‚'` \n.,aBs5n–\N{NO-BREAK SPACE}", max_size=80)


@given(st.one_of(MARKS, st.text(max_size=60)))
def test_spans_hold_for_any_text(text: str) -> None:
    paragraphs = paragraph_spans(text)
    position = 0
    for q in find_quotations(text, paragraphs):
        assert position <= q.start <= q.inner.start < q.inner.end <= q.end <= len(text)
        assert any(start <= q.start and q.end <= end for start, end in paragraphs)
        position = q.end


@given(MARKS, st.integers(0, 80), st.integers(1, 20))
def test_the_quotations_at_a_place_are_those_that_touch_it(text: str, start: int, size: int) -> None:
    every = read(text)
    span = Span(start, start + size)
    assert list(quotations_at(every, span)) == [q for q in every if q.start < span.end and span.start < q.end]


@pytest.mark.parametrize(
    "piece", ["“", '"a ', ' "a', "'a ", "‘a", "”a ", "“ a” ", '“a 5" ', "`` a''", "» a «", "'a s' "]
)
def test_ten_thousand_marks(piece: str) -> None:
    quotations = read(piece * 10_000)
    assert all(a.end <= b.start for a, b in pairwise(quotations))


def test_accents_serve_as_marks_and_apostrophes() -> None:
    text = "She said: `I´ve seen it, and it´s old.´ Then she left the dogs´ owner."
    document = read_document(Article(text=text, path="x.txt"))
    assert [text[q.start : q.end] for q in document.quotations] == ["`I´ve seen it, and it´s old.´"]
    assert [text[t.start : t.end] for t in document.tokens if "’" in t.text] == ["I´ve", "´s", "´", "´"]
