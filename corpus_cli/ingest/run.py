"""One run of ingest: the parent's side. Tasks are made ahead of the writing, and come back in their order."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from corpus_cli.ingest.report import IngestOptions, IngestReport, OnProgress, Progress
from corpus_cli.ingest.reports import settle
from corpus_cli.ingest.tasks import (
    SHARED,
    File,
    Found,
    Task,
    Unread,
    printable,
    read_file,
    reader,
    storable_article,
    worker,
)
from corpus_cli.ingest.who import walks_of
from corpus_cli.ingest.workers import Died, Finished, Pool, make_ready
from corpus_cli.records import Article
from corpus_cli.store.term_aliases import note_found

if TYPE_CHECKING:
    from corpus_cli.store.writer import Writer

# Raised when the extraction changes what it finds; reextract brings older articles up to it.
EXTRACTOR_VERSION = 5

# A batch is one transaction: large enough that commits cost nothing, small enough that ^C loses little.
_BATCH_ARTICLES = 256
# With workers the first batches are small, so that they read on while what they have read is written.
_FIRST_BATCH = 16
_BATCH_FILES = 5_000
_BATCH_SECONDS = 5.0
# How often a reader of the progress hears of it between batches.
_TOLD_SECONDS = 0.2
# A file of many articles that is larger than this is read by a process of its own and shared out.
_SHARED_OUT_BYTES = 1_000_000
# Articles sent to a worker at once.
_CHUNK_ARTICLES = 8
_CHUNK_CHARACTERS = 100_000
# A file touched less than so long before it was read may change again within the same time stamp.
_RACY_NS = 2_000_000_000


def ingest(paths: Iterable[str | Path], options: IngestOptions, on_progress: OnProgress | None = None) -> IngestReport:
    """Bring files, folders and ``-`` (JSON Lines on standard input) into the database.

    Unchanged files are skipped, changed ones replaced, and what is bad is reported and left out. Everything goes in by
    batches, each one transaction: whatever ends the run, the next one goes on. Raises DatabaseError, and what loading
    the tagger raises.
    """
    from corpus_cli.store.database import open_writer

    if options.jobs:
        make_ready(SHARED)  # while the database is opened and the files are found
    named = list(paths)
    writer = open_writer(options.db)
    try:
        run = _Run(writer, options, on_progress)
        run.read(named)
        if options.prune:
            run.prune(named)
        return run.report
    finally:
        writer.close()


class _Run:
    def __init__(self, writer: Writer, options: IngestOptions, on_progress: OnProgress | None) -> None:
        from corpus_cli.articles.fields import ReadOptions

        self.writer = writer
        self.options = options
        self.report = IngestReport()
        self.reading = ReadOptions(dict(options.mapping), options.date, options.outlet)
        self.options_text = repr((sorted(options.mapping.items()), options.date, options.outlet))
        self.on_progress = on_progress
        self.pending: list[tuple[Task, object]] = []
        self.found = self.done = self.ahead = self.total = 0
        self.batch = _FIRST_BATCH if options.jobs else _BATCH_ARTICLES
        self.pool: Pool[Task] | None = None
        self.since = self.told = time.monotonic()
        self.open: _OpenFile | None = None
        self.here: Callable[[Task], Iterator[Found | Unread]] | None = None

    def read(self, paths: Iterable[str | Path]) -> None:
        """Read all files, and write what they hold batch by batch."""
        files = list(dict.fromkeys(self._files(paths)))
        self.total = len(files)
        for task, item in self._results(self._tasks(files)):
            self.pending.append((task, item))
            self.found += isinstance(item, Found)
            self.ahead += task.last and isinstance(item, Finished)
            late = time.monotonic() - self.since > _BATCH_SECONDS
            if self.found >= self.batch or len(self.pending) >= _BATCH_FILES or late:
                self._write()
            elif time.monotonic() - self.told > _TOLD_SECONDS:
                self._tell(task.file.path)
        self._write()

    def prune(self, paths: Iterable[str | Path]) -> None:
        """Delete the articles of files that were in these folders and are gone."""
        folders = [Path(path).as_posix().rstrip("/") + "/" for path in paths]
        with self.writer.batch():
            for number, path in self.writer.files.all():
                inside = any(folder == "./" or path.startswith(folder) for folder in folders)
                if path != "-" and inside and not Path(path).exists():
                    articles = self.writer.files.articles(number)
                    for article in articles:
                        self.writer.delete(article)
                    self.writer.files.forget(number)
                    self.report.removed += len(articles)
            settle(self.writer)

    # Before: what there is to do

    def _files(self, paths: Iterable[str | Path]) -> Iterator[str | Unread]:
        from corpus_cli.articles.read import find_files

        for path in paths:
            if str(path) == "-":
                yield "-"
                continue
            for found in find_files([Path(path)]):
                yield found.as_posix() if isinstance(found, Path) else Unread(found.path, found.reason)

    def _tasks(self, files: Sequence[str | Unread]) -> Iterator[tuple[Task, bool]]:
        """Yield tasks, and whether there is work in them."""
        from corpus_cli.articles.read import MANY_ARTICLES

        for path in files:
            if isinstance(path, Unread):
                yield Task(File(path.path, unread=path.reason), last=True), False
                continue
            file = File("-") if path == "-" else self._look_at(path)
            if file.skipped or file.unread is not None:
                yield Task(file, last=True), False
            elif path == "-" or (Path(path).suffix.lower() in MANY_ARTICLES and file.size > _SHARED_OUT_BYTES):
                yield from self._chunks(file)
                yield Task(file, last=True), False
            else:
                yield Task(file, last=True), True

    def _look_at(self, path: str) -> File:
        """Compare a file with what the database knows of it: by size and time stamp, else by what is in it."""
        try:
            stat = Path(path).stat()
            known = self.writer.files.known(printable(path), self.options_text)
            if known is not None and known[:2] == (stat.st_size, stat.st_mtime_ns):
                return File(path, stat.st_size, stat.st_mtime_ns, known[2], skipped=True)
            with Path(path).open("rb") as stream:
                digest = file_digest(stream, lambda: blake2b(digest_size=16)).digest()
        except OSError as error:
            return File(path, unread=f"cannot open the file: {error.strerror or error}")
        racy = stat.st_mtime_ns > time.time_ns() - _RACY_NS
        same = known is not None and known[2] == digest
        return File(path, stat.st_size, 0 if racy else stat.st_mtime_ns, digest, skipped=same, touched=same)

    def _chunks(self, file: File) -> Iterator[tuple[Task, bool]]:
        """Read a file of many articles a few at a time; what the database has already needs no work."""
        from corpus_cli.store.known import classify

        chunk: list[Article] = []
        for item in self._records(file):
            known = isinstance(item, Article) and classify(self.writer.connection, item).verdict == "same"
            if chunk and (known or isinstance(item, Unread)):
                yield Task(file, tuple(chunk)), True
                chunk = []
            if isinstance(item, Unread):
                yield Task(file, unread=item), False
            elif known:
                yield Task(file, (item,), known=True), False
            else:
                chunk.append(item)
                if len(chunk) >= _CHUNK_ARTICLES or sum(len(one.text) for one in chunk) >= _CHUNK_CHARACTERS:
                    yield Task(file, tuple(chunk)), True
                    chunk = []
        if chunk:
            yield Task(file, tuple(chunk)), True

    def _records(self, file: File) -> Iterator[Article | Unread]:
        if file.path == "-":
            from corpus_cli.articles.read import read_stream

            for found in read_stream(sys.stdin, self.reading):
                yield storable_article(found) if isinstance(found, Article) else Unread(found.path, found.reason)
        elif not self.options.jobs:
            yield from read_file(file.path, self.reading)
        else:
            # A process of its own: what breaks in a parser breaks only there.
            with Pool[str](1, reader, (self.reading,)) as pool:
                for _, item in pool.results([(file.path, True)]):
                    if isinstance(item, Died):
                        yield Unread(file.path, item.reason())
                    elif isinstance(item, Article | Unread):
                        yield item

    def _results(self, tasks: Iterator[tuple[Task, bool]]) -> Iterator[tuple[Task, object]]:
        if self.options.jobs:
            with Pool[Task](self.options.jobs, worker, (self.options.tagger, self.reading), Task.rest) as self.pool:
                yield from self.pool.results(tasks)
            self.pool = None
            return
        for task, work in tasks:
            for item in self._work_here(task) if work else ():
                yield task, item
            yield task, Finished()

    def _work_here(self, task: Task) -> Iterator[Found | Unread]:
        if self.here is None:
            self.here = worker(self.options.tagger, self.reading)
        return self.here(task)

    # After: writing

    def _write(self) -> None:
        """Write what has come back, in one transaction, and then say how far things are."""
        last = ""
        with self.writer.batch():
            for task, item in self.pending:
                last = task.file.path
                self._write_item(task, item)
                if self.pool:
                    self.pool.poll()
            settle(self.writer)
        self.pending.clear()
        self.batch = min(2 * self.batch, _BATCH_ARTICLES)
        self.found = self.ahead = 0
        self.since = time.monotonic()
        if last:
            self._tell(last)

    def _tell(self, path: str) -> None:
        """Say how far things are; what is read and not yet written counts."""
        self.told = time.monotonic()
        if self.on_progress:
            articles = self.report.added + self.report.changed + self.found
            self.on_progress(Progress(self.done + self.ahead, self.total, printable(path), articles))

    def _write_item(self, task: Task, item: object) -> None:
        file = task.file
        if file.unread is not None:
            self._note(Unread(file.path, file.unread))
        elif file.skipped:
            articles, copies = self.writer.files.skip(printable(file.path), file.size, file.mtime_ns, file.touched)
            self.report.unchanged += articles
            self.report.duplicates += copies
        else:
            if self.open is None:
                self.open = _OpenFile(self.writer, file)
            if isinstance(item, Found):
                self._put(self.open, item)
            elif isinstance(item, Unread):
                self._note(item)
            elif isinstance(item, Died):
                whose = task.articles[item.item].path if task.articles else file.path
                self._note(Unread(whose, item.reason()))
            else:
                self._end_task(self.open, task)
        self.done += task.last and isinstance(item, Finished)

    def _end_task(self, opened: _OpenFile, task: Task) -> None:
        if task.unread:
            self._note(task.unread)
        if task.known:
            self._put(opened, Found(task.articles[0]))
        if task.last:
            opened.finish(self.report, self.options_text)
            self.open = None

    def _is_gone(self, file: int | None) -> bool:
        """Say whether a file is no longer where it was read: what it held has then moved here."""
        path = None if file is None else self.writer.files.path(file)
        return path not in (None, "-") and not Path(str(path)).exists()

    def _note(self, unread: Unread) -> None:
        self.report.unread.append((printable(unread.path), unread.reason))
        if self.open:
            self.open.complete = False

    def _put(self, opened: _OpenFile, found: Found) -> None:
        """Put one article in its place among those that its file and others have."""
        from corpus_cli.store.known import classify

        article, writer, report = found.article, self.writer, self.report
        known = classify(writer.connection, article)
        moved = known.file not in (None, opened.number) and self._is_gone(known.file)
        if known.number is None:
            opened.added.append(article.path)
            report.added += 1
        elif moved and known.verdict == "same":
            writer.files.adopt(known.number, opened.number, article.path)
            opened.seen.add(known.number)
            report.unchanged += 1
            return
        elif not moved and (known.file != opened.number or known.number in opened.seen):
            writer.files.note_copy(known.number, opened.number, article.path)
            report.duplicates += 1
            return
        elif known.verdict == "same":
            opened.seen.add(known.number)
            if known.path != article.path:
                writer.move(known.number, article.path)
            report.unchanged += 1
            return
        else:
            writer.delete(known.number)
            opened.old.pop(known.number, None)
            report.changed += 1
        if found.statements is None:
            # It was known when the task was made, and is not any more.
            (again,) = self._work_here(Task(opened.file, (article,)))
            if isinstance(again, Unread):
                self._note(again)
                return
            found = again
        statements = found.statements or ()
        number = writer.add(
            article,
            opened.number,
            statements,
            found.tagger,
            EXTRACTOR_VERSION,
            found.marks,
            found.sentences,
            walks_of(statements),
        )
        note_found(writer, number, found.aliases)
        opened.seen.add(number)


class _OpenFile:
    """A file whose articles are going in: which it had, which it has."""

    def __init__(self, writer: Writer, file: File) -> None:
        self.writer = writer
        self.file = file
        self.number = writer.files.number(printable(file.path))
        self.old = {} if file.path == "-" else writer.files.articles(self.number)
        self.seen: set[int] = set()
        self.added: list[str] = []
        self.complete = True
        writer.files.begin(self.number)

    def finish(self, report: IngestReport, options: str) -> None:
        """Delete what the file holds no more, and note that it is wholly in.

        What it no longer holds in the place of something new has changed. If part of the file could not be read, what
        was in it before may still be: then only what was replaced goes.
        """
        added = set(self.added)
        for number, path in self.old.items():
            if number in self.seen:
                continue
            if path in added:
                report.changed += 1
                report.added -= 1
            elif self.complete:
                report.removed += 1
            else:
                continue
            self.writer.delete(number)
        if self.complete and self.file.path != "-" and self._untouched():
            self.writer.files.end(self.number, self.file.size, self.file.mtime_ns, self.file.digest, options)

    def _untouched(self) -> bool:
        """Say whether the file is still as it was looked at, so that what was read is what is noted."""
        try:
            stat = Path(self.file.path).stat()
        except OSError:
            return False
        return stat.st_size == self.file.size and self.file.mtime_ns in (0, stat.st_mtime_ns)
