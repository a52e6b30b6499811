"""When a statement was made: the words that date the act of speaking, and the command line's dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus_cli.extraction.date_words import Anchor, find_expressions, parse_anchor
from corpus_cli.records import Attribution, Document, Period, Span

# A date behind these bounds something; it does not say when somebody spoke.
_BOUNDS = re.compile(
    r"\b(?:since|until|till|by|from|through|before|after|between|of|to|for|born|ended|ending)\s+(?:early\s|late\s|the\s)?$",
    re.IGNORECASE,
)
_OWN_BOUND = re.compile(r"(?:since|until|by|of|the|his|her|their)\s", re.IGNORECASE)
# Nouns and verbs of an occasion at which people speak.
_OCCASION = re.compile(
    r"\b(?:interview|speech|rally|debate|conference|hearing|statement|remarks|appearance|address|testimony|tweets?|forum"
    r"|briefing|town hall|ceremony|event|podcast|broadcast|show|program|speaking|spoke|speaks|told|asked|tweeted|wrote"
    r"|posted|letter|email|memo|report|article|op-ed|announced|released|met|visited|appeared|testified|delivered"
    r"|addressed|interviewed|questioned)\b",
    re.IGNORECASE,
)
# the same day | later that evening | earlier in the day | that night
_SAME_DAY = re.compile(
    r"\b(?:the|that) same (?:day|evening|night|morning)\b"
    r"|\b(?:later|earlier) (?:that|in the) (?:day|night|evening|morning)\b|\bthat (?:day|night|evening)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]+")
_PRONOUN = re.compile(r"(?:he|she|they|it|i|we|who)\b", re.IGNORECASE)
# How many sentences of narrative a date stays in force without a statement that renews it.
_REACH = 6


def find_periods(text: str, start: int, end: int, anchor: str | None) -> list[Period]:
    """Find the dates that ``text[start:end]`` names; see ``date_words.find_expressions`` for the conventions.

    ``anchor`` is a publication date in ISO 8601 / EDTF or null; spans are code points into ``text``.
    """
    return find_expressions(text, start, end, parse_anchor(anchor))


def date_statements(document: Document, attributions: Sequence[Attribution]) -> tuple[Period | None, ...]:
    """Date the act of speaking for each attribution, in the same order; null where the text does not say.

    Words near the cue and outside what was said count ("said Monday", "in a statement on April 7"); a date stays in
    force through the sentences that go on about the same occasion, until another date or another occasion comes.
    """
    if not attributions:
        return ()
    calendar = _Calendar(document, attributions)
    order = sorted(range(len(attributions)), key=lambda index: _where(attributions[index]))
    answers: list[Period | None] = [None] * len(attributions)
    force: _InForce | None = None
    for index in order:
        attribution = attributions[index]
        sentence = calendar.sentence_at(_where(attribution))
        own = calendar.own_date(attribution, sentence)
        if own is None and _SAME_DAY.search(calendar.outside(sentence)) and force is not None:
            own = force.period
        if own is not None:
            answers[index] = own
            force = _InForce(own, sentence, _names(document.text, attribution))
            continue
        force = calendar.advance(force, sentence)
        if force is not None and force.covers(document.text, attribution, calendar, sentence):
            answers[index] = force.period
            force = replace(force, sentence=sentence, names=force.names | _names(document.text, attribution))
    return tuple(answers)


def _where(attribution: Attribution) -> int:
    """Give the place from which an attribution speaks: its cue, else its source, else its words."""
    anchor = attribution.cue or attribution.source or attribution.content[0]
    return anchor.start


def _names(text: str, attribution: Attribution) -> frozenset[str]:
    source = attribution.source
    return frozenset(_NAME.findall(text[source.start : source.end])) if source else frozenset()


@dataclass(frozen=True, slots=True)
class _InForce:
    """A date in force: since which sentence, and who has spoken under it."""

    period: Period
    sentence: int
    names: frozenset[str]

    def covers(self, text: str, attribution: Attribution, calendar: _Calendar, sentence: int) -> bool:
        """Tell whether an undated statement goes on about the occasion: soon after, by someone of it or a pronoun."""
        paragraphs = calendar.paragraph(sentence) - calendar.paragraph(self.sentence)
        if self.period.grain not in ("day", "week"):
            # A month or a year dates a thing said then, seldom what stands below it.
            return paragraphs == 0 and self._goes_on(text, attribution)
        if calendar.labelled(attribution):
            return paragraphs <= _REACH
        if sentence - self.sentence > _REACH or paragraphs > 2:
            return False
        return self._goes_on(text, attribution)

    def _goes_on(self, text: str, attribution: Attribution) -> bool:
        source = attribution.source
        if source is None or _PRONOUN.match(text, source.start, source.end):
            return True
        names = _names(text, attribution)
        return not names or bool(names & self.names) or not self.names


class _Calendar:
    """The dates of a document by sentence, less those inside what was said."""

    def __init__(self, document: Document, attributions: Sequence[Attribution]) -> None:
        self.text = document.text
        self.anchor: Anchor = parse_anchor(document.published)
        tokens = document.tokens
        self.sentences = [Span(tokens[a].start, tokens[b - 1].end) for a, b in document.sentences]
        self._paragraph: list[int] = []
        number = -1
        starts = {a for a, _ in document.paragraphs}
        for a, _ in document.sentences:
            number += a in starts
            self._paragraph.append(number)
        self._content = sorted(span for attribution in attributions for span in attribution.content)
        self._dates: dict[int, list[Period]] = {}
        self._dateline = document.dateline.span.end if document.dateline else 0
        self._spoken = {self.sentence_at(_where(attribution)) for attribution in attributions}

    def sentence_at(self, offset: int) -> int:
        """Find the sentence that holds an offset."""
        low, high = 0, len(self.sentences) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.sentences[middle].start <= offset:
                low = middle
            else:
                high = middle - 1
        return low

    def paragraph(self, sentence: int) -> int:
        """Give the number of a sentence's paragraph."""
        return self._paragraph[sentence]

    def outside(self, sentence: int) -> str:
        """Give a sentence's words less what was said in it."""
        start, end = self.sentences[sentence]
        parts = []
        for a, b in self._content:
            if b > start and a < end:
                parts.append(self.text[start : max(a, start)])
                start = max(start, b)
        parts.append(self.text[start:end] if start < end else "")
        return " ".join(parts)

    def dates(self, sentence: int) -> list[Period]:
        """Find the dates of a sentence that may date an act of speaking: outside what was said, not yet to come."""
        found = self._dates.get(sentence)
        if found is None:
            start, end = self.sentences[sentence]
            found = [
                period
                for period in find_expressions(self.text, max(start, self._dateline), end, self.anchor)
                if self._may_date(period)
            ]
            self._dates[sentence] = found
        return found

    def _may_date(self, period: Period) -> bool:
        start = period.span.start
        if period.text.isupper() and period.text.isalpha():
            return False  # USA TODAY
        if _BOUNDS.search(self.text, max(0, start - 16), start) or (
            period.grain in ("month", "year") and _OWN_BOUND.match(period.text)
        ):
            return False
        latest = self.anchor.latest
        if latest and period.first and period.first > latest.isoformat():
            return False
        return not self._said(period)

    def _said(self, period: Period) -> bool:
        """Tell whether a date lies inside what was said; one that opens indirect words ("Monday that …") does not."""
        for a, b in self._content:
            if a <= period.span.start < b:
                if period.span.start - a <= 4 and self.text[a] not in "\"“‘'«„":
                    after = self.text[period.span.end : period.span.end + 6].lstrip(" ,\xa0")
                    return not after.startswith("that")
                return True
        return False

    def labelled(self, attribution: Attribution) -> bool:
        """Tell whether a turn of a transcript opens here ("WALLACE: …"): the whole exchange is one occasion."""
        cue, source = attribution.cue, attribution.source
        end = (cue or source or attribution.content[0]).end
        return self.text[end - 1 : end] == ":" or self.text[end : end + 1] == ":"

    def own_date(self, attribution: Attribution, sentence: int) -> Period | None:
        """Choose the date in the statement's own sentence: days before longer periods, then the nearest to the cue."""
        at = _where(attribution)
        end = (attribution.cue or attribution.source or attribution.content[0]).end
        best: tuple[tuple[bool, int], Period] | None = None
        for period in self.dates(sentence):
            source = attribution.source
            if source and source.start <= period.span.start < source.end and period.grain in ("year", "month"):
                continue
            distance = min(abs(period.span.start - end), abs(at - period.span.end))
            rank = (period.grain not in ("day", "week"), distance)
            if best is None or rank < best[0]:
                best = (rank, period)
        return best[1] if best else None

    def advance(self, force: _InForce | None, sentence: int) -> _InForce | None:
        """Let the narrative between two statements set or end the date in force."""
        first = force.sentence + 1 if force else max(0, sentence - 2)
        for number in range(max(first, sentence - _REACH), sentence):
            if number in self._spoken:
                continue
            dates = self.dates(number)
            if not dates:
                continue
            outside = self.outside(number)
            day = next((period for period in dates if period.grain in ("day", "week")), dates[0])
            if _OCCASION.search(outside) and number >= sentence - 2:
                force = _InForce(day, number, frozenset(_NAME.findall(outside)))
            elif force is not None and day.value != force.period.value:
                force = None
        return force


