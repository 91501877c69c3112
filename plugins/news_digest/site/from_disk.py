"""Pages whose addresses begin at the page, so that a browser reads the site from a disk (RELATIVE_URLS)."""

from __future__ import annotations

import re

# A tag, with attributes that may hold its closing sign.
_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ADDRESS = re.compile(r'(?P<before>\s(?:href|src|action|poster)="|\scontent="\d+; url=)(?P<address>/[^"]*)')
_SRCSET = re.compile(r'(?P<before>\ssrcset=")(?P<sources>[^"]*)')
_SOURCE = re.compile(r"(?<!\S)/\S+")
# The sign of a fragment may be part of a character reference instead.
_PARTS = re.compile(r"(?P<path>(?:[^?#&]|&#?\w+;|&)*)(?P<rest>.*)", re.DOTALL)
# It stands for addresses of any depth.
_ANY_DEPTH = "404.html"


def from_disk(save_as: str, text: str, base: str) -> str:
    """Return a page with addresses from where it stands; `base` is the path of the site on its host.

    An address of a folder leads to its index.html, which a host would add.
    """
    if not save_as.endswith(".html") or save_as == _ANY_DEPTH:
        return text
    up = "../" * save_as.count("/") or "./"

    def relative(address: str) -> str:
        found = _PARTS.fullmatch(address)
        if found is None or not f"{found['path']}/".startswith(f"{base}/") or address.startswith("//"):
            return address
        path = found["path"].removeprefix(base).removeprefix("/")
        is_folder = not path or path.endswith("/")
        return f"{up}{path}{'index.html' if is_folder else ''}{found['rest']}"

    def rewritten(tag: re.Match[str]) -> str:
        told = _ADDRESS.sub(lambda found: found["before"] + relative(found["address"]), tag[0])
        return _SRCSET.sub(
            lambda found: found["before"] + _SOURCE.sub(lambda one: relative(one[0]), found["sources"]), told
        )

    return _TAG.sub(rewritten, text)
