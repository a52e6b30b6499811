"""What is measured, each next to a floor measured in the same run."""

from __future__ import annotations

import json
import random
import re
import resource
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice, pairwise
from pathlib import Path

from corpus_cli.cli.verify import checked
from corpus_cli.ingest import IngestOptions, ingest
from corpus_cli.ingest.reports import group_touched
from corpus_cli.ingest.tasks import marks_of
from corpus_cli.ingest.who import identify_touched
from corpus_cli.queries import ArticleQuery, PlaceQuery, SpeakerQuery, StatementQuery, TimelineQuery
from corpus_cli.records import Article, Statement
from corpus_cli.store.articles import articles as list_articles
from corpus_cli.store.database import open_reader, open_writer
from corpus_cli.store.places import places
from corpus_cli.store.search import json_search
from corpus_cli.store.speakers import speakers
from corpus_cli.store.statements import json_statements
from corpus_cli.store.timeline import timeline
from corpus_cli.store.writer import Writer
from tests.bench.synthetic import Half, articles

Figures = dict[str, object]
_TOKENIZER = "unicode61 remove_diacritics 2"


def seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median_start(command: list[str], times: int = 11) -> float:
    """Give the median seconds from start to end of a command."""
    runs = []
    for _ in range(times):
        runs.append(seconds(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)))
    return statistics.median(runs)


def cold_starts(db: Path) -> Figures:
    """Measure each query command from start to end, as a multiple of ``python -c pass``."""
    floor = median_start([sys.executable, "-c", "pass"])
    commands = {
        "search sirte --json": ["search", "sirte", "--json"],
        "quotes --speaker": ["quotes", "--speaker", "Trump", "--json", "--limit", "50"],
        "quotes --speaker (all)": ["quotes", "--speaker", "Kaine", "--json"],
        "speakers": ["speakers", "--json", "--limit", "50"],
        "places": ["places", "--json", "--limit", "50"],
        "timeline": ["timeline", "--json"],
        "articles": ["articles", "--json", "--limit", "50"],
        "stats": ["stats", "--json"],
    }
    found: Figures = {"python -c pass, ms": round(1000 * floor, 1)}
    for name, words in commands.items():
        command = [sys.executable, "-m", "corpus_cli", *words, "--db", str(db)]
        found[f"corpus {name}, × floor"] = round(median_start(command) / floor, 2)
    peer = [sys.executable, "-m", "sqlite_utils", "search", str(db), "articles", "sirte", "--limit", "50"]
    found["sqlite-utils search, × floor"] = round(median_start(peer, 5) / floor, 2)
    return found


def stored(pieces: list[Half], count: int, db: Path, extraction: float) -> Figures:
    """Fill a database with synthetic articles, extraction left out, beside the same texts in bare FTS5.

    ``extraction`` is what reading an article's statements took, in seconds: with it, the share of grouping is known.
    """
    texts = [(article.title, article.text) for article, _ in articles(pieces, count)]
    size = sum(len(text.encode()) for _, text in texts)
    bare = db.with_suffix(".bare")
    raw = seconds(lambda: _bare(bare, texts))
    peer = db.with_suffix(".peer")
    utils = seconds(lambda: _sqlite_utils(peer, texts))
    texts.clear()
    before = _peak()
    rates: list[float] = []
    grouping: list[float] = []
    began = time.perf_counter()
    writer = open_writer(db)
    source = articles(pieces, count)
    while batch := list(islice(source, 256)):
        rates.append(seconds(lambda batch=batch: grouping.append(_write(writer, batch))) / len(batch))  # type: ignore[misc]
    writer.close()
    spent = time.perf_counter() - began
    tenth = max(1, len(rates) // 10)
    statements = _one(db, "SELECT count(*) FROM statements")
    return {
        "articles": count,
        "statements": statements,
        "speakers": _one(db, "SELECT count(*) FROM speakers"),
        "text, MB": round(size / 1e6, 1),
        "database ÷ text": round(db.stat().st_size / size, 3),
        "bare FTS5 ÷ text": round(bare.stat().st_size / size, 3),
        "sqlite-utils insert + enable-fts ÷ text": round(peer.stat().st_size / size, 3),
        "write, articles/s": round(count / spent, 1),
        "write, × bare FTS5 insert": round(spent / raw, 2),
        "write, × sqlite-utils insert + enable-fts": round(spent / utils, 2),
        "grouping, µs/article": round(1e6 * sum(grouping) / count),
        "grouping, % of the rest of ingest": round(
            100 * sum(grouping) / (count * extraction + spent - sum(grouping)), 1
        ),
        "report groups": _one(db, "SELECT count(DISTINCT report_group) FROM statements"),
        "write, last tenth × first tenth": round(sum(rates[-tenth:]) / sum(rates[:tenth]), 2),
        "peak memory of the writer above its start, MB": round(_peak() - before, 1),
        "peak memory, MB": round(_peak(), 1),
    }


def _write(writer: Writer, batch: Sequence[tuple[Article, tuple[Statement, ...]]]) -> float:
    """Write articles as ingest does; give the seconds that went into grouping."""
    with writer.batch():
        marks = []
        grouping = seconds(lambda: marks.extend([tuple(map(marks_of, said)) for _, said in batch]))
        for (article, statements), found in zip(batch, marks, strict=True):
            writer.add(article, writer.files.number(article.path), statements, "bench 1", 1, found)
        identify_touched(writer)
        return grouping + seconds(lambda: group_touched(writer))


def _bare(path: Path, texts: list[tuple[str | None, str]]) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, title, text)")
    connection.execute(
        f"CREATE VIRTUAL TABLE f USING fts5(title, text, content='t', content_rowid='id', tokenize='{_TOKENIZER}')"
    )
    connection.executemany("INSERT INTO t(title, text) VALUES (?, ?)", texts)
    connection.execute("INSERT INTO f(f) VALUES ('rebuild')")
    connection.commit()
    connection.close()


