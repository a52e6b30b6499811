"""The exception tree: one line for the user that says what went wrong and what to type next, and an exit code."""

from __future__ import annotations


class CorpusError(Exception):
    """Anything the user can do something about; printed as one line on stderr."""

    exit_code = 1


class UsageError(CorpusError):
    """The words typed are off."""

    exit_code = 2


class NothingFound(CorpusError):
    """No match, asked for as an error with ``-e``."""

    exit_code = 4


class DatabaseError(CorpusError):
    """The database is missing, foreign, of a newer version, locked or damaged."""


class ReadError(CorpusError):
    """One file or record could not be read; the rest goes on."""


class MissingExtra(ReadError):
    """A reader or tagger that needs an extra which is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs the extra [{extra}]; type: pip install 'corpus-cli[{extra}]'")
        self.extra = extra
