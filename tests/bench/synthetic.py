"""Any number of articles out of a folder of texts: halves of real ones, put together anew with their statements."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path

from corpus_cli.extraction.document import read_document
from corpus_cli.extraction.statements import extract
from corpus_cli.extraction.tagger import Tagger
from corpus_cli.records import Article, Span, Statement

Half = tuple[str, tuple[Statement, ...]]
_OUTLETS = tuple(f"Outlet {number}" for number in range(40))
_FIRST_DAY = date(2005, 1, 1)


def read_texts(folder: Path) -> list[str]:
    """Read a folder's .txt files, in order."""
    return [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.rglob("*.txt"))]


def halves(texts: list[str], tagger: Tagger) -> list[Half]:
    """Cut each text in two where a paragraph ends, and extract each half's statements once."""
    found: list[Half] = []
    for text in texts:
        middle = text.find("\n\n", len(text) // 2)
        pieces = (text[:middle], text[middle:]) if middle > 0 else (text,)
        for piece in (piece.strip() for piece in pieces):
            if piece:
                found.append((piece, extract(read_document(Article(piece, "half")), tagger, "half")))
    return found


def articles(pieces: list[Half], count: int, seed: int = 1) -> Iterator[tuple[Article, tuple[Statement, ...]]]:
    """Give ``count`` different articles with their statements, the same ones for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        title = f"Report {number} of the day"
        text, statements = title, []
        for piece, said in chance.sample(pieces, min(2, len(pieces))):
            text += "\n\n"
            statements += [_moved(statement, len(text), number) for statement in said]
            text += piece
        day = _FIRST_DAY + timedelta(days=chance.randrange(7_000))
        yield (
            Article(
                text,
                f"synthetic/{number}.txt",
                title=title,
                outlet=chance.choice(_OUTLETS),
                published=day.isoformat(),
                published_basis="metadata",
            ),
            tuple(statements),
        )


def _moved(statement: Statement, by: int, number: int) -> Statement:
    def span(old: Span) -> Span:
        return Span(old.start + by, old.end + by)

    return replace(
        statement,
        id=blake2b(f"{number}|{by}|{statement.id}".encode(), digest_size=5).hexdigest(),
        spans=tuple(map(span, statement.spans)),
        cue_span=statement.cue_span and span(statement.cue_span),
        source_span=statement.source_span and span(statement.source_span),
    )