def _sqlite_utils(path: Path, texts: list[tuple[str | None, str]]) -> None:
    from sqlite_utils import Database

    db = Database(path)
    table = db.table("t", pk="id")
    table.insert_all({"id": number, "title": title, "text": text} for number, (title, text) in enumerate(texts))
    table.enable_fts(["title", "text"], create_triggers=True, tokenize=_TOKENIZER)
    db.close()


def latencies(db: Path, seed: int = 2) -> Figures:
    """Measure the top 50 of each question over many arguments: p50 and p95 in ms, and searches beside bare FTS5."""
    connection = open_reader(db)
    bare = sqlite3.connect(db.with_suffix(".bare"))
    chance = random.Random(seed)
    names = [name for (name,) in connection.execute("SELECT name FROM speakers ORDER BY statements DESC LIMIT 200")]
    names = chance.sample(names, min(40, len(names)))
    text = " ".join(text for (text,) in connection.execute("SELECT text FROM articles ORDER BY number LIMIT 300"))
    vocabulary = sorted(set(re.findall(r"[a-z]{4,}", text)))
    words = [*chance.sample(vocabulary, min(60, len(vocabulary))), "government", "president", "campaign", "said"]
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    days = [f"{year}-06-01" for year in range(2006, 2024)]
    found: Figures = {}

    def measure(name: str, work: Callable[[str], object], arguments: list[str]) -> float:
        work(arguments[0])
        runs = sorted(1000 * seconds(lambda one=one: work(one)) for one in arguments)  # type: ignore[misc]
        p50, p95 = statistics.median(runs), runs[min(len(runs) - 1, int(0.95 * len(runs)))]
        found[f"{name}, p50 / p95 ms"] = f"{p50:.2f} / {p95:.2f}"
        return p50

    def ask(**changes: object) -> object:
        return list(json_statements(connection, StatementQuery(limit=50, **changes)))  # type: ignore[arg-type]

    def search(word: str) -> object:
        return list(json_search(connection, ArticleQuery(words=word, limit=50)))

    raw = (
        "SELECT t.id, t.title, snippet(f, 1, '<', '>', '…', 24) FROM f JOIN t ON t.id = f.rowid WHERE f MATCH ? "
        "ORDER BY f.rank LIMIT 50"
    )
    ours = measure("search WORD", search, words)
    floor = measure("bare FTS5 WORD", lambda word: bare.execute(raw, (f'"{word}"',)).fetchall(), words)
    found["search WORD, × bare FTS5 at p50"] = round(ours / floor, 2)
    measure("search TWO WORDS", search, pairs)
    measure("quotes WORD", lambda word: ask(words=word), words)
    measure("quotes --speaker", lambda name: ask(speaker=name), names)
    measure("quotes --speaker --since", lambda name: ask(speaker=name, since="2015-01-01"), names)
    measure("quotes --about", lambda word: ask(about=word), words)
    measure("quotes --since --until", lambda day: ask(since=day, until=day[:4] + "-06-30"), days)
    measure("quotes --place", lambda place: ask(place=place), ["Washington", "United States", "Libya"] * 3)
    measure("quotes --outlet", lambda outlet: ask(outlet=outlet), [f"Outlet {number}" for number in range(40)])
    measure("quotes", lambda _: ask(), [""] * 9)
    measure("articles", lambda _: list(list_articles(connection, ArticleQuery(limit=50))), [""] * 9)
    measure("speakers", lambda _: list(speakers(connection, SpeakerQuery(limit=50))), [""] * 5)
    measure("places", lambda _: list(places(connection, PlaceQuery(limit=50))), [""] * 5)
    said = [quote for (quote,) in connection.execute("SELECT quote FROM quotes WHERE kind = 'direct' LIMIT 400")]
    spoken = [" ".join(quote.split()[:12]) for quote in chance.sample(said, min(30, len(said)))]
    altered = [" ".join(["never", *quote.split()[2:]]) for quote in spoken[:10]]
    measure("verify", lambda quote: checked(connection, quote, None), [*spoken, *altered, *pairs[:10]])
    measure("timeline", lambda _: list(timeline(connection, TimelineQuery("month"))), [""] * 5)
    bare.close()
    connection.close()
    return found


