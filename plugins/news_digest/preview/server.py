"""The local web server: Starlette's answers, given by Uvicorn in a thread of its own."""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from uvicorn import Config, Server
from uvicorn.config import LOGGING_CONFIG

from .dress import NEWS, SCRIPT, dressed
from .errors import NoAddressError, PortTakenError
from .files import ASK_AGAIN, SiteFiles
from .guard import Guard, Hosts
from .live import Live
from .panel import PRIVATE, Panel
from .sites import Sites

PORT = 8000
# Where no port was asked for, so many are tried.
TRIED = 100
# A head of a request that is longer is refused, as is one more connection than these.
LONGEST_HEAD = 16 * 1024
MOST_CONNECTIONS = 200
# Seconds that answers have left to be sent when the server ends.
GRACE_S = 1


def listening(bind: str, port: int | None) -> socket.socket:
    """Return a socket that listens on an address of this machine.

    Without a port it is 8000, or the next that is free; raises `PortTakenError` for one that was asked for, and
    `NoAddressError`.
    """
    for tried in [port] if port is not None else range(PORT, PORT + TRIED):
        try:
            return _listening(bind, tried)
        except PortTakenError:
            if tried in {port, PORT + TRIED - 1}:
                raise
    raise AssertionError


def _listening(bind: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(bind, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.create_server(address[:2], family=family)
    except socket.gaierror as error:
        raise NoAddressError(bind, error.strerror or str(error)) from error
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        if getattr(error, "errno", None) == errno.EADDRNOTAVAIL:
            raise NoAddressError(bind, reason) from error
        raise PortTakenError(bind, port, reason) from error
    # What answers inherit: without it the body waits 40 ms until the head is acknowledged. asyncio sets it only for
    # sockets that name their protocol.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


class SiteServer:
    """Serves a folder on a socket until the end of a block, and what is `live`; `told` has every request logged.

    With a `panel` it serves that, too, and which of the digest's two sites the panel's switch says.
    """

    def __init__(  # noqa: PLR0913 - what there is to serve, where, to whom
        self,
        folder: Path,
        listener: socket.socket,
        bind: str,
        live: Live,
        panel: Panel | None = None,
        *,
        told: bool = False,
    ) -> None:
        self._listener, self._live = listener, live

        def dress(page: bytes) -> bytes:
            return dressed(page, live.news.build, live.news.assets)

        own = [Route(NEWS, live.answer), Route(SCRIPT, _script), *(panel.routes if panel else ())]
        site = Sites(panel.switch, dress) if panel else SiteFiles(folder, dress)
        app = Starlette(routes=[*own, Mount("/", site)])
        self._server = Server(
            Config(
                Guard(app, Hosts(bind), private=[NEWS, *PRIVATE]),
                loop="asyncio",
                http="h11",
                ws="none",
                lifespan="off",
                log_config=LOGGING_CONFIG if told else None,
                log_level="info" if told else "error",
                access_log=told,
                server_header=False,
                proxy_headers=False,
                h11_max_incomplete_event_size=LONGEST_HEAD,
                limit_concurrency=MOST_CONNECTIONS,
                timeout_graceful_shutdown=GRACE_S,
            )
        )
        self._thread = Thread(target=self._server.run, args=([listener],), daemon=True)

    @property
    def port(self) -> int:
        """The port that is listened on."""
        port: int = self._listener.getsockname()[1]
        return port

    def __enter__(self) -> Self:
        """Begin to serve."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self._server.should_exit = True
        self._live.close()
        self._thread.join()


async def _script(request: Request) -> Response:
    del request
    return FileResponse(Path(__file__).with_name("preview.js"), headers=ASK_AGAIN, media_type="text/javascript")


def shown_host(bind: str) -> str:
    """Return the host to ask for in a browser."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(bind, bind)  # noqa: S104 - asked for by the user
    return f"[{host}]" if ":" in host else host
