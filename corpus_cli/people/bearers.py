"""Which names are one person's: bearers of one name, of one surname, and of forms that tell less."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus_cli.people.clusters import Clusters, NameRecord, join_all
from corpus_cli.people.forms import PersonForm, compatible, person_form
from corpus_cli.people.names import fold
from corpus_cli.people.roles import conflict, fold_role, walks
from corpus_cli.people.spellings import is_usual

# A surname by itself, said by far most often of one of its bearers, is that one's; below this it stays apart.
_DOMINANCE = 5


def namesakes(records: Sequence[NameRecord]) -> list[list[NameRecord]]:
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


def join_people(records: Sequence[NameRecord], clusters: Clusters) -> None:
    """Join the names that can be one person's, surname by surname."""
    by_last: dict[str, list[NameRecord]] = defaultdict(list)
    for record in records:
        if record.kind == "person":
            by_last[person_form(record.name).last].append(record)
    for last in sorted(by_last):
        _join_bearers(by_last[last], clusters)


def _join_bearers(records: Sequence[NameRecord], clusters: Clusters) -> None:
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


def _nodes(records: Sequence[NameRecord], clusters: Clusters) -> list[_Node]:
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
            join_all([*same.records, *members], clusters, "are spellings of one name")
            same.records += members
            same.walks |= told
            continue
        join_all(members, clusters, "are the same name")
        nodes.append(node)
    return nodes


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


def _join_nodes(one: _Node, two: _Node, clusters: Clusters, reason: str) -> None:
    names = sorted((one.records[0].name, two.records[0].name), key=lambda name: (len(name), name))
    clusters.join(one.records[0], two.records[0], f"“{names[0]}” and “{names[1]}” {reason}")


def _chosen(node: _Node, candidates: Sequence[_Node], clusters: Clusters) -> tuple[_Node, str] | None:
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
