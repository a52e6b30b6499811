"""The user's word on names for one thing."""

from __future__ import annotations

from pathlib import Path


def decide_alias(db: Path, name: str, alias: str, added: bool) -> tuple[str, str] | None:
    """Note that a name has an alias (``added``) or has not; give the pair as it was noted.

    It outlives every ingest. The two may be given either way round if the pair is known; null when there is none to
    take away.
    """
    from corpus_cli.store.database import open_reader, open_writer
    from corpus_cli.store.term_aliases import as_known, note_decision

    open_reader(db).close()  # deciding never creates a database
    writer = open_writer(db)
    try:
        with writer.batch():
            known = as_known(writer.connection, name, alias, removed=added)
            if not added and known is None:
                return None
            pair = known or (name, alias)
            note_decision(writer, *pair, added)
            return pair
    finally:
        writer.close()
