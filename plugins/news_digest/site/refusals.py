"""What could not be used in one run."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Refusals:
    """What could not be used in one run, in words; each was reported where it happened."""

    reasons: list[str] = field(default_factory=list)

    def add(self, reason: str) -> None:
        """Note one refusal."""
        self.reasons.append(reason)
