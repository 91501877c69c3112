"""The two sites that the preview has: the one that is published, and the same with what is not published yet."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import anyio.to_thread
from starlette.responses import RedirectResponse
from starlette.types import Receive, Scope, Send

from ..press.book import Shelf
from ..project import Project
from ..site.whereabouts import INDEX, page_at, page_of
from .files import SiteFiles


@dataclass(slots=True)
class Switch:
    """Whether what is not published yet is shown: `wanted` from now on, `shown` since the last build.

    `wake` calls for a build, by the path of what changed.
    """

    project: Project
    wake: Callable[[str], None]
    wanted: bool = False
    shown: bool = False

    def folder(self, *, unpublished: bool) -> Path:
        """Return where a site is built."""
        return self.project.unpublished if unpublished else self.project.output

    def shelf(self, *, unpublished: bool) -> Shelf:
        """Return the shelf of a site's book."""
        return Shelf.of(self.project.root, self.folder(unpublished=unpublished))

    def put(self, *, on: bool) -> None:
        """Have the other site shown as soon as it is built, if it is not the one."""
        if on != self.wanted:
            self.wanted = on
            self.wake(str(self.project.unpublished))


class Sites:
    """Serves the site that is shown; who asks it for a page that the other has elsewhere is led to its own."""

    def __init__(self, switch: Switch, dress: Callable[[bytes], bytes]) -> None:
        self._switch = switch
        self._files = {kind: SiteFiles(switch.folder(unpublished=kind), dress) for kind in (False, True)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        shown = self._switch.shown
        moved = await anyio.to_thread.run_sync(self._moved, scope["path"], shown)
        await (RedirectResponse(moved, 302) if moved else self._files[shown])(scope, receive, send)

    def _moved(self, path: str, shown: bool) -> str:  # noqa: FBT001 - handed to a thread
        """Return where the page of this address is on the site that is shown, "" where it has that address there."""
        if not path.endswith("/") or self._has(path, shown) or not self._has(path, not shown):
            return ""
        story = page_at(self._switch.shelf(unpublished=not shown), path)
        found = story and page_of(self._switch.shelf(unpublished=shown), story.path)
        return found.address if found and found.address != path else ""

    def _has(self, path: str, unpublished: bool) -> bool:  # noqa: FBT001 - as above
        with suppress(OSError, ValueError):  # a name that no file can have
            return (self._switch.folder(unpublished=unpublished) / path.lstrip("/") / INDEX).is_file()
        return False
