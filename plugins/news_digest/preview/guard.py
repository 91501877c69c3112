"""Who may ask the preview: programs of this machine, by its own names, and no page of another site.

A page of another site can make a browser ask this machine. By a name of its own that leads here it could even read the
answer (DNS rebinding), so the name that was asked for is looked at first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus
from ipaddress import ip_address
from socket import gethostname
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

READING = frozenset({"GET", "HEAD"})
OF_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
# Host: a name or address with or without a port (RFC 9110, 7.2); an IPv6 address has brackets.
HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\s:/?#@\[\]\\]+))(?::[0-9]*)?", re.IGNORECASE)


class Hosts:
    """The names that the preview goes by when it listens on `bind`.

    On all addresses of the machine it has them all: a page can lead a name of its own astray, not an address.
    """

    def __init__(self, bind: str) -> None:
        self._names = OF_THIS_MACHINE | {bind.lower()}
        self._all = is_address(bind) and ip_address(bind).is_unspecified
        if self._all:
            self._names |= {gethostname().lower()}

    def __contains__(self, host: str) -> bool:
        """Return whether a Host header names this preview."""
        found = HOST.fullmatch(host.strip())
        name = (found[1] or found[2]).lower() if found else ""
        return name in self._names or (self._all and is_address(name))


def is_address(name: str) -> bool:
    """Return whether it is an IP address and no name."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


class Guard:
    """Lets through to an application what was asked by a name of ours and by none of another site's pages.

    Of `private` paths such a page may not even be told that there is something new.
    """

    def __init__(self, app: ASGIApp, hosts: Hosts, private: Iterable[str] = ()) -> None:
        self._app, self._hosts, self._private = app, hosts, frozenset(private)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self._hosts:
            why = (
                "The preview does not go by this name. Ask for localhost, or start it with: digest serve --bind NAME\n"
            )
            return PlainTextResponse(why, HTTPStatus.MISDIRECTED_REQUEST)
        if (scope["method"] not in READING or scope["path"] in self._private) and _is_foreign(headers, host):
            return PlainTextResponse("A page of another site may not do this.\n", HTTPStatus.FORBIDDEN)
        return None


def _is_foreign(headers: Headers, host: str) -> bool:
    origin = headers.get("origin")
    if origin is not None and _host_of(origin) != host.lower():
        return True
    # A request without Origin may still be another site's; browsers tell so (Fetch Metadata).
    return headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}


def _host_of(origin: str) -> str:
    """Return host and port of an origin, "" where it has none, as `null` has."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""
