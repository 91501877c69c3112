"""What leads from a former address to a story: a small page there, and a list that hosts read.

The list `_redirects` has lines "/old/ /new/ 301", as Netlify, Cloudflare Pages and GitLab Pages read it
(https://docs.netlify.com/manage/routing/redirects/overview/,
https://developers.cloudflare.com/pages/configuration/redirects/).
"""

from __future__ import annotations

from html import escape
from logging import WARNING
from pathlib import Path
from sqlite3 import Connection
from urllib.parse import quote

from ..press.page import Sheet
from .entries import absolute, rooted
from .former import led
from .kept_notes import Note
from .records import Record
from .settings import SiteSettings

REDIRECTS = "_redirects"
NOT_JOINED: Note = (WARNING, f"{REDIRECTS}: not UTF-8, so former addresses are not added to it (save it in UTF-8)")
# In such a list an asterisk and a colon stand for others, and a blank ends an address.
_ALLOWED = "/!$&'(),;=@~+"


def former_sheet(save_as: str, record: Record, settings: SiteSettings) -> Sheet:
    """Return the page at a former address of a story; it has no words but the story's own."""
    url, headline = escape(rooted(record.url, settings)), escape(record.story.headline)
    canonical = f'<link rel="canonical" href="{escape(absolute(record.url, settings))}">\n' if settings.siteurl else ""
    text = f"""\
<!DOCTYPE html>
<html lang="{escape(record.lang)}" dir="{record.dir}">
<head>
<meta charset="utf-8">
<title>{headline}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={url}">
{canonical}</head>
<body>
<p><a href="{url}">{headline}</a></p>
</body>
</html>
"""
    return Sheet(save_as, f"a former address of story {record.code}", text)


def redirects_sheet(book: Connection, settings: SiteSettings, own: str | None) -> Sheet | None:
    """Return the list of former addresses behind the user's own list, if there is a file of that; None without any.

    Raises `UnicodeDecodeError` for a list of the user's own that is not UTF-8, and `OSError`.
    """
    pairs = led(book)
    if not pairs:
        return None
    before = Path(own).read_bytes().decode("utf-8") if own else ""
    # The topmost line of an address holds, so what the user wrote stands.
    joint = "" if not before or before.endswith("\n") else "\n"
    lines = "".join(f"{_quoted(old, settings)} {_quoted(new, settings)} 301\n" for old, new in pairs)
    return Sheet(REDIRECTS, "the list of former addresses", f"{before}{joint}# Former addresses of stories\n{lines}")


def _quoted(url: str, settings: SiteSettings) -> str:
    return f"{settings.base}/{quote(url, safe=_ALLOWED)}"
