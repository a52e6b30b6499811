"""Statements → report groups, for those that a batch has added, or whose speaker or group it has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from corpus_cli.ingest.copies import find_copies
from corpus_cli.ingest.who import identify_touched
from corpus_cli.reports.fingerprints import fingerprint
from corpus_cli.reports.groups import Link, Report, group, link, quoted_parts
from corpus_cli.store import reports as rows

if TYPE_CHECKING:
    from corpus_cli.records import Kind
    from corpus_cli.store.reports import ReportRow
    from corpus_cli.store.writer import Writer


def settle(writer: Writer) -> None:
    """Bring speakers, copies and report groups in step with what a batch has changed."""
    identify_touched(writer)
    find_copies(writer)
    group_touched(writer)


def group_touched(writer: Writer) -> None:
    """Link new statements to those that report the same utterance, and put what is linked into groups.

    Links depend on two statements alone and groups on links alone, so the order of ingestion does not matter.
    """
    marks = {number: found for number, found in writer.added().items() if found}
    moved: list[int] = []
    if writer.moved():
        others = [number for number in rows.statements_of_names(writer, writer.moved()) if number not in marks]
        again = {row.number: fingerprint(row.quote, cast("Kind", row.kind)) for row in rows.report_rows(writer, others)}
        rows.add_fingerprints(writer, [(mark, number) for number, found in again.items() for mark in found])
        moved = sorted(again)
        marks |= {number: tuple(found) for number, found in again.items()}
    left = writer.left()
    bearers = rows.sharing(writer, (mark for found in marks.values() for mark in found))
    pairs = {
        (min(number, other), max(number, other))
        for number, found in marks.items()
        for mark in found
        for other in bearers.get(mark, ())
        if other != number
    }
    # Few statements share anything; only those are read.
    statements = {row.number: row for row in rows.report_rows(writer, sorted({n for pair in pairs for n in pair}))}
    reports = {number: _report(row) for number, row in statements.items()}
    found_links = []
    for one, two in sorted(pairs):
        if one in reports and two in reports and reports[one].article != reports[two].article:
            found = link(reports[one], reports[two])
            if found:
                found_links.append((found.first, found.second, found.strong, found.reason))
    touched = rows.replace_links(writer, moved, found_links) | left
    if not touched:
        return  # nothing was or is linked to anything
    reached = rows.reachable(writer, touched)
    lengths = {row.number: len(row.quote.split()) for row in rows.report_rows(writer, sorted(reached))}
    links = [Link(*each) for each in rows.links_among(writer, lengths)]
    rows.set_groups(writer, reached, group(lengths, links, lengths))


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
