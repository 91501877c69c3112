"""What a host is to say of the site's files: one table, from which each host's own file is made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from .settings import SiteSettings
from .theme_files import HASH_LENGTH

# The pages have no inline script that runs, no inline style, and nothing from other hosts.
POLICY = "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'; object-src 'none'"
# The search runs WebAssembly: its page, and the worker that this page starts.
SEARCH_POLICY = f"{POLICY}; script-src 'self' 'wasm-unsafe-eval'"
CSP, CACHE = "Content-Security-Policy", "Cache-Control"
SECURITY = (("Referrer-Policy", "strict-origin-when-cross-origin"), ("X-Content-Type-Options", "nosniff"))
# What has its hash in its name never changes; all else is asked for again, and mostly answered with 304.
FOREVER, FRESH = "public, max-age=31536000, immutable", "no-cache"
# The parts of the search index whose names change with what is in them.
_HASHED_INDEX = ("pagefind/index/", "pagefind/fragment/", "pagefind/filter/")
_HASH = re.compile(rf"\.[0-9a-f]{{{HASH_LENGTH}}}\.")

Headers = tuple[tuple[str, str], ...]


class Moved(NamedTuple):
    """A former address as a server knows it, without percent signs, and the one it leads to, with them."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class HostRules:
    """The table: `base` is the site's path, `kept` are the files of the theme that are named by their hash.

    `search` is the folder of the search page, "" without one; `moved` are former addresses of stories.
    """

    base: str
    kept: tuple[str, ...]
    search: str
    moved: tuple[Moved, ...]

    @classmethod
    def of(cls, site: SiteSettings, kept: Iterable[str], led: Iterable[tuple[str, str]]) -> HostRules:
        """Return the rules for a site; `led` has pairs of a former address and that of its story."""
        search = site.places.search.at().url if site.places.search else ""
        # A dollar sign is for nginx the beginning of a variable, a brace for Caddy that of a placeholder.
        moved = (Moved(f"{site.base}/{old}", f"{site.base}/{quote(new)}") for old, new in led)
        return cls(site.base, tuple(sorted(name for name in kept if _HASH.search(name))), search, tuple(moved))

    @property
    def everywhere(self) -> Headers:
        """What is said of every file."""
        return ((CSP, POLICY), *SECURITY)

    @property
    def searching(self) -> Headers:
        """What is said of the search page and its index in its place."""
        return ((CSP, SEARCH_POLICY), *SECURITY)

    @property
    def index_folders(self) -> tuple[str, ...]:
        """The folders of the index whose files never change; none without a search page."""
        return _HASHED_INDEX if self.search else ()

    @property
    def search_folders(self) -> tuple[str, ...]:
        """The folders that need the policy of the search."""
        return (self.search, "pagefind/") if self.search else ()

    @property
    def kept_pattern(self) -> str:
        """A regular expression for the paths of `kept`, whatever hash they have; "" without any."""
        hashed = f"[0-9a-f]{{{HASH_LENGTH}}}"
        told = "|".join(re.escape(_HASH.sub(".HASH.", name)).replace("HASH", hashed) for name in self.kept)
        return f"^{re.escape(self.base)}/(?:{told})$" if told else ""

    def pattern_of(self, folders: Iterable[str]) -> str:
        """Return a regular expression for all paths below these folders."""
        return f"^{re.escape(self.base)}/(?:{'|'.join(map(re.escape, folders))})"
