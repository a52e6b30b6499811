"""Processes that work on one task at a time, results in the order of the tasks, and a death that costs one item.

Knows nothing of articles. Only the parent talks to the workers; workers never talk to each other.
"""

from __future__ import annotations

import contextlib
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

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


def make_ready(modules: Sequence[str]) -> None:
    """Start the process that workers are forked from, which imports ``modules`` meanwhile; returns at once.

    Workers then share what these modules hold. Does nothing where there is no fork server.
    """
    context = _context()
    if context.get_start_method() == "forkserver":
        from multiprocessing import resource_tracker
        from multiprocessing.forkserver import ensure_running

        context.set_forkserver_preload(list(modules))
        # ^C reaches every process of the terminal; what is only starting must not complain of it. The tracker, which
        # the fork server needs, lets the signal through again when it has started: it goes first.
        resource_tracker.ensure_running()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _context() -> Any:
    import multiprocessing  # late: who works alone needs none of it

    # A fork server is free of the parent's threads and open database, and forks faster than a fresh start.
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")


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
        self._context = _context()
        self._prepare = prepare
        self._arguments = arguments
        self._rest = rest
        self._jobs = jobs
        self._workers: list[_Worker[Task]] = []
        self._supply: Iterator[tuple[int, tuple[Task, bool]]] = iter(())
        self._begun: dict[int, Task] = {}
        self._kept: dict[int, deque[object]] = {}
        self._waiting: deque[tuple[int, Task, int]] = deque()
        self._turn = 0
        self._exhausted = False

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
        self._supply = enumerate(tasks)
        self._begun, self._kept, self._waiting, self._turn, self._exhausted = {}, {}, deque(), 0, False
        while True:
            # Hand out work, then give what is due; only then wait.
            self._hand_out()
            while self._turn in self._begun and self._kept[self._turn]:
                item = self._kept[self._turn].popleft()
                yield self._begun[self._turn], item
                if isinstance(item, Finished):
                    del self._begun[self._turn], self._kept[self._turn]
                    self._turn += 1
            if self._exhausted and not self._begun:
                return
            if self._turn in self._begun:
                self._receive()

    def poll(self) -> None:
        """Take what is ready, without waiting, and hand out work; for whoever is long about what ``results`` gave.

        Without it the workers would stand still once the pipes are full.
        """
        self._receive(wait=False)
        self._hand_out()

    def _hand_out(self) -> None:
        ahead = self._jobs * _AHEAD
        while not self._exhausted and len(self._begun) < ahead and not (self._waiting and self._idle() is None):
            step = next(self._supply, None)
            if step is None:
                self._exhausted = True
                break
            number, (task, work) = step
            self._begun[number], self._kept[number] = task, deque()
            if work:
                self._waiting.append((number, task, 0))
            else:
                self._kept[number].append(Finished())
        while self._waiting and (worker := self._idle()) is not None:
            worker.give(*self._waiting.popleft())

    def _idle(self) -> _Worker[Task] | None:
        for worker in self._workers:
            if worker.number is None:
                return worker
        if len(self._workers) < self._jobs:
            self._workers.append(_Worker(self._context, self._prepare, self._arguments))
            return self._workers[-1]
        return None

    def _receive(self, wait: bool = True) -> None:
        from multiprocessing.connection import wait as ready_of

        busy = {worker.connection: worker for worker in self._workers if worker.number is not None}
        wanted = [
            connection
            for connection, worker in busy.items()
            if (wait and worker.number == self._turn) or len(self._kept[cast("int", worker.number)]) < _KEPT
        ]
        for ready in ready_of(wanted or list(busy), None) if wait else ready_of(wanted, 0):
            worker = busy[ready]
            number, task = worker.number, worker.task
            assert number is not None and task is not None
            try:
                item = worker.connection.recv()
            except (EOFError, OSError):
                died = Died(worker.stop(), worker.before + worker.items)
                self._kept[number].append(died)
                self._workers.remove(worker)
                rest = self._rest(task, worker.items) if self._rest else None
                if rest is None:
                    self._kept[number].append(Finished())
                else:
                    self._waiting.appendleft((number, rest, died.item + 1))
                continue
            if isinstance(item, _Raised):
                raise item.error
            self._kept[number].append(item)
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
