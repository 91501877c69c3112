"""Whether a build makes the mail of an edition: asked of every build, so nothing that only a mail needs is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .search_wish import wants_index

# Of one build; it is no setting of a digest.
SETTING = "DIGEST_MAIL_WISH"


@dataclass(frozen=True, slots=True)
class MailWish:
    """A day ("2024-03-05") or a week ("2024-W10"), "" for the newest day, and the file or folder the mail goes to."""

    edition: str
    to: Path


def wants_more(settings: Mapping[str, object]) -> bool:
    """Return whether a build with these settings makes more than the site; raises `SettingsError`."""
    return wants_index(settings) or wanted_mail(settings) is not None


def wanted_mail(settings: Mapping[str, object]) -> MailWish | None:
    """Return the mail that a build with these settings makes, if any."""
    wish = settings.get(SETTING)
    return wish if isinstance(wish, MailWish) else None
