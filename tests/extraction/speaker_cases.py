"""Read speaker mini-cases: an article with numbered [sources] and {contents}, and below it who speaks.

    === name of the case
    title: Judge Walter Finch rejects appeal
    [1 Finch] said {1 the claim had no merit}.
    1: Walter Finch | person | Judge

A missing kind or role is not checked, ``null`` means none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from corpus_cli.extraction.document import read_document
from corpus_cli.extraction.speakers import resolve
from corpus_cli.records import Article, Attribution, Span, Speaker

_OPEN = re.compile(r"[\[{](\d+) ")
_EXPECTED = re.compile(r"^(\d+): (.*)$")
_HEAD = re.compile(r"^(title|author): (.*)$")


@dataclass(frozen=True)
class Expected:
    name: str | None
    kind: str | None
    role: str | None
    checks_role: bool


@dataclass(frozen=True)
class Case:
    name: str
    article: Article
    attributions: tuple[Attribution, ...]
    expected: tuple[Expected, ...]


def read_cases(path: Path) -> list[Case]:
    """Read a file of cases; raises ValueError for a table that does not fit its text."""
    blocks = re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [_read(block) for block in blocks]


def _read(block: str) -> Case:
    name, _, rest = block.partition("\n")
    head: dict[str, str] = {}
    body: list[str] = []
    expected: dict[int, Expected] = {}
    for line in rest.rstrip().split("\n"):
        if (match := _HEAD.match(line)) and not body:
            head[match[1]] = match[2]
        elif match := _EXPECTED.match(line):
            cells = [cell.strip() for cell in match[2].split("|")]
            value = [None if cell == "null" else cell for cell in cells]
            kind = value[1] if len(value) > 1 else None
            expected[int(match[1])] = Expected(value[0], kind, value[2] if len(value) > 2 else None, len(value) > 2)
        else:
            body.append(line)
    text, sources, contents = _unmark("\n".join(body).strip())
    numbers = sorted({*sources, *contents})
    missing = set(expected) - set(numbers)
    if missing or not expected:
        raise ValueError(f"{name}: {sorted(missing)} expected but not marked")
    attributions = tuple(Attribution(tuple(contents.get(n, ())), sources.get(n)) for n in numbers)
    wanted = tuple(expected.get(n, Expected("*", None, None, False)) for n in numbers)
    return Case(name, Article(text=text, path="case.txt", **head), attributions, wanted)


def _unmark(marked: str) -> tuple[str, dict[int, Span], dict[int, list[Span]]]:
    text: list[str] = []
    length = 0
    opened: list[tuple[str, int, int]] = []
    sources: dict[int, Span] = {}
    contents: dict[int, list[Span]] = {}
    index = 0
    while index < len(marked):
        match = _OPEN.match(marked, index)
        if match:
            opened.append((marked[index], int(match[1]), length))
            index = match.end()
            continue
        char = marked[index]
        if char in "]}" and opened and opened[-1][0] == {"]": "[", "}": "{"}[char]:
            kind, number, start = opened.pop()
            if kind == "[":
                sources[number] = Span(start, length)
            else:
                contents.setdefault(number, []).append(Span(start, length))
        else:
            text.append(char)
            length += 1
        index += 1
    if opened:
        raise ValueError(f"unclosed mark {opened}")
    return "".join(text), sources, contents


def wrongs(case: Case) -> list[str]:
    """List what comes out wrong; descriptions are compared without case."""
    document = read_document(case.article)
    found = resolve(document, case.attributions)
    assert len(found) == len(case.attributions)
    return [
        f"{case.name}: expected {want.name} | {want.kind} | {want.role}, "
        f"got {got.name} | {got.kind} | {got.role} ({got.basis})"
        for want, got in zip(case.expected, found, strict=True)
        if not _right(want, got)
    ]


def _right(want: Expected, got: Speaker) -> bool:
    if want.name == "*":
        return True
    same = (
        (want.name or "").casefold() == (got.name or "").casefold() if got.kind != "person" else want.name == got.name
    )
    return same and want.kind in (None, got.kind) and (not want.checks_role or want.role == got.role)
