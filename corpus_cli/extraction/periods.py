"""When a statement was made: the words that date the act of speaking, and the command line's dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus_cli.extraction.date_words import Anchor, find_expressions, parse_anchor
from corpus_cli.extraction.mark_glyphs import OPENING
from corpus_cli.extraction.occasions import OCCASION, REACH, Layout, Occasions, names_in, where
from corpus_cli.records import Attribution, Document, Period, Span, Speaker

# A date behind these bounds something; it does not say when somebody spoke.
_BOUNDS = re.compile(
    r"\b(?:since|until|till|by|from|through|before|after|between|of|to|for|born|ended|ending)\s+(?:early\s|late\s|the\s)?$",
    re.IGNORECASE,
)
# in a message ahead of the bank's policy meeting on [Thursday], ahead of its [Sept. 21] meeting: what is still to come
_AHEAD = re.compile(r"\b(?:ahead|in advance) of\s(?:[\w’'-]+\s){0,6}(?:on\s)?$|\bprior to\s(?:[\w’'-]+\s){0,2}$")
# Born in Hull in 1926, she decided
_BORN = re.compile(r"\b[Bb]orn\b[^.;:\n]*$")
_OWN_BOUND = re.compile(r"(?:since|until|by|of|the|his|her|their)\s", re.IGNORECASE)
# the film, which opens on Friday, argues
_RELATIVE = re.compile(r",\s(?:who|which|whose)\b")
# told me over tea last winter: some time, though without an anchor nobody can say which
_OTHER_TIME = re.compile(
    r"\b(?:last|next)\s(?:spring|summer|autumn|fall|winter|year|month|week|night)\b|\b(?:yesterday|tomorrow)\b",
    re.IGNORECASE,
)
# likes to say, insists, remembers
_NOW = re.compile(
    r"\b(?:says?|likes|insists|argues|remembers|recalls|admits|believes|thinks|explains|adds|tells|writes|notes)\b"
)
# the same day | later that evening | earlier in the day | that night
_SAME_DAY = re.compile(
    r"\b(?:the|that) same (?:day|evening|night|morning)\b"
    r"|\b(?:later|earlier) (?:that|in the) (?:day|night|evening|morning)\b|\bthat (?:day|night|evening)\b",
    re.IGNORECASE,
)


def find_periods(text: str, start: int, end: int, anchor: str | None) -> list[Period]:
    """Find the dates that ``text[start:end]`` names; see ``date_words.find_expressions`` for the conventions.

    ``anchor`` is a publication date in ISO 8601 / EDTF or null; spans are code points into ``text``.
    """
    return find_expressions(text, start, end, parse_anchor(anchor))


def date_statements(
    document: Document, attributions: Sequence[Attribution], people: Sequence[Speaker]
) -> tuple[Period | None, ...]:
    """Date the act of speaking for each attribution, in the same order; null where the text does not say.

    Words near the cue and outside what was said count ("said Monday", "in a statement on April 7"); a date stays in
    force for its speaker (``people``: one for each attribution) through the sentences that go on about the same
    occasion, until another date or another occasion comes.
    """
    if not attributions:
        return ()
    calendar = _Calendar(document, attributions)
    answers: list[Period | None] = [None] * len(attributions)
    # A month or a year dates a thing said then, seldom what stands below it.
    occasions: Occasions[Period] = Occasions(
        calendar, attributions, people, is_brief=lambda period: period.grain not in ("day", "week")
    )
    seen = -1
    for index in sorted(range(len(attributions)), key=lambda index: where(attributions[index])):
        attribution = attributions[index]
        sentence = calendar.sentence_at(where(attribution))
        own = calendar.own_date(attribution, sentence)
        if own is None and occasions.last is not None and _SAME_DAY.search(calendar.outside(sentence)):
            own = occasions.last.value
        if own is not None:
            answers[index] = own
            occasions.begin(index, sentence, own)
        else:
            calendar.advance(occasions, seen, sentence)
            force = occasions.carried(index, sentence)
            if force is not None and not calendar.is_another_day(attribution, sentence, force.value):
                answers[index] = force.value
        seen = sentence
    return tuple(answers)


_ENDS_IN_WHICH = re.compile(r"\b(?:which|who|where|that)\s(?:[\w’'-]+\s){0,3}[\w’'-]+$")
_GOES_ON_WHICH = re.compile(r"\s*,?\s*(?:which|who|where|whose|when|that)\b")


_POSTED = 7  # days by which a page may be older or newer than the report it prints


def _written(document: Document) -> Anchor:
    """Give the day from which the text counts: the dateline's, where the article came out within a week of it."""
    anchor = parse_anchor(document.published)
    day, dateline = anchor.full, document.dateline
    if day is None or dateline is None or not dateline.date_text:
        return anchor
    found = find_expressions(dateline.date_text, 0, len(dateline.date_text), anchor)
    if len(found) != 1 or found[0].grain != "day" or found[0].first is None:
        return anchor
    written = date.fromisoformat(found[0].first)
    near = abs((written - day).days) <= _POSTED
    return Anchor(written.year, written.month, written.day) if near else anchor


