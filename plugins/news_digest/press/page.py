"""What the press is given: pages and ready texts, each with the file it goes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered: `inputs` are frozen values and all that the template is handed.

    `save_as` is the file in the output folder, `template` a name without extension, `origin` says in words whose page
    it is, `url` its address from the site's root.
    """

    save_as: str
    template: str
    origin: str
    inputs: Mapping[str, object]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text that is ready to be written: a feed, a sitemap."""

    save_as: str
    origin: str
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A file in the output folder and who wants to write it."""

    save_as: str
    origin: str
