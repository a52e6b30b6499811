"""Names → speakers: gathering the names that could be one speaker, and noting who turned out to be who.

Who is who is decided elsewhere (people/identity.py); this module knows rows only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from corpus_cli.store.format import EVIDENCE
from corpus_cli.store.many import rows_for
from corpus_cli.store.writer import Writer


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name with all that is known of it; ``count`` statements."""

    number: int
    name: str
    kind: str | None
    count: int
    roles: tuple[tuple[str, int], ...]
    outlets: tuple[str, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker to be: its name, kind, other names, the numbers of the names that are it, and why they are one."""

    name: str
    kind: str | None
    members: tuple[int, ...]
    aliases: tuple[str, ...]
    evidence: tuple[str, ...] = ()


def names(writer: Writer, numbers: Iterable[int]) -> list[tuple[int, str, str | None]]:
    """Give (number, name, kind) of names."""
    sql = "SELECT number, name, nullif(kind, '') FROM names WHERE number IN ({})"
    return [(number, name, kind) for number, name, kind in rows_for(writer.connection, sql, sorted(numbers))]


def note_keys(writer: Writer, keys: Iterable[tuple[str, int]]) -> None:
    """Note (key, name) pairs; names that share a key may be one speaker."""
    rows = [(_hash(key), name) for key, name in keys]
    writer.connection.executemany("INSERT OR IGNORE INTO name_keys VALUES (?, ?)", rows)


def could_be_one(writer: Writer, keys: Iterable[str]) -> list[int]:
    """Find all names that share one of these keys, or a key with one that does, and so on; sorted."""
    seen_keys: set[int] = set()
    seen: set[int] = set()
    frontier = {_hash(key) for key in keys}
    while frontier:
        seen_keys |= frontier
        sql = (
            "SELECT DISTINCT k.name FROM name_keys k JOIN names n ON n.number = k.name "
            "WHERE k.key IN ({}) AND n.statements > 0"
        )
        found = {number for (number,) in rows_for(writer.connection, sql, sorted(frontier))} - seen
        seen |= found
        sql = "SELECT DISTINCT key FROM name_keys WHERE name IN ({})"
        frontier = {key for (key,) in rows_for(writer.connection, sql, sorted(found))} - seen_keys
    return sorted(seen)


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=6).digest(), "big")


def name_rows(writer: Writer, numbers: Sequence[int]) -> list[NameRow]:
    """Give names with all that is known of them, in the order of their numbers."""
    known: dict[tuple[int, int], list[tuple[str, int]]] = {}
    sql = "SELECT name, what, value, count FROM evidence WHERE name IN ({}) ORDER BY name, what, count DESC, value"
    for number, what, value, count in rows_for(writer.connection, sql, numbers):
        known.setdefault((number, what), []).append((value, count))
    sql = "SELECT number, name, nullif(kind, ''), statements FROM names WHERE number IN ({}) ORDER BY number"
    return [
        NameRow(
            number,
            name,
            kind,
            count,
            tuple(known.get((number, EVIDENCE.index("role")), ())),
            tuple(sorted(value for value, _ in known.get((number, EVIDENCE.index("outlet")), ()))),
            tuple(value for value, _ in known.get((number, EVIDENCE.index("alias")), ())),
        )
        for number, name, kind, count in rows_for(writer.connection, sql, numbers)
    ]


def names_called(writer: Writer, called: Callable[[str], bool]) -> list[int]:
    """Give the numbers of the names of which a test holds."""
    rows = writer.connection.execute("SELECT number, name FROM names WHERE statements > 0 ORDER BY number")
    return [number for number, name in rows if called(name)]


def decisions(writer: Writer) -> list[tuple[str, tuple[str, ...], str | None]]:
    """Give the user's decisions, (action, names, value), in the order in which they were made."""
    rows = writer.connection.execute("SELECT action, names, value FROM decisions ORDER BY number")
    return [(action, tuple(json.loads(listed)), value) for action, listed, value in rows]


def note_decision(writer: Writer, action: str, listed: Sequence[str], value: str | None) -> None:
    """Note a decision of the user's."""
    sql = "INSERT INTO decisions(action, names, value) VALUES (?, ?, ?)"
    writer.connection.execute(sql, (action, json.dumps(list(listed), ensure_ascii=False), value))


def forget_last_decision(writer: Writer) -> tuple[str, tuple[str, ...], str | None] | None:
    """Take the last decision back, and give it; null when there is none."""
    made = decisions(writer)
    writer.connection.execute("DELETE FROM decisions WHERE number = (SELECT max(number) FROM decisions)")
    return made[-1] if made else None


def assign(writer: Writer, speakers: Iterable[SpeakerRow], touched: Iterable[int]) -> None:
    """Make names the names of these speakers.

    A speaker keeps its row number while it keeps most of its statements. ``touched`` names that belong to none of these
    speakers any more (their last article is gone) are let go, and speakers without a name deleted.
    """
    run = writer.connection.execute
    wanted = sorted(speakers, key=lambda speaker: min(speaker.members, default=0))
    members = [number for speaker in wanted for number in speaker.members]
    sql = "SELECT number, speaker, statements FROM names WHERE number IN ({})"
    before = {number: (speaker, count) for number, speaker, count in rows_for(writer.connection, sql, members)}
    orphans = {speaker for speaker, _ in before.values()}
    for number in set(touched) - set(members):
        orphans |= {speaker for (speaker,) in run("SELECT speaker FROM names WHERE number = ?", (number,))}
        run("UPDATE names SET speaker = NULL WHERE number = ? AND statements = 0", (number,))
    claimed: set[int] = set()
    for speaker in wanted:
        evidence = json.dumps(speaker.evidence, ensure_ascii=False) if speaker.evidence else None
        shown = (speaker.name, speaker.kind or "", evidence)
        votes: dict[int, int] = {}
        for member in speaker.members:
            old, count = before[member]
            if old is not None and old not in claimed:
                votes[old] = votes.get(old, 0) + count
        if votes:
            number = max(votes, key=lambda old: (votes[old], -old))
            sql = "UPDATE speakers SET name = ?, kind = ?, evidence = ? WHERE number = ? "
            run(sql + "AND (name, kind, evidence) IS NOT (?, ?, ?)", (*shown, number, *shown))
        else:
            number = int(run("INSERT INTO speakers(name, kind, evidence) VALUES (?, ?, ?)", shown).lastrowid or 0)
        claimed.add(number)
        for member in speaker.members:
            old, _ = before[member]
            if old != number:
                run("UPDATE names SET speaker = ? WHERE number = ?", (number, member))
                run("UPDATE statements SET speaker = ? WHERE speaker = ? AND name = ?", (number, old, member))
                writer.note_moved(member)
        _name_all(writer, number, speaker)
    # Only now has every name gone where it belongs.
    left = sorted(claimed | {orphan for orphan in orphans if orphan is not None})
    sql = (
        "UPDATE speakers SET statements = (SELECT coalesce(sum(spoken), 0) FROM names n WHERE n.speaker = "
        "speakers.number) WHERE number = ?"
    )
    writer.connection.executemany(sql, [(number,) for number in left])
    sql = (
        "DELETE FROM speakers WHERE number = ? AND NOT EXISTS (SELECT 1 FROM names n WHERE n.speaker = speakers.number)"
    )
    writer.connection.executemany(sql, [(number,) for number in left if number not in claimed])


def _name_all(writer: Writer, number: int, speaker: SpeakerRow) -> None:
    sql = "SELECT name FROM names WHERE number IN ({})"
    wanted = {speaker.name, *speaker.aliases, *(name for (name,) in rows_for(writer.connection, sql, speaker.members))}
    present = {
        alias for (alias,) in writer.connection.execute("SELECT alias FROM aliases WHERE speaker = ?", (number,))
    }
    writer.connection.executemany(
        "DELETE FROM aliases WHERE speaker = ? AND alias = ?", [(number, alias) for alias in sorted(present - wanted)]
    )
    writer.connection.executemany(
        "INSERT INTO aliases(speaker, alias) VALUES (?, ?)", [(number, alias) for alias in sorted(wanted - present)]
    )
