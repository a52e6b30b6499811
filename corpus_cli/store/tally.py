"""Counts kept beside the statements, so that lists of speakers and places need not count them all."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter

from corpus_cli.store.format import EVIDENCE

_ROLE, _OUTLET, _ALIAS = range(len(EVIDENCE))

_SPOKEN = (
    "UPDATE places SET spoken = spoken + ? * seen.times FROM (SELECT place, count(*) AS times FROM statements "
    "WHERE article = ? AND act = 0 AND place IS NOT NULL GROUP BY place) seen WHERE seen.place = number"
)
_ABOUT = (
    "UPDATE places SET about = about + ? * seen.times FROM (SELECT t.place, count(*) AS times FROM statements s "
    "JOIN statement_places t ON t.statement = s.number WHERE s.article = ? AND s.act = 0 GROUP BY t.place) seen "
    "WHERE seen.place = number"
)


def tally(connection: sqlite3.Connection, article: int, sign: int) -> set[int]:
    """Add an article's statements to (1), or take them from (-1), the counts of its names and places.

    Gives the row numbers of the names in it.
    """
    evidence: Counter[tuple[int, int, str]] = Counter()
    counts: dict[int, list[int]] = {}
    outlets: set[tuple[int, str]] = set()
    sql = (
        "SELECT s.name, s.act, r.role, a.outlet FROM statements s JOIN articles a ON a.number = s.article "
        "LEFT JOIN roles r ON r.number = s.role WHERE s.article = ? AND s.name IS NOT NULL"
    )
    for name, act, role, outlet in connection.execute(sql, (article,)):
        count = counts.setdefault(name, [0, 0])
        count[0] += sign
        count[1] += sign * (act == 0)
        if role:
            evidence[name, _ROLE, role] += sign
        if outlet:
            outlets.add((name, outlet))
    for name, outlet in outlets:
        evidence[name, _OUTLET, outlet] += sign
    for name, aliases in connection.execute("SELECT name, aliases FROM appearances WHERE article = ?", (article,)):
        for alias in json.loads(aliases):
            evidence[name, _ALIAS, alias] += sign
    connection.executemany(
        "INSERT INTO evidence VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
        [(*key, count) for key, count in evidence.items()],
    )
    if sign < 0:
        connection.executemany(
            "DELETE FROM evidence WHERE name = ? AND what = ? AND value = ? AND count <= 0", list(evidence)
        )
    connection.executemany(
        "UPDATE names SET statements = statements + ?, spoken = spoken + ? WHERE number = ?",
        [(every, spoken, name) for name, (every, spoken) in counts.items()],
    )
    connection.execute(_SPOKEN, (sign, article))
    connection.execute(_ABOUT, (sign, article))
    return set(counts)
