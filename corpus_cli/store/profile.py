"""One speaker in full: why its names are one, how its roles went on over time, and where it was quoted."""

from __future__ import annotations

import json
import sqlite3

from corpus_cli.store.days import iso_day

# A screenful: a profile is to be read.
_MOST = 20


def profile(connection: sqlite3.Connection, speaker: int) -> dict[str, object]:
    """Give what is known of a speaker by its id: evidence, names, roles, places, outlets and articles.

    ``evidence``: why its names are one, in words. ``names``: each name that articles resolve it to, with statements.
    ``roles``: in the order of their first day, with first, last and statements. ``places``: where it spoke most;
    ``about``: the places it spoke of most. ``activity``: statements per month ("2016-08"), months without any left
    out. ``articles``: the newest twenty. Counts are of speech.
    """
    run = connection.execute
    evidence = [row[0] for row in run("SELECT evidence FROM speakers WHERE number = ?", (speaker,))]
    return {
        "evidence": json.loads(evidence[0]) if evidence and evidence[0] else [],
        "names": _rows(
            connection,
            ("name", "kind", "statements"),
            "SELECT name, nullif(kind, ''), spoken FROM names WHERE speaker = ? AND statements > 0 "
            "ORDER BY spoken DESC, name",
            speaker,
        ),
        "roles": [
            {**row, "first": iso_day(row["first"]), "last": iso_day(row["last"])}  # type: ignore[arg-type]
            for row in _rows(
                connection,
                ("role", "first", "last", "statements"),
                "SELECT r.role, min(s.first_day), max(s.last_day), count(*) FROM statements s "
                "JOIN roles r ON r.number = s.role WHERE s.speaker = ? AND s.act = 0 GROUP BY r.number "
                "ORDER BY min(s.first_day) NULLS LAST, count(*) DESC, r.role",
                speaker,
            )
        ],
        "places": _rows(
            connection,
            ("place", "statements"),
            "SELECT p.name, count(*) FROM statements s JOIN places p ON p.number = s.place WHERE s.speaker = ? "
            f"AND s.act = 0 GROUP BY p.number ORDER BY count(*) DESC, p.name LIMIT {_MOST}",
            speaker,
        ),
        "about": _rows(
            connection,
            ("place", "statements"),
            "SELECT p.name, count(*) FROM statements s JOIN statement_places t ON t.statement = s.number "
            "JOIN places p ON p.number = t.place WHERE s.speaker = ? AND s.act = 0 GROUP BY p.number "
            f"ORDER BY count(*) DESC, p.name LIMIT {_MOST}",
            speaker,
        ),
        "activity": _rows(
            connection,
            ("month", "statements"),
            "SELECT strftime('%Y-%m', 86400 * s.first_day, 'unixepoch'), count(*) FROM statements s "
            "WHERE s.speaker = ? AND s.act = 0 AND s.first_day IS NOT NULL GROUP BY 1 ORDER BY 1",
            speaker,
        ),
        "articles": _rows(
            connection,
            ("id", "title", "outlet", "published", "path", "statements"),
            "SELECT a.id, a.title, a.outlet, a.published, a.path, count(*) FROM statements s "
            "JOIN articles a ON a.number = s.article WHERE s.speaker = ? AND s.act = 0 GROUP BY a.number "
            f"ORDER BY a.first_day DESC, a.number LIMIT {_MOST}",
            speaker,
        ),
    }


def _rows(connection: sqlite3.Connection, keys: tuple[str, ...], sql: str, speaker: int) -> list[dict[str, object]]:
    return [dict(zip(keys, row, strict=True)) for row in connection.execute(sql, (speaker,))]
