"""One identity for one speaker, across articles: which names are one person's or one organisation's.

Nothing here depends on the order of the records: names are sorted first, and of names that could belong to several
speakers none is joined by chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from corpus_cli.partition import Partition
from corpus_cli.people.decisions import Decision, merged_keys, name_key
from corpus_cli.people.forms import (
    PersonForm,
    compatible,
    initials,
    is_acronym,
    organization_key,
    person_form,
)
from corpus_cli.people.names import fold
from corpus_cli.people.roles import conflict, fold_role, walks
from corpus_cli.people.spellings import is_usual
from corpus_cli.records import SpeakerKind

# A surname by itself, said by far most often of one of its bearers, is that one's; below this it stays apart.
_DOMINANCE = 5
_KINDS: tuple[SpeakerKind, ...] = ("person", "organization", "group", "unnamed", "document")


@dataclass(frozen=True, slots=True)
class NameRecord:
    """A name with all that is known of it: roles with counts, outlets, other forms within articles, statements."""

    id: int
    name: str
    kind: SpeakerKind | None
    roles: tuple[tuple[str, int], ...] = ()
    outlets: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    count: int = 1


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
    clusters = _Clusters(ordered)
    _join_same_words(free, clusters)
    _join_people(free, clusters)
    _join_organizations(free, clusters)
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


class _Clusters:
    """Records joined into groups, with the reason of every join."""

    def __init__(self, records: Sequence[NameRecord]) -> None:
        self.records = list(records)
        self._joined = Partition(record.id for record in records)
        self._reasons: dict[int, list[str]] = defaultdict(list)

    def root(self, record: NameRecord) -> int:
        return self._joined.root(record.id)

    def join(self, one: NameRecord, two: NameRecord, reason: str) -> None:
        low, high = self._joined.join(one.id, two.id)
        if low != high:
            self._reasons[low] += [*self._reasons.pop(high, []), reason]

    def groups(self) -> list[list[NameRecord]]:
        found: dict[int, list[NameRecord]] = defaultdict(list)
        for record in self.records:
            found[self.root(record)].append(record)
        return list(found.values())

    def why(self, members: Sequence[NameRecord]) -> tuple[str, ...]:
        return tuple(sorted(set(self._reasons.get(self.root(members[0]), []))))


def _join_same_words(records: Sequence[NameRecord], clusters: _Clusters) -> None:
    """Join names of one kind that are equal without case, accents and titles, unless their roles speak against it."""
    same: dict[tuple[str, str], list[NameRecord]] = defaultdict(list)
    for record in records:
        if record.kind is not None and (record.kind != "person" or not person_form(record.name).bare):
            suffix = person_form(record.name).suffix if record.kind == "person" else ""
            same[record.kind, f"{fold(record.name)} {suffix}"].append(record)
    for group in same.values():
        for members in _namesakes(group) if group[0].kind == "person" else (group,):
            _join_all(members, clusters, "are the same words")


def _namesakes(records: Sequence[NameRecord]) -> list[list[NameRecord]]:
    """Part the records of one name into people: those whose roles speak against one person stand apart.

    A record is with the most quoted person whom its roles admit. Without roles it is with the only person, or the one
    by far most quoted; else it stands by itself.
    """
    people: list[tuple[frozenset[str], list[NameRecord]]] = []
    silent = []
    for record in sorted(records, key=lambda record: (-record.count, sorted(walks(record.roles)), record.name)):
        told = walks(record.roles)
        if not told:
            silent.append(record)
            continue
        home = next((at for at, (known, _) in enumerate(people) if not conflict(known, told)), None)
        if home is None:
            people.append((told, [record]))
        else:
            people[home] = (people[home][0] | told, [*people[home][1], record])
    groups = [members for _, members in people]
    counts = sorted((sum(record.count for record in members) for members in groups), reverse=True)
    if not groups:
        return [silent]
    if len(groups) == 1 or counts[0] >= _DOMINANCE * counts[1]:
        max(groups, key=lambda members: sum(record.count for record in members)).extend(silent)
    elif silent:
        groups.append(silent)
    return groups


# -- people


@dataclass(slots=True)
class _Node:
    """All records of one form of a person's name (and, where roles conflict, of one walk of life)."""

    form: PersonForm
    records: list[NameRecord]
    walks: frozenset[str]

    @property
    def count(self) -> int:
        return sum(record.count for record in self.records)

    @property
    def told(self) -> int:
        """How much the form tells: a surname least, then initials, then a given name without a middle one."""
        given = self.form.given
        if not given:
            return 0
        return (1 if len(given[0]) == 1 else 2) + (len(given) > 1)


