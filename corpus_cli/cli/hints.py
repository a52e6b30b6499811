"""What to add when nothing matches: the name that was probably meant."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite3 import Connection


def speaker(connection: Connection, name: str | None) -> str | None:
    """Return "did you mean" for a speaker nobody is called, null if somebody is or no name comes near."""
    if not name:
        return None
    from corpus_cli.store.speakers import near_names, resolve_speaker

    if resolve_speaker(connection, name):
        return None
    near = near_names(connection, name)
    return f'No speaker is called "{name}".' + (f" Near: {', '.join(near[:5])}." if near else "")
