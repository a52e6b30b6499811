"""Speakers: whom each source refers to, in one pass from left to right; doubt gives null."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from corpus_cli.extraction import pronouns
from corpus_cli.extraction.cast import Figure
from corpus_cli.extraction.lexicon import given_names, names_organization
from corpus_cli.extraction.mark_glyphs import TOKENS as MARKS
from corpus_cli.extraction.mentions import find_mentions
from corpus_cli.extraction.quotations import quotations_at
from corpus_cli.extraction.references import PLAIN
from corpus_cli.extraction.sources import Sources, Turn
from corpus_cli.records import Attribution, Document, Span, Speaker, SpeakerKind

NOBODY = Speaker(None)
# Characters between two quotations of one speaker: a cue and an action in between, no new scene.
_NEAR = 160
# How many contents are looked at for the one that holds an "I"; nesting goes two or three deep.
_DEEPEST = 50


def resolve(document: Document, attributions: Sequence[Attribution]) -> tuple[Speaker, ...]:
    """Resolve the speaker of every attribution, in the attributions' order.

    A source's name is completed to the fullest name that the article gives; pronouns and nouns are followed to the
    person or organisation they mean; an unnamed source keeps its description. No source means the speaker whose turn
    it is, if that is clear. The speaker is null where doubt remains.
    """
    if not attributions:
        return ()
    mentions = find_mentions(document)
    behind = (span for a in attributions if a.cue for span in a.content if a.cue.end <= span.start)
    mentions.tell(span for span in behind if not quotations_at(document.quotations, span))
    sources = Sources(mentions)
    found: list[Speaker] = [NOBODY] * len(attributions)
    order = sorted(range(len(attributions)), key=lambda index: _position(attributions[index]))
    later = []
    for index in order:
        attribution = attributions[index]
        source = attribution.source
        if source is not None and document.text[source.start : source.end].lower() in pronouns.FIRST:
            later.append(index)
            continue
        found[index] = _read(sources, attribution)
    for index in later:
        found[index] = _first_person(document, attributions, found, index)
    return _with_later_names(sources, found)


def _with_later_names(sources: Sources, found: Sequence[Speaker]) -> tuple[Speaker, ...]:
    """Give "the woman" the given name that the article has for her later, if it has but one woman and one such name."""
    later: dict[str, Speaker] = {}
    for gender in ("m", "f"):
        nouns = {f.name: at for at, noun, f in reversed(sources.described) if noun in PLAIN and f.gender == gender}
        if len(nouns) != 1:
            continue
        names = {figure: at for at, figure in reversed(sources.mentions.people) if _is_bare_given_name(figure, gender)}
        if len(names) == 1:
            (noun, told), (figure, named) = nouns.popitem(), names.popitem()
            if told < named:
                later[noun] = _speaker(figure, "named later", 0.7)
    return tuple(later.get(speaker.name or "", speaker) if speaker.kind == "unnamed" else speaker for speaker in found)


def _is_bare_given_name(figure: Figure, gender: str) -> bool:
    return figure.kind == "person" and len(figure.words) == 1 and given_names().get(figure.words[0]) == gender


def _position(attribution: Attribution) -> tuple[int, int]:
    start = attribution.content[0].start if attribution.content else 0
    return (attribution.source.start if attribution.source else start, start)


def _first_person(
    document: Document, attributions: Sequence[Attribution], found: Sequence[Speaker], index: int
) -> Speaker:
    """Resolve "I": inside a quotation its speaker, in the article's own voice its author."""
    source = attributions[index].source
    if source is None:
        return NOBODY
    # Contents stand in text order: the one that holds the "I" begins shortly before it.
    behind = bisect_right(attributions, source.start, key=lambda a: a.content[0].start if a.content else 0)
    for other in range(max(0, behind - _DEEPEST), behind):
        attribution = attributions[other]
        if other == index or found[other].name is None:
            continue
        if any(span.start <= source.start < span.end for span in attribution.content):
            return Speaker(
                found[other].name, found[other].kind, found[other].role, "first person", found[other].aliases, 0.8
            )
    quoted = bool(quotations_at(document.quotations, Span(source.start, source.start + 1)))
    if not quoted and document.author and _is_one_person(document.author):
        author = document.author.removeprefix("By ").removeprefix("BY ").strip()
        return Speaker(author.title() if author.isupper() else author, "person", None, "author", (), 0.7)
    return NOBODY


