"""Where a statement was made, and which places it talks about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise

from corpus_cli.extraction import gazetteer
from corpus_cli.extraction.gazetteer import Entry
from corpus_cli.extraction.occasions import Layout, Occasions, names_in, where
from corpus_cli.extraction.place_words import (
    ACRONYMS,
    DAYS,
    GOES_ON,
    NEARBY,
    OF_LANDS,
    OFFICES,
    PERSON_TITLES,
    PREPOSITIONS,
    SIDE,
    SMALL_WORDS,
    TEAM,
)
from corpus_cli.extraction.scenes import Scenes
from corpus_cli.extraction.wordlists import word_set
from corpus_cli.records import Attribution, Document, Period, Place, PlaceBasis, Span, Speaker

# A town of fewer people needs a country or state beside it, or elsewhere in the text, to be believed.
_KNOWN_EVERYWHERE = 300_000
# A name of several words is seldom shared and seldom anything else: St. Louis, Salt Lake City, Baton Rouge.
_KNOWN_BY_A_LONG_NAME = 150_000
# in Geneva | at a rally in Cleveland | from Washington | in Everett, Wash.
_VENUE = re.compile(
    r"\b(?:[Aa]t|[Ii]n|[Ff]rom|[Oo]utside|[Ii]nside)\s(?:the\s)?"
    r"((?:[A-Z][\w’'.-]+\s){1,4}(?:University|College|School|Church|Hall|Center|Centre|Arena|Stadium|Hotel"
    r"|Museum|Library|Airport|Convention Center|Headquarters|Palace|Mosque|Cathedral|Plaza|Square|Park)"
    r"(?:\sof\s(?:the\s)?[A-Z][\w’'-]+)?)\b"
)
# northern Libya, central Ohio, western Pennsylvania: the region is named with its side.
_SIDE = re.compile(rf"\b{SIDE}\s$")


def find_places(document: Document) -> list[Place]:
    """Find the places that a document names, in text order; spans are code points into its text.

    A name is a place when nothing around it makes a person, an organisation or an adjective of it. Towns of one name
    are told apart by the country or state beside them, those named elsewhere in the text, and size; the doubtful are
    left out.
    """
    finder = _Finder(document)
    return finder.find()


class _Finder:
    """One pass over a document's tokens."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.tokens = document.tokens
        self.stop = word_set("place_stopwords")
        self.first_names = word_set("first_names_female") | word_set("first_names_male")
        # Names begin with a capital; the rest of the tokens are never looked at one by one.
        self.capitals = [index for index, (_, _, text) in enumerate(self.tokens) if text[0].isupper()]
        self.persons = self._persons()
        # Where the text names a place, and its country; less the names that a state and a country share.
        self.known: list[tuple[int, str]] = []

    def _persons(self) -> frozenset[str]:
        """Collect surnames: a capitalised word behind a given name or a title anywhere in the text."""
        found = set()
        for index, following in pairwise(self.capitals):
            if following == index + 1:
                before, token = self.tokens[index], self.tokens[following]
                lowered = before.text.lower()
                if lowered in PERSON_TITLES or (lowered in self.first_names and token.start == before.end + 1):
                    found.add(token.text)
        return frozenset(found)

    def find(self) -> list[Place]:
        """Find names first, then choose among the candidates with the whole text's countries in view."""
        named = list(self._named())
        context: Counter[str] = Counter()
        for span, _, found, beside in named:
            entry: Entry | None = found[0]
            assert entry is not None
            if entry.is_area and entry.country:
                context[entry.country] += 1
                if len(entry.region) > 1:
                    context[entry.region[1:]] += 1
            if beside:
                context[beside.country] += 1
            if len([entry for entry in found if entry.is_area]) < 2:
                self.known.append((span.start, beside.country if beside else entry.country))
        places = []
        for span, written, found, beside in named:
            entry = self._choose(found, beside, context, span)
            if entry is not None:
                places.append(_place(entry, written, span))
        return places

    def _named(self) -> list[tuple[Span, str, tuple[Entry, ...], Entry | None]]:
        """Collect (span, words, candidates, country or state beside it) for every name that may be a place."""
        tokens = self.tokens
        longest = gazetteer.first_words()
        found = []
        free = 0
        for index in self.capitals:
            if index < free:
                continue
            token = tokens[index]
            most = longest.get(gazetteer.fold(token.text), 0)
            for count in range(min(most, 6, len(tokens) - index), 0, -1):
                words = self.text[token.start : tokens[index + count - 1].end]
                if "\n" in words:
                    continue
                entries = gazetteer.candidates(words)
                if entries and self._is_place(index, count, words, entries):
                    beside, extra = self._beside(index + count)
                    span = Span(token.start, tokens[index + count - 1].end)
                    if beside is not None and beside.region == "*":
                        # Atlanta, Georgia: a state that has a country's name
                        others = [area for area in gazetteer.candidates(beside.name) if area.is_area]
                        held = [area for area in others if any(_inside(entry, area) for entry in entries)]
                        beside = held[0] if held else beside
                    if beside is not None and not any(_inside(entry, beside) for entry in entries):
                        if beside.country == "US" and len(beside.region) == 3:
                            # Paris, Texas: too small for the gazetteer, and never the great one of its name.
                            entries = (beside._replace(id=0, name=words, region=beside.region[1:], population=0),)
                        else:
                            beside, extra = None, 0  # a list: Gaza, Libya and Iraq
                    found.append((span, words, entries, beside))
                    free = index + count + extra
                    break
        return found

    def _beside(self, index: int) -> tuple[Entry | None, int]:
        """Read the country or state behind a comma: ", Texas", ", Tex.", ", Libya"; return it and its tokens."""
        tokens = self.tokens
        if index + 1 >= len(tokens) or tokens[index].text != "," or not tokens[index + 1].text[0].isupper():
            return None, 0
        areas = gazetteer.areas()
        for count in (3, 2, 1):
            if index + count < len(tokens):
                words = self.text[tokens[index + 1].start : tokens[index + count].end]
                area = areas.get(gazetteer.fold(words))
                if area is not None:
                    return area, 1 + count
        return None, 0

    def _is_place(self, index: int, count: int, words: str, entries: tuple[Entry, ...]) -> bool:
        tokens = self.tokens
        before = tokens[index - 1].text if index else ""
        after = tokens[index + count].text if index + count < len(tokens) else ""
        adjacent = index + count < len(tokens) and tokens[index + count].start <= tokens[index + count - 1].end + 1
        if words == "Us" or (words.isupper() and len(words) <= 4 and words.replace(".", "") not in ACRONYMS):
            return False
        lowered = words.lower()
        beside = self._beside(index + count)[0]
        if beside is not None and (beside.country == "US" or any(_inside(entry, beside) for entry in entries)):
            return True
        if lowered.rstrip(".") in ("u.s", "us", "u.k", "uk"):
            # the U.S. military, U.S. troops: an adjective unless a small word or a mark follows
            return not (adjacent and after[:1].isalpha() and after.lower() not in SMALL_WORDS)
        if count == 1 and adjacent and after[:1].isupper() and after[1:].islower() and after not in DAYS:
            return False  # Jordan Smith, Africa Command, Iraq War: the longer name is another thing
        if lowered in self.stop:
            return False
        if adjacent and after[:1].isupper() and after.lower() in GOES_ON:
            return False
        if adjacent and count > 1 and TEAM.fullmatch(after) and after not in DAYS:
            return False
        if count == 1 and words in self.persons and not entries[0].is_area:
            return False
        if before and before[0].isupper() and index and tokens[index - 1].end + 1 == tokens[index].start:
            title = before.lower()
            if title in PERSON_TITLES and not entries[0].is_area:
                return False
            if title in self.first_names and title not in PREPOSITIONS and not gazetteer.candidates(before):
                return False
        # A surname follows a given name: Paris Hilton, Jordan Smith, Florence Nightingale.
        if count == 1 and lowered in self.first_names and adjacent and after[:1].isupper():
            return False
        if count == 1 and lowered in self.first_names and before.lower() not in PREPOSITIONS:
            return entries[0].is_area and self._among_lands(index)
        # Bank of England, University of Texas: the longer name is not the place.
        return not (before == "of" and index > 1 and tokens[index - 2].text.lower() in OFFICES)

    def _among_lands(self, index: int) -> bool:
        """Tell a land from a given name: "Georgia and Armenia", "Niger, Chad", "the capital of Georgia"."""
        words = [token.text for token in self.tokens[max(0, index - 3) : index]]
        if len(words) > 1 and words[-1] == "of" and words[-2] in OF_LANDS:
            return True
        if len(words) == 3 and words[0].lower() in PREPOSITIONS and gazetteer.candidates(words[1]):
            return words[2] in ("and", "or", ",")
        sides = [(words[-1], words[-2])] if len(words) > 1 else []
        behind = [token.text for token in self.tokens[index + 1 : index + 4] if token.text not in NEARBY]
        sides += list(pairwise(behind[:2]))
        for link, other in sides:
            if link in ("and", "or", ",") and other[0].isupper() and other.lower() not in self.first_names:
                found = gazetteer.candidates(other)
                if found and found[0].is_area:
                    return True
        return False

    def _choose(
        self, entries: tuple[Entry, ...], beside: Entry | None, context: Counter[str], span: Span
    ) -> Entry | None:
        if beside is not None:
            inside = [entry for entry in entries if _inside(entry, beside)]
            if inside:
                return inside[0]
        first = entries[0]
        if self.known and len(entries) > 1 and entries[1].region == "*" and first.is_area and first.country == "US":
            # Georgia: the country beside Ukraine, the state beside Alabama
            nearest = min(self.known, key=lambda known: abs(known[0] - span.start))
            return first if nearest[1] == "US" else entries[1]
        if first.is_area or first.id == 0:
            return first
        here = [entry for entry in entries if context[entry.country] and entry.country != "US"]
        here += [entry for entry in entries if entry.country == "US" and context[entry.region]]
        if here:
            return max(here, key=lambda entry: entry.population)
        second = entries[1].population if len(entries) > 1 else 0
        enough = _KNOWN_BY_A_LONG_NAME if " " in first.name else _KNOWN_EVERYWHERE
        known = first.population >= (enough if first.country == "US" else 100_000)
        return first if known and first.population >= 2 * second else None


