"""Which layout a capture follows: by its address's host, else the publisher's name in its text, else by its signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from .patterns import literals_of, tidy_line, value_in
from .shapes import Choice, Layout


def host_of(url: str | None) -> str:
    """Return the host that an address names, in small letters; "" where it names none."""
    try:
        return (urlsplit(url or "").hostname or "").casefold()
    except ValueError:
        return ""


def _owns(layout: Layout, host: str) -> bool:
    return any(host == own or host.endswith("." + own) for own in layout.hosts)


def _is_named(layout: Layout, lines: Sequence[str]) -> bool:
    """Return whether the publisher's name is a whole line, or a labelled value at a line's end."""
    name = layout.name.casefold()
    ends = tuple(mark + name for mark in (": ", ":", "| ", "- ", "– ", "© ", "/"))
    return any(line == name or line.endswith(ends) for line in lines)


def _by_name(layouts: Sequence[Layout], text: str) -> Iterator[Choice]:
    # The name of a format is no publisher's.
    named = [layout for layout in layouts if not layout.signs]
    lines = [line.strip().casefold() for line in text.splitlines()] if named else []
    for layout in named:
        if _is_named(layout, lines):
            yield Choice(layout, "its name stands in the text")


def _by_signs(layouts: Sequence[Layout], text: str) -> Iterator[Choice]:
    for layout in layouts:
        if layout.signs and _shows(layout, text):
            yield Choice(layout, "by its signs: " + ", ".join(f"“{sign}”" for sign in layout.signs), by_signs=True)


def _shows(layout: Layout, text: str) -> bool:
    # Nearly every text lacks a word of a sign, which is soon seen.
    if not all(word in text for sign in layout.signs for word in literals_of(sign)):
        return False
    lines = [tidy_line(line) for line in text.splitlines()]
    return all(any(value_in(sign, line) is not None for line in lines) for sign in layout.signs)


def choose(layouts: Sequence[Layout], *, url: str | None, text: str, foot: str = "") -> Choice | None:
    """Return the first layout that owns the address's host, else the first named in the text, else the first it shows.

    A name counts where the text prints it as a credit; signs may stand in the `foot` of a long text as well.
    """
    host = host_of(url)
    owner = next((layout for layout in layouts if host and _owns(layout, host)), None)
    if owner:
        return Choice(owner, f"its host is {host}")
    return next(_by_name(layouts, text), None) or next(_by_signs(layouts, f"{text}\n{foot}"), None)


def choose_layout(layouts: Sequence[Layout], *, url: str | None, text: str) -> Layout | None:
    """Return the layout that `choose` chooses."""
    chosen = choose(layouts, url=url, text=text)
    return chosen.layout if chosen else None
