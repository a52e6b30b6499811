"""The user's word on who is who: values that are kept, applied after every ingest, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from corpus_cli.people.names import words

Action = Literal["merge", "split", "rename", "kind"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; a later one wins over an earlier one.

    ``names`` are names as the database has them, compared without case, accents and articles. ``merge``: all names are
    one speaker. ``split``: the names are not the same speaker as any other, nor as one another. ``rename``: the speaker
    with one of the names is shown as ``value``. ``kind``: it is of the kind ``value``.
    """

    action: Action
    names: tuple[str, ...]
    value: str | None = None


def name_key(name: str) -> str:
    """Write a name as decisions compare it: plain words in order, titles kept ("Mr. Smith" is not "Smith")."""
    parts = words(name)
    return " ".join(parts[1:] if len(parts) > 1 and parts[0] in ("the", "a", "an") else parts)


def merged_keys(decisions: Iterable[Decision]) -> dict[str, str]:
    """Map each name that a merge names to what all names merged with it share."""
    shared: dict[str, str] = {}
    for decision in decisions:
        if decision.action != "merge":
            continue
        keys = [name_key(name) for name in decision.names]
        groups = {shared.get(key, key) for key in keys}
        root = min(groups)
        for key, group in list(shared.items()):
            if group in groups:
                shared[key] = root
        for key in keys:
            shared[key] = root
    return shared
