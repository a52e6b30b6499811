"""The Typer application: which commands there are, in which order, and how one is run."""

from __future__ import annotations

import importlib
import os
from typing import Annotated

import typer

from corpus_cli.cli.groups import grouped

# Command → help panel. Each lives in corpus_cli/cli/<name>.py as a function of its name.
COMMANDS = {
    "ingest": "Fill",
    "remove": "Fill",
    "reextract": "Fill",
    "quotes": "Ask",
    "search": "Ask",
    "show": "Ask",
    "speakers": "Ask",
    "places": "Ask",
    "timeline": "Ask",
    "articles": "Ask",
    "aliases": "Ask",
    "changes": "Check",
    "compare": "Check",
    "verify": "Check",
    "stats": "Look after",
    "check": "Look after",
    "export": "Look after",
    "evaluate": "Look after",
}

SETTINGS = {"help_option_names": ["-h", "--help"]}


def build(only: str | None = None) -> typer.Typer:
    """Return the application with all commands, or only with the one about to run: the others' options cost time."""
    app = typer.Typer(
        name="corpus",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings=SETTINGS,
        rich_markup_mode="rich",
    )
    app.callback()(_corpus)
    for name, panel in COMMANDS.items():
        if only in (None, name):
            function = getattr(importlib.import_module(f"corpus_cli.cli.{name}"), name)
            app.command(name, rich_help_panel=panel, context_settings=SETTINGS)(grouped(function))
    return app


def run(words: list[str]) -> int:
    """Run the command line ``words`` and return the exit code; exceptions are the caller's."""
    if "_CORPUS_COMPLETE" in os.environ:
        build()(args=words, prog_name="corpus")
    command = typer.main.get_command(build(words[0] if words and words[0] in COMMANDS else None))
    try:
        with command.make_context("corpus", list(words) or ["--help"]) as context:
            command.invoke(context)
    except typer.Exit as left:
        return left.exit_code if words else 2
    return 0


def _version(wanted: bool) -> None:
    if wanted:
        from corpus_cli.cli.version import version

        print(f"corpus {version()}")
        raise typer.Exit


def _corpus(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of an error (also CORPUS_DEBUG=1).")
    ] = False,
) -> None:
    """Who said what, where and when: a folder of news articles as one SQLite file.

    \b
    corpus ingest samples/
    corpus quotes --speaker "Peter Cook"
    corpus search sirte --json | jq '.[].title'
    """
