"""Report groups as rows: fingerprints, links with their reasons, and which statements are one utterance."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from corpus_cli.store.format import KINDS
from corpus_cli.store.many import each_row_for, rows_for

if TYPE_CHECKING:
    from corpus_cli.records import Kind
    from corpus_cli.store.writer import Writer

_EPOCH = date(1970, 1, 1)
# A run of words that more statements share is a set phrase: it finds nothing and costs much. Twins count once.
_MOST_SHARING = 30


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A statement as grouping needs it; ``day`` is the article's publication day."""

    number: int
    id: int
    article: int
    quote: str
    kind: str
    speaker: int | None
    speaker_name: str | None
    speaker_kind: str | None
    role: str | None
    day: str | None


def partners(connection: sqlite3.Connection, article: int) -> set[int]:
    """Give the statements of other articles that are linked to an article's statements."""
    own = "(SELECT number FROM statements WHERE article = ?1)"
    links = "SELECT {} FROM report_links WHERE {} IN " + own
    sql = f"{links.format('second', 'first')} UNION {links.format('first', 'second')}"
    return {number for (number,) in connection.execute(sql, (article,))}


def sweep(connection: sqlite3.Connection) -> int:
    """Delete the fingerprints of statements that are gone; give how many."""
    sql = "DELETE FROM shingles WHERE NOT EXISTS (SELECT 1 FROM statements s WHERE s.number = shingles.statement)"
    return connection.execute(sql).rowcount


def report_rows(writer: Writer, numbers: Sequence[int]) -> list[ReportRow]:
    """Give speech statements by their row numbers, in that order."""
    sql = (
        "SELECT s.number, s.id, s.article, q.quote, s.kind, s.speaker, who.name, nullif(who.kind, ''), r.role, "
        "a.first_day FROM statements s JOIN statement_quotes q ON q.number = s.number "
        "JOIN articles a ON a.number = s.article LEFT JOIN speakers who ON who.number = s.speaker "
        "LEFT JOIN roles r ON r.number = s.role WHERE s.act = 0 AND s.number IN ({}) ORDER BY s.number"
    )
    found = []
    for number, identity, article, quote, kind, speaker, name, speaker_kind, role, day in rows_for(
        writer.connection, sql, sorted(numbers)
    ):
        iso = None if day is None else str(_EPOCH + timedelta(days=day))
        found.append(ReportRow(number, identity, article, quote, KINDS[kind], speaker, name, speaker_kind, role, iso))
    return found


def statements_of_names(writer: Writer, names: Iterable[int]) -> list[int]:
    """Give the row numbers of the statements made under names."""
    speakers = "SELECT speaker FROM names WHERE number IN ({})"
    found = sorted(
        {speaker for (speaker,) in rows_for(writer.connection, speakers, sorted(names)) if speaker is not None}
    )
    return [n for (n,) in rows_for(writer.connection, "SELECT number FROM statements WHERE speaker IN ({})", found)]


def add_fingerprints(writer: Writer, number: int, marks: Iterable[int]) -> None:
    """Add a statement's fingerprints; some may be there, if the number was that of a statement that is gone."""
    writer.connection.executemany("INSERT OR IGNORE INTO shingles VALUES (?, ?)", [(mark, number) for mark in marks])


def speakers_of(writer: Writer, numbers: Iterable[int]) -> dict[int, int | None]:
    """Give the speakers of statements, by row number."""
    sql = "SELECT number, speaker FROM statements WHERE number IN ({})"
    return dict(rows_for(writer.connection, sql, sorted(numbers)))


def kinds_and_days(writer: Writer, numbers: Iterable[int]) -> dict[int, tuple[Kind, str | None]]:
    """Give kinds and publication days of statements, by row number: what can be known without reading a text."""
    sql = (
        "SELECT s.number, s.kind, date(86400 * a.first_day, 'unixepoch') FROM statements s "
        "JOIN articles a ON a.number = s.article WHERE s.number IN ({})"
    )
    found = rows_for(writer.connection, sql, sorted(numbers))
    return {number: (cast("Kind", KINDS[kind]), day) for number, kind, day in found}


def twin(writer: Writer, number: int, whole: int, speaker: int | None) -> int | None:
    """Find the first statement that says the same word for word under the same name, apart from ``number``."""
    sql = (
        "SELECT s.number FROM shingles w JOIN statements s ON s.number = w.statement AND s.speaker IS ? "
        "WHERE w.hash = ? AND w.statement <> ? ORDER BY w.statement LIMIT 1"
    )
    found = writer.connection.execute(sql, (speaker, whole, number)).fetchone()
    return None if found is None else int(found[0])


def near_twin(writer: Writer, whole: int, speaker: int | None, day: str, days: int, article: int) -> int | None:
    """Find the twin that was printed nearest to ``day``, at most ``days`` from it or who knows when, elsewhere."""
    at = (date.fromisoformat(day) - _EPOCH).days
    sql = (
        "SELECT s.number FROM shingles w JOIN statements s ON s.number = w.statement AND s.speaker IS ?1 "
        "JOIN articles a ON a.number = s.article AND a.number <> ?5 "
        "AND coalesce(a.first_day BETWEEN ?3 - ?4 AND ?3 + ?4, 1) "
        "WHERE w.hash = ?2 ORDER BY a.first_day IS NULL, abs(a.first_day - ?3), s.id LIMIT 1"
    )
    found = writer.connection.execute(sql, (speaker, whole, at, days, article)).fetchone()
    return None if found is None else int(found[0])


