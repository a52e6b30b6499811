"""Files → rows: what is new, changed, the same; and whatever ends a run, nothing is lost."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus_cli.errors import CorpusError, DatabaseError
from corpus_cli.ingest import IngestOptions, IngestReport, Progress, decide, ingest, reextract, remove, undo_decision
from corpus_cli.ingest import run as ingest_run
from corpus_cli.ingest import tasks as ingest_tasks
from corpus_cli.store.check import check
from corpus_cli.store.database import open_reader, open_writer

TEXT = "Port reopens\n\nBENGHAZI — “The port is open,” Adam Stone said on Monday. He added that ships would come {}.\n"
DUMP = (
    "SELECT id, title, outlet, path, published, text, tagger FROM articles ORDER BY number",
    "SELECT * FROM quotes ORDER BY path, id",
    "SELECT name, kind, statements FROM speakers ORDER BY name, kind",
    "SELECT path, hash, options FROM files ORDER BY path",
)


class Corpus:
    """A folder of files and the database that they go into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "news"
        self.folder.mkdir()
        self.db = folder / "corpus.db"

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        # Long ago: a file touched just now is never trusted by its time stamp.
        os.utime(path, ns=(1_500_000_000_000_000_000 + len(text), 1_500_000_000_000_000_000 + len(text)))
        return path

    def ingest(self, *paths: Path | str, **options: object) -> tuple[int, int, int, int, int]:
        self.report = ingest(paths or [self.folder], IngestOptions(self.db, tagger="rules", **options))  # type: ignore[arg-type]
        report = self.report
        assert check(self.db) == []
        return report.added, report.changed, report.removed, report.unchanged, report.duplicates

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        connection = open_reader(self.db)
        rows = connection.execute(sql).fetchall()
        connection.close()
        return rows

    def dump(self) -> list[list[tuple[object, ...]]]:
        return [self.rows(sql) for sql in DUMP]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path)


