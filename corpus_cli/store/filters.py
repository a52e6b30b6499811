"""StatementQuery → conditions on ``statements s``: shared by every command that selects statements."""

from __future__ import annotations

import sqlite3

from corpus_cli.store.articles import article_numbers, outlet_names
from corpus_cli.store.days import LONGEST_PERIOD, day_number
from corpus_cli.store.format import ACTS, KINDS
from corpus_cli.store.match import all_of, match_expression
from corpus_cli.store.speaker_names import resolve_speaker

TYPE_CHECKING = False
if TYPE_CHECKING:
    from corpus_cli.queries import StatementQuery

# Statements that talk about something: in their words, or by a place they mention.
_ABOUT = (
    "s.number IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH ? UNION SELECT t.statement FROM "
    "places_fts f CROSS JOIN statement_places t ON t.place = f.rowid WHERE places_fts MATCH ?)"
)
_PLACE = "s.place IN (SELECT rowid FROM places_fts WHERE places_fts MATCH ?)"


class Conditions:
    """The FROM clause, the conditions and the values of a selection of statements.

    ``ranked`` says that ``statements_fts`` is in the FROM clause, so that rows can be ordered by its ``rank``.
    ``articles`` says that ``articles a`` must be joined; ``by_article`` that it is best gone through first.
    ``narrow`` says that an index leads to few statements, so that they are best looked at first.
    """

    def __init__(self) -> None:
        self.where: list[str] = []
        self.values: list[object] = []
        self.ranked = False
        self.articles = False
        self.by_article = False
        self.narrow = False

    def add(self, condition: str, *values: object) -> None:
        """Add one condition with its values."""
        self.where.append(condition)
        self.values.extend(values)

    def source(self) -> str:
        """Give the FROM clause; CROSS JOIN fixes the order, so that the index meant is the one used."""
        if self.ranked:
            source = "statements_fts CROSS JOIN statements s ON s.number = statements_fts.rowid"
        elif self.by_article:
            return "articles a CROSS JOIN statements s INDEXED BY statements_by_article ON s.article = a.number"
        else:
            source = "statements s"
        return f"{source} CROSS JOIN articles a ON a.number = s.article" if self.articles else source

    def clause(self) -> str:
        """Give the WHERE clause, or nothing."""
        return f" WHERE {' AND '.join(self.where)}" if self.where else ""


def statement_conditions(query: StatementQuery, connection: sqlite3.Connection) -> Conditions:
    """Turn a question into conditions; what names nothing known (a speaker, an outlet) selects nothing."""
    found = Conditions()
    if query.words is not None:
        expression = match_expression(query.words, query.raw)
        if expression is None:
            found.add("0")
        else:
            found.ranked = True
            found.add("statements_fts MATCH ?", expression)
    if query.speaker is not None:
        numbers = [number for number, _ in resolve_speaker(connection, query.speaker)]
        _one_of(found, "s.speaker", numbers)
    if query.about is not None:
        expression = match_expression(query.about, query.raw)
        if expression is None:
            found.add("0")
        else:
            found.add(_ABOUT, expression, all_of(query.about) or expression)
    if query.place is not None:
        named = all_of(query.place)
        found.add(_PLACE, named) if named else found.add("0")
    if query.article is not None:
        _one_of(found, "s.article", article_numbers(connection, query.article))
    if query.outlet is not None:
        outlets = outlet_names(connection, query.outlet)
        found.articles = True
        _one_of(found, "a.outlet", outlets)
        found.by_article = not found.ranked and query.speaker is None and _few_articles(connection, outlets)
    narrowing = (query.words, query.speaker, query.about, query.place, query.article)
    found.narrow = any(each is not None for each in narrowing)
    if not query.thoughts:
        found.add(f"s.act = {ACTS.index('speech')}")
    if query.kinds:
        _one_of(found, "s.kind", [KINDS.index(kind) for kind in query.kinds if kind in KINDS])
    if query.min_confidence > 0:
        found.add("s.confidence >= ?", round(100 * query.min_confidence))
    if query.until is not None:
        found.add("s.first_day <= ?", day_number(query.until))
    if query.since is not None:
        since = day_number(query.since)
        found.add("s.last_day >= ?", since)
        found.add("s.first_day >= ?", None if since is None else since - LONGEST_PERIOD)
    return found


def _one_of(found: Conditions, column: str, values: list[int] | list[str]) -> None:
    if not values:
        found.add("0")
    elif len(values) == 1:
        found.add(f"{column} = ?", values[0])
    elif len(values) <= 500:
        found.add(f"{column} IN ({', '.join('?' * len(values))})", *values)
    else:  # SQLite takes 32,766 values at most; a list of so many goes in as one
        found.add(f"{column} IN (SELECT value FROM json_each(?))", "[" + ",".join(map(_quoted, values)) + "]")


def _quoted(value: object) -> str:
    if isinstance(value, int):
        return str(value)
    import json

    return json.dumps(value)


def _few_articles(connection: sqlite3.Connection, outlets: list[str]) -> bool:
    """Say whether going through the outlets' articles is cheaper than through all statements by date."""
    most = 1_000
    sql = (
        f"SELECT count(*) FROM (SELECT 1 FROM articles WHERE outlet IN ({', '.join('?' * len(outlets))}) LIMIT {most})"
    )
    ((counted,),) = connection.execute(sql, outlets)
    return bool(counted < most)
