"""The program as tests run it: in process, with streams in memory."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
SAMPLES = REPOSITORY / "samples"

# The day that "last week" counts from in every test.
TODAY = datetime.date(2026, 11, 20)


@dataclass(frozen=True)
class Ran:
    """How a run of the program ended."""

    code: int
    out: str
    err: str


class Stream(io.TextIOWrapper):
    """A stdout, stderr or stdin in memory, which may claim to be a terminal."""

    def __init__(self, terminal: bool = False, data: bytes = b"") -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8", newline="")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode("utf-8")


Run = Callable[..., Ran]
