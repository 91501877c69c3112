"""Passwords, tokens and keys that a target's address or options may hold: they are never printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

HIDDEN = "***"
# A name and a password before a host; at the web a name alone may be a token.
_BEFORE_HOST = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*://)(?P<name>[^/\s:@'\"]*)(?P<rest>:[^/\s'\"]*)?@", re.IGNORECASE
)
_WEB = ("http://", "https://")
_NAMED = r"(?:[\w-]*(?:pass|secret|token|auth|cred)[\w-]*|[\w-]*key(?:[_-](?:id|pem))?)"
# As rclone writes them in a remote (https://rclone.org/docs/#connection-strings), and as options are written.
_SET = re.compile(rf"(?P<what>{_NAMED}=)(?P<value>'[^']*'|\"[^\"]*\"|[^\s,:;&'\"]+)", re.IGNORECASE)
_HEADER = re.compile(r"(?P<what>(?:authorization|cookie|x-[\w-]*token):\s*)(?P<value>.+)", re.IGNORECASE)
_OPTION = re.compile(rf"--?{_NAMED}", re.IGNORECASE)
_LEAST = 4  # what is shorter stands in other words as well


def hide(text: str, given: Iterable[str] = ()) -> str:
    """Return a text without the secrets that it has by its form, nor those in what was `given` to a program."""
    for secret in sorted(_secrets(list(given)), key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    text = _BEFORE_HOST.sub(_without_password, text)
    for form in (_SET, _HEADER):
        text = form.sub(rf"\g<what>{HIDDEN}", text)
    return text


def _without_password(match: re.Match[str]) -> str:
    scheme, name, rest = match["scheme"], match["name"], match["rest"]
    if scheme.lower() in _WEB:
        return f"{scheme}{HIDDEN}@"
    return f"{scheme}{name}:{HIDDEN}@" if rest else match[0]


def _secrets(given: list[str]) -> Iterator[str]:
    """Yield the secrets in what is given to a program, as they may stand in its words."""
    for each in given:
        found = [match["value"].strip("'\"") for form in (_SET, _HEADER) for match in form.finditer(each)]
        found += [match["rest"][1:] for match in _BEFORE_HOST.finditer(each) if match["rest"]]
        yield from (secret for secret in found if len(secret) >= _LEAST)
    for option, value in pairwise(given):
        if _OPTION.fullmatch(option) and len(value) >= _LEAST:
            yield value
