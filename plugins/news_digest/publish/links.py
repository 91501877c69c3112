"""Where the addresses of a built site lead: to a file of it, to nothing, or away."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from ..urls import joined, split_url

if TYPE_CHECKING:
    from pathlib import Path

# Stands for the host where the site does not know its own address; RFC 2606 keeps it out of the world.
NO_HOST = "http://site.invalid"
SCRIPT_SCHEMES = frozenset({"javascript", "vbscript"})


@dataclass(frozen=True, slots=True)
class Target:
    """A place within the site: a file by its path in the output folder, and an id in it ("" for none)."""

    file: str
    fragment: str


@dataclass(frozen=True)
class BuiltSite:
    """The files of an output folder, by path with slashes, and the address that its home page has."""

    root: Path
    files: frozenset[str]
    home: str = f"{NO_HOST}/"

    @cached_property
    def _host(self) -> str:
        return urlsplit(self.home).netloc

    @cached_property
    def _prefix(self) -> str:
        return urlsplit(self.home).path

    def address_of(self, file: str) -> str:
        """Return the full address of a file, an index without its name."""
        return urljoin(self.home, file.removesuffix("index.html") if _is_index(file) else file)

    def target(self, address: str, page: str) -> Target | None:
        """Return the place that an address on the page at `page` names, None where it leads away from the site."""
        parts = split_url(joined(page, address))
        if parts is None or parts.scheme not in {"http", "https"} or parts.netloc != self._host:
            return None
        path = unquote(parts.path)
        if not path.startswith(self._prefix):
            return Target(f"outside {self._prefix}: {path}", "")
        file = path.removeprefix(self._prefix)
        return Target(f"{file}index.html" if file == "" or file.endswith("/") else file, unquote(parts.fragment))


def list_files(root: Path) -> frozenset[str]:
    """Return every file under a folder by its path there, with slashes."""
    return frozenset(
        os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")  # noqa: PTH118 - twice as fast on 100,000 files
        for folder, _, names in os.walk(root)
        for name in names
    )


def is_script(address: str) -> bool:
    """Return whether an address would run a script; browsers ignore white space and control characters in a scheme."""
    scheme = "".join(char for char in address.partition(":")[0] if char > " ")
    return scheme.lower() in SCRIPT_SCHEMES


def _is_index(file: str) -> bool:
    return file == "index.html" or file.endswith("/index.html")
