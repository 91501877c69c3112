"""Photographs the built site for the README: `invoke screenshots`, or `python docs/screenshots.py OUTPUT`.

`--every FOLDER` (`invoke screenshots --every FOLDER`) takes a page of each kind instead, and a story of each language,
as a desktop and as a phone show them, light and dark.
Needs Debian's chromium, chromium-driver and fonts-noto. Serves OUTPUT on a free port of the loopback address meanwhile,
for the editor's panel as the preview does.
"""

from __future__ import annotations

import argparse
import base64
import functools
import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from news_digest.commands.common import load_project
from news_digest.preview.live import Live
from news_digest.preview.panel import Panel
from news_digest.preview.server import SiteServer, listening
from news_digest.preview.sites import Switch

LOCAL = "127.0.0.1"
HERE = Path(__file__).parent / "screenshots"
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its file name, the page's address, the size in CSS pixels, the colour scheme.

    `shows` selects what must be on the page before it is taken.
    """

    name: str
    address: str
    width: int
    height: int
    scheme: str
    shows: str = "main"


SHOTS = (
    Shot("home-light.png", "/", 1280, 900, "light"),
    Shot("home-dark.png", "/", 1280, 900, "dark"),
    Shot("story-light.png", "/stories/418281/", 1000, 1000, "light"),
    Shot("story-phone.png", "/stories/418281/", 360, 720, "dark"),
    Shot("story-persian-phone.png", "/stories/984127/", 360, 720, "light"),
    Shot("tag-light.png", "/tags/storm-ysolde/", 1000, 1000, "light"),
    Shot("search-light.png", "/search/?q=ferry", 1000, 1000, "light", shows="main li .entry"),
    Shot("archive-phone.png", "/archive/", 360, 720, "dark"),
)

PANEL = Shot("panel-light.png", "/stories/418281/", 1440, 1000, "light", shows="digest-preview")
OPEN_PANEL = 'localStorage.setItem("digest-preview-panel", "yes"); location.reload()'
PANEL_SHOWN = """
const frame = document.querySelector("digest-preview")?.shadowRoot.querySelector("iframe");
return Boolean(frame?.contentDocument?.querySelector("h1"));
"""

LANGUAGE = re.compile(r'<article class="story" lang="([a-z]+)|<html lang="([a-z]+)')
# What the folders of a page of a list lie in; of all others at the top, each is a page of its own.
LISTS = ("editions", "tags", "sources", "archive")
SIZES = (("desktop", 1280, 900), ("phone", 360, 780))


def every_shot(output: Path) -> Iterator[Shot]:
    """Yield pictures of a page of each kind and of a story in each language, at each size, in each scheme."""
    for kind, address in (*_kinds(output), *_stories(output)):
        for device, width, height in SIZES:
            for scheme in ("light", "dark"):
                yield Shot(f"{kind}-{device}-{scheme}.png", address, width, height, scheme)


def _kinds(output: Path) -> Iterator[tuple[str, str]]:
    yield "home", "/"
    yield "404", "/404.html"
    for folder in sorted(path.parent for path in output.glob("*/index.html")):
        yield folder.name, f"/{folder.name}/"
    for name in LISTS:
        pages = sorted(path.parent for path in output.glob(f"{name}/*/index.html"))
        if pages:
            # The one with most to show.
            page = max(pages, key=lambda folder: (folder / "index.html").stat().st_size)
            yield f"one-of-{name}", f"/{name}/{page.name}/"


def _stories(output: Path) -> Iterator[tuple[str, str]]:
    """Yield the longest story of each language."""
    longest: dict[str, Path] = {}
    for path in sorted(output.glob("stories/*/index.html")):
        found = LANGUAGE.search(path.read_text("utf-8"))
        lang = (found[1] or found[2]) if found else "xx"
        if lang not in longest or path.stat().st_size > longest[lang].stat().st_size:
            longest[lang] = path
    for lang, path in longest.items():
        yield f"story-{lang}", f"/stories/{path.parent.name}/"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without writing a line for each."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on a free loopback port; yields the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


@contextmanager
def previewing(folder: Path) -> Iterator[str]:
    """Serve a folder as the preview does, with the panel; yields the address."""
    live, project = Live(), replace(load_project(), output=folder.absolute())
    with SiteServer(folder, listening(LOCAL, 0), LOCAL, live, Panel(Switch(project, str), live)) as server:
        yield f"http://{LOCAL}:{server.port}"


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    """Start Debian's chromium with an empty profile."""
    with tempfile.TemporaryDirectory() as profile:
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        try:
            yield driver
        finally:
            driver.quit()


def photograph(driver: webdriver.Chrome, base: str, shot: Shot) -> bytes:
    """Return the PNG of one page."""
    phone = shot.width < 600  # noqa: PLR2004 - a phone's pictures are made at twice the density
    metrics = {"width": shot.width, "height": shot.height, "deviceScaleFactor": 2 if phone else 1, "mobile": phone}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    media = {"features": [{"name": "prefers-color-scheme", "value": shot.scheme}]}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    driver.get(base + shot.address)
    WebDriverWait(driver, 20).until(lambda page: page.find_elements(By.CSS_SELECTOR, shot.shows))
    if shot is PANEL:
        driver.execute_script(OPEN_PANEL)
        WebDriverWait(driver, 20).until(lambda page: page.execute_script(PANEL_SHOWN))
    return base64.b64decode(driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"])


def main() -> int:
    """Take the pictures; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", nargs="?", type=Path, default=Path("output"), help="the built site")
    parser.add_argument("--every", type=Path, metavar="FOLDER", help="a page of each kind, into this folder")
    asked = parser.parse_args()
    folder, shots = (asked.every, every_shot(asked.output)) if asked.every else (HERE, SHOTS)
    folder.mkdir(parents=True, exist_ok=True)
    with serving(asked.output) as base, previewing(asked.output) as preview, browser() as driver:
        for address, shot in (*((base, shot) for shot in shots), *([] if asked.every else [(preview, PANEL)])):
            (folder / shot.name).write_bytes(photograph(driver, address, shot))
            print(folder / shot.name)  # noqa: T201 - this is a command
    return 0


if __name__ == "__main__":
    sys.exit(main())
