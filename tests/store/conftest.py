from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_corpus import fill

from corpus_cli.store.database import open_reader, open_writer


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small corpus; not to be written to."""
    path = tmp_path_factory.mktemp("store") / "corpus.db"
    writer = open_writer(path)
    fill(writer)
    writer.close()
    return path


@pytest.fixture
def connection(made: Path) -> Iterator[sqlite3.Connection]:
    opened = open_reader(made)
    yield opened
    opened.close()
