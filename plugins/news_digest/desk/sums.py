"""The sums of seeds, kept by their stamps, so that a seed that nobody touched is not read to know that it is the same.

Kept in `.digest/`, which can be deleted at any time: all seeds are then read once more. A file that changed in the last
two seconds is not kept, for its stamp proves nothing yet.
"""

from __future__ import annotations

import json
import operator
import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from ..codemark import code_fingerprint
from ..damage import ANSWERS
from ..stamps import TICK_NS, as_stamp, earliest_after
from .filing import read_sealed, write_sealed
from .pieces import Sum, sum_of
from .standing import MEMORY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ..project import Project
    from .intake import Seed

FILE = "sums.json"
# Of so many seeds one may differ and be read again.
_FEW = 1_000
_Kept = dict[str, tuple[str, str, int, bool]]


def sums_of(project: Project, seeds: Iterable[Seed], *, keep: bool) -> Mapping[str, Sum]:
    """Return the sum of each seed that can be read, by name; one that cannot is reported when its turn comes.

    `keep` allows to keep what was found for the next time.
    """
    path = project.root / MEMORY / FILE
    before = _load(path)
    since = earliest_after(time.time_ns() - TICK_NS)
    sums: dict[str, Sum] = {}
    kept: _Kept = {}
    for seed in seeds:
        with suppress(OSError):
            stamps, old = _stamps(seed, since)
            known = before.get(seed.name)
            if known is not None and known[0] == stamps:
                sums[seed.name] = Sum(known[1], known[2], known[3])
                kept[seed.name] = known
            else:
                found = sums[seed.name] = sum_of(seed)
                if old:
                    kept[seed.name] = (stamps, found.sha256, found.size, found.several)
    if keep and _is_worth_keeping(kept, before):
        # Where they cannot be kept, seeds are read once more.
        with suppress(OSError):
            write_sealed(path, json.dumps({"by": _reader(), "sums": kept}, ensure_ascii=False))
    return sums


def _is_worth_keeping(kept: _Kept, before: _Kept) -> bool:
    """Return whether enough differs: all are written at once, which takes as long as reading some seeds anew."""
    same = sum(map(operator.is_, map(before.get, kept), kept.values()))
    return (len(kept) - same) + (len(before) - same) > len(kept) // _FEW


def _stamps(seed: Seed, since: bytes) -> tuple[str, bool]:
    """Return the stamps of a seed's files, and whether all of them are old enough to prove something."""
    if not seed.besides:
        stamp = as_stamp(os.stat(seed.path))  # noqa: PTH116 - a name that is not UTF-8 goes through as it is
        return stamp.hex(), stamp <= since
    stamps = [as_stamp(os.stat(seed.path)), *(as_stamp(os.stat(beside.path)) for beside in seed.besides)]  # noqa: PTH116 - likewise
    return b"".join(stamps).hex(), max(stamps) <= since


def _load(path: Path) -> _Kept:
    """Return what is kept at `path`; nothing where it is damaged, another version's or another user's."""
    try:
        found = json.loads(read_sealed(path))
        if found["by"] != _reader():
            return {}
        return {name: (known[0], known[1], known[2], known[3]) for name, known in found["sums"].items()}
    except (OSError, *ANSWERS):
        return {}


def _reader() -> list[object]:
    # What one user may read another may not.
    return [code_fingerprint(), os.geteuid() if hasattr(os, "geteuid") else None]
