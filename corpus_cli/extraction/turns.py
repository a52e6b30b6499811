"""Turns: speakers named by the layout, as transcripts, interviews and pull quotes name them."""

from __future__ import annotations

import re
from collections import Counter

from corpus_cli.extraction.lexicon import given_names, noun_class, titles
from corpus_cli.extraction.mark_glyphs import OPENING
from corpus_cli.records import Attribution, Document, Span

# WALLACE: Let me ask ...   CHRIS WALLACE, HOST: ...   Q: ...   "PENCE: Well ...   Mr. Hale: ...
_LABEL = re.compile(
    rf"""
    [{OPENING}]{{0,2}} (?P<name> [A-Z][\w.’'-]* (?:[\ \u00a0][A-Z][\w.’'-]*){{0,4}} )
    (?: ,\s[A-Z][\w\ ,.-]{{0,40}} | (?: \s\((?P<who>[^)\n]{{1,40}})\) ){{1,2}} )?        # , HOST   (R-Ohio)
    \s? (?P<cue>:) (?:\s|$)
    """,
    re.VERBOSE,
)
# The Prime Minister (Mr David Cameron): whom the brackets name
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness)\.?\s[A-Z]")
# Q. Who told you?   A. My foreman.
_QUESTION = re.compile(r"(?P<name>[QA])(?P<cue>\.)\s")
# ― Pamela Padilla   — Ann Lee, mayor of Dover   -- @handle
_DASH_NAME = re.compile(
    r"""
    (?P<cue> ―|—|–|--|-|~ ) [\ \u00a0]?
    (?P<name> @?[A-Z][\w.’'-]* (?: [\ \u00a0] (?: [A-Z@(][\w.’')-]* | de|van|von|bin|al|of|the|and ) ){0,7} )
    (?: ,[^\n]{0,80} | \s\([^)\n]{0,60}\)[^\n]{0,30} )? [.]? $
    """,
    re.VERBOSE,
)
# Land bill to be tabled: Jaitley   Two held over blast - police
_BEHIND = re.compile(r"(?P<cue>:|\s[–—-])\s(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3}|[a-z]+(?:\s[a-z]+)?)[.]?$")
# Words that head a line without speaking.
_NO_NAMES = frozenset(
    "note update updated correction editor photo photos video read more related watch source sources image credit "
    "here date time where when what who why how tip fact facts story topics tags contact email phone fax subject re "
    "from to cc pictured spotted above below left right caption exclusive breaking opinion analysis review listen live "
    "first coming next today tonight tomorrow yesterday interview profile comment obituary letters podcast".split()
)
# Words that no name has: FIRST IN THE NOTE
_NO_NAME_WORDS = frozenset("in on at to for is are was were what who why how when where this that we you".split())


_HEADLINE_SOURCES = frozenset(
    "poll polls report reports study survey police officials sources analysts experts monitors witnesses scientists "
    "researchers un court".split()
)


def find_turns(document: Document) -> list[Attribution]:
    """Find transcript labels ("NAME: …") used more than once or in capitals, and pull quotes with "― NAME"."""
    return sorted([*_headline(document), *_labelled(document), *_signed(document)], key=lambda turn: turn.content[0])


def _paragraphs(document: Document) -> list[Span]:
    tokens = document.tokens
    return [Span(tokens[first].start, tokens[last - 1].end) for first, last in document.paragraphs]


def _labelled(document: Document) -> list[Attribution]:
    text = document.text
    paragraphs = _paragraphs(document)
    labels: list[tuple[int, re.Match[str]]] = []
    counts: Counter[str] = Counter()
    for number, paragraph in enumerate(paragraphs):
        end = min(paragraph.end, paragraph.start + 120)
        match = _LABEL.match(text, paragraph.start, end) or _QUESTION.match(text, paragraph.start, end)
        if match is not None and is_name(match.group("name")):
            labels.append((number, match))
            counts[match.group("name")] += 1
    # A transcript has several turns: one label alone may be a heading ("Verdict: …").
    turns = [(n, m) for n, m in labels if counts[m.group("name")] >= 2 or _capitals(m.group("name"))]
    if len(labels) >= _TRANSCRIPT and len(labels) >= _MOSTLY * (labels[-1][0] - labels[0][0] + 1):
        people = sum(_shows_a_person(match) for _, match in labels)
        turns = labels if 2 * people >= len(labels) else turns
    if len(turns) < 2:
        return []
    found = []
    for (number, match), following in zip(turns, [*(n for n, _ in turns[1:]), None], strict=True):
        last = _last_of_turn(text, paragraphs, number, match, following, len(turns))
        content = _trimmed(text, match.end(), paragraphs[last].end)
        if content is not None and not _is_credit(match["name"], text[slice(*content)]):
            source, cue = Span(*match.span(_namer(match))), Span(*match.span("cue"))
            found.append(Attribution(content=(content,), source=source, cue=cue, score=0.9, basis="label"))
    return found


def _is_credit(label: str, content: str) -> bool:
    """Tell a line of credits from a turn: "Reporter: Jane Roe", "Broadcast: 29/11/2012"."""
    if not any(map(str.isalpha, content)):
        return True
    words = content.split()
    named = len(words) <= 3 and words[-1][-1].isalnum() and all(word[0].isupper() for word in words)
    return named and noun_class(label.lower()) == "person" and not label.isupper()


