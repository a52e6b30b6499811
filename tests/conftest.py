"""What tests share: the samples' database, the program run in process, and the update of golden files."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from program import REPOSITORY, SAMPLES, TODAY, Ran, Run, Stream


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="rewrite expected output with what comes out now")


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Tell whether expected output is to be rewritten."""
    return bool(request.config.getoption("--update-goldens"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give ``run(*words, terminal=False, width=100, stdin=b"")``: the program in process, no colour, a fixed day."""
    return _runner(monkeypatch)


def _runner(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("corpus_cli.cli.clock.today", lambda: TODAY)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("CORPUS_DB", "CORPUS_DEBUG", "FORCE_COLOR", "PY_COLORS", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)

    def run_(*words: str, terminal: bool = False, width: int | None = 100, stdin: bytes = b"") -> Ran:
        from corpus_cli.cli.boundary import run as run_words

        if width is None:
            monkeypatch.delenv("COLUMNS", raising=False)
        else:
            monkeypatch.setenv("COLUMNS", str(width))
        out, err = Stream(terminal), Stream()
        monkeypatch.setattr("sys.stdin", Stream(data=stdin))
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run_words(list(words))
        return Ran(code, out.text(), err.text())

    return run_


@pytest.fixture(scope="session")
def _ingested(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Ingest samples/ once per session, as seen from the repository: paths in it read ``samples/…``."""
    if not SAMPLES.is_dir():
        pytest.skip("samples/ is not there yet")
    path = tmp_path_factory.mktemp("ingested") / "corpus.db"
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.chdir(REPOSITORY)
        ran = _runner(monkeypatch)("ingest", "samples", "--db", str(path), "--jobs", "0", "--tagger", "fast")
        assert ran.code == 0, ran.err
    yield path


@pytest.fixture
def corpus_db(_ingested: Path, tmp_path: Path) -> Path:
    """Give a fresh copy of the samples' database."""
    return Path(shutil.copy(_ingested, tmp_path / "corpus.db"))
