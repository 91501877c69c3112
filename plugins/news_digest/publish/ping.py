"""Tells a WebSub hub (https://www.w3.org/TR/websub/, 7) that feeds may have changed; the hub then fetches them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

SECONDS = 20


def ping(hub: str, feeds: Iterable[str]) -> Iterator[str]:
    """Tell a hub of feeds by their addresses; yields each that it did not take, with its answer."""
    for address in feeds:
        data = urlencode({"hub.mode": "publish", "hub.url": address, "hub.topic": address}).encode()
        try:
            with urlopen(Request(hub, data), timeout=SECONDS):  # noqa: S310 - the address that the settings name
                pass
        except HTTPError as error:
            yield f"{address}: the hub answered {error.code} {error.reason}"
            error.close()
        except (URLError, TimeoutError, ValueError) as error:
            yield f"{address}: the hub was not reached ({error})"