def _inside(entry: Entry, area: Entry) -> bool:
    if entry.country != area.country or entry.name == area.name:
        return False
    if len(area.region) == 1:
        # A country holds all of it; a region without borders of its own holds towns.
        return not entry.is_area or gazetteer.country_names().get(area.country) == area.name
    return entry.region.lstrip("*") == area.region[1:]


def _place(entry: Entry, written: str, span: Span) -> Place:
    """Write an entry as a place: "Baghdad, Iraq", "Houston, Texas", "Libya"."""
    parents: tuple[str, ...] = ()
    name = entry.name
    country = gazetteer.country_names().get(entry.country, "")
    if entry.country == "US" and entry.region not in ("*", ""):
        state = gazetteer.state_names().get(entry.region.lstrip("*"), "")
        if not entry.is_area and state and name != state and "," not in name:
            name = f"{name}, {state}"
        parents = tuple(parent for parent in (state, country) if parent and parent != entry.name)
    elif country and country != entry.name:
        parents = (country,)
        if not entry.is_area:
            name = f"{name}, {country}"
    return Place(
        name=name,
        text=written,
        span=span,
        id=entry.id or None,
        country=entry.country or None,
        latitude=entry.latitude,
        longitude=entry.longitude,
        parents=parents,
    )


def places_about(document: Document, attributions: Sequence[Attribution]) -> tuple[tuple[Place, ...], ...]:
    """Give the places that each attribution's content names, each once, in text order."""
    if not attributions:
        return ()
    places = _found(document)
    answers = []
    for attribution in attributions:
        seen: dict[str, Place] = {}
        for span in attribution.content:
            first = bisect_left(places, span.start, key=lambda place: place.span.start)
            for place in islice(places, first, None):
                if place.span.start >= span.end:
                    break
                seen.setdefault(place.name, place)
        answers.append(tuple(seen.values()))
    return tuple(answers)


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
    for place in _found(document):
        if place.span.start >= after_dateline and _spoken_at(document, layout, place):
            spots.setdefault(layout.sentence_at(place.span.start), []).append(place)
    venues = _Venues(layout)
    scenes = Scenes(document, layout, attributions, _found(document))
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
        if number in spots and number not in layout.spoken:
            for place in spots[number]:
                if _at_an_occasion(layout.text, place.span):
                    occasions.tell(number, (place, None), names_in(layout.outside(number)))


