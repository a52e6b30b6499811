"""Statements: an attribution with its kind, act and words, and who, when and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from corpus_cli.extraction.acts import act_of
from corpus_cli.extraction.attributions import complete
from corpus_cli.extraction.mark_glyphs import GLYPHS, OPENING, TOKENS
from corpus_cli.extraction.quotations import quotations_at
from corpus_cli.records import Attribution, Document, Kind, Span, Statement

if TYPE_CHECKING:
    from corpus_cli.extraction.tagger import Tagger


# the mark that opens each further paragraph of one quotation: the truth.¶¶“Nobody came.
_REOPENED = re.compile(rf"(?<=[.!?…,;:—–{GLYPHS}])\s*\n\s*[{OPENING}]{{1,2}}(?=\w)")


def extract(document: Document, tagger: Tagger, article_key: str) -> tuple[Statement, ...]:
    """Extract the statements of a document, in text order.

    ``article_key`` is a hash of the article's text; with the spans it makes each statement's id. The same document and
    tagger give the same statements.
    """
    # Imported late: each brings its own data, and who reads an article's quotations alone needs none of it.
    from corpus_cli.extraction import location, periods, places, speakers

    attributions = complete(document, tagger.tag(document))
    people = speakers.resolve(document, attributions)
    dates = periods.date_statements(document, attributions, people)
    spots = location.locate(document, attributions, people, dates)
    mentioned = places.places_about(document, attributions)
    text = document.text
    statements = []
    for attribution, speaker, period, (place, basis), about in zip(
        attributions, people, dates, spots, mentioned, strict=True
    ):
        kind = kind_of(document, attribution)
        cue, source = attribution.cue, attribution.source
        statements.append(
            Statement(
                id=statement_id(article_key, attribution),
                speaker=speaker,
                kind=kind,
                act=act_of(text, attribution),
                quote=quote_text(text, attribution.content, kind),
                spans=attribution.content,
                cue=text[cue.start : cue.end] if cue else None,
                cue_span=cue,
                source=text[source.start : source.end] if source else None,
                source_span=source,
                period=period,
                place=place,
                place_basis=basis,
                places=about,
                confidence=round(min(attribution.score, speaker.confidence), 3),
                basis=attribution.basis,
            )
        )
    return tuple(statements)


def kind_of(document: Document, attribution: Attribution) -> Kind:
    """Tell whether the words lie wholly inside marks (direct), partly (mixed) or not at all (indirect)."""
    inside = outside = 0
    for span in attribution.content:
        quoted = _letters_inside(document, span)
        inside += quoted
        outside += sum(map(str.isalnum, document.text[span.start : span.end])) - quoted
    if not inside:
        return "direct" if attribution.basis == "label" else "indirect"
    return "mixed" if outside else "direct"


def _letters_inside(document: Document, span: Span) -> int:
    return sum(
        sum(map(str.isalnum, document.text[max(span.start, q.start) : min(span.end, q.end)]))
        for q in quotations_at(document.quotations, span)
    )


def quote_text(text: str, spans: Sequence[Span], kind: Kind) -> str:
    """Write what was said on one line: white space folded, parts joined by " … ", marks stripped if direct.

    The mark that opens each further paragraph of a long quotation goes as well.
    """
    parts = [" ".join(_REOPENED.sub(" ", text[span.start : span.end]).split()) for span in spans]
    if kind == "direct":
        parts = [_strip_marks(part) for part in parts]
    return " … ".join(part for part in parts if part)


def _strip_marks(part: str) -> str:
    """Take one pair of marks off: the inner ones of `"'Go,' she said"` stay."""
    start = 2 if part[:2] in ("''", "``", "‘‘") else int(part[:1] in TOKENS)
    end = 2 if part[-2:] in ("''", "’’") else int(part[-1:] in TOKENS)
    return part[start : max(start, len(part) - end)].strip()


def statement_id(article_key: str, attribution: Attribution) -> str:
    """Make the id: the first 10 hex digits of blake2b over the article's key and the content's offsets."""
    spans = ";".join(f"{start},{end}" for start, end in attribution.content)
    return blake2b(f"{article_key}|{spans}".encode(), digest_size=5).hexdigest()
