"""Why a site was not published, or not to its end."""

from __future__ import annotations

from ..errors import NewsDigestError


class PublishError(NewsDigestError):
    """A site that must not leave, or a target that cannot be reached: which, what is wrong, what to do."""

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        self.name, self.reason, self.remedy = name, reason, remedy
        super().__init__(f"{name}: {reason} ({remedy})")
