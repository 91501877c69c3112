"""The errors that we raise: each says which file, what is wrong, and what to do."""

from __future__ import annotations

from typing import Any


class NewsDigestError(Exception):
    """The base of every error of ours; the batch and the command line catch this and nothing wider."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Let an error travel between processes as it is: its class takes other arguments than its message."""
        return _as_it_was, (type(self), self.args), self.__dict__


def _as_it_was(kind: type[NewsDigestError], args: tuple[object, ...]) -> NewsDigestError:
    return kind.__new__(kind, *args)


class CaptureError(NewsDigestError):
    """A capture that cannot be read as one: empty, binary, too large, unreadable."""

    def __init__(self, name: str, reason: str, remedy: str = "") -> None:
        self.name, self.reason, self.remedy = name, reason, remedy
        super().__init__(f"{name}: {reason}" + (f" ({remedy})" if remedy else ""))


class ParseError(NewsDigestError):
    """A capture in which something needed was not found: what, and where it was sought."""

    def __init__(self, name: str, missing: str, sought: str) -> None:
        self.name, self.missing, self.sought = name, missing, sought
        super().__init__(f"{name}: no {missing} found (sought in {sought})")


class StoryFileError(NewsDigestError):
    """A story file that breaks its schema: file, line (1-based), key, what is wrong, what to write instead."""

    def __init__(self, name: str, line: int, key: str | None, reason: str, remedy: str) -> None:
        self.name, self.line, self.key, self.reason, self.remedy = name, line, key, reason, remedy
        where = f"{name}:{line}" + (f": {key}" if key else "")
        super().__init__(f"{where}: {reason} ({remedy})")


class SettingsError(NewsDigestError):
    """A setting, vocabulary or layout file that is wrong: where, what, and what it takes."""

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        self.name, self.reason, self.remedy = name, reason, remedy
        super().__init__(f"{name}: {reason} ({remedy})")


class UnreadableFolderError(NewsDigestError):
    """A folder below which inputs stand cannot be listed, so what stands there is not known."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: cannot be listed: {reason} (correct its permissions, or have it ignored)")


class NoLockError(NewsDigestError):
    """The lock that keeps two runs of one kind apart cannot be had."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"{path}: cannot be locked: {reason} (correct its permissions, or keep the digest on a local disk)"
        )