def _join_people(records: Sequence[NameRecord], clusters: _Clusters) -> None:
    by_last: dict[str, list[NameRecord]] = defaultdict(list)
    for record in records:
        if record.kind == "person":
            by_last[person_form(record.name).last].append(record)
    for last in sorted(by_last):
        _join_bearers(by_last[last], clusters)


def _join_bearers(records: Sequence[NameRecord], clusters: _Clusters) -> None:
    nodes = _nodes(records, clusters)
    fits = _fitting(nodes)
    # A surname that is usually a given name ("David") joins nobody without evidence.
    doubtful = [i for i, node in enumerate(nodes) if node.form.bare and is_usual(node.form.last)]
    left = [i for i in range(len(nodes)) if i not in doubtful]
    while True:
        unclear = []
        for i in left:
            near = [j for j in left if j != i and fits(i, j)]
            if any(not fits(a, b) for a, b in combinations(near, 2)):
                unclear.append(i)
        if not unclear:
            break
        least = min(nodes[i].told for i in unclear)
        gone = [i for i in unclear if nodes[i].told == least]
        doubtful += gone
        left = [i for i in left if i not in gone]
    for a in left:
        for b in left:
            if a < b and fits(a, b):
                _join_nodes(nodes[a], nodes[b], clusters, "can be one person's name, and nobody else fits")
    for i in sorted(doubtful):
        candidates = [j for j in left if fits(i, j)]
        chosen = _chosen(nodes[i], [nodes[j] for j in candidates], clusters)
        if chosen is not None:
            _join_nodes(nodes[i], chosen[0], clusters, chosen[1])


def _nodes(records: Sequence[NameRecord], clusters: _Clusters) -> list[_Node]:
    groups: dict[tuple[PersonForm, int], list[NameRecord]] = defaultdict(list)
    for record in records:
        form = person_form(record.name)
        groups[form, 0 if form.bare else clusters.root(record)].append(record)
    nodes: list[_Node] = []
    made = [
        _Node(form, members, frozenset(walk for record in members for walk in walks(record.roles)))
        for (form, _), members in groups.items()
    ]
    # Those without a role last, when it is known how many people bear the name.
    for node in sorted(made, key=lambda node: (node.form.suffix, not node.walks)):
        form, members, told = node.form, node.records, node.walks
        fitting = [
            n
            for n in nodes
            if (n.form.given, n.form.last) == (form.given, form.last)
            and not conflict(n.walks, told)
            and _same_generation(n, node)
        ]
        same = fitting[0] if fitting and (told or len(fitting) == 1) else None
        if same is not None and not form.bare:
            _join_all([*same.records, *members], clusters, "are spellings of one name")
            same.records += members
            same.walks |= told
            continue
        _join_all(members, clusters, "are the same name")
        nodes.append(node)
    return nodes


def _join_all(records: Sequence[NameRecord], clusters: _Clusters, reason: str) -> None:
    for one, two in pairwise(records):
        clusters.join(one, two, f"“{one.name}” and “{two.name}” {reason}")


def _fitting(nodes: Sequence[_Node]) -> Callable[[int, int], bool]:
    table = {
        (a, b): compatible(nodes[a].form, nodes[b].form)
        and not conflict(nodes[a].walks, nodes[b].walks)
        and _same_generation(nodes[a], nodes[b])
        for a in range(len(nodes))
        for b in range(a + 1, len(nodes))
    }
    return lambda a, b: table[(a, b) if a < b else (b, a)] if a != b else True


