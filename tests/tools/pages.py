"""What stands in built pages, read in the plainest way: this code shares nothing with the checks that it tests."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADDRESS = re.compile(r"""\s(?:href|src|action|poster|data)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
ID = re.compile(r"""\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
TAG = re.compile(r"<[a-zA-Z][^>]*>")


def html_files(output: Path) -> list[Path]:
    """Return every page."""
    return sorted(output.rglob("*.html"))


def soup(path: Path) -> BeautifulSoup:
    """Return a page as a tree."""
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def linked_data(html: str) -> list[dict[str, Any]]:
    """Return the things that a page's JSON-LD tells of, none where it has none."""
    found = BeautifulSoup(html, "html.parser").select('script[type="application/ld+json"]')
    assert len(found) <= 1
    told = json.loads(found[0].string or "") if found else []
    return told if isinstance(told, list) else [told]


def text_of(html: str) -> str:
    """Return the words of a piece of HTML, single spaces between them."""
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def values(pattern: re.Pattern[str], html: str) -> Iterator[str]:
    """Return an attribute's values in the order of the page."""
    for tag in TAG.findall(html):
        for match in pattern.finditer(tag):
            yield unescape(next(group for group in match.groups() if group is not None))


def dead_links(output: Path, siteurl: str) -> list[str]:
    """Return every address of the site's own, in any page or feed, that no file or id answers."""
    dead = []
    for path in [*html_files(output), *sorted(output.rglob("*.xml"))]:
        text = path.read_text("utf-8")
        own = dict.fromkeys(_own_addresses(text, path.suffix, siteurl))
        dead += [f"{path.relative_to(output)}: {address}" for address in own if not _is_there(output, address)]
    return dead


def _own_addresses(text: str, suffix: str, siteurl: str) -> Iterator[str]:
    """Return the root-relative form of each address within the site."""
    found = list(values(ADDRESS, text))
    if suffix == ".xml":
        # The texts of feeds are HTML, escaped or within CDATA.
        found += [*values(ADDRESS, unescape(text)), *re.findall(r"<(?:link|loc|url)>\s*([^<]+?)\s*</", text)]
    for address in found:
        own = unescape(address)
        if own.startswith(siteurl):
            yield own.removeprefix(siteurl) or "/"
        elif not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", own):
            yield own


def _is_there(output: Path, address: str) -> bool:
    if address.startswith("#"):
        return True  # looked at by the page's own test
    assert address.startswith("/"), f"neither from the root nor absolute: {address}"
    place, _, fragment = address.partition("#")
    path = output / unquote(place.partition("?")[0]).lstrip("/")
    path = path / "index.html" if place.endswith("/") else path
    return path.is_file() and (not fragment or unquote(fragment) in set(values(ID, path.read_text("utf-8"))))


KNOWN = frozenset({"stories", "editions", "tags", "sources", "archive", "theme", "drafts", "page", "search"})


def kinds(output: Path) -> dict[str, str]:
    """Return the address of one page of each kind, by a name for the kind."""
    stories = [(address, soup(output / address / "index.html")) for address in _folders(output, "stories/*")]
    directions = [(address, page.select_one("article[dir], main[dir], html[dir]")) for address, page in stories]
    rtl = [address for address, element in directions if element and element["dir"] == "rtl"]
    ltr = [address for address, _ in stories if address not in rtl]
    found = {
        "home": "",
        "story": ltr[0],
        "story, right to left": rtl[0],
        "edition": _folders(output, "editions/*")[0],
        "tag": _folders(output, "tags/*")[0],
        "tags": "tags/",
        "source": _folders(output, "sources/*")[0],
        "sources": "sources/",
        "archive": "archive/",
        "year": _folders(output, "archive/2*")[0],
        "headlines": "archive/headlines/",
        "search": "search/",
        "page": next(address for address in _folders(output, "*") if address.rstrip("/") not in KNOWN),
        "404": "404.html",
    }
    return {kind: f"/{address}" for kind, address in found.items()}


def _folders(output: Path, pattern: str) -> list[str]:
    """Return the addresses of the folders that have a page, in order."""
    return [f"{path.parent.relative_to(output).as_posix()}/" for path in sorted(output.glob(f"{pattern}/index.html"))]
