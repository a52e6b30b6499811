"""Statements → report groups, for those that a batch has added, or whose speaker or group it has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from corpus_cli.ingest.copies import find_copies
from corpus_cli.ingest.who import identify_touched
from corpus_cli.reports.fingerprints import fingerprint, whole
from corpus_cli.reports.groups import NEWS_DAYS, Link, Report, group, has_long_quote, link, may_link, quoted_parts
from corpus_cli.store import reports as rows

if TYPE_CHECKING:
    from corpus_cli.records import Kind
    from corpus_cli.store.reports import ReportRow
    from corpus_cli.store.writer import Writer


# Statements whose groups are worked out at once: statements that hundreds of articles carry are not all held in memory.
_AT_ONCE = 50


def settle(writer: Writer) -> None:
    """Bring speakers, copies and report groups in step with what a batch has changed."""
    identify_touched(writer)
    find_copies(writer)
    group_touched(writer)


def group_touched(writer: Writer) -> None:
    """Link new statements to those that report the same utterance, and put what is linked into groups.

    Links depend on two statements alone and groups on links alone, so the order of ingestion does not matter. Of twins,
    whose long quotations are alike word for word under one name, only the first is found by its parts; the others are
    linked to it, so that the thousandth copy of a statement costs no more than the second.
    """
    marks = {number: found for number, found in writer.added().items() if found}
    moved = _moved(writer) - set(marks)
    again = _again(writer, sorted((moved | writer.left()) - set(marks)))
    twins: dict[int, int] = {}
    speakers = rows.speakers_of(writer, [*marks, *again])
    for number, (own, *parts) in sorted((marks | again).items()):
        twin = rows.twin(writer, number, own, speakers.get(number)) if own else None
        if twin is not None:
            twins[number] = twin
        stored = (own,) if twin is not None and number in marks else (own, *parts) if own else parts
        rows.add_fingerprints(writer, number, stored)
    marks |= again
    bearers = rows.sharing(writer, (mark for found in marks.values() for mark in found[1:]))
    pairs = {
        (min(number, other), max(number, other))
        for number, found in marks.items()
        for other in {twins.get(number, number), *(one for mark in found[1:] for one in bearers.get(mark, ()))}
        if other != number
    }
    known = rows.kinds_and_days(writer, {number for pair in pairs for number in pair})
    pairs = {(a, b) for a, b in pairs if a in known and b in known and may_link(known[a], known[b])}
    # Few statements share anything that may be one utterance; only those are read.
    reports = _reports(writer, {number for pair in pairs for number in pair})
    links = {}
    for one, two in sorted(pairs):
        if one in reports and two in reports:
            for found in _linked(writer, reports[one], reports[two]):
                links[found.first, found.second] = found
    touched = rows.replace_links(
        writer, sorted(moved), [(found.first, found.second, found.strong, found.reason) for found in links.values()]
    )
    touched |= {number for ends in links for number in ends if again.keys() & ends}
    touched |= writer.left() | _not_joined(writer, set(marks) - set(again), links.values())
    done: set[int] = set()
    waiting = sorted(touched)
    for start in range(0, len(waiting), _AT_ONCE):
        # All that links lead to is one matter: what one handful has reached, the next need not look at.
        if reached := rows.reachable(writer, set(waiting[start : start + _AT_ONCE]) - done):
            lengths = rows.lengths(writer, reached)
            kept = (Link(first, second, strong, "") for first, second, strong in rows.links_among(writer, lengths))
            rows.set_groups(writer, reached, group(lengths, kept, lengths))
            done |= reached


def _not_joined(writer: Writer, added: set[int], links: Iterable[Link]) -> set[int]:
    """Put new statements into the one group that strong links lead to; give those whose group must be worked out.

    One more twin changes nothing for the others: their group is not looked at again.
    """
    ends: dict[int, list[Link]] = {}
    for found in links:
        for number in (found.first, found.second):
            ends.setdefault(number, []).append(found)
    left: set[int] = set()
    for number in sorted(added & set(ends)):
        others = {found.first + found.second - number for found in ends[number]}
        # A link to a statement that is new too is seen from the later of the two.
        earlier = [other for other in others if other not in added or other < number]
        simple = all(found.strong for found in ends[number]) and not left.intersection(others)
        if earlier and not (simple and rows.join(writer, number, earlier)):
            left.add(number)
    return left


def _moved(writer: Writer) -> set[int]:
    """Give the statements whose speaker has changed, and those linked to them, which may have been found by them."""
    moved = rows.statements_of_names(writer, writer.moved()) if writer.moved() else []
    return {*moved, *(number for pair in rows.linked(writer, moved) for number in pair)}


def _again(writer: Writer, numbers: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Give the fingerprints of statements that are to be linked anew."""
    found = {}
    for row in rows.report_rows(writer, numbers):
        kind = cast("Kind", row.kind)
        parts = sorted(fingerprint(row.quote, kind))
        if parts:
            found[row.number] = (whole(row.quote, kind), *parts)
    return found


def _linked(writer: Writer, one: Report, two: Report) -> Iterator[Link]:
    """Link two statements; if they lie too far apart in time, look for a twin of either that does not."""
    if one.article == two.article:
        return
    found = link(one, two)
    if found:
        yield found
        return
    if one.day is None or two.day is None or not (has_long_quote(one.quoted) or has_long_quote(two.quoted)):
        return
    if not link(replace(one, day=None), two):
        return
    for here, there in ((one, two), (two, one)):
        own = whole(there.text, there.kind)
        if not own:
            continue
        number = rows.near_twin(writer, own, there.speaker, here.day or "", NEWS_DAYS, here.article)
        if number is not None and number not in (here.key, there.key):
            near = link(here, _reports(writer, {number})[number])
            if near:
                yield near


def _reports(writer: Writer, numbers: Iterable[int]) -> dict[int, Report]:
    return {row.number: _report(row) for row in rows.report_rows(writer, sorted(numbers))}


def _report(row: ReportRow) -> Report:
    kind = cast("Kind", row.kind)
    return Report(
        key=row.number,
        text=row.quote,
        quoted=quoted_parts(row.quote, kind),
        kind=kind,
        speaker=row.speaker,
        speaker_name=row.speaker_name,
        speaker_kind=row.speaker_kind,
        role=row.role,
        day=row.day,
        article=row.article,
    )
