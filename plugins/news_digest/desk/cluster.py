"""A cluster of machines as the crew that reads stories: dask.distributed, by the extra `[dask]`."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..errors import SettingsError
from .crew import WINDOW, Crew

if TYPE_CHECKING:
    from collections.abc import Iterator

_INSTALL = "pip install 'pelican-news-digest[dask]'"
_WAIT = "10s"


@contextmanager
def cluster(address: str) -> Iterator[Crew]:
    """Yield the crew of the cluster whose scheduler has this address; its workers need this package, too.

    Raises `SettingsError` where there is none, or distributed is not installed.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - who has no cluster need not have it
        from distributed.scheduler import KilledWorker  # noqa: PLC0415 - as above
    except ImportError as error:
        raise SettingsError("--executor", "distributed is not installed", _INSTALL) from error
    try:
        client = Client(address, timeout=_WAIT, set_as_default=False)  # type: ignore[no-untyped-call]  # it has no types
    except (OSError, ValueError) as error:
        reason = f"no scheduler answers at {address}: {error}"
        raise SettingsError(
            "--executor", reason, "start one, as by `dask scheduler`, and name it tcp://HOST:8786"
        ) from error
    with client:
        executor = client.get_executor(pure=False)  # type: ignore[no-untyped-call]  # likewise
        yield Crew(executor, WINDOW, lost=(KilledWorker,))
