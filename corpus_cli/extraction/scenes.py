"""Scenes: where a reporter stands among people and quotes them, which holds until the story goes elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus_cli.extraction.mark_glyphs import OPENING
from corpus_cli.extraction.occasions import Layout, names_in, where
from corpus_cli.extraction.place_words import SIDE
from corpus_cli.extraction.quotations import quotations_at
from corpus_cli.extraction.wordlists import word_set
from corpus_cli.records import Attribution, Document, Place, Span

_VENUES = (
    "apartment|backyard|bakery|bar|barbershop|barn|basement|beach|bookstore|bus|cabin|cafe|café|cafeteria|camp|campsite"
    "|cemetery|church|classroom|clinic|coffee shop|courthouse|courtroom|deli|diner|driveway"
    "|fairgrounds|farm|farmhouse|field|garage|garden|gym|gymnasium|hall|home|hospital|hotel|house|kitchen|library"
    "|living room|lobby|lot|mall|market|marketplace|mosque|motel|park|pier|pizzeria|plaza|porch|pub|ranch|restaurant"
    "|room|salon|school|shelter|shop|sidewalk|square|steakhouse|store|street|studio|supermarket|synagogue"
    "|tavern|temple|tent|theater|theatre|trailer|truck stop|village|waiting room|warehouse|yard"
)
# into a living room in western | In the kitchen of her house in | on the porch of a cabin near
_BEFORE = re.compile(
    rf"\b(?:into|in|at|inside|outside|on)\s[{OPENING}]{{0,2}}(?:an?|the|his|her|their|my|one|another)\s(?:[\w’'-]+\s){{0,3}}?"
    rf"(?:{_VENUES})(?:\sof\s(?:an?|the|his|her|their)\s(?:[\w’'-]+\s)?\w+)?,?"
    rf"\s(?:in|near|outside|off)\s(?:{SIDE}\s|rural\s|suburban\s|downtown\s)?$",
    re.IGNORECASE,
)
# grew up in a farmhouse in | was found in a house near: what happened there once, or happens there always
_HAPPENED = re.compile(
    r"\b(?:grew up|raised|born|lived?|lives|living|worked|works|working|died|killed|shot|arrested|held|detained|found"
    r"|went off|exploded|attack(?:ed|s)?|shootings?|killings?|fire|since|owns?|owned|runs?|bought|built|opened"
    r"|educated)\b",
    re.IGNORECASE,
)
# Cook told reporters outside a hotel in Ohio
_SPOKEN = re.compile(
    r"\b(?:sa(?:id|ys|ying)|t(?:old|ells|elling)|sp(?:oke|eaks|eaking)|asked|answer(?:ed|ing)|meeting)\b"
)
# What is said from afar, or was said once, is not said in the scene.
_ELSEWHERE = re.compile(
    r"\b(?:interview(?:ed)?|statement|e-?mails?|emailed|letter|memo|tweet(?:s|ed)?|twitter|facebook|wrote|writes|posted"
    r"|report(?:s|ed)|on television|on tv|radio|podcast|phone|telephone|testified|testimony|earlier|campaign"
    r"|spokes(?:man|woman|person)|(?:last|previous) (?:week|month|year)"
    r"|(?:days?|weeks?|months?|years?) (?:after|ago|before|later))\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"(?:they|we|i|one of (?:them|the \w+)|an?other|the (?:woman|man|couple))$", re.IGNORECASE)


# Sentences walked back to whom a pronoun may mean, so that a long article takes no longer for each.
_FARTHEST = 60
_PERSON = re.compile(r"\b([A-Z][a-z]+)\b(?:\s([A-Z][\w’'-]+))?")
_PHRASE = 8  # words


@dataclass(frozen=True, slots=True)
class Scene:
    """A place that a reporter has gone to: ``sentence`` sets it, ``names`` are the capitalised words there."""

    place: Place
    sentence: int
    names: frozenset[str]


class Scenes:
    """The scenes of a document, in text order."""

    def __init__(
        self, document: Document, layout: Layout, attributions: Sequence[Attribution], places: Sequence[Place]
    ) -> None:
        self._document = document
        self._layout = layout
        # A phrase in marks that nobody is said to have said is the story's own: into “a living room in Ohio”.
        uncued = (span for one in attributions if one.cue is None for span in one.content)
        self._nobodys = {span for span in uncued if len(layout.text[span.start : span.end].split()) <= _PHRASE}
        self._found = [scene for place in places if (scene := self._scene(place)) is not None]
        self._sentences = [scene.sentence for scene in self._found]

    def _scene(self, place: Place) -> Scene | None:
        text, start = self._document.text, place.span.start
        said = self._layout.said_at(start)
        if said is not None and said not in self._nobodys:
            return None
        sentence = self._layout.sentence_at(start)
        first, last = self._layout.sentences[sentence]
        match = _BEFORE.search(text, max(first, start - 90), start)
        if match is None or _HAPPENED.search(text, max(first, match.start() - 40), match.start()):
            return None
        if _SPOKEN.search(text, max(first, match.start() - 40), match.start()):
            return None  # an occasion of one speaker's, and nobody else's
        return Scene(place, sentence, names_in(text[first:last]) - _demonyms())

    def at(self, attribution: Attribution, since: int) -> Place | None:
        """Give the scene that a statement is made in: quoted, by somebody present; none set before sentence ``since``.

        Present is whom the scene names, and whom the story calls by a pronoun or a given name alone.
        """
        sentence = self._layout.sentence_at(where(attribution))
        index = bisect_right(self._sentences, sentence) - 1
        if index < 0 or self._found[index].sentence < since or attribution.source is None:
            return None
        quoted = quotations_at(self._document.quotations, attribution.content[0])
        if not quoted or quoted[0].start > attribution.content[0].start:
            return None
        scene = self._found[index]
        if not self._is_present(attribution.source, sentence, scene) or _ELSEWHERE.search(
            self._layout.outside(sentence)
        ):
            return None
        return scene.place

    def _is_present(self, source: Span, sentence: int, scene: Scene) -> bool:
        words = self._document.text[source.start : source.end]
        if not names_in(words).isdisjoint(scene.names):
            return True
        if words.lower() in ("he", "she"):
            return not self._is_someone_else(words.lower(), sentence, scene)
        return _PRESENT.match(words) is not None or any(words.lower() in _given(one) for one in ("he", "she"))

    def _is_someone_else(self, pronoun: str, sentence: int, scene: Scene) -> bool:
        """Tell whether the last of the pronoun's sex named since the scene bears a full name, and one new to it."""
        for number in range(sentence, max(scene.sentence, sentence - _FARTHEST), -1):
            for given, surname in reversed(_PERSON.findall(self._layout.outside(number))):
                if given.lower() in _given(pronoun):
                    return bool(surname) and given not in scene.names and surname not in scene.names
        return False


@cache
def _given(pronoun: str) -> frozenset[str]:
    return word_set("first_names_female" if pronoun == "she" else "first_names_male")


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(word.title() for word in word_set("demonyms"))