def lines(*records: dict[str, str]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_new_unchanged_changed_removed(corpus: Corpus) -> None:
    corpus.write("a.txt", TEXT.format("soon"))
    corpus.write("b.txt", TEXT.format("later"))
    assert corpus.ingest() == (2, 0, 0, 0, 0)
    before = corpus.dump()
    assert corpus.ingest() == (0, 0, 0, 2, 0)
    assert corpus.dump() == before
    corpus.write("a.txt", TEXT.format("on Friday, he hoped"))
    assert corpus.ingest() == (0, 1, 0, 1, 0)
    assert [path for (path,) in corpus.rows("SELECT path FROM articles ORDER BY path")] == [
        str(corpus.folder / "a.txt"),
        str(corpus.folder / "b.txt"),
    ]
    (corpus.folder / "b.txt").unlink()
    assert corpus.ingest() == (0, 0, 0, 1, 0)
    assert corpus.ingest(prune=True) == (0, 0, 1, 1, 0)


def test_statements_can_be_asked_for(corpus: Corpus) -> None:
    corpus.write("a.txt", TEXT.format("soon"))
    corpus.ingest(date="2016-08-01", outlet="Harbor Wire")
    rows = corpus.rows("SELECT quote, kind, outlet, published, spans FROM quotes")
    assert ("The port is open,", "direct", "Harbor Wire", "2016-08-01") in [row[:4] for row in rows]
    text = TEXT.format("soon")
    for row in rows:
        assert all(text[start:end] for start, end in json.loads(str(row[4])))


def test_a_touched_file_is_not_read_again(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    path = corpus.write("a.txt", TEXT.format("soon"))
    corpus.ingest()
    monkeypatch.setattr(ingest_tasks, "read_file", None)
    os.utime(path, ns=(1_600_000_000_000_000_000, 1_600_000_000_000_000_000))
    assert corpus.ingest() == (0, 0, 0, 1, 0)
    # ... and now its new time stamp is known, so that it is not even opened.
    monkeypatch.setattr(ingest_run, "file_digest", None)
    assert corpus.ingest() == (0, 0, 0, 1, 0)


def test_other_options_read_again(corpus: Corpus) -> None:
    corpus.write("a.txt", TEXT.format("soon"))
    corpus.ingest()
    assert corpus.ingest(outlet="Harbor Wire") == (0, 1, 0, 0, 0)
    assert corpus.ingest(outlet="Harbor Wire") == (0, 0, 0, 1, 0)
    assert corpus.rows("SELECT outlet FROM articles") == [("Harbor Wire",)]


def test_one_text_is_one_article_unless_outlet_or_url_differ(corpus: Corpus) -> None:
    text = TEXT.format("soon")
    corpus.write("a.txt", text)
    corpus.write("b.txt", text)
    records = [{"text": text, "outlet": outlet, "url": url} for outlet, url in [("X", ""), ("Y", "u"), ("Y", "v")]]
    corpus.write("c.jsonl", lines(*records))
    # b.txt and the first record (a.txt knows no outlet that could differ) are copies; Y differs from none known, too.
    assert corpus.ingest() == (1, 0, 0, 0, 4)
    assert corpus.ingest() == (0, 0, 0, 1, 4)
    corpus.db.unlink()
    assert corpus.ingest(corpus.folder / "c.jsonl", corpus.folder) == (3, 0, 0, 0, 2)
    assert corpus.rows("SELECT count(DISTINCT id) FROM quotes") < corpus.rows("SELECT count(*) FROM quotes")


def test_a_copy_takes_the_place_of_an_original_that_goes(corpus: Corpus) -> None:
    corpus.write("a.txt", TEXT.format("soon"))
    corpus.write("b.txt", TEXT.format("soon"))
    assert corpus.ingest() == (1, 0, 0, 0, 1)
    corpus.write("a.txt", TEXT.format("never"))
    corpus.ingest()
    corpus.ingest()
    assert len(corpus.rows("SELECT 1 FROM articles")) == 2


def test_a_file_that_moves_takes_its_article_along(corpus: Corpus) -> None:
    old = corpus.write("a.txt", TEXT.format("soon"))
    corpus.ingest()
    statements = corpus.rows("SELECT number, id FROM statements ORDER BY number")
    new = old.rename(corpus.folder / "b.txt")
    assert corpus.ingest(prune=True) == (0, 0, 0, 1, 0)
    assert corpus.rows("SELECT path FROM quotes GROUP BY path") == [(str(new),)]
    assert corpus.rows("SELECT path FROM files") == [(str(new),)]
    assert corpus.rows("SELECT number, id FROM statements ORDER BY number") == statements


@pytest.mark.parametrize("shared_out", [0, 1_000_000])
def test_records_move_within_their_file(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, shared_out: int) -> None:
    monkeypatch.setattr(ingest_run, "_SHARED_OUT_BYTES", shared_out)
    one, two, three = ({"text": TEXT.format(when), "title": when} for when in ("one", "two", "three"))
    corpus.write("a.jsonl", lines(one, two))
    assert corpus.ingest() == (2, 0, 0, 0, 0)
    corpus.write("a.jsonl", lines(three, one, two))
    assert corpus.ingest() == (1, 0, 0, 2, 0)
    assert [title for (title,) in corpus.rows("SELECT title FROM articles ORDER BY path")] == ["three", "one", "two"]
    corpus.write("a.jsonl", lines(three, {**one, "title": "ONE"}))
    assert corpus.ingest() == (0, 1, 1, 1, 0)
    assert [title for (title,) in corpus.rows("SELECT title FROM articles ORDER BY path")] == ["three", "ONE"]


def test_what_a_damaged_file_held_is_not_lost(corpus: Corpus) -> None:
    good = lines({"text": TEXT.format("one")}, {"text": TEXT.format("two")})
    path = corpus.write("a.jsonl", good)
    corpus.ingest()
    corpus.write("a.jsonl", good[:-20] + "\n" + lines({"text": TEXT.format("three")}))
    assert corpus.ingest() == (1, 0, 0, 1, 0)
    assert [name for name, _ in corpus.report.unread] == [f"{path}#2"]
    assert len(corpus.rows("SELECT 1 FROM articles")) == 3
    assert corpus.ingest()[3] == 2  # not forgotten: it is read, and said, again
    assert len(corpus.report.unread) == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", ""),
        ("binary.txt", bytes(range(256)) * 40, ""),
        ("bad.json", b'{"text": ', "JSON"),
        ("table.csv", b"a,b\n1,2\n", "text column"),
        ("nested.json", b"[" * 200_000, "JSON"),
        ("null.jsonl", b"null\n", "not an object"),
    ],
)
def test_a_bad_file_never_stops_the_rest(corpus: Corpus, name: str, content: bytes, says: str) -> None:
    corpus.write("good.txt", TEXT.format("soon"))
    (corpus.folder / name).write_bytes(content)
    assert corpus.ingest()[0] >= 1
    assert all(says in reason and "\n" not in reason for _, reason in corpus.report.unread)
    if says:
        assert len(corpus.report.unread) == 1


