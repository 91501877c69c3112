"""The modules behind a setting's functions and classes: their names, versions and sources."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from types import ModuleType

Namespace = dict[str, object]

PACKAGE = Path(__file__).resolve().parent.parent
STANDARD_LIBRARY = Path(os.__file__).resolve().parent
INSTALLED = frozenset({"site-packages", "dist-packages"})

# The source of each module as it was when first met, beside the namespace that was filled from it. A module that is
# loaded again fills another; until then its old code runs, whatever lies on the disk.
_met: dict[int, tuple[Namespace, str]] = {}


def name_of(namespace: Namespace) -> str:
    """Return a module's full name."""
    return str(namespace.get("__name__", ""))


def namespace_of(value: object) -> Namespace:
    """Return the names of the module in which a function or class was defined; none where nobody knows it."""
    names = getattr(value, "__globals__", None)
    if isinstance(names, dict):
        return names
    module = sys.modules.get(str(getattr(value, "__module__", "")))
    return vars(module) if module else {}


def version_of(namespace: Namespace) -> str:
    """Return the version that a module's package tells, "" where it tells none."""
    package = sys.modules.get(name_of(namespace).partition(".")[0])
    version = getattr(package, "__version__", "")
    return version if isinstance(version, str) else ""


def source_of(namespace: Namespace) -> str:
    """Return a hash of the file that a module was loaded from, "" where there is none."""
    if id(namespace) not in _met:
        _met[id(namespace)] = (namespace, _hash_of(str(namespace.get("__file__") or "")))
    return _met[id(namespace)][1]


def reached(namespace: Namespace) -> list[Namespace]:
    """Return a module and all that it uses, by name; of what is installed no more than the module itself."""
    found: dict[int, Namespace] = {}
    waiting = [namespace]
    while waiting:
        module = waiting.pop()
        if id(module) not in found:
            found[id(module)] = module
            waiting += _used_by(module) if is_own(module) else ()
    return sorted(found.values(), key=name_of)


def is_own(namespace: Namespace) -> bool:
    """Return whether a module is the digest's own: no installed one, none of Python's, none of ours."""
    return _is_own(str(namespace.get("__file__") or ""))


def _used_by(namespace: Namespace) -> Iterator[Namespace]:
    for value in list(namespace.values()):
        used = vars(value) if isinstance(value, ModuleType) else namespace_of(value)
        if used and (value is not used):
            yield used


@cache
def _is_own(file: str) -> bool:
    path = Path(file)
    inside = (folder in path.parents for folder in (PACKAGE, STANDARD_LIBRARY))
    return bool(file) and not any(inside) and INSTALLED.isdisjoint(path.parts)


def _hash_of(file: str) -> str:
    try:
        return blake2b(Path(file).read_bytes(), digest_size=16).hexdigest()
    except OSError:  # built in, or within an archive
        return ""
