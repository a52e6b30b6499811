"""What to add when nothing matches: the name that was probably meant."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

# Candidates named when a name means several speakers.
_MOST = 8


def several(connection: Connection, name: str | None) -> str | None:
    """Return which speakers a name means when there are several, so that nobody takes them for one; null else."""
    if not name:
        return None
    from corpus_cli.store.speakers import resolve_speaker

    found = resolve_speaker(connection, name)
    if len(found) < 2:
        return None
    return f'"{name}" means {len(found)} speakers: {listed(found)}'


def listed(speakers: Sequence[tuple[int, str]]) -> str:
    """Write speakers with their ids as a list, those beyond the eighth counted."""
    shown = ", ".join(f"{name} (id {number})" for number, name in speakers[:_MOST])
    return shown + (f" and {len(speakers) - _MOST} more" if len(speakers) > _MOST else "")


def speaker(connection: Connection, name: str | None) -> str | None:
    """Return "did you mean" for a speaker nobody is called, null if somebody is or no name comes near."""
    if not name:
        return None
    from corpus_cli.store.speakers import near_names, resolve_speaker

    if resolve_speaker(connection, name):
        return None
    near = near_names(connection, name)
    return f'No speaker is called "{name}".' + (f" Near: {', '.join(near[:5])}." if near else "")
