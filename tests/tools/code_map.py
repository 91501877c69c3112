"""The package's own source as data: its modules, who imports whom, how long its functions are."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "plugins" / "news_digest"

Graph = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Function:
    """A function and its lines, from `def` to the end of its body."""

    module: str
    name: str
    lines: int


def modules(package: Path = PACKAGE) -> dict[str, Path]:
    """Return every module of the package by dotted name; a package's `__init__` has the package's name."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = [package.name, *path.relative_to(package).with_suffix("").parts]
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def functions(package: Path = PACKAGE) -> list[Function]:
    """Return every function and method of the package, nested ones too."""
    return [
        Function(name, node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for name, path in modules(package).items()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]


def line_counts(package: Path = PACKAGE) -> dict[str, int]:
    """Return the lines of every file of the package, by its path within the package."""
    return {
        path.relative_to(package).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in modules(package).values()
    }


def import_graph(package: Path = PACKAGE) -> Graph:
    """Return, for every module, the modules of the package that it imports anywhere in its text."""
    known = modules(package)
    return {name: frozenset(_imports(name, path, known)) for name, path in known.items()}


def _imports(name: str, path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            base = _base(node, name, is_package=path.name == "__init__.py")
            yield from _targets(base, node, known, importer=name)


def _base(node: ast.ImportFrom, name: str, *, is_package: bool) -> str:
    """Return the dotted name that a relative import starts from."""
    if not node.level:
        return node.module or ""
    parts = name.split(".")
    kept = parts[: len(parts) - node.level + is_package]
    return ".".join([*kept, node.module] if node.module else kept)


def _targets(base: str, node: ast.ImportFrom, known: Mapping[str, Path], *, importer: str) -> Iterator[str]:
    """Return the submodules that are named, and the base itself where a name is not one of them."""
    named = [f"{base}.{alias.name}" for alias in node.names]
    yield from (target for target in named if target in known)
    if base in known and base != importer and any(target not in known for target in named):
        yield base


def rings(graph: Graph) -> list[tuple[str, ...]]:
    """Return the sets of modules that reach each other by imports."""
    reached = {name: _reach(name, graph) for name in graph}
    found = {tuple(sorted(other for other in reached[name] if name in reached[other])) for name in graph}
    return sorted(ring for ring in found if ring)


def _reach(start: str, graph: Graph) -> frozenset[str]:
    """Return every module that an import chain from `start` comes to."""
    seen: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(graph[name])
    return frozenset(seen)
