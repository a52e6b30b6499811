"""What stands above an article's prose: headline, byline, printed date and dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus_cli.extraction import gazetteer
from corpus_cli.extraction.sentences import paragraph_spans
from corpus_cli.records import Dateline, Span

# The headline, a standfirst, the byline and the date line stand above the first sentence; more is prose.
_HEADING_PARAGRAPHS = 8

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?)"
# July 11 | July 11, 2016 | 11 July 2016 | 2016-07-11 | 11/07/2016
_DATE = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+\d{{4}})?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{4})"
)
# BAGHDAD, July 11 (Harbor Wire) — | SIRTE, Libya (Wire) - | WASHINGTON — | TRIPOLI, Libya, April 7, 2019 –
_DATELINE = re.compile(
    rf"""
    (?P<place>
        [A-ZÀ-Þ][A-ZÀ-Þ.'’-]+ (?:[ /\xa0][A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){{0,3}}     # ST. PETERSBURG, MOSCOW/KYIV
        (?:,[ \xa0](?!{_MONTH}\s+\d|{_WEEKDAY},?\s)                        # , Libya / , S.C.
           [A-ZÀ-Þ][\w.’'-]*(?:[ \xa0][A-Z][\w.’'-]*){{0,3}})?
    )
    (?:(?:,?[ \xa0]|/)(?:{_WEEKDAY},?\s+)?(?P<date>{_DATE}))?              # DENVER/Jan. 9, 2024
    (?:[ \xa0]?\([^()\n]{{1,40}}\))?                                        # (Harbor Wire)
    (?:[ \xa0]?(?:—|–|―|--+)|[ \xa0][-_])[ \xa0]?(?=\S)                      # old wires have _
    """,
    re.VERBOSE,
)
# KATHMANDU, Aug 19: Prime Minister …
# ISLAMABAD: as South Asia's papers have it, where TRUMP: is a speaker
_COLON = re.compile(
    r"(?P<place>[A-Z][A-Z’'-]+(?:[ \xa0][A-Z][A-Z’'-]+){0,2})(?:,[ \xa0](?P<date>"
    rf"{_DATE}))?:[ \xa0](?=[A-Z“\"‘'])"
)
_CITY = 100_000
# WHAT THEY'RE SAYING -- heads a column, not a report from there
_NO_TOWN = re.compile(
    r"['’](?:RE|LL|VE|M|S)\b|\b(?:WHAT|WHO|WHY|HOW|WHEN|WHERE|YOU|YOUR|IT|READ|WATCH|LISTEN|UPDATE|EXCLUSIVE)\b"
)
# Kyiv (AFP) – | Mexico City (AP) --
_SMALL = re.compile(
    r"(?P<place>[A-Z][a-zà-ÿ’'-]+(?:[ \xa0][A-Z][a-zà-ÿ’'-]+){0,2}(?:,[ \xa0][A-Z][\w.’'-]*)?)"
    r"[ \xa0]\((?:[A-Z]{2,6}|Reuters|Bloomberg|Xinhua|Yonhap|Kyodo|Interfax)\)[ \xa0]?(?:—|–|--+|-)[ \xa0](?=\S)"
)
# Beirut — Syrian warplanes …   Johannesburg- A man …
_CITY_ALONE = re.compile(
    r"(?P<place>[A-Z][a-zà-ÿ’'-]{3,}(?:[ \xa0][A-Z][a-zà-ÿ’'-]+){0,2})(?:[ \xa0](?:—|–|--)|-)[ \xa0](?=[A-Z“\"‘'])"
)
# Tehran, May 6, IRNA – | Nairobi, 3 March (Harbor Wire) –
_DATED = re.compile(
    r"(?P<place>[A-Z][a-zà-ÿ’'-]+(?:[ \xa0][A-Z][a-zà-ÿ’'-]+){0,2}),[ \xa0]"
    rf"(?P<date>{_DATE})(?:,?[ \xa0](?:[A-Z]{{2,8}}|\([A-Z][^()\n]{{1,40}}\)))?[ \xa0]?(?:—|–|--+|-)[ \xa0]?(?=\S)"
)
# Omdurman, Sudan – The army said …
_IN_COUNTRY = re.compile(
    r"(?P<place>[A-Z][a-zà-ÿ’'-]+(?:[ \xa0][A-Z][a-zà-ÿ’'-]+){0,2},[ \xa0]"
    r"(?P<area>[A-Z][a-zà-ÿ’'-]+(?:[ \xa0][A-Z][a-zà-ÿ’'-]+){0,2}))[ \xa0](?:—|–|--)[ \xa0](?=[A-Z“\"‘'])"
)
# MOSCOW, March 3. /TASS/.
_SLASHED = re.compile(
    rf"(?P<place>[A-Z][A-Z’'-]+(?:[ \xa0][A-Z][A-Z’'-]+){{0,2}}),[ \xa0](?P<date>{_DATE})\.?[ \xa0]/[A-Z]+/\.?[ \xa0]"
)
# April 19 (Bloomberg) -- | Friday August 7, 2020 –
_NO_PLACE = re.compile(
    rf"(?:{_WEEKDAY},?\s+)?(?P<date>{_DATE})(?P<agency>\s\([A-Z][^()\n]{{1,40}}\))?\s?(?:—|–|―|--+|-)\s"
)
# By Jane Roe | BY JANE ROE AND JOHN DOE, Harbor Wire
_BYLINE = re.compile(
    r"^\^?(?:(?:[Ww]ritten |[Rr]eported )?[Bb]y|BY)[ \xa0:]+"
    r"(?P<author>[A-ZÀ-Þ][\w.’'-]*"
    r"(?:[ \xa0](?:and|AND|de|van|von|al|&|[A-ZÀ-Þ][\w.’'-]*)|,[ \xa0](?=[A-ZÀ-Þ])){0,12})"
    r"(?:\s*[|,–—-].{0,60})?$"
)
# Published: Monday, July 11, 2016 at 10:15 a.m. ET | Updated 11 July 2016 | mumbai Updated: Oct 31, 2019
_PRINTED_DATE = re.compile(
    r"^(?:[A-Za-z]+ (?=[UP]\w+:))?"
    r"(?:(?:First\s+)?(?:[Pp]ublished|[Uu]pdated|[Pp]osted|[Dd]ate|PUBLISHED|UPDATED)(?:\s+[Oo]n)?[:\s]+)?"
    rf"(?:{_WEEKDAY},?\s+)?(?P<date>{_DATE})"
    r"(?:(?:,|\s+at|\s+[|–—-])?\s+\d{1,2}[:.]\d{2}.{0,24}|\s+[Ll]ast [Uu]pdated\b.{0,40})?\s*[.|]?$"
)
_LABEL = re.compile(r"(?:first\s+)?(?:published|updated|posted)\b", re.IGNORECASE)
# Written by Jane Roe | Springfield | Updated: March 9, 2022 19:42 IST
_LINE_PARTS = re.compile(r"\s+[|•·]\s+")
_MARKDOWN_TITLE = re.compile(r"^#{1,2}\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    """What an article's own text says of it; null where it says nothing.

    ``date_text`` are the words of a printed date line; the dateline keeps its own.
    """

    title: str | None = None
    author: str | None = None
    date_text: str | None = None
    dateline: Dateline | None = None


def read_heading(text: str, body_start: int = 0) -> Heading:
    """Read headline, byline, printed date and dateline from the first paragraphs of ``text``."""
    spans = paragraph_spans(text[: body_start + 6000], body_start)
    lines = [text[start:end] for start, end in spans[:_HEADING_PARAGRAPHS]]
    author = date_text = None
    labelled = False  # a page may print today's date above the article's
    furniture = set()
    for index, line in enumerate(lines):
        if len(line) > 160:
            continue
        byline = _BYLINE.match(line)
        if byline and author is None:
            author = _name_case(byline["author"].strip(" ,"))
            furniture.add(index)
        printed = next(filter(None, map(_PRINTED_DATE.match, _LINE_PARTS.split(line))), None)
        if printed and (date_text is None or (_LABEL.match(line) and not labelled)):
            date_text = printed["date"]
            labelled = _LABEL.match(line) is not None
            furniture.add(index)
    dateline = find_dateline(text, spans)
    title = _title(lines, furniture, dateline is not None and bool(spans) and dateline.span.start == spans[0].start)
    return Heading(title=title, author=author, date_text=date_text, dateline=dateline)


def find_dateline(text: str, paragraphs: Sequence[Span]) -> Dateline | None:
    """Find the dateline among the first paragraphs (character spans); its span ends behind the dash."""
    for start, end in paragraphs[:_HEADING_PARAGRAPHS]:
        match = _DATELINE.match(text, start, min(end, start + 160))
        if match and end - match.end() > 20 and not _NO_TOWN.search(match["place"]):
            return _dateline(match)
        till = min(end, start + 100)
        match = _SMALL.match(text, start, till) or _SLASHED.match(text, start, till) or _DATED.match(text, start, till)
        if match and end - match.end() > 20:
            return _dateline(match)
        match = _IN_COUNTRY.match(text, start, min(end, start + 100))
        if match and end - match.end() > 60 and _is_area(match["area"]):
            return _dateline(match)
        match = _CITY_ALONE.match(text, start, min(end, start + 60))
        if match and end - match.end() > 60 and _is_city(match["place"]):
            return _dateline(match)
        match = _COLON.match(text, start, min(end, start + 60))
        if match and end - match.end() > 20 and (match["date"] or _is_city(match["place"])):
            return _dateline(match)
        match = _NO_PLACE.match(text, start, min(end, start + 160))
        if match and end - match.end() > 20 and (match["agency"] or match["date"][-4:].isdigit()):
            return _dateline(match)
    return None


def _dateline(match: re.Match[str]) -> Dateline:
    """Make a dateline of what a pattern's groups "place" and "date" say; either may be missing."""
    said = match.groupdict()
    place = said.get("place")
    return Dateline(Span(*match.span()), place.replace("\xa0", " ") if place else None, said.get("date"))


