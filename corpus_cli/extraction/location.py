"""Where a statement was made: stated near it, carried on from its neighbours, a scene's, else the dateline's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpus_cli.extraction import gazetteer
from corpus_cli.extraction.occasions import Layout, Occasions, names_in, where
from corpus_cli.extraction.place_words import SIDE
from corpus_cli.extraction.places import is_inside, places_of, to_place
from corpus_cli.extraction.scenes import Scenes
from corpus_cli.records import Attribution, Document, Period, Place, PlaceBasis, Span, Speaker

# at the Lincoln Library | outside Canterbury Cathedral | in Trafalgar Square
_VENUE = re.compile(
    r"\b(?:[Aa]t|[Ii]n|[Ff]rom|[Oo]utside|[Ii]nside)\s(?:the\s)?"
    r"((?:[A-Z][\w’'.-]+\s){1,4}(?:University|College|School|Church|Hall|Center|Centre|Arena|Stadium|Hotel"
    r"|Museum|Library|Airport|Convention Center|Headquarters|Palace|Mosque|Cathedral|Plaza|Square|Park)"
    r"(?:\sof\s(?:the\s)?[A-Z][\w’'-]+)?)\b"
)
# in the Red Sea [resort of] Sharm el-Sheikh, in [the Texas town of] Laredo: the town is where they spoke
_KINDS_OF_TOWN = (
    r"(?:resort|town|city|port|village|suburb|district|island|enclave|township|neighbou?rhood|capital)\sof\s(?:the\s)?"
)
_TOWN_OF = re.compile(rf"\s(?:[a-z]+\s)?{_KINDS_OF_TOWN}")
_THE_TOWN_OF = re.compile(rf"\bthe\s(?:[\w’'.-]+\s){{0,3}}{_KINDS_OF_TOWN}$")
# northern Libya, central Ohio, western Pennsylvania: the region is named with its side.
_SIDE = re.compile(rf"\b{SIDE}\s$")


def locate(
    document: Document,
    attributions: Sequence[Attribution],
    people: Sequence[Speaker],
    dates: Sequence[Period | None],
) -> tuple[tuple[Place | None, PlaceBasis | None], ...]:
    """Locate the act of speaking for each attribution: stated near the cue, carried on, a scene's, else the dateline's.

    A stated place stands outside what was said, behind a preposition ("told reporters in Geneva", "in a statement from
    Washington"); a place as subject ("Washington said") is a speaker, not a place. It is carried on for its speaker
    (``people``) until another day (``dates``, of the attributions as well). Null where nothing says where.
    """
    if not attributions:
        return ()
    layout = Layout(document, attributions)
    dateline = _dateline_place(document)
    after_dateline = document.dateline.span.end if document.dateline else 0
    spots: dict[int, list[Place]] = {}
    named = places_of(document)
    starts = {place.span.start for place in named}
    for place in named:
        town = _TOWN_OF.match(document.text, place.span.end)
        if town is not None and town.end() in starts:
            continue
        if place.span.start >= after_dateline and _spoken_at(document, layout, place):
            spots.setdefault(layout.sentence_at(place.span.start), []).append(place)
    venues = _Venues(layout)
    scenes = Scenes(document, layout, attributions, named)
    stated = 0  # the sentence that last said where somebody spoke: a scene set before it is over
    seen = -1
    answers: list[tuple[Place | None, PlaceBasis | None]] = [(None, None)] * len(attributions)
    occasions: Occasions[tuple[Place, Period | None]] = Occasions(layout, attributions, people, strict=True)
    for index in sorted(range(len(attributions)), key=lambda index: where(attributions[index])):
        attribution = attributions[index]
        sentence = layout.sentence_at(where(attribution))
        _tell(occasions, layout, spots, range(max(seen + 1, sentence - 2), sentence))
        own = _own_place(layout.text, attribution, spots.get(sentence, ()))
        own = own or venues.at(sentence, attribution.source)
        if own is not None:
            answers[index] = (own, "stated")
            occasions.begin(index, sentence, (own, dates[index]))
            stated = sentence
        elif (force := occasions.carried(index, sentence)) and _same_day(force.value[1], dates[index]):
            answers[index] = (force.value[0], "stated")
        elif (scene := scenes.at(attribution, stated)) is not None:
            answers[index] = (scene, "stated")
        elif dateline is not None and not (
            occasions.is_elsewhere(index, sentence) or _is_online(layout.text, attribution)
        ):
            answers[index] = (dateline, "dateline")
        seen = sentence
    return tuple(answers)


def _tell(
    occasions: Occasions[tuple[Place, Period | None]],
    layout: Layout,
    spots: Mapping[int, Sequence[Place]],
    sentences: Iterable[int],
) -> None:
    """Let the story between two statements set the place: "Carter spoke at a rally in Geneva." """
    for number in sentences:
        if number in spots and number not in layout.spoken and not layout.is_caption(number):
            for place in spots[number]:
                if _at_an_occasion(layout.text, place.span):
                    occasions.tell(number, (place, None), names_in(layout.outside(number)))


def _same_day(one: Period | None, other: Period | None) -> bool:
    """Tell whether two dates may be of one occasion; what is not dated may."""
    return one is None or other is None or one.value == other.value


def _dateline_place(document: Document) -> Place | None:
    dateline = document.dateline
    if dateline is None or not dateline.place_text:
        return None
    words = dateline.place_text
    town, _, rest = words.partition(",")
    span = Span(dateline.span.start, dateline.span.start + len(words))
    area = gazetteer.areas().get(gazetteer.fold(rest.strip())) if rest else None
    entries = gazetteer.candidates(town)
    if area is not None:
        inside = tuple(entry for entry in entries if is_inside(entry, area))
        entries = inside or (area._replace(name=f"{town.title()}, {area.name}"),)
    if not entries:
        return Place(
            name=words.title() if words.isupper() else f"{town.title()}{words[len(town) :]}", text=words, span=span
        )
    entry = entries[0]
    if entry.name.endswith(tuple(f", {name}" for name in ([area.name] if area else []))):
        return Place(entry.name, words, span, None, entry.country or None, None, None, (area.name,) if area else ())
    return to_place(entry, words, span)


def _spoken_at(document: Document, layout: Layout, place: Place) -> bool:
    """Tell whether a place may be where somebody spoke: outside what was said, behind "in", "at" or "from"."""
    if layout.said_at(place.span.start) is not None:
        return False
    if place.name == "United States" or (place.name == place.text and not _at_an_occasion(document.text, place.span)):
        return False  # "in the U.S." says what is talked about; a country or state must be tied to the occasion
    if _HELD.match(document.text, place.span.end):
        return False
    before = document.text[max(0, place.span.start - 48) : place.span.start]
    before = _SIDE.sub("", _THE_TOWN_OF.sub("", before)).rstrip(" \xa0")
    word = before.rsplit(None, 1)[-1].lower() if before.split() else ""
    if word == "the":
        word = before.split()[-2].lower() if len(before.split()) > 1 else ""
    if word == "to":
        return _VISIT.search(before) is not None
    if word not in ("in", "at", "from", "outside", "near"):
        return False
    if _HEARERS.search(before) is not None:
        return True
    return not _STATIVE.search(before) and not _PEOPLE_IN.search(before)


# imprisoned for three years at New York City [jail complex]
_HELD = re.compile(r"(?:\sCity)?\s(?:jails?|prisons?|detention|penitentiary|correctional)\b")
# a rally in Ohio, told reporters in Geneva, said Monday in Iowa; not: said voters in Ohio
_TIED = re.compile(
    r"\b(?:rally|rallies|conference|speech|event|interview|hearing|appearance|statement|meeting|forum|town hall|debate"
    r"|briefing|summit|remarks|address|spoke|speaking|speaks|reporters|crowd|audience|supporters|said|told|says"
    r"|announced|here|day|night|morning|afternoon|evening|visit|trip|stop|\w+day)\s(?:held\s|while\s|late\s)?"
    r"(?:in|at|from|near|outside)\s(?:the\s)?(?:\w+ern\s|central\s|upstate\s)?$",
    re.IGNORECASE,
)


def _at_an_occasion(text: str, span: Span) -> bool:
    return _TIED.search(text, max(0, span.start - 60), span.start) is not None


# a news conference in Chelsea: a town the gazetteer does not tell apart is still where it was said
_UNKNOWN_TOWN = re.compile(
    r"\b(?:rally|conference|speech|event|interview|hearing|meeting|forum|town hall|debate|briefing|summit|spoke"
    r"|speaking|reporters|supporters)\s(?:[A-Z][a-z]+day\s)?(?:in|outside)\s"
    r"([A-Z][a-z’'-]+(?:\s[A-Z][a-z’'-]+){0,2}(?:,\s[A-Z][\w.]+)?)"
)


# troops in Libya, strikes in Sirte, war in Iraq: where something else is, not where somebody speaks.
_STATIVE = re.compile(
    r"\b(?:troops|forces|strikes?|airstrikes|war|wars|fighting|conflict|soldiers|personnel|refugees|people|voters|born"
    r"|lives?|living|lived|based|situation|crisis|attacks?|workers|jobs|home|elections?|primary|polls?|officials?"
    r"|residents|students|police|senator|lawmaker|lawmakers|Democrat|Republican|professor|director|ambassador|immigrants"
    r"|business|company|companies|operations?|presence|role|government|leaders?|factory|plant)\s(?:in|at|from|near|outside)$",
    re.IGNORECASE,
)


# said on Thursday, [as mediators in Cairo sought]
_MEANWHILE = re.compile(r",\s(?:as|while|after|before|when|where|because|amid|hours after|days after|a day after)\s")
# Cook, speaking at the Lincoln Library
_SPEAKING = re.compile(
    r"\b(?:speaking|talking|addressing|appearing|testifying|reporting|writing|watching|standing|sitting)\b"
)
# a professor at, the chief engineer at: who works there, not who speaks there
_AFFILIATED = re.compile(r"\b(?:an?|the|his|her)\s(?:[\w-]+\s){0,2}\w+(?:or|er|ist|ian|ant|man|woman)\s$")
# tweeted | posted on Twitter | wrote on Facebook
_ON_LINE = re.compile(r"\b(?:re)?tweet(?:ed|s|ing)?\b|\b(?:post|wrote|posting|writing)\w*\son\b", re.IGNORECASE)
# mediators in Cairo, an expert in Berne: where they are, not where somebody speaks
_PEOPLE_IN = re.compile(
    r"\b(?!reporters|journalists|supporters|broadcaster)\w+(?:ors?|[^ht]ers|ists?|ants?|cians?|agents?)\s(?:in|at|from|near|outside)$"
)
# during a visit to Manila
_VISIT = re.compile(
    r"\b(?:visits?|trip|tour|journey|pilgrimage|return)\s(?:\w+\s(?:week|month|year|\w+day)\s)?to$", re.IGNORECASE
)
# speaking to students in Warsaw, told workers at
_HEARERS = re.compile(
    r"\b(?:speaking|speaks|spoke|talking|talked|told|tells|telling|addressing|addressed|briefed|briefing)\s(?:to\s|with\s)?"
    r"(?:[\w’'-]+\s){1,2}(?:in|at|outside|near)$",
    re.IGNORECASE,
)


def _is_online(text: str, attribution: Attribution) -> bool:
    """Tell whether something was said on line: where the reporter sits, the dateline, says nothing of it."""
    return attribution.cue is not None and _ON_LINE.search(text, *attribution.cue) is not None


def _is_affiliation(text: str, source: Span | None, place: Span) -> bool:
    """Tell whether a place tells who a source is ("a geneticist at Harvard"), not where it speaks from."""
    if source is None or not source.start <= place.start < source.end:
        return False
    return _SPEAKING.search(text, source.start, place.start) is None


def _own_place(text: str, attribution: Attribution, spots: Sequence[Place]) -> Place | None:
    at = where(attribution)
    source = attribution.source
    near = [
        place for place in spots if not _is_affiliation(text, source, place.span) and abs(place.span.start - at) <= 160
    ]
    return min(near, key=lambda place: (abs(place.span.start - at), place.span.start), default=None)


class _Venues:
    """Halls and towns that no gazetteer tells apart, by sentence: "at the Lincoln Library", "a rally in Chelsea"."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._found: dict[int, list[Place]] = {}

    def at(self, sentence: int, source: Span | None) -> Place | None:
        """Give the first of a sentence that is not where its source works."""
        found = self._found.get(sentence)
        if found is None:
            found = self._found[sentence] = list(self._in(sentence))
        return next((place for place in found if not _is_affiliation(self._layout.text, source, place.span)), None)

    def _in(self, sentence: int) -> Iterator[Place]:
        layout = self._layout
        start, end = layout.sentences[sentence]
        for pattern in (_UNKNOWN_TOWN, _VENUE):
            for match in pattern.finditer(layout.text, start, end):
                span = Span(*match.span(1))
                if layout.said_at(span.start) is not None or match[1] in _NOT_TOWNS:
                    continue
                if not _AFFILIATED.search(layout.text, max(start, match.start() - 60), match.start()):
                    yield Place(name=match[1], text=match[1], span=span)


_NOT_TOWNS = frozenset(
    "January February March April May June July August September October November December Congress Parliament".split()
)
