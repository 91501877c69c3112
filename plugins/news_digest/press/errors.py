"""What can go wrong while printing, each with what to do."""

from __future__ import annotations

from ..errors import NewsDigestError


class DoubleClaimError(NewsDigestError):
    """Two pages want one file of the output folder."""

    def __init__(self, save_as: str, first: str, second: str) -> None:
        self.save_as, self.first, self.second = save_as, first, second
        super().__init__(
            f"{save_as}: claimed by {first} and by {second} (rename one of them, or give it an address of its own)"
        )


class OutsideOutputError(NewsDigestError):
    """A page wants a file outside the output folder."""

    def __init__(self, save_as: str, origin: str) -> None:
        super().__init__(f"{save_as}: {origin} would be written outside the output folder (correct its address)")


class WriteError(NewsDigestError):
    """A file could not be written; what stood there before is untouched."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: cannot be written: {reason} (make room or correct the folder's permissions)")


class RemoveError(NewsDigestError):
    """A file or folder of a page that is gone could not be removed."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: cannot be removed: {reason} (correct the folder's permissions)")


class TemplateProblemError(NewsDigestError):
    """A template cannot be loaded or rendered for a page."""

    def __init__(self, template: str, origin: str, reason: str) -> None:
        super().__init__(f"{template}: {reason}, while rendering {origin} (correct the template)")


class WorkerLostError(NewsDigestError):
    """A process that took part in a build died."""

    def __init__(self, how: str) -> None:
        super().__init__(
            f"a worker process {how}, so the build is not complete (build again; if there is too little memory, with "
            "fewer workers)"
        )


class BookError(NewsDigestError):
    """What was built cannot be recorded, so the next build would not know of it."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: cannot be kept: {reason} (make room or correct the folder's permissions)")