def _same_day(one: Period | None, other: Period | None) -> bool:
    """Tell whether two dates may be of one occasion; what is not dated may."""
    return one is None or other is None or one.value == other.value


def _found(document: Document) -> list[Place]:
    """Find a document's places once for both questions."""
    if not _last or _last[0] is not document:
        _last[:] = [document, find_places(document)]
    places: list[Place] = _last[1]  # type: ignore[assignment]
    return places


# The last document asked about and its places: two questions are asked of each document in turn.
_last: list[object] = []


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
        inside = tuple(entry for entry in entries if _inside(entry, area))
        entries = inside or (area._replace(name=f"{town.title()}, {area.name}"),)
    if not entries:
        return Place(
            name=words.title() if words.isupper() else f"{town.title()}{words[len(town) :]}", text=words, span=span
        )
    entry = entries[0]
    if entry.name.endswith(tuple(f", {name}" for name in ([area.name] if area else []))):
        return Place(entry.name, words, span, None, entry.country or None, None, None, (area.name,) if area else ())
    return _place(entry, words, span)


def _spoken_at(document: Document, layout: Layout, place: Place) -> bool:
    """Tell whether a place may be where somebody spoke: outside what was said, behind "in", "at" or "from"."""
    if layout.said_at(place.span.start) is not None:
        return False
    if place.name == "United States" or (place.name == place.text and not _at_an_occasion(document.text, place.span)):
        return False  # "in the U.S." says what is talked about; a country or state must be tied to the occasion
    before = document.text[max(0, place.span.start - 48) : place.span.start]
    before = _SIDE.sub("", before).rstrip(" \xa0")
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
