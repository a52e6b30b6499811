"""The user's word on who is who: ``corpus speakers merge|split|rename|kind|undo``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from corpus_cli.errors import CorpusError, UsageError
from corpus_cli.render.clean import line

if TYPE_CHECKING:
    from sqlite3 import Connection

    from corpus_cli.people.decisions import Action, Decision

_USAGE = {
    "merge": "merge NAME NAME…",
    "split": "split NAME",
    "rename": "rename NAME NEW",
    "kind": "kind NAME KIND",
    "undo": "undo",
}
# How many words each takes: least, most.
_WORDS = {"merge": (2, 1_000), "split": (1, 1), "rename": (2, 2), "kind": (2, 2), "undo": (0, 0)}


def is_decision(words: Sequence[str]) -> bool:
    """Tell whether the words behind ``corpus speakers`` decide something, rather than name somebody."""
    return bool(words) and words[0] in _USAGE


def decide(db: str, words: Sequence[str], opened: Callable[[], Connection]) -> list[int]:
    """Do what ``words`` say in the database ``db``, tell it on stderr, and return the speakers it concerns.

    ``opened`` opens the database to read. Raise UsageError for a name that means nobody or several, CorpusError when
    there is nothing to undo.
    """
    from corpus_cli.ingest import decide as carry_out
    from corpus_cli.ingest import undo_decision
    from corpus_cli.people.decisions import Decision

    action, rest = words[0], list(words[1:])
    least, most = _WORDS[action]
    if not least <= len(rest) <= most or not all(word.strip() for word in rest):
        raise UsageError(f"type: corpus speakers {_USAGE[action]}")
    if action == "undo":
        undone = undo_decision(Path(db))
        if undone is None:
            raise CorpusError("there is no decision to undo")
        _say(f"undone: {undone.action} {', '.join(undone.names)}{f' ({undone.value})' if undone.value else ''}")
        return _bearers(opened(), undone.names)
    value = None if action in ("merge", "split") else rest.pop()
    if action == "kind":
        value = _kind(str(value))
    with_names = [_meant(opened(), word, apart=action == "split") for word in rest]
    names = tuple(dict.fromkeys(name for found in with_names for name in found))
    decision = Decision(_action(action), names, value)
    before = _bearers(opened(), names)
    carry_out(Path(db), decision)
    after = _bearers(opened(), names)
    _say(_told(opened(), decision, after))
    return after or before


def _action(word: str) -> Action:
    from corpus_cli.people.decisions import Action

    (action,) = [each for each in get_args(Action) if each == word]
    return action  # type: ignore[no-any-return]


def _kind(word: str) -> str:
    from corpus_cli.records import SpeakerKind

    kinds = get_args(SpeakerKind)
    if word not in kinds:
        raise UsageError(f"KIND is {', '.join(kinds)}, not {word}")
    return word


def _meant(connection: Connection, word: str, apart: bool = False) -> list[str]:
    """Return the names, as articles resolve them, that ``word`` means: one that stands for its speaker.

    ``apart``: the very name if it is one of several of its speaker, else all names of the speaker.
    """
    from corpus_cli.people.decisions import name_key
    from corpus_cli.store.speaker_names import names_of

    number, shown = _one(connection, word)
    names = names_of(connection, number)
    if not names:
        raise UsageError(f'no article names "{word}" any more; it cannot be decided about')
    same = [name for name in names if name_key(name) == name_key(word)]
    if apart:
        if len(names) == 1:
            raise UsageError(f"{shown} has one name only; there is nothing to split")
        return same[:1] or names
    return same[:1] or [shown if shown in names else names[0]]


def _one(connection: Connection, word: str) -> tuple[int, str]:
    """Return the one speaker that a name, an alias or an id means; raise UsageError, with candidates, else."""
    from corpus_cli.cli.hints import listed
    from corpus_cli.cli.hints import speaker as hint
    from corpus_cli.people.names import fold
    from corpus_cli.store.speaker_names import names_of, resolve_speaker

    found = resolve_speaker(connection, word)
    if not found:
        raise UsageError((hint(connection, word) or f'No speaker is called "{word}".').rstrip("."))
    wanted = fold(word)
    exact = [each for each in found if fold(each[1]) == wanted] or [
        each for each in found if wanted in map(fold, names_of(connection, each[0]))
    ]
    found = exact or found
    if len(found) == 1:
        return found[0]
    raise UsageError(f'"{word}" means {len(found)} speakers: {listed(found)}; give a whole name or an id')


def _bearers(connection: Connection, names: Sequence[str]) -> list[int]:
    from corpus_cli.store.speaker_names import bearers

    return bearers(connection, names)


def _told(connection: Connection, decision: Decision, speakers: Sequence[int]) -> str:
    from corpus_cli.store.speaker_names import shown_names

    shown = shown_names(connection, speakers)
    if decision.action == "merge":
        if len(shown) == 1:
            return f"{len(decision.names)} names are one speaker: {shown[0]}"
        return f"noted, though articles use these names for several speakers: {', '.join(shown)}"
    if decision.action == "split":
        return f"no longer one with another: {', '.join(decision.names)}"
    if decision.action == "rename":
        return f"{decision.names[0]} is shown as {decision.value}"
    return f"{', '.join(shown)}: {decision.value}"


def _say(told: str) -> None:
    print(line(told), file=sys.stderr)
