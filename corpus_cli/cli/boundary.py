"""The one place where exceptions become a line on stderr and an exit code."""

from __future__ import annotations

import os
import sys

from corpus_cli.errors import CorpusError


def run(words: list[str]) -> int:
    """Run the command line ``words`` (without the program's name) and return the exit code.

    0 done, also when nothing matches; 1 error; 2 usage; 4 no match with ``-e``; 130 interrupted. ``--debug`` anywhere,
    or CORPUS_DEBUG=1, shows the traceback of an error. A reader of our output that stops reading is no error.
    """
    debug = "--debug" in words or os.environ.get("CORPUS_DEBUG", "0") not in ("", "0")
    words = [word for word in words if word != "--debug"]
    try:
        _utf8()
        code = _answer(words)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whatever is still buffered must not be written at exit, or Python complains on stderr.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        _say("Interrupted; what was stored before is kept.")
        return 130
    except Exception as error:
        code, told = _told(error)
        if debug:
            import traceback

            traceback.print_exc()
        if told:
            sys.stdout.flush()
            _say(f"Error: {told}")
        return code


def _answer(words: list[str]) -> int:
    from corpus_cli.cli import fast

    if fast.answers(words):
        return 0
    from corpus_cli.cli.app import run as run_typer

    return run_typer(words)


def _told(error: Exception) -> tuple[int, str]:
    """Return the exit code and the line for the user."""
    if isinstance(error, CorpusError):
        return error.exit_code, str(error)
    if hasattr(error, "format_message"):  # Typer's own usage errors, whose class it does not export
        context = getattr(error, "ctx", None)
        hint = f" See: {context.command_path} --help" if context is not None else ""
        return error.exit_code, error.format_message().rstrip() + hint  # type: ignore[attr-defined]
    if type(error).__module__ == "sqlite3":
        return 1, f"the database says: {error}; `corpus check` tests it"
    if isinstance(error, OSError):
        return 1, f"{error.strerror or error}: {error.filename}" if error.filename else str(error.strerror or error)
    what = f"{type(error).__name__}: {error}"
    return 1, f"{what} (a fault of corpus; run it again with --debug and report what it prints)"


def _say(told: str) -> None:
    from corpus_cli.render.clean import line

    print(line(told), file=sys.stderr)


def _utf8() -> None:
    """Write UTF-8 whatever the locale says; a file name that is no UTF-8 comes out escaped instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
