"""What a layout file says of one publisher, or of one format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

DateOrder = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class Layout:
    """The habits of one publisher, or of one format in which many print.

    `hosts` are the host names of its pages (their subdomains count too); `signs` are patterns of lines (see `patterns`)
    that a text of the format has, every one of them; `timezone` holds for clock times printed without a zone;
    `date_order` settles dates such as 03/04/2025; `family_first` says that names are printed as "Berg, Ada"; `labels`
    are pairs of a label and the field it names, `lines` of a pattern of a line and the field it tells.

    The others are CSS selectors for saved pages: where headline, names of authors, date and the blocks with the text
    stand, and what is to be removed before the page is read.
    """

    name: str
    hosts: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    timezone: ZoneInfo | None = None
    date_order: DateOrder | None = None
    family_first: bool = False
    labels: tuple[tuple[str, str], ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    headline: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A layout, and `told` for an editor which it is and what in the capture chose it.

    `by_signs` says that the look of the capture's lines had a part in that; `without` is what is chosen without it.
    """

    layout: Layout
    told: str
    by_signs: bool = False
    without: Choice | None = None
