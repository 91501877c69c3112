"""The output folder as a static host would serve it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

import anyio.to_thread
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

INDEX, NOT_FOUND_PAGE = "index.html", "404.html"
# Feeds by name, and their archived parts by their folders: the endings say nothing of what is within.
FEED_TYPES = {
    **dict.fromkeys(("rss.xml", "rss"), "application/rss+xml"),
    **dict.fromkeys(("atom.xml", "atom"), "application/atom+xml"),
    **dict.fromkeys(("feed.json", "feed"), "application/feed+json"),
}
# What the machine's own table of types may lack, or have otherwise.
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".txt": "text/plain",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
}
TEXTS = ("text/", "application/json", "application/xml", *FEED_TYPES.values())
HTML = "text/html; charset=utf-8"
NOTHING = b"<!doctype html><html lang=en><head><meta charset=utf-8><title>404</title><body>Not found."
# Browsers ask again each time: the next build may have changed the page.
ASK_AGAIN = {"Cache-Control": "no-cache"}


def type_of(file: Path) -> str | None:
    """Return the type of a file where it has one of its own here, with its encoding where it is text."""
    kind = FEED_TYPES.get(file.name) or FEED_TYPES.get(file.parent.name) or TYPES.get(file.suffix.lower())
    return f"{kind}; charset=utf-8" if kind and kind.startswith(TEXTS) else kind


class SiteFiles(StaticFiles):
    """Serves files and folders' index.html; whatever is not there gets the site's own page for that.

    What leads out of the folder, by its name or by a symbolic link, is not there. `dress` is given each page on its way
    out, and returns it as it is to be shown.
    """

    def __init__(self, folder: Path, dress: Callable[[bytes], bytes]) -> None:
        # The first build may not have made the folder yet.
        super().__init__(directory=folder, html=True, check_dir=False)
        self.config_checked = True
        self._dress = dress

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the answer to a request for a path."""
        try:
            response = await self._found(path, scope)
        except (HTTPException, OSError) as error:
            # A file may be gone, or be a folder, by the time that it is read.
            if isinstance(error, HTTPException) and error.status_code != HTTPStatus.NOT_FOUND:
                raise
            response = Response(self._dress(self._page_of_404()), HTTPStatus.NOT_FOUND, media_type=HTML)
        response.headers.update(ASK_AGAIN)
        return response

    async def _found(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if isinstance(response, RedirectResponse):
            response.status_code = HTTPStatus.MOVED_PERMANENTLY  # as static hosts have it
        if not isinstance(response, FileResponse):
            return response
        file = Path(response.path)
        if response.status_code != HTTPStatus.OK or (scope["path"].endswith("/") and file.name != INDEX):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        kind = type_of(file)
        if kind == HTML:
            page = await anyio.to_thread.run_sync(file.read_bytes)
            kept = {name: response.headers[name] for name in ("etag", "last-modified")}
            return Response(self._dress(page), headers=kept, media_type=HTML)
        if kind:
            response.headers["Content-Type"] = kind
        return response

    def _page_of_404(self) -> bytes:
        found, _ = self.lookup_path(NOT_FOUND_PAGE)
        with suppress(OSError):
            return Path(found).read_bytes()
        return NOTHING