def _is_one_person(author: str) -> bool:
    """Tell a byline that names one person from a newsroom's or two people's."""
    words = author.lower().split()
    return 2 <= len(words) <= 4 and "and" not in words and "," not in author and not any(map(names_organization, words))


def _read(sources: Sources, attribution: Attribution) -> Speaker:
    """Resolve one attribution and remember its turn."""
    text = sources.mentions.document.text
    content = attribution.content
    start = content[0].start if content else 0
    quotations = sources.mentions.document.quotations
    before = bisect_right(quotations, start, key=lambda quotation: quotation.start)
    quoted = text[start : start + 1] in MARKS or (before > 0 and start < quotations[before - 1].end)
    if attribution.source is None:
        return _whose_turn(sources, attribution, quoted)
    sources.own = content
    (figure, basis, confidence), token = sources.referent(attribution.source)
    if attribution.basis == "label" and figure is not None:
        figure = _labelled(sources, text[attribution.source.start : attribution.source.end], figure)
    sources.turn = Turn(figure, token, content[-1].end if content else -1, quoted)
    if figure is None:
        return NOBODY
    if figure.kind in ("group", "organization"):
        sources.plural = sources.turn
    return _speaker(figure, basis, confidence)


def _labelled(sources: Sources, label: str, figure: Figure) -> Figure:
    """Take a transcript's label in capitals for a person ("WALLACE:"), unless it has an organisation's word."""
    words = label.split()
    if (
        not label.isupper()
        or figure.kind not in ("organization", None)
        or any(names_organization(w.lower()) for w in words)
    ):
        return figure
    if len(words) == 1 and len(label) <= 3:
        return figure
    figure.kind, figure.name = "person", label.title()
    return sources.mentions.cast.add(figure) if sources.mentions.cast.find(figure.words) is not figure else figure


def _announced(sources: Sources, attribution: Attribution) -> Speaker | None:
    """Find who opens the sentence whose colon a quotation follows: "Ann Lee was in no doubt, however: “…”"."""
    mentions = sources.mentions
    text, start = mentions.document.text, attribution.content[0].start
    colon = start
    while colon > 0 and text[colon - 1].isspace():
        colon -= 1
    if colon == 0 or text[colon - 1] != ":" or "\n" in text[colon:start]:
        return None
    token, _ = mentions.token_range(Span(colon - 1, colon))
    first, _ = mentions.document.sentences[mentions.sentence(token)]
    number = next(iter(mentions.names_within(first, token)), None)
    if number is None or mentions.names[number].title != first:
        return None
    figure = mentions.named[number]
    if figure is None or figure.kind != "person":
        return None
    sources.turn = Turn(figure, mentions.names[number].first, attribution.content[-1].end, True)
    return _speaker(figure, "announced", 0.75)


def _whose_turn(sources: Sources, attribution: Attribution, quoted: bool) -> Speaker:
    """A quotation without a source is the last speaker's, if the same paragraph goes on or the next one reopens it.

    Behind a colon it is whose name opens the sentence.
    """
    turn = sources.turn
    if quoted and attribution.content and (announced := _announced(sources, attribution)) is not None:
        return announced
    if not quoted or not turn.quoted or turn.figure is None or not attribution.content:
        return NOBODY
    start = attribution.content[0].start
    if start < turn.end:
        return NOBODY
    mentions = sources.mentions
    here, _ = mentions.token_range(Span(start, start + 1))
    before, _ = mentions.token_range(Span(turn.end - 1, turn.end))
    gap = mentions.paragraph(here) - mentions.paragraph(before)
    between = mentions.document.text[turn.end : start]
    if gap > 1 or (gap == 1 and any(map(str.isalnum, between))) or len(between) > _NEAR:
        return NOBODY
    sources.turn = Turn(turn.figure, turn.token, attribution.content[-1].end, True)
    return _speaker(turn.figure, "turn", 0.7)


def _speaker(figure: Figure, basis: str, confidence: float) -> Speaker:
    forms = sorted((form for form in figure.forms if form != figure.name), key=lambda form: (-len(form), form))
    kind: SpeakerKind = figure.kind or "person"
    role = figure.role if kind == "person" else None
    return Speaker(figure.name, kind, role, basis, tuple(forms), round(confidence, 3))
