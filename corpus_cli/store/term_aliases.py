"""Two names for one thing, as articles give them or as the user says; and a search's words with the other names."""

from __future__ import annotations

import sqlite3

from corpus_cli.store.articles import window
from corpus_cli.store.match import storable, terms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus_cli.store.writer import Writer

# A name of more words than this is not looked for in a search.
_LONGEST_NAME = 8
# A search is widened by this many names at most; an acronym that stands for more says nothing.
_MOST_OTHERS = 20

_KEYS = (
    "name",
    "alias",
    "basis",
    "articles",
    "first",
    "evidence",
    "article_id",
    "title",
    "outlet",
    "path",
    "span",
)
_REMOVED = "(SELECT 1 FROM alias_decisions d WHERE d.name = t.name AND d.alias = t.alias AND d.added = 0)"
# Every pair that holds, found or added. Both tables compare without the case of ASCII letters.
_PAIRS = f"""\
SELECT t.name, t.alias FROM term_aliases t WHERE t.{{key}} = ?1 AND NOT EXISTS {_REMOVED}
UNION SELECT d.name, d.alias FROM alias_decisions d WHERE d.{{key}} = ?1 AND d.added = 1"""


def note_found(writer: Writer, article: int, found: Iterable[tuple[str, str, int, int]]) -> None:
    """Put (name, alias, start, end), as an article gives them, in the place of what it gave before."""
    writer.connection.execute("DELETE FROM term_aliases WHERE article = ?", (article,))
    writer.connection.executemany(
        "INSERT OR IGNORE INTO term_aliases(article, start, end, name, alias) VALUES (?, ?, ?, ?, ?)",
        [(article, start, end, storable(name), storable(alias)) for name, alias, start, end in found],
    )


def note_decision(writer: Writer, name: str, alias: str, added: bool) -> None:
    """Note the user's word that a name has an alias, or has not; it outlives every reading."""
    sql = (
        "INSERT INTO alias_decisions(name, alias, added) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET added = excluded.added"
    )
    writer.connection.execute(sql, (storable(name), storable(alias), int(added)))


def as_known(connection: sqlite3.Connection, name: str, alias: str, removed: bool = False) -> tuple[str, str] | None:
    """Give a pair as it is known, either way round; null when it is neither found nor added.

    A pair that the user has removed is known only where ``removed`` says so.
    """
    for pair in ((name, alias), (alias, name)):
        values = tuple(map(storable, pair))
        if removed:
            sql = "SELECT name, alias FROM {} t WHERE t.name = ? AND t.alias = ?"
            sql = f"{sql.format('term_aliases')} UNION {sql.format('alias_decisions')}"
            found = connection.execute(sql, values * 2).fetchall()
        else:
            pairs = connection.execute(_PAIRS.format(key="name"), values[:1])
            found = [each for each in pairs if each[1].lower() == values[1].lower()]
        if found:
            return str(found[0][0]), str(found[0][1])
    return None


