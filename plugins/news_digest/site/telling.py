"""What a build tells the user."""

from __future__ import annotations

from pelican.log import console


def tell(line: str) -> None:
    """Print a line as it stands, unless Pelican was told to be quiet."""
    console.print(line, highlight=False, markup=False, soft_wrap=True)
