"""What keeps the preview from starting, each with what to do."""

from __future__ import annotations

from ..errors import NewsDigestError


class PortTakenError(NewsDigestError):
    """The address cannot be listened on."""

    def __init__(self, bind: str, port: int, reason: str) -> None:
        remedy = f"stop what listens there, or choose another: --port {port + 1}"
        super().__init__(f"cannot serve on {bind}:{port}: {reason} ({remedy})")


class NoAddressError(NewsDigestError):
    """The address is none of this machine's."""

    def __init__(self, bind: str, reason: str) -> None:
        super().__init__(f"cannot serve on {bind}: {reason} (give an address of this machine: --bind 127.0.0.1)")


class NoServerError(NewsDigestError):
    """What serves is not installed."""

    def __init__(self) -> None:
        super().__init__("the preview needs Starlette and Uvicorn (pip install 'pelican-news-digest[preview]')")
