"""The argv fast path: the plainest questions answered before Typer is imported, at a third of the start-up.

It accepts an exact small grammar and leaves everything else, mistakes included, to Typer; a parity test holds the two
to the same bytes and exit codes.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpus_cli.queries import ArticleQuery, StatementQuery

# Per command: the options with a value that the fast path knows, and its positional word.
_VALUES = {
    "search": ("--db", "--outlet", "--limit"),
    "quotes": ("--db", "--outlet", "--limit", "--speaker", "--about"),
}
_LONG = {"-n": "--limit"}
_MOST_DIGITS = 9
_FORMATS = {"--json": "json", "--jsonl": "jsonl"}


class _Question:
    """An ArticleQuery or a StatementQuery with all but a few fields at their defaults.

    Stands in for queries.py, whose dataclasses take longer to import than a query takes; a test holds it to them.
    """

    place = since = until = article = sort = None
    kinds = ()
    thoughts = raw = False
    min_confidence = 0.0
    offset = 0

    def __init__(
        self,
        words: str | None,
        outlet: str | None,
        speaker: str | None = None,
        about: str | None = None,
        limit: str | None = None,
    ) -> None:
        self.words = words
        self.limit = int(limit or 0) or None
        self.outlet = outlet
        self.speaker = speaker
        self.about = about


def answers(words: Sequence[str]) -> bool:
    """Answer the command line ``words`` if it is plain enough; return false, with nothing done, when it is Typer's."""
    parsed = parse(words)
    if parsed is None or sys.stdout.isatty() or "_CORPUS_COMPLETE" in os.environ:
        return False
    command, options, format = parsed
    _COMMANDS[command](options, format)
    return True


def parse(words: Sequence[str]) -> tuple[str, dict[str, str], str] | None:
    """Return (command, options, format), null when ``words`` is anything but the small grammar.

    ``options`` has the value of each option under its name, the positional word under "words".
    """
    if not words or words[0] not in _VALUES:
        return None
    command, format = words[0], ""
    options: dict[str, str] = {}
    rest = iter(words[1:])
    for word in rest:
        if word in _FORMATS and not format:
            format = _FORMATS[word]
            continue
        word = _LONG.get(word, word)
        name, value = (word, next(rest, None)) if word in _VALUES[command] else ("words", word)
        # Empty values, values that look like options and repetitions have rules of their own in Typer.
        if name in options or not value or value[0] == "-":
            return None
        if name == "--limit" and not (value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS):
            return None
        options[name] = value
    if command == "search" and "words" not in options:
        return None
    return command, options, format or "json"


def _search(options: dict[str, str], format: str) -> None:
    from corpus_cli.cli.answer import Output, answer
    from corpus_cli.cli.database import reader
    from corpus_cli.cli.views import view
    from corpus_cli.store.search import json_search, search

    connection = reader(options.get("--db"))
    query: ArticleQuery = _Question(  # type: ignore[assignment]
        words=options["words"], outlet=options.get("--outlet"), limit=options.get("--limit")
    )
    answer(
        lambda limit: search(connection, query),
        Output(format),
        (),
        view("FOUND"),
        ask_json=lambda limit: json_search(connection, query),
    )


def _quotes(options: dict[str, str], format: str) -> None:
    from corpus_cli.cli.answer import Output, answer
    from corpus_cli.cli.database import reader
    from corpus_cli.cli.hints import speaker as speaker_hint
    from corpus_cli.cli.views import view
    from corpus_cli.store.statements import json_statements, statements

    connection = reader(options.get("--db"))
    name = options.get("--speaker")
    query: StatementQuery = _Question(  # type: ignore[assignment]
        words=options.get("words"),
        speaker=name,
        about=options.get("--about"),
        outlet=options.get("--outlet"),
        limit=options.get("--limit"),
    )
    answer(
        lambda limit: statements(connection, query),
        Output(format),
        (),
        view("STATEMENTS"),
        nothing=lambda: speaker_hint(connection, name),
        ask_json=lambda limit: json_statements(connection, query),
    )


_COMMANDS: dict[str, Callable[[dict[str, str], str], None]] = {"search": _search, "quotes": _quotes}
