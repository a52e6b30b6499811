"""The nouns that cross rooms: frozen values that import nothing of ours.

Every offset is in code points, half open, into ``Article.text`` (the stored text), unless a field says tokens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["direct", "mixed", "indirect"]
Act = Literal["speech", "thought"]
SpeakerKind = Literal["person", "organization", "group", "unnamed", "document"]
DateBasis = Literal["stated", "published"]
PlaceBasis = Literal["stated", "dateline"]
PublishedBasis = Literal["metadata", "page", "dateline", "filename", "option"]
Grain = Literal["day", "week", "month", "season", "quarter", "year", "decade"]


class Span(NamedTuple):
    """A half-open stretch of the stored text."""

    start: int
    end: int


class Token(NamedTuple):
    """A word, number or mark; ``text == article.text[start:end]``."""

    start: int
    end: int
    text: str


class Quotation(NamedTuple):
    """Text between marks.

    ``start`` is the offset of the opening mark (or of the first character when the opening mark is missing), ``end``
    lies behind the closing mark. ``inner`` is the text between the marks. ``closed`` is false when the mark was never
    closed and the end is the paragraph's. ``continues`` is true when the next paragraph reopens the same utterance.
    """

    start: int
    end: int
    inner: Span
    closed: bool = True
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """A record read from disk (or stdin), before anything is extracted.

    ``text`` is the stored text: decoded, line ends normalised to ``\\n``, otherwise the file's own characters.
    ``body_start`` is where prose begins (behind front matter); headline, byline and dateline lines lie within the body.
    ``published`` is ISO 8601 or EDTF ("2016-08-01", "2016-08", "XXXX-07-11"); never a file's time stamp.
    """

    text: str
    path: str
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    published_basis: PublishedBasis | None = None
    encoding: str = "utf-8"
    body_start: int = 0


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place and date that open a dispatch: ``BAGHDAD, July 11 (Harbor Wire) —``."""

    span: Span
    place_text: str | None
    date_text: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """An article's text as read; complete when it exists.

    ``sentences`` and ``paragraphs`` are half-open ranges of *token indexes* into ``tokens``; sentences never cross a
    paragraph. ``quotations`` are in text order and do not overlap (nested ones lie in the outer's span, left out).
    ``published`` anchors relative dates.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    published: str | None = None
    dateline: Dateline | None = None
    title: str | None = None
    author: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content as spans only.

    ``content`` holds one span per part of a split utterance, in text order. ``score`` is the tagger's calibrated
    probability that a careful reader would agree. ``basis`` names the rule or tagger that found it (for ``--why``).
    """

    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    score: float = 0.5
    basis: str = "rule"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a source refers to, within one article.

    ``name`` is a resolved name, or the description for an unnamed source ("senior LNA official"), or null when nobody
    is given or doubt remains. ``basis`` says how it was resolved ("named", "surname of …", "pronoun", "role", "turn").
    ``aliases`` are the other ways this article names the same speaker, longest first.
    """

    name: str | None
    kind: SpeakerKind | None = None
    role: str | None = None
    basis: str | None = None
    aliases: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Period:
    """A date with its grain: ``value`` is ISO 8601 / EDTF, ``first`` and ``last`` its ISO days (null without a year).

    ``span`` is where the words stand in the stored text; ``text`` those words.
    """

    value: str
    grain: Grain
    first: str | None
    last: str | None
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Place:
    """A place resolved: ``name`` is canonical ("Baghdad, Iraq"), ``id`` a gazetteer id when known.

    ``country`` is an ISO 3166-1 alpha-2 code. ``parents`` are canonical names of what contains it ("Iraq").
    """

    name: str
    text: str
    span: Span
    id: int | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution with speaker, when and where: one row of the ``quotes`` view less the article's fields."""

    id: str
    speaker: Speaker
    kind: Kind
    act: Act
    quote: str
    spans: tuple[Span, ...]
    cue: str | None
    cue_span: Span | None
    source: str | None
    source_span: Span | None
    period: Period | None
    place: Place | None
    place_basis: PlaceBasis | None
    places: tuple[Place, ...]
    confidence: float
    basis: str


# The public promise (design.md, "The record"): keys of the JSON record in their fixed order, add-only.
RECORD_KEYS: tuple[str, ...] = (
    "id",
    "speaker",
    "speaker_kind",
    "role",
    "kind",
    "act",
    "quote",
    "cue",
    "source",
    "date",
    "date_text",
    "date_basis",
    "place",
    "place_text",
    "place_basis",
    "places",
    "confidence",
    "article_id",
    "title",
    "outlet",
    "url",
    "path",
    "published",
    "spans",
    "source_span",
    "cue_span",
    "group_id",
    "reports",
    "outlets",
    "first_reported",
    "sources",
)
