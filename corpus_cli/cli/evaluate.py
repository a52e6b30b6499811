"""``corpus evaluate``: a tagger against gold annotations."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from corpus_cli.cli.answer import display
from corpus_cli.cli.options import OutputOptions
from corpus_cli.cli.views import view

if TYPE_CHECKING:
    from corpus_cli.cli.answer import Row

_SUMMED = (
    *("content words", "source words", "cue words", "statement", "right source"),
    *("speaker right", "date right", "place right"),
)
_COLUMNS = ("measure", "precision", "recall", "f1", "low", "high", "tp", "fp", "fn")


def evaluate(
    output: OutputOptions,
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="A folder of NAME.txt and NAME.ann in brat's standoff format.")
    ],
    against: Annotated[
        Path | None,
        typer.Option(metavar="LAST.json", help="An earlier run's --json: list gains and losses, article by article."),
    ] = None,
    tagger: Annotated[
        Literal["auto", "fast", "accurate", "rules"], typer.Option(help="auto is accurate where it is installed.")
    ] = "auto",
    speech: Annotated[bool, typer.Option("--speech", help="Score what commands show by default: no thoughts.")] = False,
) -> None:
    """Measure what is found against annotations of your own, made in brat.

    Precision, recall and F1 (with a 95 % interval) of cues, sources and contents by words, exactly and by overlap, and
    of statements, by kind too. A statement is right when 60 % of its letters are. With GOLD_DIR/who/NAME.who.json also
    of speakers, dates and places.

    \b
    corpus evaluate gold/
    corpus evaluate gold/ --json > LAST.json
    corpus evaluate gold/ --against LAST.json
    """
    from corpus_cli.evaluation.brat import read_gold
    from corpus_cli.evaluation.compare import changes, read_report, report
    from corpus_cli.evaluation.run import score_all
    from corpus_cli.extraction.tagger import load

    chosen = output.output()
    before = read_report(against) if against else None
    loaded = load(tagger)
    now = report(score_all(read_gold(gold), loaded, thoughts=not speech), f"{loaded.name} {loaded.version}")
    if before:
        now["changes"] = [
            {
                "article": c.name,
                "net": c.net,
                "gained": c.gained,
                "lost": c.lost,
                "wrong": c.wrong_after - c.wrong_before,
            }
            for c in changes(before, now)
        ]
    if chosen.chosen() in ("json", "jsonl"):
        from corpus_cli.render.records import encode

        print(encode(now))
        return
    rows: list[Row] = [{"measure": measure, **values} for measure, values in now["scores"].items()]
    if chosen.chosen() != "table":
        from corpus_cli.render.records import write

        write(chosen.chosen(), rows, sys.stdout, _COLUMNS)
        return
    display(lambda width: view("SCORES")([_percent(row) for row in rows], width), chosen.color)
    if before:
        _show_changes(before, now)


def _percent(row: Row) -> dict[str, Any]:
    shown = {key: f"{100 * row[key]:.1f}" for key in ("precision", "recall", "f1")}
    return {"measure": row["measure"], **shown, "interval": f"{100 * row['low']:.1f}–{100 * row['high']:.1f}"}


def _show_changes(before: dict[str, Any], now: dict[str, Any]) -> None:
    """Print what changed since the last run, the worst article first, then the sums."""
    for change in now["changes"]:
        ids = "  ".join([*(f"+{each}" for each in change["gained"]), *(f"-{each}" for each in change["lost"])])
        print(f"{change['net']:+4d}  wrong {change['wrong']:+d}  {change['article']}  {ids}".rstrip())
    for measure in _SUMMED:
        if measure in before["scores"] and measure in now["scores"]:
            old, new = (100 * each["scores"][measure]["f1"] for each in (before, now))
            print(f"{measure}: F1 {old:.1f} → {new:.1f} ({new - old:+.1f})")
