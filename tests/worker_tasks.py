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


def dying_worker(tagger: str, reading: object) -> Callable[[object], Iterator[object]]:
    """Give the work of ingest's workers, but for what is deadly to them: an article that says so."""
    from corpus_cli.ingest import tasks

    extract = tasks._extract

    def deadly(article: object, loaded: object) -> object:
        if "DEADLY" in article.text:  # type: ignore[attr-defined]
            os.kill(os.getpid(), signal.SIGKILL)
        return extract(article, loaded)  # type: ignore[arg-type]

    tasks._extract = deadly  # type: ignore[assignment]
    return tasks.worker(tagger, reading)  # type: ignore[arg-type, return-value]
