"""Processes: results in order, a death costs one item, and nothing is left behind."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from worker_tasks import prepare, rest

from corpus_cli.ingest.workers import Died, Finished, Pool, make_ready

Words = tuple[str, ...]


def run(jobs: int, tasks: list[Words], work: bool = True, poll: bool = False) -> list[list[object]]:
    """Give the items of each task; with ``poll``, take what else is ready at each."""
    items: list[list[object]] = []
    with Pool[Words](jobs, prepare, (2,), rest) as pool:
        open_task = False
        for task, item in pool.results((task, work) for task in tasks):
            if not open_task:
                items.append([])
                assert task == tasks[len(items) - 1]
            open_task = not isinstance(item, Finished)
            if poll:
                pool.poll()
            if open_task:
                items[-1].append(item)
    assert not multiprocessing.active_children()
    return items


@pytest.mark.parametrize(("jobs", "poll"), [(1, False), (3, False), (1, True), (3, True)])
def test_results_come_in_the_order_of_the_tasks(jobs: int, poll: bool) -> None:
    tasks: list[Words] = [("slow", "a"), (), ("b",), *[(str(number),) * 3 for number in range(200)]]
    assert run(jobs, tasks, poll=poll) == [[word * 2 for word in task] for task in tasks]


def test_workers_go_on_while_they_are_polled() -> None:
    """Pipes hold a quarter of a megabyte; more comes only if it is taken, and is bounded all the same."""
    tasks: list[Words] = [("a",), ("b" * 100_000,) * 40, ("c" * 100_000,) * 100]
    with Pool[Words](2, prepare, (1,), rest) as pool:
        results = pool.results((task, True) for task in tasks)
        next(results)
        deadline = time.monotonic() + 30
        while [len(pool._kept[number]) for number in (1, 2)] != [41, 64] and time.monotonic() < deadline:
            pool.poll()
            time.sleep(0.01)
        assert [len(pool._kept[number]) for number in (1, 2)] == [41, 64]
        assert [item for _, item in results if not isinstance(item, Finished)] == [*tasks[1], *tasks[2]]


def test_the_process_that_workers_come_from_can_be_started_ahead() -> None:
    make_ready(["worker_tasks", "not_there"])
    assert run(2, [("a",), ("b",)]) == [["aa"], ["bb"]]


_INTERRUPTED_EARLY = """
import os, signal
from multiprocessing import forkserver
from corpus_cli.ingest.workers import Pool, make_ready
from worker_tasks import prepare, rest

if __name__ == "__main__":
    make_ready(["json.tool"])
    os.kill(forkserver._forkserver._forkserver_pid, signal.SIGINT)
    with Pool(1, prepare, (1,), rest) as pool:
        print([item for _, item in pool.results([(("a", "b"), True)])][:2])
"""


def test_an_interrupt_while_workers_are_made_ready_is_the_parents_matter(tmp_path: Path) -> None:
    script = tmp_path / "early.py"
    script.write_text(_INTERRUPTED_EARLY)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, env=environment)
    assert (done.stdout, done.stderr, done.returncode) == ("['a', 'b']\n", "", 0)


def test_a_long_task_waits_its_turn() -> None:
    tasks: list[Words] = [("slow",) * 2, ("x",) * 5_000, ("y",) * 5_000]
    assert run(2, tasks) == [[word * 2 for word in task] for task in tasks]


def test_a_death_costs_one_item() -> None:
    tasks: list[Words] = [("a", "die", "b", "exit", "c"), ("d",), ("die",), ("e",)]
    first, second, third, fourth = run(2, tasks)
    assert first[0::2] == ["aa", "bb", "cc"]
    assert first[1] == Died(-9, 1)
    assert first[3] == Died(3, 3)
    assert (second, third, fourth) == (["dd"], [Died(-9, 0)], ["ee"])
    assert Died(-9, 1).reason() == "the process that worked on it died (signal 9)"
    assert Died(3, 1).reason() == "the process that worked on it died (exit code 3)"


def test_an_exception_ends_the_run_and_leaves_no_process() -> None:
    with pytest.raises(ValueError, match="as asked"):
        run(2, [("a",), ("raise",), ("slow",) * 50])
    assert not multiprocessing.active_children()


def test_tasks_without_work_need_no_process() -> None:
    assert run(2, [("die",), ("die",)], work=False) == [[], []]


def test_no_tasks() -> None:
    assert run(2, []) == []