def _shows_a_person(match: re.Match[str]) -> bool:
    """Tell "Edwin Millard:" and "Mr Speaker:" from "Price:" and "Running Time:"."""
    words = [word.rstrip(".").lower() for word in match.group().replace("(", " ").split()]
    return any(word in given_names() or word in titles() for word in words)


def _namer(match: re.Match[str]) -> str:
    """Give the group of a label that names the speaker."""
    who = match.groupdict().get("who")
    return "who" if who and _TITLED.match(who) else "name"


def is_name(label: str) -> bool:
    """Tell whether a label's words may name a speaker."""
    words = label.lower().split()
    return words[0] not in _NO_NAMES and _NO_NAME_WORDS.isdisjoint(words)


# Turns from which on a text is a transcript all through, so that a paragraph without a label goes on with the last one.
_TRANSCRIPT = 3
_MOSTLY = 0.6  # of the paragraphs between the first and the last label have one
# (SOUNDBITE OF WATER) | [Applause.] | (END VIDEO CLIP)
_STAGE = re.compile(r"\([^()\n]*\)[.]?$|\[[^\[\]\n]*\][.]?$")


def _last_of_turn(
    text: str, paragraphs: list[Span], number: int, match: re.Match[str], following: int | None, turns: int
) -> int:
    """Find the last paragraph of a turn: its label stands in paragraph ``number``, the next one in ``following``."""
    alone = match.end() >= paragraphs[number].end  # "ARI SHAPIRO, HOST:" above what he says
    if not alone and (turns < _TRANSCRIPT or not _capitals(match.group("name")) or following is None):
        return number
    last = number
    for index in range(number + 1, len(paragraphs) if following is None else following):
        if following is None and last > number:
            break
        if not _STAGE.match(text, paragraphs[index].start, paragraphs[index].end):
            last = index
    return last


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end) if any(map(str.isalnum, text[start:end])) else None


def _headline(document: Document) -> list[Attribution]:
    """Read "NAME: what she says" and "What she says: NAME" in the first line."""
    text = document.text
    paragraphs = _paragraphs(document)
    if len(paragraphs) < 2:
        return []
    first = paragraphs[0]
    match = _LABEL.match(text, first.start, first.end)
    if first.end - first.start > 200:
        return []
    if match is None:
        return _headline_behind(text, first)
    if len(text[match.end() : first.end].split()) < 3:
        return []
    name = match.group("name")
    if len(name.split()) > 3 or name.split()[0].lower() in _NO_NAMES or not text[match.end()].isupper():
        return []
    source, cue = Span(*match.span("name")), Span(*match.span("cue"))
    return [Attribution(content=(Span(match.end(), first.end),), source=source, cue=cue, score=0.75, basis="headline")]


def _headline_behind(text: str, line: Span) -> list[Attribution]:
    match = _BEHIND.search(text, line.start, line.end)
    if match is None or len(text[line.start : match.start()].split()) < 4:
        return []
    if match["name"][0].islower() and not is_headline_source(match["name"]):
        return []
    source, cue = Span(*match.span("name")), Span(*match.span("cue"))
    cue = Span(cue.end - 1, cue.end)
    content = (Span(line.start, match.start()),)
    return [Attribution(content=content, source=source, cue=cue, score=0.75, basis="headline")]


def is_headline_source(name: str) -> bool:
    """Tell whether a headline's label is a source by itself ("Poll: …")."""
    return name.lower() in _HEADLINE_SOURCES or (name.islower() and noun_class(name.split()[-1]) == "person")


def _capitals(name: str) -> bool:
    return len(name) > 2 and name == name.upper()


def _signed(document: Document) -> list[Attribution]:
    """Find quotations whose next line or end of line names the speaker behind a dash."""
    text = document.text
    found = []
    paragraphs = _paragraphs(document)
    ends = {paragraph.start: paragraph.end for paragraph in paragraphs}
    next_start = {paragraphs[i].start: paragraphs[i + 1].start for i in range(len(paragraphs) - 1)}
    starts = sorted(ends)
    position = 0
    for quotation in document.quotations:
        while position + 1 < len(starts) and starts[position + 1] <= quotation.start:
            position += 1
        if not starts:
            break
        end = ends[starts[position]]
        place = quotation.end
        while place < end and text[place].isspace():
            place += 1
        if place >= end:
            follower = next_start.get(starts[position])
            if follower is None:
                continue
            place, end = follower, ends[follower]
        if end - place > 160:
            continue
        match = _DASH_NAME.match(text, place, end)
        if match is None or sum(map(str.isalnum, text[quotation.start : quotation.end])) < 8:
            continue
        found.append(
            Attribution(
                content=(Span(quotation.start, quotation.end),),
                source=Span(*match.span("name")),
                cue=Span(*match.span("cue")),
                score=0.9,
                basis="signed",
            )
        )
    return found


def in_headline(text: str, end: int) -> bool:
    """Tell whether ``end`` (an offset) lies in the first line of ``text``, or at the start of what is below it."""
    first = 0
    while first < end and text[first].isspace():
        first += 1
    while end > first and text[end - 1].isspace():
        end -= 1
    return text.find("\n", first, end) < 0
