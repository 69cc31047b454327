"""The rooms of the house import downwards only, in the open, and no file is a drawer for odds and ends."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGE = CHECKOUT / "archive"
# a room may import from floors below its own; rooms of one floor do not know each other
FLOORS = {
    "symbols": 1,
    "places": 1,
    "comparison": 1,
    "parsing": 2,
    "search": 2,
    "statements": 2,
    "models": 3,
    "migrations": 3,
    "curation": 4,
    "permalinks": 4,
    "rendering": 4,
    "filters": 4,
    "history": 4,
    "verdicts": 4,
    "tallies": 4,
    "finding": 5,
    "checking": 5,
    "exports": 5,
    "suggesting": 6,
    "views": 7,
    "admin": 7,
    "desk": 7,
    "api": 7,
    "feeds": 7,
    "management": 7,
    "templatetags": 7,
    "urls": 8,
    "apps": 8,
    "formats": 8,
    "settings": 8,
    "wsgi": 8,
}
TOP = max(FLOORS.values())
# what the rooms without Django may use besides the standard library and the rooms below
LIBRARIES = {"symbols": set(), "places": set(), "comparison": {"rapidfuzz"}, "parsing": {"lxml"}}
DRAWERS = {"utils", "util", "helpers", "helper", "misc", "common"}


def room_of(module: str) -> str:
    """The room a module of ours belongs to: "archive.parsing.text.zones" is in "parsing"."""
    parts = module.split(".")
    return parts[1] if parts[1:] and parts[1] != "__init__" else ""


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(CHECKOUT).with_suffix("").parts)


def imported(tree: ast.AST, module: str) -> Iterator[str]:
    """Every module that a file imports, also where only the type checker reads it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield ".".join([*module.split(".")[: -node.level], node.module or ""])
        elif isinstance(node, ast.ImportFrom) and node.module == "archive":
            yield from (f"archive.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def wrong_imports(module: str, source: str) -> list[str]:
    """Imports that a module's room does not allow."""
    room = room_of(module)
    wrong = []
    for name in imported(ast.parse(source), module):
        top = name.partition(".")[0]
        if top == "archive":
            allowed = room_of(name) == room or may_import(room, room_of(name))
        else:
            allowed = top in sys.stdlib_module_names or room not in LIBRARIES or top in LIBRARIES[room]
        if not allowed:
            wrong.append(f"{module} imports {name}")
    return wrong


def may_import(room: str, other: str) -> bool:
    if room == "database" or other == "database":
        return False  # the embedded server knows nothing of ours, and only Django's settings name it
    return FLOORS.get(other, TOP) < FLOORS.get(room, 0)


def deferred_imports(source: str) -> list[int]:
    """Lines of imports inside functions."""
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return sorted(
        {
            inner.lineno
            for function in functions
            for inner in ast.walk(function)
            if isinstance(inner, ast.Import | ast.ImportFrom)
        }
    )


def star_imports(source: str) -> list[int]:
    """Lines that import everything a module has."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]


def our_files() -> list[Path]:
    """Every Python file of the project."""
    return [path for folder in ("archive", "tests", "benchmarks") for path in sorted((CHECKOUT / folder).rglob("*.py"))]


def test_every_room_has_its_floor() -> None:
    rooms = {room_of(module_of(path)) for path in PACKAGE.rglob("*.py")} - {"", "database"}
    assert rooms <= set(FLOORS), f"give {rooms - set(FLOORS)} a floor, here and in the table of the design"


def test_imports_run_downwards_only() -> None:
    wrong = [
        line
        for path in PACKAGE.rglob("*.py")
        for line in wrong_imports(module_of(path), path.read_text(encoding="utf-8"))
    ]
    assert not wrong


def test_no_import_hides_in_a_function_and_none_takes_everything() -> None:
    found = [
        f"{path.relative_to(CHECKOUT)}:{line}"
        for path in our_files()
        if "benchmarks" not in path.parts  # scripts, which set Django up before they import models
        for line in (*deferred_imports(path.read_text("utf-8")), *star_imports(path.read_text("utf-8")))
    ]
    assert not found


def test_no_file_is_a_drawer_for_odds_and_ends() -> None:
    assert not [path for path in our_files() if path.stem in DRAWERS or path.parent.name in DRAWERS]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("archive.symbols", "import archive.models"),
        ("archive.symbols", "import lxml.etree"),
        ("archive.parsing.text.zones", "from django.conf import settings"),
        ("archive.parsing.text.zones", "from ...curation import loading"),
        ("archive.models.bodies", "from archive import curation"),
        ("archive.curation.loading", "from archive.views.search import results"),
        ("archive.curation.loading", "from archive.database.server import Server"),
        ("archive.database.server", "from archive.symbols import Symbol"),
        ("archive.feeds", "from archive.api import api"),
    ],
)
def test_an_import_that_the_design_forbids_is_found(module: str, source: str) -> None:
    assert wrong_imports(module, source)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("archive.curation.loading", "from archive.parsing.document import ParsedResolution"),
        ("archive.parsing.akn.reading", "from ..document import ParsedResolution\nfrom lxml import etree"),
        ("archive.urls", "from archive.views.home import home"),
    ],
)
def test_an_import_that_the_design_allows_is_not_reported(module: str, source: str) -> None:
    assert not wrong_imports(module, source)


def test_hidden_and_greedy_imports_are_found() -> None:
    assert deferred_imports("def read():\n    import json\n") == [2]
    assert star_imports("from json import *\n") == [1]
