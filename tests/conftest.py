"""What tests share: the samples' database, the program run in process, and the update of golden files."""

from __future__ import annotations

import contextlib
import datetime
import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
SAMPLES = REPOSITORY / "samples"

# The day that "last week" counts from in every test.
TODAY = datetime.date(2026, 11, 20)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="rewrite expected output with what comes out now")


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Tell whether expected output is to be rewritten."""
    return bool(request.config.getoption("--update-goldens"))


@dataclass(frozen=True)
class Ran:
    """How a run of the program ended."""

    code: int
    out: str
    err: str


class Stream(io.TextIOWrapper):
    """A stdout, stderr or stdin in memory, which may claim to be a terminal."""

    def __init__(self, terminal: bool = False, data: bytes = b"") -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8", newline="")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode("utf-8")


Run = Callable[..., Ran]


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
        ran = _runner(monkeypatch)("ingest", "samples", "--db", str(path), "--jobs", "0")
        assert ran.code == 0, ran.err
    yield path


@pytest.fixture
def corpus_db(_ingested: Path, tmp_path: Path) -> Path:
    """Give a fresh copy of the samples' database."""
    return Path(shutil.copy(_ingested, tmp_path / "corpus.db"))