def ingested(pieces: list[Half], count: int, folder: Path, jobs: list[int], tagger: str) -> Figures:
    """Ingest files by each number of jobs, and once more unchanged."""
    news = folder / "news"
    news.mkdir()
    for article, _ in articles(pieces, count, seed=3):
        (news / article.path.rpartition("/")[2]).write_text(article.text, encoding="utf-8")
    found: Figures = {"files": count, "reading the files, s": round(seconds(lambda: _read_all(news)), 4)}
    spent: dict[int, float] = {}
    for number in jobs:
        db = folder / f"jobs{number}.db"
        options = IngestOptions(db, tagger=tagger, jobs=number)
        spent[number] = seconds(lambda options=options: ingest([news], options))  # type: ignore[misc]
        found[f"ingest with {number} jobs, articles/s"] = round(count / spent[number], 1)
        again = seconds(lambda options=options: ingest([news], options))  # type: ignore[misc]
        found[f"unchanged again with {number} jobs, % of the first"] = round(100 * again / spent[number], 2)
        found[f"unchanged again with {number} jobs, µs/file"] = round(1e6 * again / count)
    if 1 in spent and 2 in spent:
        found["2 jobs × 1 job"] = round(spent[1] / spent[2], 2)
        # The floor: two cores of one machine share more than they say, caches and memory at least.
        alone, both = (_at_once(news, folder, times, tagger) for times in (1, 2))
        found["two ingests that share nothing × one"] = round(2 * alone / both, 2)
    return found


def _at_once(news: Path, folder: Path, times: int, tagger: str) -> float:
    """Ingest all files in each of several processes at once, into databases of their own."""
    words = [sys.executable, "-m", "corpus_cli", "ingest", "-q", "--jobs", "0", "--tagger", tagger, str(news), "--db"]
    start = time.perf_counter()
    running = [subprocess.Popen([*words, str(folder / f"of{times}-{number}.db")]) for number in range(times)]
    for process in running:
        process.wait()
    return time.perf_counter() - start


def _read_all(folder: Path) -> None:
    for path in folder.iterdir():
        path.read_bytes()


def stages(texts: list[str], tagger_name: str) -> Figures:
    """Measure each stage of extraction in µs per token."""
    from corpus_cli.extraction.document import read_document
    from corpus_cli.extraction.statements import extract
    from corpus_cli.extraction.tagger import load
    from corpus_cli.records import Article

    tagger = load(tagger_name)  # type: ignore[arg-type]
    documents = [read_document(Article(text, "a")) for text in texts]
    tokens = sum(len(document.tokens) for document in documents)
    reading = seconds(lambda: [read_document(Article(text, "a")) for text in texts])
    tagging = seconds(lambda: [tagger.tag(document) for document in documents])
    whole = seconds(lambda: [extract(document, tagger, "a") for document in documents])
    per_token = {"read": reading, "tag": tagging, "speakers, dates, places": whole - tagging, "whole": reading + whole}
    return {
        "tagger": f"{tagger.name} {tagger.version}",
        "tokens": tokens,
        **{f"{stage}, µs/token": round(1e6 * spent / tokens, 2) for stage, spent in per_token.items()},
    }


def killed(pieces: list[Half], trials: int, folder: Path) -> Figures:
    """Kill ingest at random moments, and see what is left: nothing half, nothing lost."""
    from corpus_cli.store.check import check

    news = folder / "kill"
    news.mkdir()
    count = 120
    for article, _ in articles(pieces, count, seed=4):
        (news / article.path.rpartition("/")[2]).write_text(article.text, encoding="utf-8")
    script = Path(__file__).parent.parent / "ingest_kill.py"
    db = folder / "kill.db"
    chance = random.Random(5)
    survived = finished = unsound = fell = 0
    most = 0
    for trial in range(trials):
        command = [sys.executable, str(script), str(db), str(trial % 3), str(news)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(chance.uniform(0.05, 1.5))
            finished += 1
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if not db.exists() or not db.stat().st_size:
            continue
        open_writer(db).close()
        findings = check(db)
        unsound += bool(findings)
        survived += not findings
        held = _one(db, "SELECT count(*) FROM articles")
        fell += held < most
        most = held
        if held == count:  # all in: begin anew
            db.unlink()
            most = 0
    report = ingest([news], IngestOptions(db, tagger="rules"))
    return {
        "trials": trials,
        "killed": trials - finished,
        "sound afterwards": survived,
        "not sound": unsound,
        "articles lost": fell,
        "in the end": report.added + report.unchanged,
        "of": count,
    }


def _one(db: Path, sql: str) -> int:
    connection = open_reader(db)
    ((value,),) = connection.execute(sql)
    connection.close()
    return int(value)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def dumped(figures: Figures) -> str:
    """Write figures as JSON."""
    return json.dumps(figures, ensure_ascii=False, indent=1)
