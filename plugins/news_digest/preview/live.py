"""What open pages are told as soon as it is known: server-sent events (HTML Living Standard, 9.2)."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from .problem import Problem

# So often, in seconds, something is sent though there is no news: only then it shows who has left.
BEAT_S = 10
# Milliseconds until a browser asks again after the server was gone.
RETRY_MS = 500


@dataclass(frozen=True, slots=True)
class News:
    """What the last build left: its name, whether all went well, and what is wrong by now.

    `assets` names the last build that may have changed a picture, sheet or script under the name that it had, `told`
    the last one that was called for by a story, whose address is `story`. `unpublished` tells that what is shown has
    stories that are not published yet.
    """

    build: str
    assets: str = ""
    told: str = ""
    story: str = ""
    problems: tuple[Problem, ...] = ()
    unpublished: bool = False


@dataclass(slots=True)
class Live:
    """Tells all who listen the newest news; `tell` and `close` may be called from any thread."""

    news: News = field(default_factory=lambda: News(_name()))
    _listeners: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)
    _closed: bool = False

    def tell(
        self, problems: Sequence[Problem] = (), story: str = "", *, assets: bool = False, unpublished: bool = False
    ) -> None:
        """Tell what a build left; without a story the last one stands."""
        name = _name()
        before = self.news
        told, story = (name, story) if story else (before.told, before.story)
        self.news = News(name, name if assets else before.assets, told, story, tuple(problems), unpublished)
        self._wake()

    def close(self) -> None:
        """End all that is told."""
        self._closed = True
        self._wake()

    async def answer(self, request: Request) -> Response:
        """Answer who wants to listen."""
        del request
        return StreamingResponse(self._stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    def _wake(self) -> None:
        with self._lock:
            for loop, event in self._listeners:
                with suppress(RuntimeError):  # the server has ended
                    loop.call_soon_threadsafe(event.set)

    async def _stream(self) -> AsyncIterator[str]:
        listener = asyncio.get_running_loop(), asyncio.Event()
        with self._lock:
            self._listeners.add(listener)
        try:
            told: News | None = None
            yield f"retry: {RETRY_MS}\n\n"
            while not self._closed:
                listener[1].clear()
                news = self.news
                yield ":\n\n" if news is told else f"data: {json.dumps(asdict(news))}\n\n"
                told = news
                with suppress(TimeoutError):
                    await asyncio.wait_for(listener[1].wait(), BEAT_S)
        finally:
            with self._lock:
                self._listeners.discard(listener)


def _name() -> str:
    # A name that no server before this one gave.
    return f"{time.time_ns():x}"
