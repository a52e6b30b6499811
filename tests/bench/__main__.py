"""Measure: python -m tests.bench --texts FOLDER --out FILE.json."""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus_cli.extraction.tagger import load
from tests.bench import measures
from tests.bench.synthetic import Half, halves, read_texts

REPOSITORY = Path(__file__).parent.parent.parent


def machine() -> measures.Figures:
    """Say what was measured, and on what."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=REPOSITORY, capture_output=True, text=True)
    return {
        "commit": commit.stdout.strip() or None,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
    }


def markdown(sections: dict[str, measures.Figures]) -> str:
    """Write figures as one Markdown table per section."""
    lines: list[str] = []
    for section, figures in sections.items():
        lines += [f"\n**{section}**\n", "| what | figure |", "|---|---|"]
        lines += [f"| {what} | {figure} |" for what, figure in figures.items()]
    return "\n".join(lines).lstrip()


def main() -> None:
    """Measure what is asked for, and write JSON to a file and Markdown to stdout."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--texts", type=Path, default=REPOSITORY / "samples", help="folder of .txt files to recombine")
    parser.add_argument("--sizes", default="1000,10000", help="articles in the synthetic databases")
    parser.add_argument("--jobs", default="1,2", help="numbers of processes to ingest with")
    parser.add_argument("--files", type=int, default=400, help="files to ingest")
    parser.add_argument("--tagger", default="auto")
    parser.add_argument("--kills", type=int, default=0, help="how often to kill an ingest")
    parser.add_argument("--only", default="", help="sections to measure: start,store,ingest,stages,kill")
    parser.add_argument("--out", type=Path, help="JSON file to write")
    options = parser.parse_args()
    wanted = set(filter(None, options.only.split(","))) or {"start", "store", "ingest", "stages", "kill"}
    texts = read_texts(options.texts)
    if not texts:
        sys.exit(f"no .txt files in {options.texts}")
    sections = {"machine": machine()}
    pieces: list[Half] = []
    extraction = measures.seconds(lambda: pieces.extend(halves(texts, load(options.tagger)))) / len(texts)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "stages" in wanted:
            sections["stages"] = measures.stages(texts[:100], options.tagger)
        if "ingest" in wanted:
            jobs = [int(number) for number in options.jobs.split(",")]
            sections["ingest"] = measures.ingested(pieces, options.files, folder, jobs, options.tagger)
        if "store" in wanted or "start" in wanted:
            for size in (int(number) for number in options.sizes.split(",")):
                db = folder / f"{size}.db"
                sections[f"store, {size} articles"] = measures.stored(pieces, size, db, extraction)
                sections[f"queries, {size} articles"] = measures.latencies(db)
                if "start" in wanted:
                    sections[f"cold start, {size} articles"] = measures.cold_starts(db)
        if "kill" in wanted and options.kills:
            sections["kill -9"] = measures.killed(pieces, options.kills, folder)
    if options.out:
        options.out.write_text(measures.dumped(sections) + "\n", encoding="utf-8")  # type: ignore[arg-type]
    print(markdown(sections))


if __name__ == "__main__":
    main()
