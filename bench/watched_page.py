"""A page that is open in a browser, which notes when a text came to be shown in it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from selenium.common import WebDriverException
from selenium.webdriver import Chrome, ChromeOptions, ChromeService

FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
# In each document, before its own scripts: the moment, in milliseconds since 1970, of the frame with a new mark.
NOTES = r"""
window.marksSeen = {};
new MutationObserver(() => {
  const mark = document.body?.textContent.match(/Edited at \d+\./)?.[0];
  if (!mark || mark in window.marksSeen) return;
  window.marksSeen[mark] = null;
  requestAnimationFrame(() => { window.marksSeen[mark] = performance.timeOrigin + performance.now(); });
}).observe(document, { childList: true, subtree: true, characterData: true });
"""
# Seconds between two questions whether it was seen: asking takes the browser's time.
EVERY = 0.05


class WatchedPage:
    """One window."""

    def __init__(self, driver: Chrome) -> None:
        self._driver = driver
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": NOTES})

    def show(self, address: str) -> None:
        """Open an address."""
        self._driver.get(address)

    def seen_at(self, mark: str, seconds: float) -> float:
        """Return the moment, in seconds since 1970, at which a mark was shown; raises `TimeoutError`."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                found = self._driver.execute_script("return window.marksSeen?.[arguments[0]]", mark)
            except WebDriverException:  # the page is being left
                found = None
            if found:
                return float(found) / 1000
            time.sleep(EVERY)
        raise TimeoutError(f"{self._driver.current_url} did not come to show {mark!r}")


@contextmanager
def watched_page() -> Iterator[WatchedPage]:
    """Run a chromium of its own; raises `FileNotFoundError` where it or its driver is not installed."""
    programs = [shutil.which(name) for name in ("chromium", "chromedriver")]
    if not all(programs):
        raise FileNotFoundError("chromium and chromedriver are needed")
    options = ChromeOptions()
    options.binary_location = str(programs[0])
    with TemporaryDirectory(prefix="bench-profile-", ignore_cleanup_errors=True) as profile:
        for flag in (*FLAGS, f"--user-data-dir={Path(profile)}"):
            options.add_argument(flag)
        driver = Chrome(options=options, service=ChromeService(str(programs[1])))
        try:
            yield WatchedPage(driver)
        finally:
            driver.quit()
