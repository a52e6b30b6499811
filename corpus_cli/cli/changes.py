"""``corpus changes``: what somebody said on something through time, and how the wording went."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from corpus_cli.cli.answer import answer
from corpus_cli.cli.compare import wording
from corpus_cli.cli.database import reader
from corpus_cli.cli.hints import speaker as speaker_hint
from corpus_cli.cli.options import DatabaseOptions, OutputOptions, PageOptions, StatementOptions
from corpus_cli.errors import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from corpus_cli.cli.answer import Row

# What changes adds to a statement's record.
KEYS = ("earlier_id", "earlier_quote", "how", "turned", "parts")

# Half of the shorter one's words and a quarter of the longer one's, among them this many that are not small: else two
# statements share no more than "in the United States".
_LEAST_COVERAGE = 0.5
_LEAST_OF_LONGER = 0.25
_LEAST_WORDS = 3
_SMALL = 3
# How many earlier statements one is held against.
_LOOKED_BACK = 200


def changes(
    which: StatementOptions,
    page: PageOptions,
    output: OutputOptions,
    database: DatabaseOptions,
) -> None:
    """Follow what a speaker says on a topic through time: each wording against the last one like it.

    An utterance that several articles report stands once, as it was printed first. Undated statements come last.

    \b
    corpus changes --speaker Pompeo --about libya
    corpus changes --speaker "Peter Cook" --about "end point" --json
    """
    from corpus_cli.store.folded import count_folded, folded
    from corpus_cli.store.record import RECORD

    if not which.speaker:
        raise UsageError('whose statements? type: corpus changes --speaker NAME --about "WORDS"')
    query = dataclasses.replace(which.query(), sort="date")
    chosen = output.output()
    connection = reader(database.db)

    def ask(limit: int | None) -> Iterable[Row]:
        end = None if limit is None else page.offset + limit
        return islice(compared(folded(connection, query)), page.offset, end)

    answer(
        ask,
        chosen,
        (*RECORD, *KEYS),
        _table,
        page.page(),
        lambda: count_folded(connection, query),
        lambda: speaker_hint(connection, which.speaker),
    )


def compared(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Add to each statement the last one before it by the same speaker that is worded like it, and the difference.

    ``earlier_id`` and ``earlier_quote`` are null, ``how`` is "new" where there is none; ``parts`` hold spans into the
    earlier quote (before) and the quote (after).
    """
    from corpus_cli.reports.differences import compare_texts
    from corpus_cli.reports.words import comparison_words

    before: list[tuple[frozenset[str], dict[str, Any]]] = []
    for row in rows:
        forms = frozenset(word.form for word in comparison_words(row["quote"] or ""))
        told: dict[str, Any] = {"earlier_id": None, "earlier_quote": None, "how": "new", "turned": [], "parts": []}
        for others, earlier in reversed(before[-_LOOKED_BACK:]):
            # Looking at the words without their order first: aligning two texts costs a hundred times as much.
            common = forms & others
            telling = sum(len(form) > _SMALL or form[0].isdigit() for form in common)
            if earlier["speaker"] != row["speaker"] or telling < _LEAST_WORDS:
                continue
            if len(common) < _LEAST_COVERAGE * min(len(forms), len(others)):
                continue
            difference = compare_texts(earlier["quote"], row["quote"])
            if difference.coverage < _LEAST_COVERAGE or difference.matched < _LEAST_OF_LONGER * difference.longer:
                continue
            told["earlier_id"], told["earlier_quote"] = earlier["id"], earlier["quote"]
            told["how"], told["turned"] = wording(difference), list(difference.turned)
            told["parts"] = [
                {"change": part.change, "before": list(part.before), "after": list(part.after)}
                for part in difference.parts
            ]
            break
        before.append((forms, row))
        yield {**row, **told}


def _table(rows: list[Row], width: int) -> RenderableType:
    from corpus_cli.render.differences import changes as table

    return table(rows, width)
