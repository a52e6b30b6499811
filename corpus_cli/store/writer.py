"""Putting articles and their statements in, taking them out, and keeping names and speakers in step."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from corpus_cli.records import Article, Place, Statement
from corpus_cli.store.copies import others
from corpus_cli.store.database import explain
from corpus_cli.store.days import day_number, interval
from corpus_cli.store.files import Files
from corpus_cli.store.format import ACTS, KINDS, PLACE_BASES
from corpus_cli.store.known import article_id, fingerprint, text_key
from corpus_cli.store.reports import partners
from corpus_cli.store.tally import tally

_STATEMENT_COLUMNS = (
    "id, article, name, speaker, role, kind, act, confidence, first_day, last_day, place, place_basis, basis, "
    "speaker_basis, start, end, lead, trail, source_start, source_end, cue_start, cue_end, place_text, date, "
    "date_text, parts, quote"
)
_INSERT_STATEMENT = f"INSERT INTO statements(number, {_STATEMENT_COLUMNS}) VALUES ({', '.join('?' * 28)})"


def _said(text: str, statement: Statement) -> tuple[tuple[int, int, int, int], str | None, str | None]:
    """Give start, end, lead and trail of what was said, its parts if there are several, and the quote if it differs."""
    pieces = statement.quote.split(" … ") if len(statement.spans) > 1 else [statement.quote]
    parts: list[tuple[int, int, int, int]] = []
    for span, piece in zip(statement.spans, pieces, strict=False):
        lead = text[span.start : span.end].replace("\n", " ").find(piece)
        parts.append((*span, lead, span.end - span.start - lead - len(piece)))
    stands = (
        len(parts) <= 2
        and len(parts) == len(pieces) == len(statement.spans)
        and all(lead >= 0 for _, _, lead, _ in parts)
    )
    if not stands:
        parts = [(*span, 0, 0) for span in statement.spans]
    whole = (parts[0][0], parts[-1][1], parts[0][2], parts[-1][3])
    several = json.dumps(parts, separators=(",", ":")) if len(parts) > 1 else None
    return whole, several, None if stands else statement.quote


Marks = Sequence[Sequence[int]]
"""The fingerprints of an article's statements, one entry a statement, the whole's first; none where not compared."""


class Writer:
    """A database open for writing. Every change goes through ``batch()``: all of it is in, or nothing."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self.connection = connection
        self.name = name
        self.files = Files(connection)
        self._names: dict[tuple[str, str, str], tuple[int, int]] = {}
        self._places: dict[str, int] = {}
        self._codes: dict[tuple[str, str], int] = {}
        self._touched: set[int] = set()
        self._added: dict[int, dict[int, Sequence[int]]] = {}
        self._marked: dict[int, Sequence[int]] = {}
        self._uncopied: set[int] = set()
        self._moved: set[int] = set()
        self._left: set[int] = set()

    def close(self) -> None:
        """Close the database, and as the last one to leave, fold the WAL into the file.

        At rest it is a single file without a WAL: it can be copied, and read from where nothing can be written, and
        readers leave no files beside it.
        """
        with contextlib.suppress(sqlite3.Error):  # others have it open; the last of them will
            self.connection.execute("PRAGMA busy_timeout = 0")
            self.connection.execute("PRAGMA journal_mode = DELETE")
        self.connection.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Group changes into one transaction; raises DatabaseError when the disk is full or the database locked."""
        try:
            # IMMEDIATE waits for another writer here, where nothing is lost, rather than failing in the middle.
            self.connection.execute("BEGIN IMMEDIATE")
            # What another ingest has added since, this one has not cached: ids are looked up anew in every batch.
            self._forget()
            yield
            self.connection.execute("COMMIT")
        except BaseException as error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            self._forget()
            if isinstance(error, sqlite3.Error):
                raise explain(error, self.name) from error
            raise

    def _forget(self) -> None:
        self._names.clear()
        self._places.clear()
        self._codes.clear()
        self._added.clear()
        self._marked.clear()
        for noted in (self._touched, self._moved, self._left, self._uncopied):
            noted.clear()

    # Articles

    def add(
        self,
        article: Article,
        file: int,
        statements: Sequence[Statement],
        tagger: str,
        extractor: int,
        marks: Marks = (),
        sentences: Sequence[int] = (),
        walks: Mapping[str, str] | None = None,
    ) -> int:
        """Add an article with its statements and the fingerprints of both; give its row number.

        ``walks`` are the walks of life that the article tells of its speakers, by name.
        """
        first, last = interval(article.published)
        words = len(article.text.split())
        cursor = self.connection.execute(
            "INSERT INTO articles(id, file, path, title, author, outlet, url, published, published_basis, first_day, "
            "last_day, encoding, body_start, words, text_hash, fingerprint, tagger, extractor, text) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article_id(article),
                file,
                article.path,
                article.title,
                article.author,
                article.outlet,
                article.url,
                article.published,
                article.published_basis,
                first,
                last,
                article.encoding,
                article.body_start,
                words,
                text_key(article.text),
                fingerprint(article),
                tagger,
                extractor,
                article.text,
            ),
        )
        number = int(cursor.lastrowid or 0)
        self._mark(number, sentences)
        self._add_statements(number, article, statements, marks, walks)
        return number

    def replace_statements(
        self,
        number: int,
        article: Article,
        statements: Sequence[Statement],
        tagger: str,
        extractor: int,
        marks: Marks = (),
        sentences: Sequence[int] = (),
        walks: Mapping[str, str] | None = None,
    ) -> None:
        """Put new statements in the place of an article's old ones."""
        self._take_out(number)
        self.connection.execute("DELETE FROM statements WHERE article = ?", (number,))
        self.connection.execute("DELETE FROM appearances WHERE article = ?", (number,))
        self.connection.execute(
            "UPDATE articles SET tagger = ?, extractor = ? WHERE number = ?", (tagger, extractor, number)
        )
        self._mark(number, sentences)
        self._add_statements(number, article, statements, marks, walks)

    def delete(self, number: int) -> None:
        """Delete an article with its statements."""
        self._take_out(number)
        self._uncopied |= others(self.connection, number)
        self._uncopied.discard(number)
        self._marked.pop(number, None)
        self.connection.execute("DELETE FROM articles WHERE number = ?", (number,))

    def _mark(self, number: int, sentences: Sequence[int]) -> None:
        sql = "INSERT OR IGNORE INTO article_marks VALUES (?, ?)"
        self.connection.executemany(sql, [(mark, number) for mark in sentences])
        self._marked[number] = sentences

    def move(self, number: int, path: str) -> None:
        """Note that an article now stands elsewhere in its file."""
        self.connection.execute("UPDATE articles SET path = ? WHERE number = ?", (path, number))

    def load(self, number: int) -> Article:
        """Give an article as it was read."""
        columns = "text, path, title, author, outlet, url, published, published_basis, encoding, body_start"
        ((*fields,),) = self.connection.execute(f"SELECT {columns} FROM articles WHERE number = ?", (number,))
        return Article(*fields)

    def outdated(self, tagger: str | None, extractor: int) -> list[int]:
        """Give the articles that another tagger or an older extractor did; all of them if no tagger is given."""
        sql = "SELECT number FROM articles WHERE ? IS NULL OR tagger <> ? OR extractor < ? ORDER BY number"
        return [number for (number,) in self.connection.execute(sql, (tagger, tagger, extractor))]

    def _add_statements(
        self,
        number: int,
        article: Article,
        statements: Sequence[Statement],
        marks: Marks,
        walks: Mapping[str, str] | None,
    ) -> None:
        ((highest,),) = self.connection.execute("SELECT coalesce(max(number), 0) FROM statements")
        published = interval(article.published)
        rows: list[tuple[object, ...]] = []
        mentioned: list[tuple[int, int, int]] = []
        aliases: dict[int, dict[str, None]] = {}
        for row, statement in enumerate(statements, highest + 1):
            who, period = statement.speaker, statement.period
            walk = (walks or {}).get(who.name or "", "")
            name, speaker = (None, None) if who.name is None else self._name(who.name, who.kind or "", walk)
            if name is not None:
                others = (alias for alias in who.aliases if alias != who.name)
                aliases.setdefault(name, {}).update(dict.fromkeys(others))
            days = (day_number(period.first), day_number(period.last)) if period else (None, None)
            if None in days:
                days = published
            source, cue = statement.source_span, statement.cue_span
            whole, parts, quote = _said(article.text, statement)
            rows.append(
                (
                    row,
                    int(statement.id, 16),
                    number,
                    name,
                    speaker,
                    self._code("roles", "role", who.role),
                    KINDS.index(statement.kind),
                    ACTS.index(statement.act),
                    round(100 * statement.confidence),
                    *days,
                    self._place(statement.place),
                    None if statement.place_basis is None else PLACE_BASES.index(statement.place_basis),
                    self._code("bases", "basis", statement.basis),
                    self._code("bases", "basis", who.basis),
                    *whole,
                    *(source or (None, None)),
                    *(cue or (None, None)),
                    statement.place.text if statement.place else None,
                    period.value if period else None,
                    period.text if period else None,
                    parts,
                    quote,
                )
            )
            about = dict.fromkeys(self._place(place) for place in statement.places)
            mentioned += [(row, position, place) for position, place in enumerate(about) if place is not None]
        run = self.connection.executemany
        run(_INSERT_STATEMENT, rows)
        quotes = [statement.quote for statement in statements]
        run("INSERT INTO statements_fts(rowid, quote) VALUES (?, ?)", enumerate(quotes, highest + 1))
        added = dict(zip(range(highest + 1, highest + 1 + len(rows)), marks, strict=False))
        run("INSERT INTO statement_places VALUES (?, ?, ?)", mentioned)
        run(
            "INSERT INTO appearances VALUES (?, ?, ?)",
            [(number, name, json.dumps(list(known), ensure_ascii=False)) for name, known in aliases.items() if known],
        )
        self._added[number] = added
        self._count(number, 1)

    # Names

    def _name(self, name: str, kind: str, walk: str) -> tuple[int, int]:
        found = self._names.get((name, kind, walk))
        if found is None:
            run = self.connection.execute
            run("INSERT OR IGNORE INTO names(name, kind, walk) VALUES (?, ?, ?)", (name, kind, walk))
            sql = "SELECT number, speaker FROM names WHERE name = ? AND kind = ? AND walk = ?"
            ((number, speaker),) = run(sql, (name, kind, walk))
            if speaker is None:
                # A speaker of its own until the end of the batch, when it is known who it is (identities.py).
                speaker = run("INSERT INTO speakers(name, kind) VALUES (?, ?)", (name, kind)).lastrowid
                run("UPDATE names SET speaker = ? WHERE number = ?", (speaker, number))
            found = self._names[name, kind, walk] = (int(number), int(speaker))
        return found

    def _place(self, place: Place | None) -> int | None:
        if place is None:
            return None
        found = self._places.get(place.name)
        if found is None:
            self.connection.execute(
                "INSERT OR IGNORE INTO places(name, gazetteer, country, latitude, longitude, parents) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (
                    place.name,
                    place.id,
                    place.country,
                    place.latitude,
                    place.longitude,
                    json.dumps(list(place.parents), ensure_ascii=False),
                ),
            )
            ((found,),) = self.connection.execute("SELECT number FROM places WHERE name = ?", (place.name,))
            self._places[place.name] = found
        return found

    def _code(self, table: str, column: str, value: str | None) -> int | None:
        if not value:
            return None
        found = self._codes.get((table, value))
        if found is None:
            self.connection.execute(f"INSERT OR IGNORE INTO {table}({column}) VALUES (?)", (value,))
            ((found,),) = self.connection.execute(f"SELECT number FROM {table} WHERE {column} = ?", (value,))
            self._codes[table, value] = found
        return found

    def _count(self, article: int, sign: int) -> None:
        self._touched |= tally(self.connection, article, sign)

    def touch(self, names: Iterable[int]) -> None:
        """Have these names identified anew with those that this batch changes."""
        self._touched.update(names)

    def _take_out(self, number: int) -> None:
        """Note what an article's statements leave behind before they go."""
        self._left |= partners(self.connection, number)
        self._added.pop(number, None)
        self._count(number, -1)

    def note_moved(self, name: int) -> None:
        """Note that a name has become another speaker's."""
        self._moved.add(name)

    def added(self) -> dict[int, Sequence[int]]:
        """Give the statements that this batch has put in: row number → fingerprints."""
        return {number: marks for added in self._added.values() for number, marks in added.items()}

    def marked(self) -> dict[int, Sequence[int]]:
        """Give the articles that this batch has put in: row number → hashes of some of their sentences."""
        return dict(self._marked)

    def uncopied(self) -> frozenset[int]:
        """Give the row numbers of the articles of whose copies this batch has deleted one."""
        return frozenset(self._uncopied)

    def moved(self) -> frozenset[int]:
        """Give the row numbers of the names that this batch has given to another speaker."""
        return frozenset(self._moved)

    def left(self) -> frozenset[int]:
        """Give the row numbers of the statements whose report group has lost a member."""
        return frozenset(self._left)

    def touched(self) -> frozenset[int]:
        """Give the row numbers of the names whose evidence this batch has changed so far."""
        return frozenset(self._touched)
