"""A file that is copied as it is."""

from __future__ import annotations

from typing import NamedTuple


class Copied(NamedTuple):
    """From where a file is copied, and to which file of the output folder."""

    source: str
    save_as: str
