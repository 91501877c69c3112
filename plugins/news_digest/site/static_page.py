"""A page of content/pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pelican.contents import Content

from .excerpts import cut
from .settings import Address

DESCRIPTION_LENGTH = 160

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class StaticPage:
    """A page of content/pages, as Pelican read it; `body` is HTML."""

    title: str
    origin: str
    address: Address
    template: str
    body: str
    description: str
    lang: str
    mapped: bool


def static_page(page: Content, body: str) -> StaticPage:
    """Return a page of content/pages with its body's links resolved."""
    summary = page.metadata.get("summary") or body
    return StaticPage(
        title=page.title,
        origin=page.get_relative_source_path(),
        address=Address(page.url, page.save_as),
        template=page.template,
        body=body,
        description=cut(" ".join(_TAG.sub(" ", summary).split()), DESCRIPTION_LENGTH),
        lang=page.lang,
        mapped=page.status == "published",
    )
