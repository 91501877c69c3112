"""What became of a story between two builds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from .catalog import Catalog
from .entries import entry_of
from .filed import Filed, former_rows, list_rows, without_text
from .former import FORMER
from .keys import Key
from .lists import ListName


@dataclass(frozen=True, slots=True)
class Change:
    """A story before and after, None where it was not there or is there no more."""

    code: str
    old: Filed | None
    new: Filed | None

    @property
    def moves(self) -> bool:
        """Whether links to the story, or to its file, lead elsewhere than before."""
        old, new = (
            (filed.path, filed.printed.url) if filed and filed.printed else None for filed in (self.old, self.new)
        )
        return old != new

    def lists(self) -> set[ListName]:
        """Return the lists that it stood in or stands in."""
        return {ListName(*row[:2]) for filed in (self.old, self.new) if filed for row in list_rows(filed)}

    def days(self) -> set[date]:
        """Return the days under which it was or is listed."""
        listed = (filed.listed for filed in (self.old, self.new) if filed)
        return {record.day for record in listed if record}

    def is_quiet(self, catalog: Catalog) -> bool:
        """Return whether no list shows the difference: a text was corrected, and only feeds tell it."""
        old, new = (tuple(list_rows(filed)) if filed else () for filed in (self.old, self.new))
        return old == new and not self.shows(catalog)

    def shows(self, catalog: Catalog) -> bool:
        """Return whether it looks otherwise wherever other pages show it."""
        old, new = (
            filed and filed.listed and entry_of(filed.listed, catalog.settings, listed=True)
            for filed in (self.old, self.new)
        )
        return old != new


def former_keys(filed: Filed | None) -> Iterator[Key]:
    """Yield the keys of the pages that lead to a story from its former addresses."""
    return (Key(FORMER, code, url) for code, url, _ in (former_rows(filed) if filed else ()))


def changes_of(old: Iterable[Filed], new: Iterable[Filed], *, unseen: bool = False) -> list[Change]:
    """Return what became of each story with a page, by its code: a renamed file is no other story.

    Also those of which no page shows a difference, if `unseen`: a list may be numbered otherwise in the file.
    """
    before = {filed.printed.code: filed for filed in old if filed.printed}
    after = {filed.printed.code: filed for filed in new if filed.printed}
    codes = sorted(before.keys() | after.keys())
    changes = [Change(code, before.get(code), after.get(code)) for code in codes]
    return [change for change in changes if unseen or _differ(change.old, change.new)]


def _differ(old: Filed | None, new: Filed | None) -> bool:
    if old is None or new is None or old.record is None or new.record is None:
        return True
    return without_text(old.record) != without_text(new.record)
