"""Changes to what is in already: extracting anew, and taking out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from corpus_cli.ingest.report import IngestReport, OnProgress, Progress
from corpus_cli.ingest.reports import settle
from corpus_cli.ingest.run import EXTRACTOR_VERSION
from corpus_cli.ingest.tasks import SHARED, File, Found, Task, Unread, worker
from corpus_cli.ingest.who import walks_of
from corpus_cli.ingest.workers import Died, Finished, Pool, make_ready
from corpus_cli.store.term_aliases import note_found

if TYPE_CHECKING:
    from corpus_cli.store.writer import Writer

_BATCH = 256
_CHUNK = 8


def reextract(
    db: Path, tagger: str = "auto", jobs: int = 0, everything: bool = False, on_progress: OnProgress | None = None
) -> IngestReport:
    """Extract anew what another tagger or an older extractor did; with ``everything`` all articles.

    Articles keep their ids, and statements that stand in the same place keep theirs. ``changed`` counts the articles.
    """
    from corpus_cli.articles.fields import ReadOptions
    from corpus_cli.extraction.tagger import load
    from corpus_cli.store.articles import article_count
    from corpus_cli.store.database import open_writer

    loaded = load(tagger)  # type: ignore[arg-type]
    label = f"{loaded.name} {loaded.version}"
    report = IngestReport()
    writer = open_writer(db)
    try:
        numbers = writer.outdated(None if everything else label, EXTRACTOR_VERSION)
        report.unchanged = article_count(writer.connection) - len(numbers)
        pending: list[tuple[Task, object]] = []
        waiting: list[int] = list(numbers)
        for task, item in _results(_tasks(writer, numbers), tagger, ReadOptions(), jobs):
            if not isinstance(item, Finished):
                pending.append((task, item))
            if len(pending) >= _BATCH:
                _write(writer, pending, waiting, report)
                if on_progress:
                    done = len(numbers) - len(waiting)
                    on_progress(Progress(done, len(numbers), task.file.path, done))
        _write(writer, pending, waiting, report)
    finally:
        writer.close()
    return report


def remove(db: Path, which: str) -> int:
    """Delete the articles that an id, the beginning of one, a path or an outlet names; give their number.

    Raises CorpusError when it names none. Ingesting their file again brings them back.
    """
    from corpus_cli.errors import CorpusError
    from corpus_cli.store.articles import article_numbers, numbers_of_outlet
    from corpus_cli.store.database import open_reader, open_writer

    open_reader(db).close()  # removing never creates a database
    writer = open_writer(db)
    try:
        numbers = article_numbers(writer.connection, which) or numbers_of_outlet(writer.connection, which)
        if not numbers:
            raise CorpusError(
                f"nothing here has the id, path or outlet {which}; to list articles type: corpus articles"
            )
        for start in range(0, len(numbers), _BATCH):
            with writer.batch():
                for number in numbers[start : start + _BATCH]:
                    writer.files.reread(number)
                    writer.delete(number)
                settle(writer)
        return len(numbers)
    finally:
        writer.close()


def _tasks(writer: Writer, numbers: list[int]) -> Iterator[tuple[Task, bool]]:
    for start in range(0, len(numbers), _CHUNK):
        articles = tuple(writer.load(number) for number in numbers[start : start + _CHUNK])
        yield Task(File(articles[-1].path), articles, last=True), True


def _results(
    tasks: Iterator[tuple[Task, bool]], tagger: str, reading: object, jobs: int
) -> Iterator[tuple[Task, object]]:
    if jobs:
        make_ready(SHARED)
        with Pool[Task](jobs, worker, (tagger, reading), Task.rest) as pool:
            yield from pool.results(tasks)
        return
    work = worker(tagger, reading)  # type: ignore[arg-type]
    for task, _ in tasks:
        for item in work(task):
            yield task, item
        yield task, Finished()


def _write(writer: Writer, pending: list[tuple[Task, object]], waiting: list[int], report: IngestReport) -> None:
    with writer.batch():
        for task, item in pending:
            number = waiting.pop(0)
            if isinstance(item, Found):
                statements = item.statements or ()
                writer.replace_statements(
                    number,
                    item.article,
                    statements,
                    item.tagger,
                    EXTRACTOR_VERSION,
                    item.marks,
                    item.sentences,
                    walks_of(statements),
                )
                note_found(writer, number, item.aliases)
                report.changed += 1
            elif isinstance(item, Unread):
                report.unread.append((item.path, item.reason))
            elif isinstance(item, Died):
                report.unread.append((task.articles[item.item].path, item.reason()))
        settle(writer)
    pending.clear()
