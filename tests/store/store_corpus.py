"""A small corpus made by hand, for tests of the store: three articles, two outlets, speech and thought."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b

from corpus_cli.records import Act, Article, Kind, Period, Place, Span, Speaker, Statement
from corpus_cli.store.identities import SpeakerRow, assign, could_be_one, name_rows, names, note_keys
from corpus_cli.store.writer import Writer

LIBYA = ("Libya",)
TRIPOLI = Place("Tripoli, Libya", "TRIPOLI", Span(0, 7), 1, "LY", 32.9, 13.2, LIBYA)
SIRTE = Place("Sirte, Libya", "Sirte", Span(0, 5), 2, "LY", 31.2, 16.6, LIBYA)
PARIS = Place("Paris, France", "Paris", Span(0, 5), 3, "FR", 48.9, 2.4, ("France",))

PORT = Article(
    "Oil port falls\n\nTRIPOLI — “We hold Sirte,” Peter Cook said. “Not all\nof it,” he added, “yet.”\n"
    "The ministry believes that fighting will end.",
    "samples/port.txt",
    title="Oil port falls",
    outlet="Harbor Wire",
    published="2016-08-03",
    published_basis="dateline",
)
BANK = Article(
    "Bank raises rates\n\nPrices rose, Zoë Ångström said in Paris on Monday. Cook, of the Pentagon, denied it.",
    "samples/bank.txt",
    title="Bank raises rates",
    author="A. Reporter",
    outlet="Daily Post",
    url="https://post.example/bank",
    published="2016-08-10",
    published_basis="metadata",
)
UNDATED = Article("A senior official said that U.S. well-known forces left.", "samples/undated.txt")


@dataclass(frozen=True)
class Said:
    """What the tests say of a statement; everything else follows from the article's text."""

    parts: tuple[str, ...]
    speaker: Speaker
    kind: Kind
    cue: str | None = None
    source: str | None = None
    act: Act = "speech"
    period: Period | None = None
    place: Place | None = None
    places: tuple[Place, ...] = ()
    confidence: float = 0.9


COOK = Speaker("Peter Cook", "person", "Pentagon press secretary", "named", ("Cook",))
MINISTRY = Speaker("Libyan Ministry of Defence", "organization", None, "acronym", ("the ministry",))
ANGSTROM = Speaker("Zoë Ångström", "person", "economist", "named")
OFFICIAL = Speaker("senior official", "unnamed", None, "described")
MONDAY = Period("2016-08-08", "day", "2016-08-08", "2016-08-08", "Monday", Span(0, 6))
AUGUST = Period("2016-08", "month", "2016-08-01", "2016-08-31", "this month", Span(0, 6))

CORPUS: tuple[tuple[Article, tuple[Said, ...]], ...] = (
    (
        PORT,
        (
            Said(("We hold Sirte,",), COOK, "direct", "said", "Peter Cook", place=TRIPOLI, places=(SIRTE,)),
            Said(("Not all\nof it,", "yet."), COOK, "direct", "added", "he", place=TRIPOLI, confidence=0.6),
            Said(("fighting will end",), MINISTRY, "indirect", "believes", "The ministry", act="thought"),
        ),
    ),
    (
        BANK,
        (
            Said(("Prices rose",), ANGSTROM, "indirect", "said", "Zoë Ångström", period=MONDAY, place=PARIS),
            Said(("it",), replace(COOK, name="Cook", aliases=()), "indirect", "denied", "Cook", period=AUGUST),
        ),
    ),
    (UNDATED, (Said(("U.S. well-known forces left",), OFFICIAL, "indirect", "said", "A senior official"),)),
)


def statements(article: Article, said: tuple[Said, ...]) -> tuple[Statement, ...]:
    """Make statements whose spans are where their words stand in the article."""
    made = []
    for one in said:
        spans = tuple(_span(article.text, part) for part in one.parts)
        key = blake2b((article.text + repr(spans)).encode(), digest_size=5).hexdigest()
        made.append(
            Statement(
                id=key,
                speaker=one.speaker,
                kind=one.kind,
                act=one.act,
                quote=" … ".join(" ".join(part.split()) for part in one.parts),
                spans=spans,
                cue=one.cue,
                cue_span=_span(article.text, one.cue) if one.cue else None,
                source=one.source,
                source_span=_span(article.text, one.source) if one.source else None,
                period=one.period,
                place=one.place,
                place_basis="stated" if one.place is PARIS else "dateline" if one.place else None,
                places=one.places,
                confidence=one.confidence,
                basis="hand",
            )
        )
    return tuple(made)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def fill(writer: Writer) -> None:
    """Put the corpus into a database; "Cook" and "Peter Cook" are one speaker."""
    with writer.batch():
        for article, said in CORPUS:
            writer.add(article, writer.files.number(article.path), statements(article, said), "hand 1", 1)
        join_by_last_word(writer)


def join_by_last_word(writer: Writer) -> None:
    """Decide who is who as simply as can be: names with the same last word are one speaker, called by the longest."""
    touched = writer.touched()
    note_keys(writer, [(name.split()[-1].casefold(), number) for number, name, _ in names(writer, touched)])
    rows = name_rows(
        writer, could_be_one(writer, {name.split()[-1].casefold() for _, name, _ in names(writer, touched)})
    )
    groups: dict[str, list[int]] = {}
    for row in rows:
        groups.setdefault(row.name.split()[-1].casefold(), []).append(row.number)
    known = {row.number: row for row in rows}
    speakers = []
    for members in groups.values():
        longest = max((known[number] for number in members), key=lambda row: (len(row.name), row.name))
        aliases = {alias for number in members for alias in known[number].aliases}
        speakers.append(SpeakerRow(longest.name, longest.kind, tuple(members), tuple(sorted(aliases))))
    assign(writer, speakers, touched)
