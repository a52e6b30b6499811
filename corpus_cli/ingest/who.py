"""Names → speakers, for the names that a batch has touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from corpus_cli.store.identities import SpeakerRow, assign, could_be_one, name_rows, names, note_keys

if TYPE_CHECKING:
    from corpus_cli.records import SpeakerKind
    from corpus_cli.store.writer import Writer


def identify_touched(writer: Writer) -> None:
    """Decide anew who is who among the names that this batch has touched, and all that could be one with them."""
    try:
        from corpus_cli.people.identity import NameRecord, block_keys, identify
    except ImportError:  # FALLBACK until people/identity.py is there
        own = [(str(number), number) for number in writer.touched()]
        note_keys(writer, own)
        rows = name_rows(writer, could_be_one(writer, [key for key, _ in own]))
        assign(writer, [SpeakerRow(r.name, r.kind, (r.number,), r.aliases) for r in rows], writer.touched())
        return
    touched = writer.touched()
    if not touched:
        return
    keys = [
        (key, number)
        for number, name, kind in names(writer, touched)
        for key in block_keys(name, cast("SpeakerKind | None", kind))
    ]
    note_keys(writer, keys)
    rows = name_rows(writer, could_be_one(writer, sorted({key for key, _ in keys})))
    records = [
        NameRecord(
            row.number, row.name, cast("SpeakerKind | None", row.kind), row.roles, row.outlets, row.aliases, row.count
        )
        for row in rows
    ]
    found = identify(records, ())
    assign(writer, [SpeakerRow(one.name, one.kind, one.members, one.aliases) for one in found], touched)