def _is_area(name: str) -> bool:
    return any(found.is_area for found in gazetteer.candidates(name))


def _is_city(name: str) -> bool:
    found = gazetteer.candidates(name) if len(name) > 3 else ()
    return bool(found) and (found[0].is_area or found[0].population >= _CITY)


def _title(lines: Sequence[str], furniture: set[int], dateline_first: bool) -> str | None:
    """Take the first line as the headline if it looks like one: short, one sentence, prose below it."""
    if len(lines) < 2 or 0 in furniture or dateline_first:
        return None
    line = lines[0].removeprefix("^")
    if _MARKDOWN_TITLE.match(line):
        return _MARKDOWN_TITLE.sub("", line).strip() or None
    words = line.split()
    if not 2 <= len(words) <= 25 or len(line) > 180:
        return None
    if line.endswith((".", ":", ",", ";")) and 1 not in furniture:
        # A first sentence ends in a full stop; a headline that does is set in title case.
        long_words = [word for word in words if len(word) > 3]
        capitalised = sum(word[0].isupper() for word in long_words)
        if line[-1] != "." or capitalised < 0.7 * max(len(long_words), 1):
            return None
        line = line[:-1]
    return line.replace("\xa0", " ")


def _name_case(name: str) -> str:
    """Write "JANE ROE" as "Jane Roe"."""
    return name.title().replace(" And ", " and ") if name.isupper() else name
