"""Invented captures in a plain layout, for tests that spoil one thing at a time."""

from __future__ import annotations

BODY = """\
The ferries are running again after nine days of storm. The first boat left the quay at six with forty passengers,
most of whom had waited for a week.

"We had begun to count the potatoes," the keeper of the inn said. She meant it, and showed the list.

The harbour office expects the timetable to hold until Friday, when the next front is due from the west."""


def a_capture(  # noqa: PLR0913 - one name for each thing that a test may spoil
    headline: str = "Ferries Return to the Northern Islands",
    *,
    code: str | None = "846706",
    date: str = "Tuesday 5 March 2024 - 14:06",
    source: str = "Harbour Wire",
    author: str = "Ann Skerry",
    body: str = BODY,
    tags: str = "",
    related: tuple[str, ...] = (),
) -> str:
    """Return a capture's text with the fields given."""
    lines = [
        date,
        "",
        headline,
        "",
        *([f"Story Code : {code}"] if code else []),
        f"Source : {source}",
        f"By {author}",
        "",
        headline,
        body,
        "",
        *([f"Tags: {tags}", ""] if tags else []),
        *(["Related Stories", *related] if related else []),
    ]
    return "\n".join(lines) + "\n"
