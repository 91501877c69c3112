"""The local web server: the output folder as a static host would serve it."""

from __future__ import annotations

import logging
import shutil
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from ..errors import NewsDigestError

logger = logging.getLogger(__name__)

NOT_FOUND_PAGE = "404.html"
# Feeds by name, and their archived parts by their folders: the endings say nothing of what is within.
FEED_TYPES = {
    **dict.fromkeys(("rss.xml", "rss"), "application/rss+xml"),
    **dict.fromkeys(("atom.xml", "atom"), "application/atom+xml"),
    **dict.fromkeys(("feed.json", "feed"), "application/feed+json"),
}
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".txt": "text/plain",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
}
TEXTS = ("text/", "application/json", "application/xml", *FEED_TYPES.values())


class PortTakenError(NewsDigestError):
    """The address cannot be listened on."""

    def __init__(self, bind: str, port: int, reason: str) -> None:
        super().__init__(
            f"cannot serve on {bind}:{port}: {reason} (stop what listens there, or choose another: --port {port + 1})"
        )


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves files and folders' index.html; whatever is not there gets the site's own page for that."""

    extensions_map = {  # noqa: RUF012 - declared so in the standard library
        **SimpleHTTPRequestHandler.extensions_map,
        **TYPES,
    }

    def guess_type(self, path: str) -> str:  # type: ignore[override]
        """Return the type of a file, with its encoding where it is text."""
        found = Path(path)
        kind = FEED_TYPES.get(found.name) or FEED_TYPES.get(found.parent.name) or super().guess_type(path)
        return f"{kind}; charset=utf-8" if kind.startswith(TEXTS) else kind

    def list_directory(self, path: str) -> None:  # type: ignore[override]
        """Answer that a folder without index.html is not here, as static hosts do."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page where something is not here."""
        page = Path(self.directory) / NOT_FOUND_PAGE
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", self.guess_type(NOT_FOUND_PAGE))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def end_headers(self) -> None:
        """Have the browser ask again each time: the next build may have changed the page."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def copyfile(self, source: object, outputfile: object) -> None:
        """Send a file; a reader who has left is no error."""
        try:
            shutil.copyfileobj(source, outputfile)  # type: ignore[arg-type]
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the standard library
        """Log a request for whoever asked for more."""
        logger.info("%s %s", self.address_string(), format % args)


class SiteServer(ThreadingHTTPServer):
    """One thread a request, none of which keeps the program from ending."""

    daemon_threads = True
    allow_reuse_address = True


def listen(output: Path, bind: str, port: int) -> SiteServer:
    """Return a server that has the port; raises `PortTakenError`."""
    try:
        return SiteServer((bind, port), partial(SiteHandler, directory=str(output)))
    except (OSError, OverflowError) as error:
        raise PortTakenError(bind, port, getattr(error, "strerror", None) or str(error)) from error
