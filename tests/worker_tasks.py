"""Work for the tests of worker processes, which must find it by name."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator


def prepare(factor: int) -> Callable[[tuple[str, ...]], Iterator[object]]:
    """Give the work: each word of a task is one item, and some words are deeds."""

    def work(task: tuple[str, ...]) -> Iterator[object]:
        for word in task:
            if word == "die":
                os.kill(os.getpid(), signal.SIGKILL)
            elif word == "exit":
                os._exit(3)
            elif word == "raise":
                raise ValueError("as asked")
            elif word == "slow":
                time.sleep(0.2)
            yield word * factor

    return work


def rest(task: tuple[str, ...], done: int) -> tuple[str, ...] | None:
    """Give the words behind the one that killed."""
    return task[done + 1 :] or None