def term_aliases(
    connection: sqlite3.Connection, called: str | None = None, limit: int | None = None, offset: int = 0
) -> Iterator[dict[str, object]]:
    """List pairs of names, those that most articles give first.

    Each row: name, alias, basis (found or added), articles (how many say so), first (the first of them published),
    evidence (its words, white space folded), article_id, title, outlet, path, span ([start, end] in code points of that
    article's text). ``called`` are words of either name.
    """
    where = "" if called is None else "WHERE instr(lower(p.name || char(10) || p.alias), lower(?3))"
    # min() gives the other columns of the row that has the least: the first article that says so.
    sql = f"""\
SELECT p.name, p.alias, p.basis, p.articles, a.published, substr(a.text, p.start + 1, p.end - p.start), a.id, a.title,
  a.outlet, a.path, CASE WHEN p.start IS NOT NULL THEN json_array(p.start, p.end) END
FROM (
  SELECT t.name, t.alias, coalesce((SELECT 'added' FROM alias_decisions d WHERE d.name = t.name AND d.alias = t.alias),
    'found') AS basis, count(DISTINCT t.article) AS articles, t.article, t.start, t.end,
    min(coalesce(a.first_day, 9e9) * 1e9 + a.number)
  FROM term_aliases t JOIN articles a ON a.number = t.article WHERE NOT EXISTS {_REMOVED} GROUP BY t.name, t.alias
  UNION ALL
  SELECT d.name, d.alias, 'added', 0, NULL, NULL, NULL, NULL FROM alias_decisions d WHERE d.added = 1 AND NOT EXISTS (
    SELECT 1 FROM term_aliases t WHERE t.name = d.name AND t.alias = d.alias)
) p LEFT JOIN articles a ON a.number = p.article {where}
ORDER BY p.articles DESC, p.name COLLATE NOCASE, p.alias COLLATE NOCASE LIMIT ?1 OFFSET ?2"""
    values: list[object] = [*window(limit, offset)]
    if called is not None:
        values.append(storable(called))
    from json import loads

    for row in connection.execute(sql, values):
        found = dict(zip(_KEYS, row, strict=True))
        if found["evidence"] is not None:
            found["evidence"] = " ".join(found["evidence"].split())
            found["span"] = loads(found["span"])
        yield found


def other_names(connection: sqlite3.Connection, name: str) -> list[str]:
    """Give the other names of what is called so: what it is short for, and what else that is called."""
    called = storable(name)
    names = [called, *(long for long, _ in connection.execute(_PAIRS.format(key="alias"), (called,)))]
    found = dict.fromkeys(names)
    for each in names:
        found.update(dict.fromkeys(alias for _, alias in connection.execute(_PAIRS.format(key="name"), (each,))))
    return [other for other in found if other.lower() != called.lower()][:_MOST_OTHERS]


def expand(connection: sqlite3.Connection, words: str) -> tuple[str, list[tuple[str, list[str]]]]:
    """Widen search words by the other names of the names in them; give the new words, and what was added for which.

    A name of several words may stand in quotes or without. What is left out (-word), a prefix* and a column:word stay
    as they are. The new words find all that the old ones find.
    """
    parts = terms(storable(words))
    plain = _plain(parts)
    others: list[dict[str, None]] = [{} for _ in parts]
    added: list[tuple[str, list[str]]] = []
    start = 0
    while start < len(parts):
        for end in range(min(len(parts), start + _LONGEST_NAME), start, -1):
            run = plain[start:end]
            if not all(run) or (end - start > 1 and any(part[0] == '"' for part in parts[start:end])):
                continue
            found = other_names(connection, " ".join(run))
            if found:
                added.append((" ".join(run), found))
                # (a OR x) AND (b OR x) is what a AND b, or x, is.
                for number in range(start, end):
                    others[number].update(dict.fromkeys(found))
                start = end - 1
                break
        start += 1
    return " ".join(
        " OR ".join([_quoted(part), *map(_phrase, more)]) for part, more in zip(parts, others, strict=True)
    ), added


def _plain(parts: list[str]) -> list[str]:
    """Give the words of each term that may be a name, nothing for one that is left out or special.

    As in match.py, what NOT leaves out is the next term, whatever OR and AND stand between.
    """
    plain = []
    negated = False
    for part in parts:
        if part in ("OR", "AND", "NOT"):
            negated = negated or part == "NOT"
            plain.append("")
            continue
        column = part.partition(":")[0] in ("title", "text") and ":" in part
        special = negated or column or part[0] == "-" or part.endswith("*")
        plain.append("" if special else " ".join(part.replace('"', " ").split()))
        negated = False
    return plain


def _quoted(part: str) -> str:
    """Close the quotes that a term opens."""
    if '"' not in part:
        return part
    return part[:-1] + '"*' if part.endswith("*") else part + '"'


def _phrase(name: str) -> str:
    return '"' + name.replace('"', " ") + '"'
