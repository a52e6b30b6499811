"""Processes that work on one task at a time, results in the order of the tasks, and a death that costs one item.

Knows nothing of articles. Only the parent talks to the workers; workers never talk to each other.
"""

from __future__ import annotations

import contextlib
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Task = TypeVar("Task")

# Items kept of a task whose turn has not come; past it its worker waits, so that memory stays bounded.
_KEPT = 64
# Tasks begun ahead of the one whose turn it is, per worker: enough to outlast one slow file.
_AHEAD = 16


@dataclass(frozen=True, slots=True)
class Died:
    """In the place of a task's item number ``item``: the worker died over it, by a signal (below 0) or an exit code."""

    code: int | None
    item: int

    def reason(self) -> str:
        """Say in one line how."""
        how = f"signal {-self.code}" if self.code is not None and self.code < 0 else f"exit code {self.code}"
        return f"the process that worked on it died ({how})"


@dataclass(frozen=True, slots=True)
class Finished:
    """Behind a task's last item."""


@dataclass(frozen=True, slots=True)
class _Raised:
    error: Exception


class Pool(Generic[Task]):
    """``jobs`` processes, each made ready once by ``prepare(*arguments)``, which gives the function from task to items.

    ``prepare`` must be importable by name. ``rest(task, n)`` gives what is left of a task whose worker died over its
    item ``n`` (from 0), or null; without it nothing is. An exception raised by the work, rather than a death, ends the
    run in the parent.
    """

    def __init__(
        self,
        jobs: int,
        prepare: Callable[..., Callable[[Any], Iterator[object]]],
        arguments: tuple[object, ...],
        rest: Callable[[Task, int], Task | None] | None = None,
    ) -> None:
        import multiprocessing  # late: who works alone needs none of it

        # A fork server is free of the parent's threads and open database, and forks faster than a fresh start.
        methods = multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if "forkserver" in methods:
            self._context.set_forkserver_preload([prepare.__module__])
        self._prepare = prepare
        self._arguments = arguments
        self._rest = rest
        self._jobs = jobs
        self._workers: list[_Worker[Task]] = []

    def __enter__(self) -> Pool[Task]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def results(self, tasks: Iterable[tuple[Task, bool]]) -> Iterator[tuple[Task, object]]:
        """Yield (task, item) in the order of the tasks; behind each task's last item comes Finished.

        Tasks come as (task, work): without work they only keep their place in the order.
        """
        supply = enumerate(tasks)
        begun: dict[int, Task] = {}
        kept: dict[int, deque[object]] = {}
        turn = 0
        waiting: deque[tuple[int, Task, int]] = deque()
        exhausted = False
        while True:
            # Hand out work, then give what is due; only then wait.
            while not exhausted and len(begun) < self._jobs * _AHEAD and not (waiting and self._idle() is None):
                step = next(supply, None)
                if step is None:
                    exhausted = True
                    break
                number, (task, work) = step
                begun[number], kept[number] = task, deque()
                if work:
                    waiting.append((number, task, 0))
                else:
                    kept[number].append(Finished())
            while waiting and (worker := self._idle()) is not None:
                worker.give(*waiting.popleft())
            while turn in begun and kept[turn]:
                item = kept[turn].popleft()
                yield begun[turn], item
                if isinstance(item, Finished):
                    del begun[turn], kept[turn]
                    turn += 1
            if exhausted and not begun:
                return
            if turn in begun:
                self._receive(turn, kept, waiting)

    def _idle(self) -> _Worker[Task] | None:
        for worker in self._workers:
            if worker.number is None:
                return worker
        if len(self._workers) < self._jobs:
            self._workers.append(_Worker(self._context, self._prepare, self._arguments))
            return self._workers[-1]
        return None

    def _receive(self, turn: int, kept: dict[int, deque[object]], waiting: deque[tuple[int, Task, int]]) -> None:
        from multiprocessing.connection import wait

        busy = {
            worker.connection: worker
            for worker in self._workers
            if worker.number is not None and (worker.number == turn or len(kept[worker.number]) < _KEPT)
        } or {worker.connection: worker for worker in self._workers if worker.number is not None}
        for ready in wait(list(busy)):
            worker = busy[ready]
            number, task = worker.number, worker.task
            assert number is not None and task is not None
            try:
                item = worker.connection.recv()
            except (EOFError, OSError):
                died = Died(worker.stop(), worker.before + worker.items)
                kept[number].append(died)
                self._workers.remove(worker)
                rest = self._rest(task, worker.items) if self._rest else None
                if rest is None:
                    kept[number].append(Finished())
                else:
                    waiting.appendleft((number, rest, died.item + 1))
                continue
            if isinstance(item, _Raised):
                raise item.error
            kept[number].append(item)
            worker.items += 1
            if isinstance(item, Finished):
                worker.number = worker.task = None


class _Worker(Generic[Task]):
    def __init__(self, context: Any, prepare: object, arguments: tuple[object, ...]) -> None:
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, prepare, arguments), daemon=True)
        self.process.start()
        theirs.close()  # so that its death closes the pipe
        self.number: int | None = None
        self.task: Task | None = None
        self.before = self.items = 0

    def give(self, number: int, task: Task, before: int) -> None:
        """Hand a task over; ``before`` items of it have come from a worker that died since."""
        self.number, self.task, self.before, self.items = number, task, before, 0
        with contextlib.suppress(OSError):  # dead already: the next receive says so
            self.connection.send(task)

    def stop(self) -> int | None:
        self.connection.close()
        self.process.join(0.2)
        if self.process.is_alive():
            self.process.terminate()
            self.process.join(1)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        code: int | None = self.process.exitcode
        return code


def _work(
    connection: Connection, prepare: Callable[..., Callable[[Any], Iterator[object]]], arguments: tuple[object, ...]
) -> None:
    # ^C reaches every process of the terminal; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        work = prepare(*arguments)
        while True:
            for item in work(connection.recv()):
                connection.send(item)
            connection.send(Finished())
    except (EOFError, OSError):
        return  # the parent has closed the pipe, or is gone
    except Exception as error:
        connection.send(_Raised(error))
