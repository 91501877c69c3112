"""Photographs the built site for the README: `invoke screenshots`, or `python docs/screenshots.py OUTPUT`.

Needs Debian's chromium, chromium-driver and fonts-noto. Serves OUTPUT on a free port of the loopback address meanwhile.
"""

from __future__ import annotations

import base64
import functools
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

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
    """One picture: its file name, the page's address, the size in CSS pixels, the colour scheme."""

    name: str
    address: str
    width: int
    height: int
    scheme: str


SHOTS = (
    Shot("home-light.png", "/", 1280, 900, "light"),
    Shot("home-dark.png", "/", 1280, 900, "dark"),
    Shot("story-light.png", "/stories/418281/", 1000, 1000, "light"),
    Shot("story-phone.png", "/stories/418281/", 360, 720, "dark"),
    Shot("story-persian-phone.png", "/stories/984127/", 360, 720, "light"),
)


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
    return base64.b64decode(driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"])


def main(output: Path) -> int:
    """Take every picture; returns the exit status."""
    HERE.mkdir(exist_ok=True)
    with serving(output) as base, browser() as driver:
        for shot in SHOTS:
            (HERE / shot.name).write_bytes(photograph(driver, base, shot))
            print(HERE / shot.name)  # noqa: T201 - this is a command
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "output")))