def sharing(writer: Writer, hashes: Iterable[int]) -> dict[int, list[int]]:
    """Find the statements that bear each hash; hashes of set phrases are left out."""
    found: dict[int, list[int]] = {}
    run = writer.connection.execute
    counted = "SELECT count(*) FROM (SELECT 1 FROM shingles WHERE hash = ? LIMIT ?)"
    for value in sorted(set(hashes)):
        # Most have one bearer, or far too many: neither is fetched.
        ((bearers,),) = run(counted, (value, _MOST_SHARING + 1))
        if 1 < bearers <= _MOST_SHARING:
            found[value] = [
                statement for (statement,) in run("SELECT statement FROM shingles WHERE hash = ?", (value,))
            ]
    return found


def replace_links(writer: Writer, numbers: Sequence[int], links: Iterable[tuple[int, int, bool, str]]) -> set[int]:
    """Put new links in the place of all that ``numbers`` have; give the statements that were or are linked to those."""
    around = {number for pair in linked(writer, numbers) for number in pair}
    for number in numbers:
        writer.connection.execute("DELETE FROM report_links WHERE first = ?", (number,))
        writer.connection.execute("DELETE FROM report_links WHERE second = ?", (number,))
    rows = [(first, second, int(strong), reason) for first, second, strong, reason in links]
    writer.connection.executemany("INSERT OR REPLACE INTO report_links VALUES (?, ?, ?, ?)", rows)
    asked = set(numbers)
    return around | {number for row in rows if asked.intersection(row[:2]) for number in row[:2]}


def linked(writer: Writer, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the links that statements have, as pairs, one by one; write nothing meanwhile."""
    first = "SELECT first, second FROM report_links WHERE first IN ({})"
    second = "SELECT first, second FROM report_links WHERE second IN ({})"
    ordered = sorted(numbers)
    for sql in (first, second):
        yield from each_row_for(writer.connection, sql, ordered)


def reachable(writer: Writer, numbers: Iterable[int]) -> set[int]:
    """Find all statements that links lead to from these."""
    seen = set(numbers)
    frontier = set(seen)
    while frontier:
        found = {number for pair in linked(writer, sorted(frontier)) for number in pair}
        frontier = found - seen
        seen |= frontier
    return seen


def lengths(writer: Writer, numbers: Iterable[int]) -> dict[int, int]:
    """Count the words of speech statements, by row number."""
    sql = (
        "SELECT s.number, q.quote FROM statements s JOIN statement_quotes q ON q.number = s.number "
        "WHERE s.act = 0 AND s.number IN ({}) ORDER BY s.number"
    )
    return {number: len(quote.split()) for number, quote in each_row_for(writer.connection, sql, sorted(numbers))}


def links_among(writer: Writer, numbers: Collection[int]) -> Iterator[tuple[int, int, bool]]:
    """Give the links between statements, (first, second, strong), one by one in a fixed order."""
    sql = "SELECT first, second, strong FROM report_links WHERE first IN ({}) ORDER BY first, second"
    for first, second, strong in each_row_for(writer.connection, sql, sorted(numbers)):
        if second in numbers:
            yield first, second, bool(strong)


def join(writer: Writer, number: int, others: Sequence[int]) -> bool:
    """Put a statement that is in no group into the one that ``others`` are in; false when they are not in one."""
    sql = "SELECT number, id, report_group FROM statements WHERE number IN ({})"
    found = rows_for(writer.connection, sql, [number, *others])
    ((identity, own),) = [(identity, group) for one, identity, group in found if one == number]
    homes = {(identity, None) if group is None else (group, group) for one, identity, group in found if one != number}
    if own is not None or len(homes) != 1:
        return False
    ((home, grouped),) = homes
    run = writer.connection.execute
    least = min(home, identity)
    if grouped is not None and least != grouped:
        run("UPDATE statements SET report_group = ? WHERE report_group = ?", (least, grouped))
    for one in (number, *(others if grouped is None else ())):
        run("UPDATE statements SET report_group = ? WHERE number = ?", (least, one))
    return True


def set_groups(writer: Writer, numbers: Iterable[int], groups: Sequence[Sequence[int]]) -> None:
    """Note the groups of these statements; those in none stand alone. A group is named by the least id in it."""
    every = sorted(numbers)
    grouped = {number for group in groups for number in group}
    run = writer.connection.execute
    for number in every:
        if number not in grouped:
            run("UPDATE statements SET report_group = NULL WHERE number = ? AND report_group IS NOT NULL", (number,))
    for group in groups:
        least = min(
            identity
            for (identity,) in rows_for(writer.connection, "SELECT id FROM statements WHERE number IN ({})", group)
        )
        for number in group:
            sql = "UPDATE statements SET report_group = ?1 WHERE number = ?2 AND report_group IS NOT ?1"
            run(sql, (least, number))