class _Calendar(Layout):
    """The dates of a document by sentence, less those inside what was said."""

    def __init__(self, document: Document, attributions: Sequence[Attribution]) -> None:
        super().__init__(document, attributions)
        self.anchor: Anchor = _written(document)
        self._dates: dict[int, list[Period]] = {}
        self._dateline = document.dateline.span.end if document.dateline else 0

    def dates(self, sentence: int) -> list[Period]:
        """Find the dates of a sentence that may date an act of speaking: outside what was said, not yet to come."""
        found = self._dates.get(sentence)
        if found is None:
            start, end = self.sentences[sentence]
            expressions = find_expressions(self.text, max(start, self._dateline), end, self.anchor)
            found = self._dates[sentence] = [period for period in expressions if self._may_date(period)]
        return found

    def _may_date(self, period: Period) -> bool:
        start = period.span.start
        if period.text.isupper() and period.text.isalpha():
            return False  # USA TODAY
        if period.grain == "decade":
            return False  # "during the 1970s" is what is told of, hardly ever when it was told
        if _BOUNDS.search(self.text, max(0, start - 16), start) or (
            period.grain in ("month", "year") and _OWN_BOUND.match(period.text)
        ):
            return False
        if _AHEAD.search(self.text, max(0, start - 80), start):
            return False
        if _BORN.search(self.text, max(0, start - 60), start):
            return False
        latest = self.anchor.latest
        if latest and period.first and period.first > latest.isoformat():
            return False
        return not self._said(period)

    def _said(self, period: Period) -> bool:
        """Tell whether a date lies inside what was said; one that opens indirect words ("Monday that …") does not."""
        span = self.said_at(period.span.start)
        if span is None:
            return False
        if period.span.start - span.start <= 4 and self.text[span.start] not in OPENING:
            after = self.text[period.span.end : period.span.end + 6].lstrip(" ,\xa0")
            return not after.startswith("that")
        return True

    def own_date(self, attribution: Attribution, sentence: int) -> Period | None:
        """Choose the date in the statement's own sentence: days before longer periods, then the nearest to the cue."""
        at = where(attribution)
        end = (attribution.cue or attribution.source or attribution.content[0]).end
        best: tuple[tuple[bool, int], Period] | None = None
        for period in self.dates(sentence):
            source = attribution.source
            if (
                source
                and source.start <= period.span.start < source.end
                and (period.grain in ("year", "month") or _RELATIVE.search(self.text, source.start, period.span.start))
            ):
                continue
            said = max((span.end for span in attribution.content if span.end <= period.span.start), default=None)
            if said is not None and end <= said and self._dates_a_clause(said, period.span.start):
                continue
            distance = min(abs(period.span.start - end), abs(at - period.span.end))
            rank = (period.grain not in ("day", "week"), distance)
            if best is None or rank < best[0]:
                best = (rank, period)
        return best[1] if best else None

    def _dates_a_clause(self, said: int, start: int) -> bool:
        """Tell whether a date behind what was said is a clause's of it: an incident, which took place [on Saturday]."""
        if _GOES_ON_WHICH.match(self.text, said, start):
            return True
        gap = self.text[said:start].strip()
        return gap in ("", "on") and _ENDS_IN_WHICH.search(self.text, max(0, said - 60), said) is not None

    def is_another_day(self, attribution: Attribution, sentence: int, period: Period) -> bool:
        """Tell whether a statement cannot be of ``period``: its words name another time, or tell it as said now."""
        if _OTHER_TIME.search(self.outside(sentence)):
            return True
        cue = attribution.cue
        return period.grain not in ("day", "week") and cue is not None and _NOW.search(self.text, *cue) is not None

    def advance(self, occasions: Occasions[Period], seen: int, sentence: int) -> None:
        """Let the story between two statements, the last one in sentence ``seen``, set or end the date in force."""
        first = seen + 1 if occasions.last else max(0, sentence - 2)
        for number in range(max(first, sentence - REACH), sentence):
            if number in self.spoken:
                continue
            dates = self.dates(number)
            if not dates or self.is_caption(number):
                continue
            outside = self.outside(number)
            day = next((period for period in dates if period.grain in ("day", "week")), dates[0])
            if OCCASION.search(outside) and number >= sentence - 2:
                occasions.tell(number, day, names_in(outside))
            elif occasions.last is not None and day.value != occasions.last.value.value:
                occasions.end()


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
