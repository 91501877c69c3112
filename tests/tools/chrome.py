"""Debian's chromium, driven by selenium, with the questions that the tests ask of a page."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from parts import need_command, need_npm_file
from selenium.webdriver import Chrome as Driver
from selenium.webdriver import ChromeOptions, ChromeService

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Scheme = Literal["light", "dark"]

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    # Nothing but this machine is asked for anything.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

# Best practices are asked for as well as the rules of WCAG; what axe cannot decide counts as found.
AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ["violations", "incomplete"]}).then(
  (found) => done(found.violations.concat(found.incomplete).flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id}: ${node.target.join(" ")}: ${(node.failureSummary || "").replace(/\\s+/g, " ")}`))),
  (error) => done([String(error)]),
);
"""


@dataclass(frozen=True, slots=True)
class Browser:
    """One window; sizes are CSS pixels."""

    driver: Driver

    def show(self, address: str, *, width: int = 1280, scheme: Scheme = "light", media: str = "screen") -> None:
        """Open a page at a width, in a colour scheme, for a medium."""
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})
        self.driver.get(address)

    def ask(self, script: str, *args: object) -> Any:  # noqa: ANN401 - whatever the page answers
        """Return what a script's `return` gives on the page that is shown."""
        return self.driver.execute_script(script, *args)

    def console(self) -> list[str]:
        """Return what the console said since it was last asked: errors and warnings."""
        said = self.driver.get_log("browser")
        return [entry["message"] for entry in said if entry["level"] in {"SEVERE", "WARNING"}]

    def axe(self) -> list[str]:
        """Return everything that axe-core finds on the page that is shown."""
        self.driver.execute_script(need_npm_file("axe-core/axe.min.js").read_text("utf-8"))
        found: list[str] = self.driver.execute_async_script(AXE)
        return found

    def overflow(self) -> list[str]:
        """Return what stands out of the page at the side; nothing where it cannot be scrolled so."""
        found: list[str] = self.driver.execute_script(OVERFLOW)
        return found


OVERFLOW = """
const root = document.scrollingElement, room = root.clientWidth;
if (root.scrollWidth <= room) return [];
return [`${root.scrollWidth} > ${room}`].concat([...document.body.querySelectorAll("*")]
  .map((element) => [element.getBoundingClientRect(), element])
  .filter(([box]) => box.right > room + 0.5 || box.left < -0.5)
  .map(([box, element]) => `${element.tagName}.${element.className} ${Math.round(box.left)}..${Math.round(box.right)}`)
  .slice(0, 5));
"""


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """Run a chromium with its own profile folder."""
    options = ChromeOptions()
    options.binary_location = need_command("chromium", "chromium")
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Driver(options=options, service=ChromeService(need_command("chromedriver", "chromium-driver")))
    try:
        driver.set_script_timeout(30)
        driver.set_page_load_timeout(30)
        yield Browser(driver)
    finally:
        driver.quit()
