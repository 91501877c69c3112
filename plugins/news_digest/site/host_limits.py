"""How much of a site's `_redirects` and `_headers` hosts read; what is more they leave out without a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from logging import WARNING
from types import MappingProxyType

from .kept_notes import Note
from .redirects import REDIRECTS

HEADERS = "_headers"
# https://developers.cloudflare.com/pages/configuration/redirects/
CLOUDFLARE_FIXED, CLOUDFLARE_MOVING, CLOUDFLARE_LENGTH = 2_000, 100, 1_000
# https://developers.cloudflare.com/pages/configuration/headers/
CLOUDFLARE_RULES, CLOUDFLARE_RULE_LENGTH = 100, 2_000
# From so many on a deploy may fail (https://docs.netlify.com/manage/routing/redirects/overview/).
NETLIFY_REDIRECTS = 10_000
# Asterisks and names stand for parts of addresses; a number after a colon is a port.
_STANDS_FOR = re.compile(r"\*|:[A-Za-z]")
_LEAD_ON = "the pages at former addresses lead on"


def limit_notes(texts: Mapping[str, str], hosts: tuple[str, ...]) -> list[Note]:
    """Return what is to be said of these files, by name, that have more in them than hosts read."""
    lines = {name: _telling(text) for name, text in texts.items()}
    told = (told for host in hosts if host in _LIMITS for told in _LIMITS[host](lines))
    return [(WARNING, each) for each in told]


def _telling(text: str) -> list[str]:
    stripped = (line.strip() for line in text.splitlines())
    return [line for line in stripped if line and not line.startswith("#")]


def _of_cloudflare(lines: Mapping[str, list[str]]) -> Iterator[str]:
    host = "Cloudflare Pages"
    redirects = lines.get(REDIRECTS, [])
    # From the first that stands for several on, each counts as such.
    moving = next((at for at, line in enumerate(redirects) if _STANDS_FOR.search(line.split()[0])), len(redirects))
    if moving > CLOUDFLARE_FIXED:
        yield f"{REDIRECTS}: {moving} lines; {host} reads {CLOUDFLARE_FIXED} ({_LEAD_ON})"
    if len(redirects) - moving > CLOUDFLARE_MOVING:
        told = f"{REDIRECTS}: {len(redirects) - moving} lines from the first with * or :name on"
        yield f"{told}; {host} reads {CLOUDFLARE_MOVING} (move those with such signs to the end; {_LEAD_ON})"
    headers = lines.get(HEADERS, [])
    rules = sum(line.startswith(("/", "https://")) for line in headers)
    if rules > CLOUDFLARE_RULES:
        yield f"{HEADERS}: {rules} rules; {host} reads {CLOUDFLARE_RULES} (join rules by *)"
    for name, found, most in (
        (REDIRECTS, redirects, CLOUDFLARE_LENGTH),
        (HEADERS, headers, CLOUDFLARE_RULE_LENGTH),
    ):
        if (longest := max(map(len, found), default=0)) > most:
            yield f"{name}: a line of {longest} characters; {host} reads lines of {most} (make it shorter)"


def _of_netlify(lines: Mapping[str, list[str]]) -> Iterator[str]:
    count = len(lines.get(REDIRECTS, []))
    if count > NETLIFY_REDIRECTS:
        told = f"{REDIRECTS}: {count} lines; Netlify may refuse more than {NETLIFY_REDIRECTS}"
        yield f"{told} (leave the file out: {_LEAD_ON})"


_LIMITS: Mapping[str, Callable[[Mapping[str, list[str]]], Iterator[str]]] = MappingProxyType(
    {"cloudflare": _of_cloudflare, "netlify": _of_netlify}
)
