"""Which layouts a capture follows: its publisher's by host or by name, and its format's by the look of its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..urls import host_of
from .patterns import literals_of, tidy_line, value_in
from .shapes import Choice, Layout


def _owns(layout: Layout, host: str) -> bool:
    return any(host == own or host.endswith("." + own) for own in layout.hosts)


def _is_named(layout: Layout, lines: Sequence[str]) -> bool:
    """Return whether the publisher's name is a whole line, or a labelled value at a line's end."""
    name = layout.name.casefold()
    ends = tuple(mark + name for mark in (": ", ":", "| ", "- ", "– ", "© ", "/"))
    return any(line == name or line.endswith(ends) for line in lines)


def _publishers(layouts: Sequence[Layout], url: str | None, text: str) -> Iterator[Choice]:
    """Yield the layout that owns the address's host, then those whose publisher the text names as a credit."""
    # The name of a format is no publisher's.
    own = [layout for layout in layouts if layout.hosts or not layout.signs]
    host = host_of(url)
    yield from (Choice(layout, f"{layout.name} (its host is {host})") for layout in own if host and _owns(layout, host))
    lines = [line.strip().casefold() for line in text.splitlines()] if own else []
    for layout in own:
        if _is_named(layout, lines):
            yield Choice(layout, f"{layout.name} (its name stands in the text)")


def _formats(layouts: Sequence[Layout], text: str) -> Iterator[Choice]:
    """Yield the layouts whose signs a text shows."""
    for layout in layouts:
        if layout.signs and _shows(layout, text):
            signs = ", ".join(f"“{sign}”" for sign in layout.signs)
            yield Choice(layout, f"{layout.name} (by its signs: {signs})", by_signs=True)


def _shows(layout: Layout, text: str) -> bool:
    # Nearly every text lacks a word of a sign, which is soon seen.
    if not all(word in text for sign in layout.signs for word in literals_of(sign)):
        return False
    lines = [tidy_line(line) for line in text.splitlines()]
    return all(any(value_in(sign, line) is not None for line in lines) for sign in layout.signs)


def _joined(publisher: Choice, form: Choice) -> Choice:
    """Return a publisher's layout with what the format's adds to it."""
    ours, theirs = publisher.layout, form.layout
    if ours == theirs:
        return publisher
    both = replace(
        ours,
        date_order=ours.date_order or theirs.date_order,
        family_first=ours.family_first or theirs.family_first,
        # Of equal labels the later one holds, of lines the earlier.
        labels=theirs.labels + ours.labels,
        lines=ours.lines + theirs.lines,
    )
    return Choice(both, f"{publisher.told}, {form.told}", by_signs=True, without=publisher)


def choose(layouts: Sequence[Layout], *, url: str | None, text: str, foot: str = "") -> Choice | None:
    """Return the first layout of the publisher, joined with the first of a format that the text shows; or either.

    The publisher's owns the address's host, else the text names it as a credit. Signs of a format may stand
    in the `foot` of a long text as well.
    """
    publisher = next(_publishers(layouts, url, text), None)
    form = next(_formats(layouts, f"{text}\n{foot}"), None)
    return _joined(publisher, form) if publisher and form else publisher or form


def choose_layout(layouts: Sequence[Layout], *, url: str | None, text: str) -> Layout | None:
    """Return the layout that `choose` chooses."""
    chosen = choose(layouts, url=url, text=text)
    return chosen.layout if chosen else None
