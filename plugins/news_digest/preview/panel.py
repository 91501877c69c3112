"""The editor's panel: pages of the preview's own that say of a story where all of it came from.

What a capture says is hostile. It stands in these pages as escaped text alone, and they may run and load nothing.
"""

from __future__ import annotations

from pathlib import Path

import anyio
import anyio.to_thread
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from ..errors import NewsDigestError
from ..site.whereabouts import page_at
from .dress import OWN
from .files import ASK_AGAIN, HTML
from .live import Live
from .panel_ground import Ground
from .panel_overview import overview
from .panel_story import story_panel
from .sites import Switch

PANEL, STYLE, UNPUBLISHED = f"{OWN}panel", f"{OWN}panel.css", f"{OWN}unpublished"
# No page of another site may show or read these.
PRIVATE = (PANEL, UNPUBLISHED)
# Scripts, forms and all that could be loaded are barred twice: by what may be loaded, and by the sandbox.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin allow-top-navigation-by-user-activation",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
HERE = Path(__file__).parent


class Panel:
    """Answers for the panel, and for the switch that says which of the two sites is shown."""

    def __init__(self, switch: Switch, live: Live) -> None:
        self.switch = switch
        self._live = live
        self._pages = Environment(
            loader=FileSystemLoader(HERE),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        # One is made at a time: to read all stories takes a while, and an editor looks at one page.
        self._turns = anyio.CapacityLimiter(1)
        self.routes = (
            Route(PANEL, self._panel),
            Route(STYLE, self._style),
            Route(UNPUBLISHED, self._put_switch, methods=["POST"]),
        )

    async def _panel(self, request: Request) -> Response:
        address = request.query_params.get("of", "/")
        async with self._turns:
            if await request.is_disconnected():  # it waited too long for its turn
                return Response()
            page = await anyio.to_thread.run_sync(self._page_of, address)
        return Response(page, headers=HEADERS, media_type=HTML)

    async def _style(self, request: Request) -> Response:
        del request
        return FileResponse(HERE / "panel.css", headers=ASK_AGAIN, media_type="text/css")

    async def _put_switch(self, request: Request) -> Response:
        self.switch.put(on=request.query_params.get("show") == "yes")
        return JSONResponse({"wanted": self.switch.wanted})

    def _page_of(self, address: str) -> bytes:
        try:
            ground = Ground.of(self.switch.project, self.switch.shelf(unpublished=self.switch.shown))
            found = page_at(ground.shelf, address)
            if found:
                page = self._rendered("panel_story.html", panel=story_panel(ground, found))
            else:
                page = self._rendered("panel_overview.html", all=overview(ground, self._live.news.problems))
        except (NewsDigestError, OSError) as error:
            page = self._rendered("panel_error.html", error=str(error))
        # Names of files that are not UTF-8 have no letters here.
        return page.encode("utf-8", "replace")

    def _rendered(self, name: str, **values: object) -> str:
        return self._pages.get_template(name).render(style=STYLE, **values)
