"""What the preview adds to a page on its way out: a script of its own, which never stands in the output folder."""

from __future__ import annotations

import re
from hashlib import blake2b
from html import escape

# All that is the preview's own stands below this path.
OWN = "/_preview/"
SCRIPT, NEWS = f"{OWN}preview.js", f"{OWN}news"
SHEET = re.compile(rb"""<link\b[^>]*\brel=["']?stylesheet\b[^>]*>""", re.IGNORECASE)
HEAD_ENDS = re.compile(rb"</head\s*>", re.IGNORECASE)


def dressed(page: bytes, build: str, assets: str) -> bytes:
    """Return a page with the script, which is told what the page is: whole, and but for its style sheets.

    `build` names the build that it was served after, `assets` the last one that may have changed a picture, sheet or
    script under the name that it had.
    """
    told = {"build": build, "assets": assets, "page": _mark(page), "shape": _mark(SHEET.sub(b"", page))}
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in told.items())
    tag = f'<script src="{SCRIPT}"{data} defer></script>'.encode()
    found = HEAD_ENDS.search(page)
    at = found.start() if found else len(page)
    return page[:at] + tag + page[at:]


def _mark(data: bytes) -> str:
    return blake2b(data, digest_size=12).hexdigest()
