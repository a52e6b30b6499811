"""Articles → dispatches: which of those that a batch has added are copies of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus_cli.partition import Partition
from corpus_cli.reports.copies import Sentences, are_copies, sentences
from corpus_cli.store import copies as rows

if TYPE_CHECKING:
    from corpus_cli.store.writer import Writer


def find_copies(writer: Writer) -> None:
    """Put new articles with those that they are copies of, and what is left of a group by itself.

    Whether two articles are copies depends on the two alone, and groups on that alone, so the order of ingestion does
    not matter (as long as a sentence stands in fewer than 200 articles).
    """
    added = writer.marked()
    around = {number: rows.candidates(writer, number, marks) for number, marks in added.items()}
    touched = {number for number, near in around.items() if near} | writer.uncopied()
    if not touched:
        return
    known = rows.members(writer, touched | {other for number in touched for other in around.get(number, ())})
    shrunk = {known[number] for number in writer.uncopied() if known.get(number)}
    # Only those that are compared are read: a dispatch may have thousands of copies.
    compared = {number for number in known if known[number] in shrunk}
    compared |= {each for number, near in around.items() if near for each in (number, *near)} & known.keys()
    read: dict[int, Sentences] = {
        number: sentences(text, start) for number, (text, start) in rows.texts(writer, compared).items()
    }
    joined = Partition(sorted(known))

    def compare(one: int, other: int) -> None:
        if joined.root(one) != joined.root(other) and are_copies(read[one], read[other]):
            joined.join(one, other)

    first: dict[int, int] = {}
    for number in sorted(known):
        if known[number] and known[number] not in shrunk:
            # Nobody has left this group: it stays together.
            joined.join(number, first.setdefault(known[number], number))
    for group in shrunk:
        left = sorted(number for number in known if known[number] == group)
        for index, one in enumerate(left):
            for other in left[index + 1 :]:
                compare(one, other)
    for number, near in around.items():
        for other in near:
            if number in read and other in read:
                compare(number, other)
    rows.set_groups(writer, joined.groups())
