"""Names → speakers: deciding anew who is who among the names that have changed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from corpus_cli.store import identities
from corpus_cli.store.identities import SpeakerRow

if TYPE_CHECKING:
    from corpus_cli.people.decisions import Decision
    from corpus_cli.records import SpeakerKind, Statement
    from corpus_cli.store.writer import Writer


def identify_touched(writer: Writer) -> None:
    """Decide anew who is who among the names that this batch has touched, and all that could be one with them."""
    from corpus_cli.people.clusters import NameRecord
    from corpus_cli.people.identity import block_keys, identify

    touched = writer.touched()
    if not touched:
        return
    made = _decisions(writer)
    keys = [
        (key, number)
        for number, name, kind in identities.names(writer, touched)
        for key in block_keys(name, cast("SpeakerKind | None", kind), made)
    ]
    identities.note_keys(writer, keys)
    records = [
        NameRecord(
            row.number, row.name, cast("SpeakerKind | None", row.kind), row.roles, row.outlets, row.aliases, row.count
        )
        for row in identities.name_rows(writer, identities.could_be_one(writer, sorted({key for key, _ in keys})))
    ]
    speakers = [
        SpeakerRow(one.name, one.kind, one.members, one.aliases, one.evidence) for one in identify(records, made)
    ]
    identities.assign(writer, speakers, touched)


def walks_of(statements: Iterable[Statement]) -> dict[str, str]:
    """Tell the walk of life that an article's roles give a person, by name; left out where they give none or several.

    People of one name are kept apart by it, where it speaks against one person (people/bearers.py).
    """
    from corpus_cli.people.roles import walk_of_life

    found: dict[str, set[str]] = {}
    for statement in statements:
        who = statement.speaker
        if who.kind == "person" and who.name and who.role and (walk := walk_of_life(who.role)):
            found.setdefault(who.name, set()).add(walk)
    return {name: walks.pop() for name, walks in found.items() if len(walks) == 1}


def decide(db: Path, decision: Decision) -> int:
    """Note the user's word on who is who, and act on it; give how many names it concerns.

    It holds for whatever is ingested later, too.
    """
    from corpus_cli.store.database import open_reader, open_writer

    open_reader(db).close()  # deciding never creates a database
    writer = open_writer(db)
    try:
        with writer.batch():
            identities.note_decision(writer, decision.action, decision.names, decision.value)
            return _act_on(writer, decision)
    finally:
        writer.close()


def undo_decision(db: Path) -> Decision | None:
    """Take the last decision back; give it, null when there is none."""
    from corpus_cli.store.database import open_reader, open_writer

    open_reader(db).close()
    writer = open_writer(db)
    try:
        with writer.batch():
            last = identities.forget_last_decision(writer)
            if last is None:
                return None
            decision = _decision(*last)
            _act_on(writer, decision)
            return decision
    finally:
        writer.close()


def _act_on(writer: Writer, decision: Decision) -> int:
    from corpus_cli.people.decisions import name_key

    concerned = {name_key(name) for name in decision.names}
    numbers = identities.names_called(writer, lambda name: name_key(name) in concerned)
    # The others of their speakers as well: what was one may be several now.
    writer.touch(numbers)
    identify_touched(writer)
    return len(numbers)


def _decisions(writer: Writer) -> list[Decision]:
    return [_decision(*row) for row in identities.decisions(writer)]


def _decision(action: str, names: tuple[str, ...], value: str | None) -> Decision:
    from corpus_cli.people.decisions import Decision

    return Decision(action, names, value)  # type: ignore[arg-type]
