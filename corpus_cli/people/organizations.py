"""Which names are one organisation's: the same words in another order, and acronyms with what they stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from corpus_cli.people.clusters import Clusters, NameRecord, join_all
from corpus_cli.people.forms import initials, is_acronym, organization_key
from corpus_cli.people.names import fold


def join_organizations(records: Sequence[NameRecord], clusters: Clusters) -> None:
    """Join organisations that are the same words, and an acronym to the only name it fits."""
    organizations = [record for record in records if record.kind == "organization"]
    by_key: dict[str, list[NameRecord]] = defaultdict(list)
    by_initials: dict[str, list[NameRecord]] = defaultdict(list)
    for record in organizations:
        by_key[organization_key(record.name)].append(record)
        for acronym in initials(record.name):
            by_initials[acronym].append(record)
    for group in by_key.values():
        join_all(group, clusters, "are the same words in another order or with another ending")
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
