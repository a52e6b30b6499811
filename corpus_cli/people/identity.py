"""One identity for one speaker, across articles: which names are one person's or one organisation's.

Nothing here depends on the order of the records: names are sorted first, and of names that could belong to several
speakers none is joined by chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus_cli.people.bearers import join_people, namesakes
from corpus_cli.people.clusters import Clusters, NameRecord, join_all
from corpus_cli.people.decisions import Decision, merged_keys, name_key
from corpus_cli.people.forms import initials, is_acronym, organization_key, person_form
from corpus_cli.people.names import fold, words
from corpus_cli.people.organizations import join_organizations
from corpus_cli.records import SpeakerKind

_KINDS: tuple[SpeakerKind, ...] = ("person", "organization", "group", "unnamed", "document")


@dataclass(frozen=True, slots=True)
class Identity:
    """One speaker: the name shown, its kind, the records that are it (by id), all its names, and why they are one."""

    name: str
    kind: SpeakerKind | None
    members: tuple[int, ...]
    aliases: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


def block_keys(name: str, kind: SpeakerKind | None, decisions: Sequence[Decision] = ()) -> tuple[str, ...]:
    """List the keys of a name: two names can only be one speaker if they share a key, directly or over others.

    Persons share their surname's spelling, organisations their words or their acronym, everything else its words.
    """
    folded = fold(name)
    keys = [f"name:{folded}"]
    if kind in ("person", None):
        keys.append(f"person:{person_form(name).last}")
    if kind in ("organization", None):
        keys.append(f"organization:{organization_key(name)}")
        keys += [f"acronym:{acronym}" for acronym in initials(name)]
        if is_acronym(name):
            keys.append(f"acronym:{folded}")
    merged = merged_keys(decisions).get(name_key(name))
    if merged is not None:
        keys.append(f"merged:{merged}")
    return tuple(dict.fromkeys(keys))


def identify(records: Sequence[NameRecord], decisions: Sequence[Decision] = ()) -> list[Identity]:
    """Decide which records are one speaker; the user's decisions are the last word.

    Deterministic and independent of the order of ``records``; every record is in exactly one identity. The result is
    sorted by name.
    """
    ordered = sorted(records, key=lambda record: (fold(record.name), record.name, record.kind or "", record.id))
    apart = {name_key(name) for decision in decisions if decision.action == "split" for name in decision.names}
    merged = merged_keys(decisions)
    for key in _undone(decisions):
        apart.discard(key)
    free = [record for record in ordered if name_key(record.name) not in apart]
    clusters = Clusters(ordered)
    _join_same_words(free, clusters)
    join_people(free, clusters)
    join_organizations(free, clusters)
    _join_kinds(free, clusters)
    _apply_merges(ordered, merged, apart, clusters)
    return sorted(
        (_identity(members, clusters.why(members), decisions) for members in clusters.groups()),
        key=lambda identity: (fold(identity.name), identity.name, identity.members),
    )


def _undone(decisions: Sequence[Decision]) -> set[str]:
    """Find the names whose last merge comes after their last split."""
    last: dict[str, str] = {}
    for decision in decisions:
        if decision.action in ("merge", "split"):
            for name in decision.names:
                last[name_key(name)] = decision.action
    return {key for key, action in last.items() if action == "merge"}


def _join_same_words(records: Sequence[NameRecord], clusters: Clusters) -> None:
    """Join names of one kind that are equal without case, accents and titles, unless their roles speak against it."""
    same: dict[tuple[str, str], list[NameRecord]] = defaultdict(list)
    for record in records:
        if record.kind is not None and (record.kind != "person" or not person_form(record.name).bare):
            suffix = person_form(record.name).suffix if record.kind == "person" else ""
            same[record.kind, f"{_same_words(record)} {suffix}"].append(record)
    for group in same.values():
        for members in namesakes(group) if group[0].kind == "person" else (group,):
            join_all(members, clusters, "are the same words")


def _same_words(record: NameRecord) -> str:
    """Write a name as it is compared; a title in front of several ("sheriff’s officials") is whose they are."""
    if record.kind not in ("group", "unnamed"):
        return fold(record.name)
    parts = words(record.name)
    return " ".join(parts[1:] if len(parts) > 1 and parts[0] in ("the", "a", "an") else parts)


def _join_kinds(records: Sequence[NameRecord], clusters: Clusters) -> None:
    """Join one name that articles took for different kinds of speaker, unless both kinds are common."""
    same: dict[str, list[NameRecord]] = defaultdict(list)
    for record in records:
        suffix = person_form(record.name).suffix
        same[f"{_same_words(record)} {suffix}"].append(record)
    for group in same.values():
        kinds = {record.kind for record in group}
        if len(kinds) < 2:
            continue
        roots = {clusters.root(record): record for record in group}
        if len(roots) < 2:
            continue
        sizes = {root: sum(r.count for r in clusters.records if clusters.root(r) == root) for root in roots}
        ranked = sorted(roots, key=lambda root: (-sizes[root], root))
        main = roots[ranked[0]]
        for root in ranked[1:]:
            other = roots[root]
            if main.kind == other.kind or (
                "person" in (main.kind, other.kind)
                and min(sizes[root], sizes[ranked[0]]) > max(1, sizes[ranked[0]] // 10)
                and None not in (main.kind, other.kind)
            ):
                continue
            clusters.join(
                main,
                other,
                f"“{other.name}” is one name read as {other.kind or 'unknown'} and {main.kind or 'unknown'}",
            )


# -- the user's word


def _apply_merges(records: Sequence[NameRecord], merged: dict[str, str], apart: set[str], clusters: Clusters) -> None:
    first: dict[str, NameRecord] = {}
    for record in records:
        key = name_key(record.name)
        shared = merged.get(key)
        if shared is None or key in apart:
            continue
        if shared in first:
            clusters.join(first[shared], record, f"“{first[shared].name}” and “{record.name}” were merged by you")
        else:
            first[shared] = record


def _identity(members: Sequence[NameRecord], evidence: Iterable[str], decisions: Sequence[Decision]) -> Identity:
    kind = _kind(members)
    name = _shown(members, kind)
    keys = {name_key(record.name) for record in members}
    reasons = list(evidence)
    for decision in decisions:
        if not decision.value or not keys & {name_key(wanted) for wanted in decision.names}:
            continue
        if decision.action == "rename":
            name = decision.value
            reasons.append(f"named “{name}” by you")
        elif decision.action == "kind":
            kind = next((one for one in _KINDS if one == decision.value), kind)
            reasons.append(f"called {kind} by you")
    names = {record.name for record in members} | {alias for record in members for alias in record.aliases}
    aliases = tuple(sorted(names - {name}, key=lambda alias: (-len(alias), alias)))
    return Identity(name, kind, tuple(sorted(record.id for record in members)), aliases, tuple(reasons))


def _kind(members: Sequence[NameRecord]) -> SpeakerKind | None:
    counts: dict[SpeakerKind, int] = defaultdict(int)
    for record in members:
        if record.kind is not None:
            counts[record.kind] += record.count
    if not counts:
        return None
    return min(counts, key=lambda kind: (-counts[kind], _KINDS.index(kind)))


def _shown(members: Sequence[NameRecord], kind: SpeakerKind | None) -> str:
    """Choose the name shown: a full one before a short one, then the one most used, the longer of equals."""

    used: dict[str, int] = defaultdict(int)
    for record in members:
        used[record.name] += record.count

    def rank(record: NameRecord) -> tuple[int, int, int, str]:
        if kind == "person":
            form = person_form(record.name)
            full = 0 if form.bare else 1 if len(form.given[0]) == 1 else 2
        else:
            full = 0 if is_acronym(record.name) else 1
        return (-full, -used[record.name], -len(record.name), record.name)

    return min(members, key=rank).name
