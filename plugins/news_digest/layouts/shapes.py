"""What a layout file says of one publisher."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

DateOrder = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class Layout:
    """One publisher's habits.

    `hosts` are the host names of its pages (their subdomains count too); `timezone` holds for clock times printed
    without a zone; `date_order` settles dates such as 03/04/2025; `labels` are pairs of a label and the field it names.

    The others are CSS selectors for saved pages: where headline, names of authors, date and the blocks with the text
    stand, and what is to be removed before the page is read.
    """

    name: str
    hosts: tuple[str, ...] = ()
    timezone: ZoneInfo | None = None
    date_order: DateOrder | None = None
    labels: tuple[tuple[str, str], ...] = ()
    headline: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
