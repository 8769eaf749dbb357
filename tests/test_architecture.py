"""Who may import whom, and what may not stand where: the rules of the house, read from the source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.catalogue import tables
from app.catalogue.tables import Table

APP = Path(__file__).parents[1] / "app"
MODULES = sorted(path for path in APP.rglob("*.py") if path.name != "__init__.py")

MAY_IMPORT = {
    "catalogue": set(),
    "reason": set(),
    "places": set(),
    "options": {"catalogue"},
    "plan": {"reason"},
    "problem": {"options"},
    "planner": {"options", "catalogue", "plan", "reason", "problem"},
    "artefacts": {"plan", "reason"},
    "generator": {"options", "planner", "plan", "artefacts", "problem"},
    "choices": {"options", "generator"},
    "cli": {"web", "generator", "options", "catalogue", "choices", "main"},
    "web": {"generator", "choices", "problem", "options", "catalogue", "artefacts", "plan", "reason", "places"},
    "main": {"web"},
}
HTTP = {"fastapi", "starlette", "jinja2", "httpx", "uvicorn", "pygments"}
OUTSIDE_WORLD = {"os", "time", "datetime", "random", "socket", "subprocess", "uuid", "secrets", "urllib"}
SHELLS = {"web", "main", "cli", "places"}
# Rows that a decision is about, not a choice between rows: each with the reason why code must name it.
NAMED_ROWS = {
    "rust": "the default version",
    "cargo-chef": "its version",
    "cargo-zigbuild": "its version",
    "ziglang": "its version",
    "scratch": "a stage name that Docker keeps for itself",
}
CLOSED_SETS = {"none", "default", "system", "local", "registry", "full", "image", "root"}


def room(path: Path) -> str:
    return path.relative_to(APP).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "app":
                yield from (f"app.{alias.name}" for alias in node.names)


def name(path: Path) -> str:
    return str(path.relative_to(APP))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_an_arrow_only_points_down(path: Path) -> None:
    ours = {module.split(".")[1] for module in imports(path) if module.startswith("app.")}
    assert ours - {room(path)} <= MAY_IMPORT[room(path)]


@pytest.mark.parametrize("path", [path for path in MODULES if room(path) not in SHELLS], ids=name)
def test_the_generator_knows_no_http_no_clock_and_no_network(path: Path) -> None:
    outside = {module.split(".")[0] for module in imports(path)}
    assert not outside & (HTTP | OUTSIDE_WORLD)


@pytest.mark.parametrize("path", [path for path in MODULES if room(path) not in SHELLS], ids=name)
def test_only_the_tables_read_files(path: Path) -> None:
    reads = re.search(r"\bopen\(|read_text|read_bytes|importlib", path.read_text(encoding="utf-8"))
    assert not reads or name(path) == "catalogue/tables.py"


def keys() -> set[str]:
    found = {key for table in vars(tables).values() if isinstance(table, Table) for key in table.keys}
    words = set(tables.OPTION_WORDS.keys) | set(tables.GROUPS.keys)
    return found - words - set(NAMED_ROWS) - CLOSED_SETS


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_catalogue_key_stands_in_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    strings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert not strings & keys()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_short_and_opens_with_a_sentence(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert ast.get_docstring(ast.parse(text))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_function_is_longer_than_fifty_lines(path: Path) -> None:
    assert [f.name for f in functions(path) if (f.end_lineno or f.lineno) - f.lineno >= 50] == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_htmx_headers_are_written_in_one_place(path: Path) -> None:
    assert name(path) == "web/htmx.py" or not re.search(r"[\"']HX-", path.read_text(encoding="utf-8"))


def test_every_init_is_empty() -> None:
    assert [path for path in APP.rglob("__init__.py") if path.read_text(encoding="utf-8")] == []
