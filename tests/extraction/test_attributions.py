"""Attributions made whole: quotations are never cut, missed ones find their speaker, nothing overlaps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli.extraction.attributions import complete, is_title
from corpus_cli.extraction.document import read_document
from corpus_cli.records import Article, Attribution, Document, Span


def document(text: str) -> Document:
    return read_document(Article(text=text, path="t.txt"))


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def attribution(text: str, content: str, source: str | None = None, cue: str | None = None) -> Attribution:
    return Attribution(
        content=(span(text, content),),
        source=span(text, source) if source else None,
        cue=span(text, cue) if cue else None,
    )


def contents(text: str, *found: Attribution) -> list[list[str]]:
    return [[text[s.start : s.end] for s in a.content] for a in complete(document(text), found)]


def test_a_cut_quotation_is_made_whole() -> None:
    text = "“We will go at dawn, all of us,” Hale said."
    assert contents(text, attribution(text, "will go at dawn, all", "Hale", "said")) == [
        ["“We will go at dawn, all of us,”"]
    ]


def test_a_direct_quotation_ends_at_its_marks() -> None:
    text = "“We will go at dawn,” Hale said on Monday."
    assert contents(text, attribution(text, "“We will go at dawn,” Hale said", "Hale", "said")) == [
        ["“We will go at dawn,”"]
    ]


def test_content_never_holds_its_own_source_and_cue() -> None:
    text = "Rain, the mayor said, is coming."
    assert contents(text, attribution(text, text[:-1], "the mayor", "said")) == [["Rain", "is coming"]]


@pytest.mark.parametrize(
    ("text", "content", "source", "cue"),
    [
        ("“We go now,” he said. “Soon.”", "“We go now,”", "he", "said"),
        ("“We go now,” he said, pausing, “or not at all.”", "“We go now,”", "he", "said"),
        ("“We go now,” he said. “It was\n\n“time to go.”", "“We go now,”", "he", "said"),
    ],
)
def test_a_quotation_goes_on_behind_its_cue(text: str, content: str, source: str, cue: str) -> None:
    (whole,) = complete(document(text), [attribution(text, content, source, cue)])
    assert len(whole.content) >= 2
    assert whole.content[-1].end == len(text)


def test_an_action_between_two_parts_is_no_cue_of_its_own() -> None:
    text = "“It was,” Garcia said, pausing, “the best soup.”"
    said = attribution(text, "“It was,”", "Garcia", "said")
    pausing = attribution(text, "“the best soup.”", "Garcia", "pausing")
    assert contents(text, said, pausing) == [["“It was,”", "“the best soup.”"]]
    other = attribution(text, "“the best soup.”", "soup", "pausing")
    assert len(complete(document(text), [said, other])) == 2


def test_a_quotation_in_a_paragraph_of_its_own_is_a_turn() -> None:
    text = "Sato said demand had held up.\n\n“We see no slowdown this quarter.”"
    one = Attribution(
        (span(text, "demand had held up"), span(text, text[-34:])), span(text, "Sato"), span(text, "said")
    )
    said, turn = complete(document(text), [one])
    assert [text[s.start : s.end] for s in said.content] == ["demand had held up"]
    assert (turn.source, turn.cue) == (one.source, None)


def test_a_quotation_with_another_cue_between_is_not_ones_own() -> None:
    text = '« Presque », a dit la maire. "We are almost there," her deputy said.'
    parts = (span(text, "« Presque »"), span(text, '"We are almost there,"'))
    one = Attribution(parts, span(text, "her deputy"), span(text, "said"))
    first, second = complete(document(text), [one])
    assert (first.source, first.cue) == (None, None)
    assert (second.content, second.source) == (parts[1:], one.source)


def test_no_part_is_an_opening_mark_alone() -> None:
    text = "“We go now, \n\nHe said Hale said. Hale said. “We go now, "
    one = Attribution((Span(0, 45),), None, Span(45, 46))
    assert contents(text, one) == [["“We go now,"]]


def test_a_paragraph_left_open_goes_to_the_speaker_of_the_next() -> None:
    text = "“We go at dawn.\n\n“All of us go,” Hale said."
    (whole,) = complete(document(text), [attribution(text, "“All of us go,”", "Hale", "said")])
    assert [text[s.start : s.end] for s in whole.content] == ["“We go at dawn.\n\n“All of us go,”"]


def test_an_unattributed_quotation_follows_the_speakers_turn() -> None:
    text = "Hale said the road was closed.\n\n“It will open when the water falls.”"
    said, turn = complete(document(text), [attribution(text, "the road was closed", "Hale", "said")])
    assert said.basis != "turn"
    assert (turn.basis, turn.cue, turn.source) == ("turn", None, said.source)
    assert text[turn.content[0].start : turn.content[0].end] == "“It will open when the water falls.”"


@pytest.mark.parametrize(
    "text",
    [
        "The “forever” things stay. Joseph “Joe” Hale left.",
        "She played in “Light From Distant Stars and Ghosts” for years.",
        "Nothing was said here at all.",
        "",
    ],
)
def test_scare_quotes_nicknames_and_titles_are_no_statements(text: str) -> None:
    assert complete(document(text), []) == ()


def test_nested_reports_stay_and_others_are_cut_apart() -> None:
    text = "Hale said Brandt told him the road was closed."
    outer = attribution(text, "Brandt told him the road was closed", "Hale", "said")
    inner = attribution(text, "the road was closed", "Brandt", "told")
    assert complete(document(text), [outer, inner]) == (outer, inner)
    beside = attribution(text, "him the road was closed.", "Hale", "said")
    assert contents(text, outer, beside) == [["Brandt told him the road was closed"]]


def test_a_dateline_is_nobodys_words() -> None:
    text = "BAGHDAD, July 11 (Harbor Wire) — The road is closed, Hale said: so be it."
    (whole,) = complete(document(text), [attribution(text, text[: text.index(", Hale")], "Hale", "said:")])
    assert [text[s.start : s.end] for s in whole.content] == ["The road is closed"]
    assert whole.cue == span(text, "said")


def test_content_without_letters_is_dropped() -> None:
    text = "He said — and left."
    assert contents(text, attribution(text, "—", "He", "said")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Between the World and Me”", True),
        ("“The Art of the Deal”", True),
        ("“We will go”", False),
        ("“Make It So!”", False),
        ("“Hamlet”", False),
    ],
)
def test_titles(text: str, expected: bool) -> None:
    assert is_title(text.strip("“”")) is expected


PIECES = [
    "He said ",
    "“We go now, ",
    "all of us,” ",
    "Hale said. ",
    "— Ann Lee\n\n",
    "HOST: ",
    "\n\n",
    "“ ",
    "” ",
    "the road ",
    "closed. ",
]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=14), st.data())
def test_laws_hold_whatever_the_tagger_says(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda p: Span(min(p), max(p)))
    some = st.none() | spans
    wild = st.builds(
        Attribution, st.lists(spans, max_size=2).map(tuple), some, some, st.sampled_from([0.2, 0.5, 0.9]), st.just("x")
    )
    doc = document(text)
    found = complete(doc, [a for a in data.draw(st.lists(wild, max_size=6)) if a.content])
    starts = [a.content[0].start for a in found]
    assert starts == sorted(starts)
    for index, a in enumerate(found):
        assert a.content
        assert list(a.content) == sorted(a.content)
        for s in a.content:
            assert 0 <= s.start < s.end <= len(text)
            assert any(map(str.isalnum, text[s.start : s.end]))
        for other in found[index + 1 :]:
            if any(s.start < o.end and o.start < s.end for s in a.content for o in other.content):
                spans_of = [*other.content, *a.content]
                assert any(s.start <= o.start and o.end <= s.end for s in spans_of for o in spans_of if s is not o)


def test_laws_need_no_tagger() -> None:
    text = "HOST: Why now?\n\nLEE: Because it rained.\n\n“It rained for a week.”\n\n― Ann Lee"
    found = complete(document(text), [])
    assert [a.basis for a in found] == ["label", "label", "signed"]


@pytest.mark.parametrize(
    ("text", "content", "source", "expected"),
    [
        # a comma inside the marks ends the quotation: what follows is source and cue
        ("‘We won,’ the secretary, Mike Hale, said.", "‘We won,’ the secretary, Mike Hale", None, ["‘We won,’"]),
        ("“We won,” Hale said of the long war.", "“We won,” Hale said of the long war", "Hale", ["“We won,”"]),
    ],
)
def test_a_comma_inside_the_marks_ends_the_words(
    text: str, content: str, source: str | None, expected: list[str]
) -> None:
    found = complete(document(text), [attribution(text, content, source, "said")])
    assert [[text[s.start : s.end] for s in a.content] for a in found] == [expected]
    assert found[0].source is not None


@pytest.mark.parametrize(
    ("text", "cue", "speaks"),
    [
        ("Hale was asked how long it would last.", "was asked", False),
        ("Hale had been told that it would last.", "had been told", False),
        ("Hale asked how long it would last.", "asked", True),
    ],
)
def test_who_is_asked_or_told_is_not_the_source(text: str, cue: str, speaks: bool) -> None:
    found = complete(document(text), [attribution(text, text[text.index(cue) + len(cue) + 1 : -1], "Hale", cue)])
    assert [a.source is not None for a in found] == [speaks]


@pytest.mark.parametrize(
    ("text", "content", "cue", "expected"),
    [
        ("Hale told police he knew nothing.", "police he knew nothing", "told", ["he knew nothing"]),
        (
            "Hale warned colleagues privately that “it is not over”.",
            "colleagues privately that “it is not over”",
            "warned",
            ["that “it is not over”"],
        ),
        ("Hale told of a plan that failed.", "of a plan that failed", "told", ["of a plan that failed"]),
        (
            "Hale told us Ministers were sure that it was so.",
            "Ministers were sure that it was so",
            "told us",
            ["Ministers were sure that it was so"],
        ),
        (
            "Hale condemned it as “unacceptable” in a statement from Geneva.",
            "it as “unacceptable” in a statement from Geneva",
            "condemned",
            ["it as “unacceptable”"],
        ),
        (
            "Hale said he would “not get beat up” at his rally.",
            "he would “not get beat up” at his rally",
            "said",
            ["he would “not get beat up” at his rally"],
        ),
    ],
)
def test_whom_it_was_told_and_at_what_occasion_is_not_what_was_said(
    text: str, content: str, cue: str, expected: list[str]
) -> None:
    assert contents(text, attribution(text, content, "Hale", cue)) == [expected]


def test_what_somebody_does_between_two_quotations_is_not_said() -> None:
    text = "“He will die there,” Hale says, pouring tea. “And be happy.”\n"
    spans = (span(text, "“He will die there,”"), span(text, "pouring tea"), span(text, "“And be happy.”"))
    tagged = Attribution(content=spans, source=span(text, "Hale"), cue=span(text, "says"))
    assert contents(text, tagged) == [["“He will die there,”", "“And be happy.”"]]


def test_the_reporters_next_sentence_is_not_what_was_said() -> None:
    text = "Last year I wrote that “monoliths are where startups die.” I take it back.\n"
    found = attribution(text, "that “monoliths are where startups die.” I take it back", "I", "wrote")
    assert contents(text, found) == [["that “monoliths are where startups die.”"]]


def test_who_is_quoted_as_saying_is_the_source() -> None:
    text = "Wang Yi was quoted by state media as saying dialogue was “the only way out”.\n"
    tagged = Attribution(
        content=(span(text, "Wang Yi"), span(text, "as saying dialogue was “the only way out”")),
        source=span(text, "state media"),
        cue=span(text, "was quoted by"),
    )
    (found,) = complete(document(text), [tagged])
    assert found.source == span(text, "Wang Yi")
    assert [text[s.start : s.end] for s in found.content] == ["dialogue was “the only way out”"]


@pytest.mark.parametrize(
    ("text", "label", "kept"),
    [
        ("Brexit: MPs vote on the deal\n\nMinisters met.", "Brexit", False),
        ("Insiders: MPs will vote on the deal\n\nMinisters met.", "Insiders", True),
        ("AP: MPs will vote on the deal\n\nMinisters met.", "AP", True),
        ("Rain fell.\n\nPictured: MPs vote on the deal\n", "Pictured", False),
    ],
)
def test_what_heads_a_line_is_no_source(text: str, label: str, kept: bool) -> None:
    content = text[text.index("MPs") :].split("\n")[0]
    found = complete(document(text), [attribution(text, content, label, ":")])
    assert any(a.source == span(text, label) for a in found) == kept


# what a tagger found: content, source, cue; then the source that is left
@pytest.mark.parametrize(
    ("text", "content", "source", "cue", "expected"),
    [
        (
            "A trader lied, a jury at Southwark Crown Court heard.",
            "A trader lied",
            "a jury at Southwark Crown Court",
            "heard",
            None,
        ),
        ("Jury told banker lied\n\nA trader lied.", "banker lied", "Jury", "told", None),
        ("The jury told the judge it could not agree.", "it could not agree", "The jury", "told", "The jury"),
        (
            "Activist Anna Hale on Thursday threatened to march.",
            "to march",
            "Activist Anna Hale on",
            "threatened",
            "Activist Anna Hale",
        ),
        ("In one clip, a man can be heard shouting, “Where?”", "“Where?”", "a", "be heard shouting", "a man"),
        (
            "By Ann Hale\n\nFarming spread with people, suggests a study.",
            "Farming spread",
            "Ann Hale",
            "suggests",
            None,
        ),
        (
            "Mick Whelan left the offices of Acas and declared: “It is over.”",
            "“It is over.”",
            "of Acas",
            "declared",
            "Mick Whelan",
        ),
        ("It left the offices of Acas and declared: “It is over.”", "“It is over.”", "of Acas", "declared", None),
        ("A rebel leader today said it was war.", "it was war", "A rebel leader today", "said", "A rebel leader"),
        ("A poll released today shows a lead.", "a lead", "A poll released today", "shows", "A poll released today"),
        ("Asked if it was close, Kirby shrugged.", "if it was close", "Kirby", "Asked", None),
        ("Acme, Inc., today announced a deal.", "a deal", "today", "announced", None),
        (
            "A study from the clinic where it lay said it was war.",
            "it was war",
            "A study from the clinic where",
            "said",
            "A study from the clinic",
        ),
        ("It sits in Lisca. The navy said it was war.", "it was war", "sits in Lisca. The navy", "said", "The navy"),
        ("“It was war,” said an aide. He left.", "“It was war,”", "an aide. He", "said", "an aide."),
        ("Separately, an aide said it was war.", "it was war", "Separately, an aide", "said", "an aide"),
        ("Sally, an aide, said it was war.", "it was war", "Sally, an aide,", "said", "Sally, an aide,"),
        ("His claim that it was over", "that it was over", "His", "claim", "His"),
    ],
)
def test_a_source_is_a_noun_phrase_that_speaks(
    text: str, content: str, source: str, cue: str, expected: str | None
) -> None:
    (found,) = complete(document(text), [attribution(text, content, source, cue)])
    assert (found.source and text[found.source.start : found.source.end]) == expected


def test_question_and_answer_behind_a_reply_are_not_one_utterance() -> None:
    text = '"I did not," Mr Hughes replied.\n\n"Are you sure about that?"\n\n"Yes, I am sure."\n'
    spans = (span(text, '"I did not,"'), span(text, '"Are you sure about that?"'), span(text, '"Yes, I am sure."'))
    tagged = Attribution(content=spans, source=span(text, "Mr Hughes"), cue=span(text, "replied"))
    found = complete(document(text), [tagged])
    assert [(text[a.content[0].start : a.content[0].end], a.source is not None) for a in found] == [
        ('"I did not,"', True),
        ('"Are you sure about that?"', False),
        ('"Yes, I am sure."', True),
    ]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Land bill to be tabled despite allies: Jaitley", ("Land bill to be tabled despite allies", "Jaitley")),
        ("Two held over blast in the old town – police", ("Two held over blast in the old town", "police")),
        ("New cabinet to address demands: foreign minister", ("New cabinet to address demands", "foreign minister")),
        ("Five things to know about tonight: Weather", None),
        ("The man who would be king: a life", None),
    ],
)
def test_a_headline_names_its_source_behind(headline: str, expected: tuple[str, str] | None) -> None:
    text = f"{headline}\n\nMinister Arun Jaitley said on Friday that the bill would pass.\n"
    said = attribution(text, "that the bill would pass", "Minister Arun Jaitley", "said")
    found = [a for a in complete(document(text), [said]) if a.basis == "headline"]
    shown = [
        (text[a.content[0].start : a.content[0].end], text[a.source.start : a.source.end]) for a in found if a.source
    ]
    assert shown == ([expected] if expected else [])


def test_a_paragraph_of_other_words_parts_contents() -> None:
    text = "“Never, not once.”\n\nWhat did you miss most?\n\n“The bread,” she says, and laughs. “No, really.”\n"
    spans = (span(text, "“Never, not once.”"), span(text, "“The bread,”"), span(text, "“No, really.”"))
    tagged = Attribution(content=spans, source=span(text, "she"), cue=span(text, "says"))
    found = complete(document(text), [tagged])
    assert [([text[s.start : s.end] for s in a.content], a.cue is not None) for a in found] == [
        (["“Never, not once.”"], False),
        (["“The bread,”", "“No, really.”"], True),
    ]


def test_what_is_not_quoted_beyond_a_paragraph_is_nobodys() -> None:
    text = "She said she would go.\n\nIt rained for a week.\n\nThe roads were closed.\n"
    spans = (span(text, "she would go"), span(text, "The roads were closed"))
    tagged = Attribution(content=spans, source=span(text, "She"), cue=span(text, "said"))
    assert contents(text, tagged) == [["she would go"]]


def test_credits_and_scores_are_no_turns() -> None:
    text = "Broadcast: 29/11/2012\n\nReporter: Jane Roe\n\nTONY JONES: Good evening.\n\nANN LEE: It was late.\n"
    found = [text[slice(*a.content[0])] for a in complete(document(text), [])]
    assert found == ["Good evening.", "It was late."]


def test_a_headline_is_no_part_of_what_was_said_below_it() -> None:
    text = "Ten held after harbor raid\n\nTen people have been held, police said on Monday.\n"
    content = "Ten held after harbor raid\n\nTen people have been held"
    assert contents(text, attribution(text, content, "police", "said")) == [["Ten people have been held"]]


def test_a_quotation_that_fills_its_paragraph_is_no_part_of_the_next() -> None:
    text = "She said so.\n\n‘Any visit should not be seen as an agreement.’\n\nArms are unacceptable, she said.\n"
    said = attribution(text, "‘Any visit should not be seen as an agreement.’\n\nArms are unacceptable", "she", "said")
    tagged = [attribution(text, "so", "She", "said"), replace(said, cue=Span(text.rindex("said"), len(text) - 2))]
    shown = [text[a.content[0].start : a.content[-1].end] for a in complete(document(text), tagged)]
    assert shown == ["so", "‘Any visit should not be seen as an agreement.’", "Arms are unacceptable"]


def test_a_content_does_not_end_at_an_initial() -> None:
    text = "Hale said the team would be led by Viktor P. Karp, an old hand. It rained.\n"
    said = attribution(text, "the team would be led by Viktor P", "Hale", "said")
    assert contents(text, said) == [["the team would be led by Viktor P. Karp, an old hand"]]


def test_a_paragraph_that_ends_an_open_quotation_goes_on_with_it() -> None:
    text = 'He said that "it is with regret that we heard it.\n\nAnd because of that, I would invite him to speak."\n'
    tagged = [
        attribution(text, '"it is with regret that we heard it.', "He", "said"),
        attribution(text, "him to speak", "I", "invite"),
    ]
    found = complete(document(text), tagged)
    assert [text[a.content[0].start : a.content[-1].end] for a in found] == [
        '"it is with regret that we heard it.\n\nAnd because of that, I would invite him to speak."',
        "him to speak",
    ]


def test_a_passive_far_from_the_cue_makes_nobody_a_hearer() -> None:
    # Only what stands near the cue is read: over a megabyte of such sources the whole way between was quadratic.
    text = "Hale was asked. " + "It rained. " * 40 + "said “It is so.”\n"
    (found,) = complete(document(text), [attribution(text, "“It is so.”", "Hale", "said")])
    assert found.source == span(text, "Hale")


@pytest.mark.parametrize(
    ("text", "source", "kept"),
    [
        ("Six analysts see a cut in the rate. –Reuters", "Reuters", False),
        ("Six analysts see a cut in the rate. — AFP\n\nMore news", "AFP", False),
        ("The paper wrote that Harbor won. — Ann Lee", "Ann Lee", True),
        ("Six analysts see a cut in the rate – Reuters says", "Reuters", True),
    ],
)
def test_an_agency_that_signs_off_says_nothing(text: str, source: str, kept: bool) -> None:
    document = read_document(Article(text=text, path="x"))
    at = text.index(source)
    dash = at - 1 if text[at - 1] in "–—" else at - 2
    found = complete(document, [Attribution((Span(0, dash),), Span(at, at + len(source)), Span(dash, dash + 1))])
    assert bool(found) is kept


@pytest.mark.parametrize("line", ["READ ALSO: President quits over threats", "Hide Ad", "Read more: It rained."])
def test_a_pages_own_line_says_nothing_and_parts_no_turn(line: str) -> None:
    text = f"Abel Hale said the port was open.\n\n{line}\n\n“We opened it at dawn. We are glad.”\n"
    tagged = [attribution(text, "the port was open", "Abel Hale", "said")]
    if line.startswith("READ"):
        tagged.append(attribution(text, "President quits over threats", "READ", "ALSO"))
    first, turn = complete(document(text), tagged)
    assert text[slice(*turn.content[0])] == "“We opened it at dawn. We are glad.”"
    assert turn.source == first.source == span(text, "Abel Hale")


def test_what_reaches_beyond_the_end_of_an_open_quotation_is_not_in_it() -> None:
    text = "He said He said He said “ He said He said He said \n\nall of us,” He said "
    tagged = [Attribution(content=(Span(0, 37),), score=0.2), Attribution(content=(Span(0, 65),), score=0.2)]
    assert contents(text, *tagged) == [["He said He said He said “ He said He said He said"], ["all of us,” H"]]


def test_a_dateline_is_no_part_of_a_source() -> None:
    text = "LAGUNA CITY (Wire) - Opposition leader Mireille Asante said on Saturday that she would not vote.\n"
    said = attribution(
        text, "that she would not vote", "LAGUNA CITY (Wire) - Opposition leader Mireille Asante", "said"
    )
    (found,) = complete(document(text), [said])
    assert found.source is not None and text[slice(*found.source)] == "Opposition leader Mireille Asante"


def test_what_lies_in_another_content_does_not_go_on_beyond_it() -> None:
    text = "all of us,” “We go now, "
    tagged = [
        Attribution(content=(Span(0, 1),), score=0.2),
        Attribution(content=(Span(0, 11),), cue=Span(0, 1), score=0.2),
    ]
    assert contents(text, *tagged) == [["all of us,” “We go now,"], ["ll of us,”"]]


def test_an_utterance_of_two_paragraphs_is_whose_cue_stands_behind_its_end() -> None:
    text = "She said it was no good.\n\n“They say so. We saw it.\n\nThe mayor is a victim of them,” claimed the clerk."
    document = read_document(Article(text=text, path="x"))

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    found = complete(
        document,
        [
            Attribution((at("it was no good"), at("“They say so. We saw it.")), at("She"), at("said")),
            Attribution((at("The mayor is a victim of them,”"),), at("the clerk"), at("claimed")),
        ],
    )
    shown = [(text[a.source.start : a.source.end], [text[x:y] for x, y in a.content]) for a in found if a.source]
    assert shown == [
        ("She", ["it was no good"]),
        ("the clerk", ["“They say so. We saw it.\n\nThe mayor is a victim of them,”"]),
    ]


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("Ann said they would do a meta-analysis soon.", "they would do a meta", "they would do a meta-analysis"),
        ("Ann said they would do a meta-analysis soon.", "they would do a meta-", "they would do a meta-analysis"),
        ("Ann told him Harbor was lost.", "him Harbor was lost", "Harbor was lost"),
        ("Ann told her the port was lost.", "her the port was lost", "the port was lost"),
        ("Ann said it hit the bridge but would not say why.", "it hit the bridge but", "it hit the bridge"),
        ("Ann said it was the end of but", "it was the end of but", "it was the end of but"),
        ("Ann said the MQM-P would go.", "P would go", "MQM-P would go"),
        ("Ann backed rights in the council’s rooms.", "rights in the council’", "rights in the council’s"),
        ("Ann told her husband was lost.", "her husband was lost", "her husband was lost"),
    ],
)
def test_a_content_ends_with_a_word_and_begins_behind_who_hears_it(text: str, content: str, expected: str) -> None:
    document = read_document(Article(text=text, path="x"))
    at = text.index(content)
    found = complete(document, [Attribution((Span(at, at + len(content)),), Span(0, 3), Span(4, 8))])
    assert [text[span.start : span.end] for span in found[0].content] == [expected]
