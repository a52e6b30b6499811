"""Statements: kind, act, quoted words and id."""

from __future__ import annotations

import pytest

from corpus_cli.extraction.acts import act_of
from corpus_cli.extraction.document import read_document
from corpus_cli.extraction.statements import extract, kind_of, quote_text, statement_id
from corpus_cli.extraction.tagger import load
from corpus_cli.extraction.tagger.rules import RuleTagger
from corpus_cli.records import Article, Attribution, Span


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We go now.”", "direct"),
        ("«We go now», ", "direct"),
        ("the plan “a farce”", "mixed"),
        ("they go now", "indirect"),
        ("“We go,” “and now.”", "direct"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    document = read_document(Article(text=text, path="t"))
    assert kind_of(document, Attribution(content=(Span(0, len(text)),))) == kind


@pytest.mark.parametrize(
    ("parts", "kind", "expected"),
    [
        (["“We  go\nnow,”"], "direct", "We go now,"),
        (["“We go,”", "“and now.”"], "direct", "We go, … and now."),
        (["''We go,''"], "direct", "We go,"),
        (["“‘Go,’ she said”"], "direct", "‘Go,’ she said"),
        (["the plan “a\N{NO-BREAK SPACE}farce”"], "mixed", "the plan “a farce”"),
    ],
)
def test_quote_text(parts: list[str], kind: str, expected: str) -> None:
    text = "|".join(parts)
    spans = []
    position = 0
    for part in parts:
        spans.append(Span(position, position + len(part)))
        position += len(part) + 1
    assert quote_text(text, spans, kind) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("said", "speech"),
        ("denied", "speech"),
        ("declined to comment", "speech"),
        ("asked whether", "speech"),
        ("has been telling", "speech"),
        ("according to", "speech"),
        (":", "speech"),
        ("believes", "thought"),
        ("hoped", "thought"),
        ("is planning", "thought"),
        ("wants", "thought"),
        ("decision", "thought"),
        ("refuses", "thought"),
        ("found", "speech"),
        ("zzz", "thought"),
        ("ducks on", "thought"),
        ("wrote in a report seen", "speech"),
        ("said in a recent media appearance", "speech"),
        ("apologised", "speech"),
        ("criticises", "speech"),
        (None, "speech"),
    ],
)
def test_act(cue: str | None, act: str) -> None:
    text = f"He {cue} go"
    span = Span(3, 3 + len(cue)) if cue else None
    assert act_of(text, Attribution(content=(Span(0, 2),), cue=span)) == act


def test_an_unknown_cue_is_speech_if_it_brings_words_in_marks() -> None:
    text = "He zzz “We go”"
    assert act_of(text, Attribution(content=(Span(7, 14),), cue=Span(3, 6))) == "speech"


TEXT = "“We go,” Hale said. “Soon.”\n\nHale said the road was “a mess,” and he believes it will open.\n"


def test_extract_gives_verbatim_spans_and_stable_ids() -> None:
    document = read_document(Article(text=TEXT, path="t"))
    statements = extract(document, RuleTagger(), "key")
    assert [(s.kind, s.act, s.quote, s.source, s.cue) for s in statements] == [
        ("direct", "speech", "We go, … Soon.", "Hale", "said"),
        ("mixed", "speech", "the road was “a mess,”", "Hale", "said"),
        ("indirect", "thought", "it will open", "he", "believes"),
    ]
    for s in statements:
        assert s.source_span is not None
        assert TEXT[slice(*s.source_span)] == s.source
        assert 0 < s.confidence <= 1
    assert statements == extract(document, RuleTagger(), "key")
    ids = [s.id for s in statements]
    assert len(set(ids)) == len(ids)
    assert all(len(i) == 10 and int(i, 16) >= 0 for i in ids)
    assert ids != [s.id for s in extract(document, RuleTagger(), "other")]


def test_ids_come_from_the_article_and_the_content() -> None:
    one = Attribution(content=(Span(0, 4),))
    assert statement_id("a", one) == statement_id("a", Attribution(content=(Span(0, 4),), cue=Span(5, 9)))
    assert statement_id("a", one) != statement_id("a", Attribution(content=(Span(0, 5),)))


def test_load_always_gives_a_tagger() -> None:
    assert load("rules").name == "rules"
    tagger = load("auto")
    assert tagger.name in ("rules", "fast", "accurate")
    assert tagger.tag(read_document(Article(text="", path="t"))) == ()


def test_the_mark_that_reopens_a_paragraph_is_not_shown() -> None:
    text = "“We have waited 34 years.\n\n“Nobody came. We read ‘lost’.\n\n“Bring them home,” she said."
    content = (Span(0, text.index(" she said")),)
    assert (
        quote_text(text, content, "direct") == "We have waited 34 years. Nobody came. We read ‘lost’. Bring them home,"
    )


def test_a_mark_that_opens_a_line_of_wrapped_text_is_shown() -> None:
    text = "they were part of a\n“sudden, massive movement” north"
    assert quote_text(text, [Span(0, len(text))], "mixed") == "they were part of a “sudden, massive movement” north"
    british = "‘We left.\n\n‘Nobody came.’"
    assert quote_text(british, [Span(0, len(british))], "direct") == "We left. Nobody came."