def test_missing_and_strange_paths(corpus: Corpus) -> None:
    corpus.write("good.txt", TEXT.format("soon"))
    corpus.write("line\nbreak’.txt", TEXT.format("later"))
    raw = os.fsencode(corpus.folder) + b"/\xff\xfe.txt"
    Path(os.fsdecode(raw)).write_text(TEXT.format("never"))
    (corpus.folder / "loop").symlink_to(corpus.folder)
    assert corpus.ingest(corpus.folder, corpus.folder / "nosuch.txt") == (3, 0, 0, 0, 0)
    assert corpus.report.unread == [(str(corpus.folder / "nosuch.txt"), "no such file or folder")]
    assert corpus.ingest() == (0, 0, 0, 3, 0)


def test_text_that_sqlite_cannot_hold(corpus: Corpus) -> None:
    text = TEXT.format("soon \0 \ud800 later")
    corpus.write("a.jsonl", lines({"text": text, "title": "\ud800\0"}))
    assert corpus.ingest() == (1, 0, 0, 0, 0)
    ((stored, title),) = corpus.rows("SELECT text, title FROM articles")
    assert (len(str(stored)), title) == (len(text), "? ")
    assert corpus.ingest()[3] == 1


def test_standard_input(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines({"text": TEXT.format("a")}, {"text": TEXT.format("b")})))
    assert corpus.ingest("-") == (2, 0, 0, 0, 0)
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines({"text": TEXT.format("b")}, {"text": TEXT.format("c")})))
    assert corpus.ingest("-") == (1, 0, 0, 1, 0)
    assert len(corpus.rows("SELECT 1 FROM articles")) == 3


def test_progress_is_told(corpus: Corpus) -> None:
    for number in range(3):
        corpus.write(f"{number}.txt", TEXT.format(number))
    told: list[Progress] = []
    ingest([corpus.folder], IngestOptions(corpus.db, tagger="rules"), told.append)
    assert told[-1] == Progress(3, 3, str(corpus.folder / "2.txt"), 3)


