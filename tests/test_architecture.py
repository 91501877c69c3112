"""The house keeps its shape: floors, no rings, a core without Pelican, short functions, text that travels."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from code_map import PACKAGE, ROOT, Graph, functions, import_graph, line_counts, modules, rings
from figures import measure

# Lowest first. A room imports only from its own floor or below.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("story", "errors", "damage", "project", "urls", "stamps", "lock", "codemark", "collector"),
    ("layouts", "capture"),
    ("parse", "markdown"),
    ("webpages",),
    ("reading", "relate"),
    ("desk", "api"),
    ("site", "press"),
    ("preview", "publish", "gallery"),
    ("cli", "commands", "__main__"),
    ("",),  # the package itself: register() reaches up to the site
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
SITE_FLOOR = FLOOR_OF["site"]

# Only these rooms may name Pelican.
PELICAN_ROOMS = frozenset({"site", "press", "preview", "publish", "gallery", "cli", "commands", "__main__"})

# Files over 300 lines, each with its reason.
LONG_FILES: dict[str, str] = {}

REFUSE_PELICAN = """
import importlib, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("pelican", "docutils", "feedgenerator"):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Refuse())
for name in sys.argv[1:]:
    importlib.import_module(name)
"""

# An absolute path of somebody's machine; a path within an address is none.
MACHINE_PATH = re.compile(r"(?<![\w.}/])/(?:root|home|Users|work|mnt)/[\w.]")
REGISTRY = re.compile(
    r"registry\.npmjs|pythonhosted|pypi\.org/simple|artifactory|\bnexus\b|--(?:extra-)?index-url|\"resolved\":"
)


def room_of(module: str) -> str:
    """Return the room of a module: the first part under the package, "" for the package itself."""
    return module.partition(".")[2].partition(".")[0]


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Who imports whom."""
    return import_graph()


def test_every_room_has_its_floor() -> None:
    """A new room is given a floor here before it is used."""
    assert {room_of(module) for module in modules()} <= FLOOR_OF.keys()


def test_a_room_imports_only_from_its_floor_or_below(graph: Graph) -> None:
    """No import climbs."""
    climbing = [
        f"{module} -> {target}"
        for module, targets in graph.items()
        for target in targets
        if FLOOR_OF[room_of(target)] > FLOOR_OF[room_of(module)]
    ]
    assert climbing == []


def test_there_is_no_import_ring(graph: Graph) -> None:
    """Every module can be read before those that use it."""
    assert rings(graph) == []


def test_imports_within_the_package_are_relative() -> None:
    """The package works under both of its names, so it never spells its own."""
    absolute = re.compile(r"^\s*(?:from|import)\s+(?:pelican\.plugins\.)?news_digest\b", re.MULTILINE)
    assert [path.name for path in modules().values() if absolute.search(path.read_text("utf-8"))] == []


def test_only_the_upper_rooms_name_pelican() -> None:
    """The core knows nothing of Pelican."""
    naming = re.compile(r"^\s*(?:from|import)\s+pelican\b", re.MULTILINE)
    rooms = {room_of(module) for module, path in modules().items() if naming.search(path.read_text("utf-8"))}
    assert rooms <= PELICAN_ROOMS


def test_the_core_imports_without_pelican() -> None:
    """Everything below the site is of use where Pelican is not installed."""
    core = [module for module in modules() if FLOOR_OF[room_of(module)] < SITE_FLOOR]
    done = subprocess.run(
        [sys.executable, "-c", REFUSE_PELICAN, *core],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_functions_are_short() -> None:
    """Half of all functions have 8 lines or fewer, 95 of 100 under 30, none over 60."""
    figures = measure()
    assert figures.median <= 8
    assert figures.p95 < 30
    assert [function for function in functions() if function.lines > 60] == []


def test_files_are_short() -> None:
    """A file of more than 300 lines is listed with its reason."""
    assert {name for name, lines in line_counts().items() if lines > 300} == LONG_FILES.keys()


def tracked_texts() -> dict[str, str]:
    """Return the text of every file that git knows, by its path; pictures are left out."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    texts = {}
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and b"\0" not in (data := path.read_bytes()):
            texts[name] = data.decode("utf-8", "replace")
    return texts


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY], ids=["machine path", "registry"])
def test_the_repository_names_no_machine_and_no_registry(pattern: re.Pattern[str]) -> None:
    """What is committed works anywhere: no path of one machine, no host that one machine installs from."""
    here = "tests/test_architecture.py"
    found = [
        f"{name}: {match.group()}"
        for name, text in tracked_texts().items()
        if name != here
        for match in pattern.finditer(text)
    ]
    assert found == []


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python before 3.11.5, as Debian 12 has it, matches that wrongly (github.com/python/cpython/issues/106052)."""
    possessive, members = re.compile(r"(?<!\\)\)(?:[*+?]|\{[\d,]+\})\+|\(\?>"), re.compile(r"\[(?:\\.|[^\]\\])*\]")
    found = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in PACKAGE.rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if "(?" in line and possessive.search(members.sub("x", line))
    ]
    assert not found
