"""Words that name a date → periods: value, grain, first and last day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from corpus_cli.records import Grain, Period, Span

_MONTHS = (
    "january february march april may june july august september october november december".split()  # 1 to 12 by place
)
_MONTH_NUMBER = {name: number for number, name in enumerate(_MONTHS, 1)}
_MONTH_NUMBER |= {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY_NUMBER = {name: number for number, name in enumerate(_WEEKDAYS)}
_WEEKDAY_NUMBER |= {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "a couple of": 2,
}  # fmt: skip
_ORDINALS = ("first", "second", "third", "fourth")
# EDTF level 1: 21 spring, 22 summer, 23 autumn, 24 winter, and the months they begin with in the north.
_SEASONS = {"spring": (21, 3), "summer": (22, 6), "fall": (23, 9), "autumn": (23, 9), "winter": (24, 12)}

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)(?![a-z])"
)
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:Mon|Tues?|Wed|Thurs?|Fri)\.)(?![a-z])"
_PART = r"(?:\s(?:early\s|late\s)?(?:morning|afternoon|evening|night|lunchtime|midday))?"
_OF_DAY = r"(?:early|late|earlier|later)"
_DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]|20)\d{2}"
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

# One alternative a kind of wording, the longer before the shorter; \s also matches the no-break space of news copy.
_EXPRESSION = re.compile(
    rf"""(?<![\w-])(?:
      (?P<iso>(?P<iso_year>{_YEAR})-(?P<iso_month>\d{{2}})-(?P<iso_day>\d{{2}})(?!-?\d))                 # 2016-08-01
    | (?:{_WEEKDAY},?\s\(?)?(?P<mdy_month>{_MONTH})\s(?P<mdy_day>{_DAY_NUMBER})
        (?:,?\s(?P<mdy_year>{_YEAR}))?(?![\d:]|[.,]\d|\s(?:percent|per\scent|million|billion)\b)  # Monday, Aug. 1, 2016
    | (?:{_WEEKDAY},?\s\(?)?(?:the\s)?(?P<dmy_day>{_DAY_NUMBER})\s(?:of\s)?(?P<dmy_month>{_MONTH})
        (?:,?\s(?P<dmy_year>{_YEAR}))?                                                              # 1 August 2016
    | (?:(?P<my_part>early|late|mid)[\s-])?(?P<my_month>{_MONTH}),?\s(?:of\s)?(?P<my_year>{_YEAR})  # August 2015
    | (?P<ago_count>a\scouple\sof|{_COUNT})\s(?P<ago_unit>day|week|fortnight|month|year)s?\sago     # two days ago
    | (?P<few>(?:a\sfew|several|some)\sdays\sago|in\srecent\sdays)                                  # a few days ago
    | (?:(?P<quarter>first|second|third|fourth)[\s-]quarter|(?P<q>Q[1-4])),?\s(?:of\s)?(?P<q_year>{_YEAR})
    | (?P<week>(?:earlier|later)\sthis\sweek|this\spast\sweek|(?:the\s)?(?:past|last|previous)\sweek|this\sweek)
        (?!end)
    | (?P<weekend>(?:over\s)?(?:this|last|this\spast|the\spast|the)\sweekend)
    | (?P<month>(?:(?:earlier|later|early|late)\s)?this\smonth|(?:the\s)?(?:past|last|previous)\smonth)
    | (?P<year>(?:(?:earlier|later|early|late)\s)?this\syear|(?:the\s)?(?:last|previous)\syear)
    | (?P<season_rel>this\spast|this|last|past)\s(?P<season>spring|summer|fall|autumn|winter)\b     # this past spring
    | (?P<sy_season>spring|summer|fall|autumn|winter)\s(?:of\s)?(?P<sy_year>{_YEAR})
    | (?:(?P<wd_rel>last|this|next|this\spast|this\scoming|{_OF_DAY})\s)?(?P<wd>{_WEEKDAY}){_PART}  # late Monday night
    | (?P<day>yesterday{_PART}|today|tonight|this\s(?:morning|afternoon|evening)|last\s(?:night|evening)
        |earlier\stoday|tomorrow)
    | (?P<prep>[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Bb]y|[Ll]ast|[Tt]his(?:\spast)?|[Ii]n\s(?:early|late|mid)|[Bb]ack\sin
        |[Ee]arly|[Ll]ate|[Oo]f)[\s-](?P<m_month>{_MONTH})(?!\s\d|,?\s(?:of\s)?{_YEAR})  # in August
    | (?:(?:back\s)?in|since|during|until|by|of|from)\sthe\s(?:early\s|late\s|mid-)?(?P<decade>(?:1[89]|20)\d)0s\b
    | (?P<y_prep>(?:[Bb]ack\s)?[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Bb]y|[Oo]f|[Aa]|[Aa]n|[Tt]he|[Hh]is|[Hh]er|[Tt]heir
        |[Ee]arly|[Ll]ate|[Mm]id)[\s-](?P<y_year>{_YEAR})
        (?!\s?(?:percent|people|troops|dollars|feet|miles|men|women|votes|delegates|jobs)\b|[-,.]\d|s\b)  # in 2012
    )(?![\w-]*[@/])""",
    re.VERBOSE | re.IGNORECASE,
)
# What every expression has some of, at most _LEAD characters from its beginning ("a couple of fortnights ago"): only
# the words before such a hint are tried as beginnings, and a sentence without any is not searched: three in four.
_HINT = re.compile(
    r"\d|day|morrow|ago|week|month|year|night|morning|evening|afternoon|[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter|"
    r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri"
)
_LEAD = 24
_WORD_START = re.compile(r"(?<![\w-])\w")
# The expression above ignores case for "Last week"; names of days and months must still be written as names.
_MUST_BE_CAPITALISED = ("wd", "mdy_month", "dmy_month", "my_month", "m_month")
# What before or behind a weekday makes a habit, a feast or a name of it, not the last such day:
# every Monday | any given Sunday | Black Friday | Ruby Tuesday | the Mail on Sunday
_NO_SUCH_DAY_BEFORE = re.compile(
    r"\b(?:[Ee](?:very(?:\sother|\ssingle)?|ach)|any(?:\sgiven)?|Ash|Big|Black|Bloody|Cyber|Easter|Fat|Giving|Good|Holy"
    r"|Maundy|Palm|Ruby|Shrove|Super(?:\sBowl)?|Whit|(?:Mail|Independent)\son)\s\Z"
)
# Monday Night Football | the Sunday Times | Saturday Night Live
_NO_SUCH_DAY_BEHIND = re.compile(
    r"\s(?:prayers|Times|Telegraph|Mirror|Herald)\b|\sNight\s(?:Football|Live|Lights|Fever|Raw)\b"
    r"|(?<=Sunday)\s(?:Express|Mail|Post|Sport|Sun|Tribune|[Ss]chool)\b"
)
# the Tuesday Group
_NAME = re.compile(r"\s[A-ZÀ-Þ]")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day a text was published, as far as it is known: any part may be null."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def full(self) -> date | None:
        """The full day, or null."""
        if self.year and self.month and self.day:
            return date(self.year, self.month, self.day)
        return None

    @property
    def latest(self) -> date | None:
        """The last day that the anchor admits, or null without a year."""
        if not self.year:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def parse_anchor(published: str | None) -> Anchor:
    """Read an anchor from ISO 8601 / EDTF: "2016-08-01", "2016-08", "2016", "XXXX-08-01" or null."""
    match = re.match(r"(\d{4}|XXXX)(?:-(\d{2}))?(?:-(\d{2}))?", published or "")
    if not match:
        return Anchor()
    year, month, day = (int(part) if part and part.isdigit() else None for part in match.groups())
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        return Anchor()
    return Anchor(year, month, day)


def find_expressions(text: str, start: int, end: int, anchor: Anchor) -> list[Period]:
    """Find the dates that ``text[start:end]`` names and that ``anchor`` lets resolve, in text order.

    News convention: a weekday is the publication day itself or the last such day before it; a day and month without a
    year is the occurrence nearest to the anchor. Without a known year the value is "XXXX-08-01" and its interval null.
    What neither a year nor the anchor resolves is left out.
    """
    if not any(map(_hinted, text[start:end].split())):
        return []
    found = []
    for match in _matches(text, start, end):
        if any(match[name] and not match[name][0].isupper() for name in _MUST_BE_CAPITALISED):
            continue
        if match["wd"] and (
            _NO_SUCH_DAY_BEFORE.search(text, max(start, match.start() - 20), match.start())
            or _NO_SUCH_DAY_BEHIND.match(text, match.end("wd"), end)
            or (
                text[max(start, match.start() - 4) : match.start()].lower() == "the " and _NAME.match(text, match.end())
            )
        ):
            continue
        period = _resolve(match, anchor)
        if period:
            found.append(period)
    return found


@lru_cache(maxsize=50_000)
def _hinted(word: str) -> bool:
    """Tell whether a word has a hint in it."""
    return _HINT.search(word) is not None


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find what ``_EXPRESSION.finditer`` finds, five times as fast: it is tried at the words before a hint only."""
    tried = start
    for hint in _HINT.finditer(text, start, end):
        for word in _WORD_START.finditer(text, max(tried, hint.start() - _LEAD), hint.start() + 1):
            if word.start() >= tried:
                tried = word.end()
                match = _EXPRESSION.match(text, word.start(), end)
                if match:
                    yield match
                    tried = match.end()


def _resolve(match: re.Match[str], anchor: Anchor) -> Period | None:
    """Resolve one expression; null when it is none or the anchor does not do."""
    words = Words(match.group(), Span(*match.span()))
    group = match.groupdict()
    try:
        if group["iso"]:
            return words.day(date(int(group["iso_year"]), int(group["iso_month"]), int(group["iso_day"])))
        for kind in ("mdy", "dmy"):
            if group[f"{kind}_month"]:
                year = group[f"{kind}_year"]
                month = _MONTH_NUMBER[group[f"{kind}_month"].lower().rstrip(".")]
                day = int(re.match(r"\d+", group[f"{kind}_day"])[0])  # type: ignore[index]
                return _month_day(words, int(year) if year else None, month, day, anchor)
        if group["my_month"]:
            return words.month(int(group["my_year"]), _MONTH_NUMBER[group["my_month"].lower().rstrip(".")])
        if group["m_month"]:
            return _month(words, _MONTH_NUMBER[group["m_month"].lower().rstrip(".")], group["prep"].lower(), anchor)
        if group["y_year"]:
            return words.year(int(group["y_year"]))
        if group["decade"]:
            return words.decade(int(group["decade"]))
        if group["q_year"]:
            number = int(group["q"][1]) if group["q"] else _ORDINALS.index((group["quarter"] or "").lower()) + 1
            return words.quarter(int(group["q_year"]), number)
        if group["sy_season"]:
            return words.season(int(group["sy_year"]), group["sy_season"].lower())
        return _relative(words, group, anchor)
    except (ValueError, OverflowError):
        return None  # 31 April; the day before the year 1


def _month_day(words: Words, year: int | None, month: int, day: int, anchor: Anchor) -> Period | None:
    if year:
        return words.day(date(year, month, day))
    if not anchor.year:
        date(2000, month, day)
        return Period(f"XXXX-{month:02d}-{day:02d}", "day", None, None, words.text, words.span)
    latest = anchor.latest
    assert latest is not None
    near = []
    for candidate in range(latest.year - 4, latest.year + 2):
        try:
            near.append(date(candidate, month, day))
        except ValueError:
            continue  # 29 February
    # News tells of what was more than of what will be: a day to come counts double.
    return words.day(
        min(near, key=lambda found: (latest - found).days if found <= latest else 2 * (found - latest).days)
    )


def _month(words: Words, month: int, preposition: str, anchor: Anchor) -> Period | None:
    """A month without a year: the last one up to the anchor; "last" and "this past" never mean the current one."""
    latest = anchor.latest
    if latest is None:
        return None
    year = latest.year
    if month > latest.month or (month == latest.month and preposition in ("last", "this past")):
        year -= 1
    return words.month(year, month)


def _relative(words: Words, group: dict[str, str | None], anchor: Anchor) -> Period | None:
    today = anchor.full
    if group["year"]:
        if not anchor.year:
            return None
        return words.year(anchor.year - (0 if "this" in words.lower else 1))
    if group["month"]:
        if not (anchor.year and anchor.month):
            return None
        year, month = anchor.year, anchor.month
        if "this" not in words.lower:
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return words.month(year, month)
    if group["season"]:
        return _season(words, group["season"].lower(), anchor)
    if today is None:
        return None
    if group["wd"]:
        return _weekday(words, group, today)
    if group["day"]:
        shift = {"yesterday": -1, "last": -1, "tomorrow": 1}.get(words.lower.split()[0], 0)
        return words.day(today + timedelta(days=shift))
    if group["week"]:
        monday = today - timedelta(days=today.weekday() + (0 if "this week" in words.lower else 7))
        return words.week(monday, min(monday + timedelta(days=6), today))
    if group["weekend"]:
        # On a weekend the words mean the days now; on other days the one before.
        back = (today.weekday() - 5) % 7
        saturday = today - timedelta(days=back)
        if words.lower.endswith("last weekend") and back < 2:
            saturday -= timedelta(days=7)
        sunday = min(saturday + timedelta(days=1), max(today, saturday))
        return words.weekend(saturday, sunday, today)
    if group["few"]:
        return words.week(today - timedelta(days=6), today - timedelta(days=2))
    if group["ago_count"]:
        return _ago(words, group, today)
    return None


def _weekday(words: Words, group: dict[str, str | None], today: date) -> Period:
    number = _WEEKDAY_NUMBER[(group["wd"] or "").lower().rstrip(".")]
    back = (today.weekday() - number) % 7
    relation = (group["wd_rel"] or "").lower()
    if relation in ("next", "this coming"):
        return words.day(today + timedelta(days=(number - today.weekday()) % 7 or 7))
    if relation in ("last", "this past") and back == 0:
        back = 7
    return words.day(today - timedelta(days=back))


def _ago(words: Words, group: dict[str, str | None], today: date) -> Period | None:
    written = " ".join((group["ago_count"] or "").lower().split())
    count = int(written) if written.isdigit() else _COUNTS[written]
    unit = (group["ago_unit"] or "").lower()
    if unit == "day":
        return words.day(today - timedelta(days=count))
    if unit in ("week", "fortnight"):
        there = today - timedelta(weeks=count if unit == "week" else 2 * count)
        monday = there - timedelta(days=there.weekday())
        return words.week(monday, monday + timedelta(days=6))
    if unit == "month":
        months = today.year * 12 + today.month - 1 - count
        return words.month(months // 12, months % 12 + 1) if months > 0 else None
    return words.year(today.year - count) if today.year > count else None


def _season(words: Words, season: str, anchor: Anchor) -> Period | None:
    latest = anchor.latest
    if latest is None:
        return None
    begins = _SEASONS[season][1]
    year = latest.year
    if date(year, begins, 1) > latest or (not words.lower.startswith("this") and latest.month < begins + 3):
        year -= 1
    return words.season(year, season)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an expression and where they stand; makes periods of them."""

    text: str
    span: Span

    @property
    def lower(self) -> str:
        """The words in lower case with plain spaces."""
        return " ".join(self.text.lower().split())

    def _period(self, value: str, grain: Grain, first: date, last: date) -> Period:
        return Period(value, grain, first.isoformat(), last.isoformat(), self.text, self.span)

    def day(self, day: date) -> Period:
        """A day."""
        return self._period(day.isoformat(), "day", day, day)

    def week(self, first: date, last: date) -> Period:
        """Days of a week: the value is the month of most of them (EDTF has no weeks), the interval the days."""
        return self._period(f"{first + (last - first) / 2:%Y-%m}", "week", first, last)

    def weekend(self, saturday: date, sunday: date, today: date) -> Period:
        """A weekend: the day itself when it is now, else the month as value; the interval is Saturday to Sunday."""
        if saturday <= today <= sunday:
            return self._period(today.isoformat(), "day", today, today)
        return self._period(f"{sunday:%Y-%m}", "week", saturday, sunday)

    def month(self, year: int, month: int) -> Period:
        """A month."""
        return self._period(f"{year:04d}-{month:02d}", "month", date(year, month, 1), _last_day(year, month))

    def year(self, year: int) -> Period:
        """A year."""
        return self._period(f"{year:04d}", "year", date(year, 1, 1), date(year, 12, 31))

    def decade(self, number: int) -> Period:
        """A decade, 198 for the 1980s: EDTF writes "198X"."""
        return self._period(f"{number}X", "decade", date(10 * number, 1, 1), date(10 * number + 9, 12, 31))

    def quarter(self, year: int, number: int) -> Period:
        """A quarter of the calendar year, 1 to 4: EDTF level 2 writes 33 to 36."""
        last = _last_day(year, 3 * number)
        return self._period(f"{year:04d}-{32 + number}", "quarter", date(year, 3 * number - 2, 1), last)

    def season(self, year: int, season: str) -> Period:
        """A season of the northern half of the earth; winter is that which begins in December of ``year``."""
        code, begins = _SEASONS[season]
        months = year * 12 + begins - 1 + 2
        return self._period(
            f"{year:04d}-{code}", "season", date(year, begins, 1), _last_day(months // 12, months % 12 + 1)
        )


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
