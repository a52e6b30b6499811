"""Which places a text names, and which of them a statement talks about."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise

from corpus_cli.extraction import gazetteer
from corpus_cli.extraction.gazetteer import Entry
from corpus_cli.extraction.place_words import (
    ACRONYMS,
    DAYS,
    GOES_ON,
    NEARBY,
    OF_LANDS,
    OFFICES,
    PERSON_TITLES,
    PREPOSITIONS,
    SMALL_WORDS,
    TEAM,
)
from corpus_cli.extraction.wordlists import word_set
from corpus_cli.records import Attribution, Document, Place, Span

# A town of fewer people needs a country or state beside it, or elsewhere in the text, to be believed.
_KNOWN_EVERYWHERE = 300_000
# Codes of states that may be other things: OK, OR, an MD.
_ALSO_WORDS = frozenset("IN OR OK ME HI OH PA MA LA DE CO ID MD MS".split())
# A name of several words is seldom shared and seldom anything else: St. Louis, Salt Lake City, Baton Rouge.
_KNOWN_BY_A_LONG_NAME = 150_000


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
                places.append(to_place(entry, written, span))
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
                    beside, extra = self._beside(index + count, entries)
                    span = Span(token.start, tokens[index + count - 1].end)
                    if beside is not None and beside.region == "*":
                        # Atlanta, Georgia: a state that has a country's name
                        others = [area for area in gazetteer.candidates(beside.name) if area.is_area]
                        held = [area for area in others if any(is_inside(entry, area) for entry in entries)]
                        beside = held[0] if held else beside
                    if beside is not None and not any(is_inside(entry, beside) for entry in entries):
                        if beside.country == "US" and len(beside.region) == 3:
                            # Paris, Texas: too small for the gazetteer, and never the great one of its name.
                            entries = (beside._replace(id=0, name=words, region=beside.region[1:], population=0),)
                        else:
                            beside, extra = None, 0  # a list: Gaza, Libya and Iraq
                    found.append((span, words, entries, beside))
                    free = index + count + extra
                    break
        return found

    def _beside(self, index: int, entries: tuple[Entry, ...]) -> tuple[Entry | None, int]:
        """Read the country or state behind a comma: ", Texas", ", Tex.", ", Libya"; return it and its tokens.

        ", OK" may be anything: it counts behind a name that one of the ``entries`` has in that state.
        """
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
        code = tokens[index + 1].text.rstrip(".")
        state = areas.get(gazetteer.fold(gazetteer.state_names().get(code, "")))
        if state is not None and (code not in _ALSO_WORDS or any(is_inside(entry, state) for entry in entries)):
            return state, 2
        return None, 0

    def _is_place(self, index: int, count: int, words: str, entries: tuple[Entry, ...]) -> bool:
        tokens = self.tokens
        before = tokens[index - 1].text if index else ""
        after = tokens[index + count].text if index + count < len(tokens) else ""
        adjacent = index + count < len(tokens) and tokens[index + count].start <= tokens[index + count - 1].end + 1
        if words == "Us" or (words.isupper() and len(words) <= 4 and words.replace(".", "") not in ACRONYMS):
            return False
        lowered = words.lower()
        beside = self._beside(index + count, entries)[0]
        if beside is not None and (beside.country == "US" or any(is_inside(entry, beside) for entry in entries)):
            return True
        if lowered.rstrip(".") in ("u.s", "us", "u.k", "uk"):
            # the U.S. military, U.S. troops: an adjective unless a small word or a mark follows
            return not (adjacent and after[:1].isalpha() and after.lower() not in SMALL_WORDS)
        if count == 1 and adjacent and after[:1].isupper() and after[1:].islower() and after not in DAYS:
            return False  # Jordan Smith, Africa Command, Iraq War: the longer name is another thing
        if lowered in self.stop:
            return False
        if after == "of" and not entries[0].is_area and index + count + 1 < len(tokens):
            longer = tokens[index + count + 1].text
            if longer[0].isupper() and longer.lower() not in word_set("demonyms"):
                return False  # Milton of Campsie
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
            inside = [entry for entry in entries if is_inside(entry, beside)]
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


def is_inside(entry: Entry, area: Entry) -> bool:
    """Tell whether an entry lies in a country, state or region."""
    if entry.country != area.country or entry.name == area.name:
        return False
    if len(area.region) == 1:
        # A country holds all of it; a region without borders of its own holds towns.
        return not entry.is_area or gazetteer.country_names().get(area.country) == area.name
    return entry.region.lstrip("*") == area.region[1:]


def to_place(entry: Entry, written: str, span: Span) -> Place:
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
    places = places_of(document)
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


def places_of(document: Document) -> list[Place]:
    """Give what ``find_places`` finds; the last document's places are kept, for who asks for them again."""
    if not _last or _last[0] is not document:
        _last[:] = [document, find_places(document)]
    places: list[Place] = _last[1]  # type: ignore[assignment]
    return places


# The last document asked about and its places.
_last: list[object] = []
