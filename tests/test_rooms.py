"""The import table of the house: which room may know which."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "corpus_cli"

NOUNS = {"records", "errors"}

# Room → what of ours it may import, itself aside.
MAY_IMPORT: dict[str, set[str]] = {
    "records": set(),
    "queries": set(),
    "errors": set(),
    "partition": set(),
    "articles": NOUNS | {"extraction.heading"},
    "extraction": NOUNS,
    "people": NOUNS | {"partition"},
    "store": NOUNS | {"queries", "people.names"},  # a name is matched in SQL as it is folded in people
    "render": NOUNS | {"queries"},
    "reports": NOUNS | {"partition"},
    "ingest": NOUNS | {"partition", "articles", "extraction", "people", "reports", "store"},
    "evaluation": NOUNS | {"extraction"},
    "cli": NOUNS
    | {"queries", "articles", "extraction", "people", "reports", "store", "render", "ingest", "evaluation"},
    "training": NOUNS | {"articles", "extraction", "people", "evaluation"},
    "__main__": {"cli"},
    "__init__": set(),
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Return the modules of ours that ``path`` imports, wherever in it, without the package's name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.removeprefix("corpus_cli.") for name in found if name.startswith("corpus_cli.")}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_its_room_may_know(path: Path) -> None:
    here = room(path)
    allowed = MAY_IMPORT[here] | {here}
    for name in imported(path):
        assert any(name == each or name.startswith(each + ".") for each in allowed), f"{here} must not import {name}"


def test_the_table_has_no_room_that_is_gone() -> None:
    assert {room(path) for path in MODULES} == set(MAY_IMPORT)


@pytest.mark.parametrize(
    ("library", "rooms"),
    [("typer", {"cli"}), ("rich", {"render"}), ("sqlite3", {"store"}), ("sqlite_utils", {"store"})],
)
def test_a_library_is_known_to_its_room_only(library: str, rooms: set[str]) -> None:
    for path in MODULES:
        if room(path) in rooms or room(path) == "training":
            continue
        for node in ast.walk(_without_type_checking(ast.parse(path.read_text(encoding="utf-8")))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.split(".")[0] == library for name in names), f"{path.name} imports {library}"


def _without_type_checking(tree: ast.Module) -> ast.Module:
    tree.body = [
        node
        for node in tree.body
        if not (isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING")
    ]
    return tree


def test_the_package_itself_is_empty() -> None:
    assert (PACKAGE / "__init__.py").read_text() == ""
