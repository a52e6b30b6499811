"""The model file: a lexicon and tables of packed weights, written by training, read on first use.

A file is a line that names the format, a line of JSON (figures, sizes), then one zlib stream of sections. Weights are
kept to four significant bits: most vectors are then alike, a table stores each key's number in a code book, and loading
is a few C-level passes. Nothing in the file is executable.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import accumulate
from typing import Any

from corpus_cli.errors import ReadError
from corpus_cli.extraction.tagger.fast.packed import FIELD, Book, pack
from corpus_cli.extraction.word_types import Lexicon

FORMAT = b"corpus fast tagger 2\n"

Vector = tuple[tuple[int, int], ...]
"""(label, weight) pairs of one feature."""


@dataclass(slots=True)
class Tables:
    """The weights of one label set: by offset for the words' features, by template for integer keys.

    Words have packed vectors; keys have numbers in the book, of which each tagger makes what it adds fastest.
    """

    book: Book
    words: list[dict[str, int]] = field(default_factory=list)
    columns: list[dict[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Model:
    """Everything the fast tagger knows."""

    lexicon: Lexicon
    parts: Tables
    joint: Tables
    second: Tables
    header: dict[str, Any]


class _Writer:
    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def add(self, data: bytes) -> None:
        self.pieces.append(len(data).to_bytes(4, "little"))
        self.pieces.append(data)

    def numbers(self, code: str, values: Sequence[int]) -> None:
        self.add(array(code, values).tobytes())

    def strings(self, values: Sequence[str]) -> None:
        self.add("\n".join(values).encode())


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = memoryview(data)
        self.at = 0

    def take(self) -> memoryview:
        size = int.from_bytes(self.data[self.at : self.at + 4], "little")
        piece = self.data[self.at + 4 : self.at + 4 + size]
        self.at += 4 + size
        return piece

    def numbers(self, code: str) -> array[int]:
        values: array[int] = array(code)
        values.frombytes(self.take())
        return values

    def strings(self) -> list[str]:
        text = str(self.take(), "utf-8")
        return text.split("\n") if text else []


def _write_map(out: _Writer, mapping: Mapping[str, int]) -> None:
    keys = sorted(mapping)
    out.strings(keys)
    out.numbers("B", [mapping[key] for key in keys])


def _read_map(source: _Reader) -> dict[str, int]:
    return dict(zip(source.strings(), source.numbers("B"), strict=True))


def _write_tables(out: _Writer, words: Sequence[Mapping[str, Vector]], columns: Sequence[Mapping[int, Vector]]) -> None:
    """Write tables with one code book: vectors in the order of how many features share them."""
    count: dict[Vector, int] = {}
    for vectors in (*(table.values() for table in words), *(table.values() for table in columns)):
        for vector in vectors:
            count[vector] = count.get(vector, 0) + 1
    book = sorted(count, key=lambda vector: (-count[vector], vector))
    number = {vector: i for i, vector in enumerate(book)}
    # One label more than there are leaves room for the sign.
    size = FIELD // 8 * (2 + max((label for vector in book for label, _ in vector), default=0))
    out.numbers("B", [size])
    out.add(b"".join(pack(vector).to_bytes(size, "little", signed=True) for vector in book))
    out.numbers("B", [len(words), len(columns)])
    for named in words:
        names = sorted(named)
        out.strings(names)
        out.numbers("I", [number[named[name]] for name in names])
    for keyed in columns:
        keys = sorted(keyed)
        out.numbers("I", [key - before for before, key in zip([0, *keys], keys, strict=False)])
        out.numbers("I", [number[keyed[key]] for key in keys])


def _read_tables(source: _Reader) -> Tables:
    (size,) = source.numbers("B")
    book = Book(bytes(source.take()), size)
    tables = Tables(book)
    named, keyed = source.numbers("B")
    for _ in range(named):
        names = source.strings()
        tables.words.append(dict(zip(names, book.pick(source.numbers("I")), strict=True)))
    for _ in range(keyed):
        keys = accumulate(source.numbers("I"))
        tables.columns.append(dict(zip(keys, source.numbers("I"), strict=True)))
    return tables


def write_model(
    lexicon: Lexicon,
    parts: tuple[Sequence[Mapping[str, Vector]], Sequence[Mapping[int, Vector]]],
    joint: tuple[Sequence[Mapping[str, Vector]], Sequence[Mapping[int, Vector]]],
    second: tuple[Sequence[Mapping[str, Vector]], Sequence[Mapping[int, Vector]]],
    header: Mapping[str, Any],
) -> bytes:
    """Write a model as the bytes of its file; the same model gives the same bytes."""
    out = _Writer()
    out.strings(sorted(lexicon.words, key=lexicon.words.__getitem__))
    out.numbers("B", lexicon.kinds)
    out.numbers("B", lexicon.levels)
    for mapping in (lexicon.cased, lexicon.endings, lexicon.stems):
        _write_map(out, mapping)
    for words, columns in (parts, joint, second):
        _write_tables(out, words, columns)
    head = json.dumps(header, sort_keys=True).encode()
    return FORMAT + head + b"\n" + zlib.compress(b"".join(out.pieces), 9)


def read_model(data: bytes) -> Model:
    """Read a model from the bytes of its file. Raises ReadError when it is another format or damaged."""
    if not data.startswith(FORMAT):
        raise ReadError("the fast tagger's model file is of another version; install corpus again")
    head, _, body = data[len(FORMAT) :].partition(b"\n")
    try:
        header = json.loads(head)
        source = _Reader(zlib.decompress(body))
        words = {word: i for i, word in enumerate(source.strings(), start=2)}
        kinds, levels = source.numbers("B"), source.numbers("B")
        cased, endings, stems = _read_map(source), _read_map(source), _read_map(source)
        lexicon = Lexicon(words, kinds, levels, cased, endings, stems)
        return Model(lexicon, _read_tables(source), _read_tables(source), _read_tables(source), header)
    except (ValueError, zlib.error, IndexError) as error:
        raise ReadError(f"the fast tagger's model file is damaged ({error}); install corpus again") from error


def load_model() -> Model:
    """Read the model that ships with the package. Raises FileNotFoundError when it was left out."""
    return read_model(files("corpus_cli.extraction").joinpath("data", "fast", "model.bin").read_bytes())


def round_weight(weight: float, scale: int) -> int:
    """Quantise a weight to four significant bits, so that equal vectors are common."""
    value = round(abs(weight) * scale)
    if value >= 16:
        drop = value.bit_length() - 4
        value = (value + (1 << (drop - 1)) >> drop) << drop
    return value if weight >= 0 else -value


__all__ = ["Book", "Model", "Tables", "load_model", "pack", "read_model", "round_weight", "write_model"]
