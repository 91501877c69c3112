"""The press itself: everything is checked first, then rendered and written page by page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from .claims import refuse_double_claims
from .page import Claim, Page, Sheet
from .place import place_text
from .render import Renderer

# What XML 1.0 (section 2.2) has no place for, in feeds or pages.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Nearly all of a page.
_HARMLESS = bytes([*b"\t\n\r", *range(0x20, 0x7F)])


@dataclass(frozen=True, slots=True)
class Press:
    """Prints into one output folder; `written` is told of each page once its file is right."""

    output: Path
    renderer: Renderer
    written: Callable[[Path, Page], None] | None = None

    def print(self, pages: Sequence[Page], sheets: Sequence[Sheet], others: Iterable[Claim] = ()) -> int:
        """Write pages and sheets and return how many files changed; `others` are files that someone else writes.

        Raises `DoubleClaimError`, `OutsideOutputError` and most `TemplateProblemError` before anything is written.
        """
        ours: chain[Page | Sheet] = chain(pages, sheets)
        refuse_double_claims(chain((Claim(each.save_as, each.origin) for each in ours), others))
        self._try_templates(pages)
        changed = sum(self._print_page(page) for page in pages)
        return changed + sum(
            place_text(self.output / sheet.save_as, without_forbidden(sheet.text)).changed for sheet in sheets
        )

    def _try_templates(self, pages: Sequence[Page]) -> None:
        # A mistake in a template shows on its first page; the site that stands is then left as it is.
        for page in {page.template: page for page in reversed(pages)}.values():
            self.renderer.render(page)

    def _print_page(self, page: Page) -> bool:
        path = self.output / page.save_as
        changed = place_text(path, without_forbidden(self.renderer.render(page))).changed
        if self.written:
            self.written(path, page)
        return changed


def without_forbidden(text: str) -> str:
    """Return the text without the characters that neither XML nor HTML allows."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _HARMLESS)
    forbidden = rest and _FORBIDDEN.search(rest.decode("utf-8", "surrogatepass"))
    return _FORBIDDEN.sub("", text) if forbidden else text
