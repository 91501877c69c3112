"""The settings that a build is made with, in one short text."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import NewsDigestError
from .forms import Forms, NoFormError, hashed


class UnstableValueError(NewsDigestError):
    """A setting of which nobody can tell in another process whether it is still the same."""

    def __init__(self, key: str, kind: str) -> None:
        self.key, self.kind = key, kind
        super().__init__(
            f"{key}: a {kind} in it cannot be compared from build to build, so every build starts from nothing "
            f"(give plain values, functions and classes there)"
        )


def fingerprint(value: Mapping[str, object]) -> str:
    """Return a short text that is equal for equal settings, in every process and whatever the order of their keys.

    Functions, classes and modules count with their source; raises `UnstableValueError` for what has no stable form.
    """
    forms = Forms()
    return hashed(f"{key} {_mark(forms, key, value[key])}" for key in sorted(value))


def _mark(forms: Forms, key: str, value: object) -> str:
    try:
        return forms.mark(value)
    except NoFormError as error:
        raise UnstableValueError(key, str(error)) from error