def _same_generation(one: _Node, two: _Node) -> bool:
    """Tell "Joe Biden" and "Joseph Biden Jr." one, "Donald Trump" and his son two: by an office they share."""
    if one.form.suffix == two.form.suffix or one.form.bare or two.form.bare:
        return True
    offices = [{fold_role(role) for record in node.records for role, _ in record.roles} for node in (one, two)]
    return bool(offices[0] & offices[1])


def _join_nodes(one: _Node, two: _Node, clusters: _Clusters, reason: str) -> None:
    names = sorted((one.records[0].name, two.records[0].name), key=lambda name: (len(name), name))
    clusters.join(one.records[0], two.records[0], f"“{names[0]}” and “{names[1]}” {reason}")


def _chosen(node: _Node, candidates: Sequence[_Node], clusters: _Clusters) -> tuple[_Node, str] | None:
    """Choose whose a doubtful name is: the one whose articles shorten the name so, else the one by far most quoted."""
    by_person: dict[int, list[_Node]] = defaultdict(list)
    for candidate in candidates:
        by_person[clusters.root(candidate.records[0])].append(candidate)
    own = {fold(record.name) for record in node.records}
    if len(by_person) > 1 and not node.form.bare:
        return None
    counts = sorted(((sum(n.count for n in group), root) for root, group in by_person.items()), reverse=True)
    if not counts:
        return None
    # "David" is seldom short for "Larry David", unless articles shorten him so.
    usual = node.form.bare and is_usual(node.form.last)
    shortened = [
        root
        for root, group in by_person.items()
        if any(own & set(map(fold, record.aliases)) for member in group for record in member.records)
    ]
    if len(shortened) == 1:
        return by_person[shortened[0]][0], "are one: articles shorten the name so for nobody else"
    if len(shortened) > 1:
        counts = [(count, root) for count, root in counts if root in shortened]
    elif usual:
        return None
    best = by_person[counts[0][1]][0]
    if len(counts) == 1:
        return best, "can be one person's name, and nobody else fits"
    if counts[0][0] >= _DOMINANCE * counts[1][0]:
        return best, "are one: nobody else of that name is quoted nearly as often"
    return None


# -- organisations


def _join_organizations(records: Sequence[NameRecord], clusters: _Clusters) -> None:
    organizations = [record for record in records if record.kind == "organization"]
    by_key: dict[str, list[NameRecord]] = defaultdict(list)
    by_initials: dict[str, list[NameRecord]] = defaultdict(list)
    for record in organizations:
        by_key[organization_key(record.name)].append(record)
        for acronym in initials(record.name):
            by_initials[acronym].append(record)
    for group in by_key.values():
        _join_all(group, clusters, "are the same words in another order or with another ending")
    for record in organizations:
        if not is_acronym(record.name):
            continue
        short = fold(record.name)
        spelled = by_initials.get(short, [])
        said = [
            other
            for other in spelled
            if short in map(fold, other.aliases) or fold(other.name) in map(fold, record.aliases)
        ]
        roots = {clusters.root(other) for other in (said or spelled)}
        if len(roots) == 1:
            full = (said or spelled)[0]
            clusters.join(record, full, f"“{record.name}” is the acronym of “{full.name}”")


def _join_kinds(records: Sequence[NameRecord], clusters: _Clusters) -> None:
    """Join one name that articles took for different kinds of speaker, unless both kinds are common."""
    same: dict[str, list[NameRecord]] = defaultdict(list)
    for record in records:
        suffix = person_form(record.name).suffix
        same[f"{fold(record.name)} {suffix}"].append(record)
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


def _apply_merges(records: Sequence[NameRecord], merged: dict[str, str], apart: set[str], clusters: _Clusters) -> None:
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
