"""A small digest that has every kind of page and feed, with stories in words of no language, and what its pages say."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString, Script
from small_digest import SmallDigest

# What an editor wrote, or a capture said: it stands on pages in any language.
WRITTEN = re.compile(
    r"https://[\w./-]+|(?i:\b(?:quay|tern|ebb|spar|drift|wrack|skerry)\d*\b)|\.example|The Test Digest|RSS|Atom|JSON"
)
READ_OUT = {"description", "og:title", "og:description", "og:site_name"}
ATTRIBUTES = ("aria-label", "title", "alt", "content")
HEADER = """\
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def spoken_digest(root: Path, lang: str, more: str = "") -> SmallDigest:
    """Return a digest in a language, not built yet; its lists have several pages, and no page lacks a part."""
    settings = f'DEFAULT_LANG = "{lang}"\nDIGEST_PER_PAGE = 2\nDIGEST_ARCHIVE_PER_PAGE = 3\nSITESUBTITLE = ""\n{more}'
    digest = SmallDigest.at(root, more=settings)
    credit = "source: Ebb Quay\nsource_url: https://ebb.example/1\ntags: [Wrack, Drift]\n"
    named = "related:\n- {title: Quay Drift}\n- {story_code: '99'}\n"
    put_right = "corrections:\n- {date: 2024-03-09, text: Drift.}\n"
    taken_back = "withdrawn: Drift\nwithdrawn_date: 2024-03-09\n"
    digest.story(
        "1",
        "Quay",
        body=BODY,
        more=f"{credit}authors: [Tern Spar, Ebb Tern, Wrack Spar]\ndateline: Quay\npublisher: Spar\n{named}",
    )
    digest.story("2", "Tern", body=BODY, more=f"{credit}{put_right}modified: 2024-03-08\n", date="2024-03-06T09:00:00Z")
    digest.story("3", "Ebb", body=BODY, more=f"{credit}{taken_back}")
    digest.story("4", "Spar", body=BODY, more=f"{credit}rights: excerpt\n", date="2024-02-29")
    digest.story("5", "Drift", body=BODY, more=f"{credit}rights: headline\n", date="2024-02-28")
    digest.story("6", "Wrack", body=BODY, more=f"{credit}extent: summary\n", date="2024-01-31")
    for number, day in enumerate(range(10, 19)):
        digest.story(f"7{number}", f"Wrack {number}", date=f"2024-01-{day}", body=BODY, more=put_right)
    digest.story("8", "Quay Drift", body=COPIED, more="source: Spar\n")
    digest.story("9", "Quay Spar", body=COPIED, more="source: Tern\n", date="2024-03-05T18:00:00Z")
    digest.file("pages/skerry.md", "---\ntitle: Skerry\n---\nSkerry.\n")
    return digest


BODY = "Drift ebb."
# Long enough for two papers' copies of it to be told.
COPIED = " ".join(
    f"Quay{number} tern{number * 7 % 31} ebb{number * 3 % 17} drift{number} wrack." for number in range(60)
)


def said(path: Path) -> list[str]:
    """Return what a page says: each text between two tags, and in each attribute that is read out."""
    page = BeautifulSoup(path.read_bytes(), "html.parser")
    texts = [text for text in page.find_all(string=True) if not isinstance(text, (PreformattedString, Script))]
    found = [" ".join(text.split()) for text in texts]
    for tag in page.select("*"):
        found += [str(tag[name]) for name in ATTRIBUTES if name in tag.attrs and not is_technical(tag)]
    return [text for text in found if text]


def is_technical(tag: Tag) -> bool:
    """Whether an element's content is for machines."""
    return tag.name == "meta" and not READ_OUT & {tag.get("name"), tag.get("property")}


def catalog(root: Path, lang: str, messages: str) -> Path:
    """Put a catalog of the digest's own there, and return its file."""
    path = root / "translations" / lang / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + messages, "utf-8")
    return path