# "1w", "3 days": how long back from today.
_BACK = re.compile(r"(\d{1,4})\s*(d|days?|w|weeks?|m|months?|y|years?)(?:\s+ago)?$", re.IGNORECASE)


def parse_option(text: str, today: date) -> Period:
    """Read a date of the command line: ISO day, month or year, "August 2016", "last week", "yesterday", "2 weeks".

    Raises ValueError with one line that says what is understood.
    """
    written = " ".join(text.split())
    span = Span(0, len(written))
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", written)
    candidates: list[str] = []
    if match:
        year, month, day = match.groups()
        try:
            date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            raise ValueError(f"{text!r} is no date; try 2016-08-01") from None
        if day:
            candidates.append(f"{int(year):04d}-{int(month):02d}-{int(day):02d}")
        elif month:
            candidates.append(f"{date(2000, int(month), 1):%B} {year}")
        else:
            candidates.append(f"in {year}")
    back = _BACK.match(written)
    if back:
        unit = {"d": "day", "w": "week", "m": "month", "y": "year"}[back[2][0].lower()]
        candidates.append(f"{back[1]} {unit}s ago")
    titled = written.title() if written.islower() else written
    candidates += [written, titled, f"in {titled}", f"this {written}"]
    for candidate in candidates:
        found = find_expressions(candidate, 0, len(candidate), parse_anchor(today.isoformat()))
        if len(found) == 1 and found[0].first and len(found[0].text) >= len(candidate) - 3:
            return replace(found[0], text=text, span=span)
    raise ValueError(f"{text!r} is no date; try 2016-08-01, 2016-08, 2016, 'August 2016', yesterday or 'last week'")