def test_progress_is_told_between_batches(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus_cli.ingest.run._TOLD_SECONDS", -1.0)
    for number in range(3):
        corpus.write(f"{number}.txt", TEXT.format(number))
    told: list[Progress] = []
    ingest([corpus.folder], IngestOptions(corpus.db, tagger="rules"), told.append)
    assert [each.done for each in told] == sorted(each.done for each in told)
    assert {each.done for each in told} >= {1, 2, 3}
    assert told[-1].articles == 3


def test_extraction_that_breaks_costs_its_article(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    extract = ingest_tasks._extract

    def breaking(article: object, tagger: object) -> object:
        if "soon" in article.text:  # type: ignore[attr-defined]
            raise ZeroDivisionError("a\nb")
        return extract(article, tagger)  # type: ignore[arg-type]

    monkeypatch.setattr(ingest_tasks, "_extract", breaking)
    corpus.write("a.txt", TEXT.format("soon"))
    corpus.write("b.txt", TEXT.format("later"))
    assert corpus.ingest() == (1, 0, 0, 0, 0)
    assert corpus.report.unread == [(str(corpus.folder / "a.txt"), "extraction failed: ZeroDivisionError: a b")]
    monkeypatch.undo()
    assert corpus.ingest() == (1, 0, 0, 1, 0)


def many(corpus: Corpus, count: int) -> None:
    for number in range(count):
        corpus.write(f"{number:03}.txt", TEXT.format(f"on day {number}") + f"“No,” Zoë Miller {number % 5} said.\n")
    records = [{"text": TEXT.format(f"in week {number}"), "date": "2016-08-01"} for number in range(count)]
    corpus.write("many.jsonl", lines(*records))


@pytest.mark.parametrize("shared_out", [0, 1_000_000])
def test_jobs_make_no_difference(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, shared_out: int) -> None:
    monkeypatch.setattr(ingest_run, "_SHARED_OUT_BYTES", shared_out)
    many(corpus, 20)
    dumps = []
    for jobs in (0, 1, 3):
        assert corpus.ingest(jobs=jobs) == (40, 0, 0, 0, 0)
        assert corpus.ingest(jobs=jobs) == (0, 0, 0, 40, 0)
        dumps.append(corpus.dump())
        corpus.db.unlink()
    assert dumps[0] == dumps[1] == dumps[2]


def test_a_worker_that_dies_costs_its_file_and_no_more(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    from worker_tasks import dying_worker

    monkeypatch.setattr(ingest_run, "worker", dying_worker)
    monkeypatch.setattr(ingest_run, "_SHARED_OUT_BYTES", 0)
    for name, text in [("a.txt", "soon"), ("b.txt", "DEADLY"), ("c.txt", "later")]:
        corpus.write(name, TEXT.format(text))
    corpus.write("d.jsonl", lines(*({"text": TEXT.format(text)} for text in ("one", "DEADLY, two", "three"))))
    assert corpus.ingest(jobs=2) == (4, 0, 0, 0, 0)
    reason = "the process that worked on it died (signal 9)"
    assert corpus.report.unread == [
        (str(corpus.folder / "b.txt"), reason),
        (str(corpus.folder / "d.jsonl#2"), reason),
    ]
    monkeypatch.undo()
    assert corpus.ingest(jobs=2) == (2, 0, 0, 4, 0)


def test_a_database_that_is_used_meanwhile(corpus: Corpus) -> None:
    many(corpus, 10)
    corpus.ingest(corpus.folder / "000.txt")
    reader = open_reader(corpus.db)
    counts = []

    def look(_: Progress) -> None:
        counts.append(reader.execute("SELECT count(*) FROM articles").fetchone()[0])

    ingest([corpus.folder], IngestOptions(corpus.db, tagger="rules"), look)
    assert counts[-1] == 20
    reader.close()


def test_two_ingests_at_once(corpus: Corpus) -> None:
    many(corpus, 12)
    command = [sys.executable, str(Path(__file__).parent / "ingest_kill.py"), str(corpus.db), "0", str(corpus.folder)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    for one in both:
        assert one.stdout is not None
        one.stdout.close()
    assert corpus.ingest() == (0, 0, 0, 24, 0)


@pytest.mark.parametrize("jobs", [0, 2])
def test_killed_at_any_moment_and_gone_on(corpus: Corpus, jobs: int) -> None:
    many(corpus, 40)
    command = [sys.executable, str(Path(__file__).parent / "ingest_kill.py"), str(corpus.db), str(jobs)]
    chance = random.Random(jobs)
    for _ in range(2):
        process = subprocess.Popen([*command, str(corpus.folder)], stdout=subprocess.PIPE)
        time.sleep(chance.uniform(0.1, 0.9))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if corpus.db.exists() and corpus.db.stat().st_size:
            open_writer(corpus.db).close()
            assert check(corpus.db) == []
    corpus.ingest()
    assert len(corpus.rows("SELECT 1 FROM articles")) == 80
    killed = corpus.dump()
    corpus.db.unlink()
    corpus.ingest()
    assert sorted(map(str, killed[1])) == sorted(map(str, corpus.dump()[1]))


def test_control_c_leaves_what_was_committed(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    many(corpus, 20)
    monkeypatch.setattr(ingest_run, "_BATCH_ARTICLES", 8)

    def interrupt(progress: Progress) -> None:
        if progress.articles >= 16:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest([corpus.folder], IngestOptions(corpus.db, tagger="rules"), interrupt)
    assert check(corpus.db) == []
    assert len(corpus.rows("SELECT 1 FROM articles")) == 16
    assert corpus.ingest() == (24, 0, 0, 16, 0)


def test_a_full_disk_stops_and_the_next_run_goes_on(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    many(corpus, 40)
    monkeypatch.setattr(ingest_run, "_BATCH_ARTICLES", 8)
    from corpus_cli.store import database

    def small(path: Path) -> object:
        writer = open_writer(path)
        ((pages,),) = writer.connection.execute("PRAGMA page_count")
        writer.connection.execute(f"PRAGMA max_page_count = {pages + 25}")
        return writer

    monkeypatch.setattr(database, "open_writer", small)
    with pytest.raises(DatabaseError, match="no room left"):
        ingest([corpus.folder], IngestOptions(corpus.db, tagger="rules"))
    monkeypatch.undo()
    assert check(corpus.db) == []
    kept = len(corpus.rows("SELECT 1 FROM articles"))
    assert 0 < kept < 80
    assert corpus.ingest() == (80 - kept, 0, 0, kept, 0)


def test_remove_and_bring_back(corpus: Corpus) -> None:
    many(corpus, 3)
    corpus.ingest(outlet="Harbor Wire")
    before = corpus.dump()
    ((article,),) = corpus.rows("SELECT id FROM articles LIMIT 1")
    assert remove(corpus.db, str(article)[:8]) == 1
    assert remove(corpus.db, str(corpus.folder / "001.txt")) == 1
    assert check(corpus.db) == []
    assert remove(corpus.db, "harbor wire") == 4
    assert corpus.rows("SELECT count(*) FROM quotes") == [(0,)]
    assert corpus.rows("SELECT count(*) FROM speakers") == [(0,)]
    with pytest.raises(CorpusError, match="nothing here"):
        remove(corpus.db, "harbor wire")
    with pytest.raises(DatabaseError, match="no database"):
        remove(corpus.db.with_name("none.db"), "x")
    assert corpus.ingest(outlet="Harbor Wire") == (6, 0, 0, 0, 0)
    assert [sorted(map(str, rows)) for rows in corpus.dump()] == [sorted(map(str, rows)) for rows in before]


@pytest.mark.parametrize("jobs", [0, 2])
def test_reextract_keeps_ids(corpus: Corpus, jobs: int) -> None:
    many(corpus, 5)
    corpus.ingest()
    before = corpus.dump()
    assert counts(reextract(corpus.db, "rules", jobs)) == (0, 10)
    assert counts(reextract(corpus.db, "rules", jobs, everything=True)) == (10, 0)
    assert check(corpus.db) == []
    assert corpus.dump() == before
    connection = sqlite3.connect(corpus.db)
    connection.execute("UPDATE articles SET extractor = 0 WHERE number < 4")
    connection.commit()
    connection.close()
    assert counts(reextract(corpus.db, "rules", jobs)) == (3, 7)
    assert corpus.dump() == before


def counts(report: IngestReport) -> tuple[int, int]:
    return report.changed, report.unchanged


def test_the_users_word_on_who_is_who_is_kept(corpus: Corpus) -> None:
    from corpus_cli.people.decisions import Decision

    corpus.write("a.txt", TEXT.format("soon"))
    corpus.write("b.txt", "“No,” Zoë Miller said.\n")
    corpus.ingest()
    names = "SELECT name FROM speakers ORDER BY name"
    assert corpus.rows(names) == [("Adam Stone",), ("Zoë Miller",)]
    decide(corpus.db, Decision("merge", ("adam stone", "Zoe Miller")))
    assert len(corpus.rows(names)) == 1
    decide(corpus.db, Decision("rename", ("Adam Stone",), "Colonel Stone"))
    assert corpus.rows(names) == [("Colonel Stone",)]
    corpus.write("c.txt", "“Never,” Zoë Miller said.\n")
    corpus.ingest()
    reextract(corpus.db, "rules", everything=True)
    assert corpus.rows(names) == [("Colonel Stone",)]
    assert check(corpus.db) == []
    for action in ("rename", "merge"):
        undone = undo_decision(corpus.db)
        assert undone is not None
        assert undone.action == action
    assert corpus.rows(names) == [("Adam Stone",), ("Zoë Miller",)]
    assert undo_decision(corpus.db) is None
    assert check(corpus.db) == []


def test_storable_article_keeps_offsets() -> None:
    from corpus_cli.records import Article

    article = Article("a\0b\ud800c", "p\udcff", title="t")
    fit = ingest_tasks.storable_article(article)
    assert (fit.text, fit.path, fit.title) == ("a b?c", "p\\udcff", "t")
    assert ingest_tasks.storable_article(fit) is fit
    assert replace(article, text="x", path="y") == Article("x", "y", title="t")


def test_nothing_of_this_needs_a_network_or_leaves_files(corpus: Corpus) -> None:
    corpus.write("a.txt", TEXT.format("soon"))
    corpus.ingest(jobs=1)
    assert sorted(path.name for path in corpus.db.parent.iterdir()) == ["corpus.db", "news"]
    shutil.rmtree(corpus.folder)
    assert corpus.rows("SELECT count(*) FROM articles") == [(1,)]


_: Callable[..., object] = ingest
