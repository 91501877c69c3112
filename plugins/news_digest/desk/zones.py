"""In which zone a time is taken to be that its capture shows without one."""

from __future__ import annotations

from datetime import datetime


def assumed_zone(moment: object, zone: str) -> str | None:
    """Return the digest's zone where a moment is a time without one; None for a day alone, and for all else."""
    return zone if isinstance(moment, datetime) and moment.tzinfo is None else None
