"""An index made of stories, in a folder of its own."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from ..press.claims import safe_path
from ..press.errors import WriteError
from ..press.page import Claim
from .folding import code_word, words_of
from .service import Service, pagefind_program, running_service
from .steady import make_steady

# Languages for which Pagefind knows what words have in common; all others are searched as they are written.
STEMMED = frozenset(
    (
        *("ar", "ca", "da", "de", "el", "en", "eo", "es", "et", "eu", "fi", "fr", "ga", "hi", "hu", "hy", "id"),
        *("it", "lt", "nb", "ne", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sr", "sv", "ta", "tr", "yi"),
    )
)
PLAIN = "unknown"
# Pagefind's own search page is not ours.
UNWANTED = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")


@dataclass(frozen=True, slots=True)
class Hit:
    """A story as a list of results shows it; excerpts are cut from `text`, which is plain."""

    headline: str
    code: str
    iso: str
    day: str
    lang: str
    dir: str
    source: str
    deck: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A story and what it is found by: `url` begins at the home page, `day` and `moment` are ISO, `moment` in UTC.

    `codes` are all that find it: the one that it has, and those that it had.
    """

    url: str
    hit: Hit
    day: str
    moment: str
    codes: tuple[str, ...]
    source: str | None = None
    tags: tuple[str, ...] = ()


def make_index(stories: Iterable[Found], lang: str, folder: Path) -> None:
    """Make an index of stories for a site in a language; raises `NoPagefindError` and `SearchIndexError`."""
    language = stemmed(lang)
    with running_service(pagefind_program()) as service:
        index = service.ask("NewIndex", config=None)["index_id"]
        for story in stories:
            _add(service, index, language, story)
        # Told to write files, Pagefind answers before they are whole, and says nothing of those it could not write.
        files = service.ask("GetFiles", index_id=index)["files"]
    for file in files:
        _write(folder, file["path"], b64decode(file["content"]))
    make_steady(folder)


def _write(folder: Path, name: str, data: bytes) -> None:
    within = safe_path(Claim(name, "Pagefind"))
    if within.startswith(UNWANTED):
        return
    path = folder / within
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise WriteError(str(path), error.strerror or str(error)) from error


def stemmed(lang: str) -> str:
    """Return the language in whose manner words are brought together on a site.

    There is one index for all languages: readers type into one field, and Pagefind searches one language at a time.
    """
    base = lang.lower().replace("_", "-").partition("-")[0]
    return base if base in STEMMED else PLAIN


def _add(service: Service, index: int, language: str, story: Found) -> None:
    hit = story.hit
    keys = " ".join(map(code_word, story.codes))
    service.ask(
        "AddRecord",
        index_id=index,
        # All but the address is indexed, so what is only shown rides with it.
        url=f"{story.url}\n{json.dumps(asdict(hit), ensure_ascii=False)}",
        # A record without words would not be kept.
        content=words_of(f"{hit.deck}\n{hit.text}") or keys,
        language=language,
        meta={"title": words_of(hit.headline), "code": words_of(hit.code), "key": keys},
        filters=_filters(story),
        sort={"date": story.moment},
    )


def _filters(story: Found) -> dict[str, list[str]]:
    filters = {"date": [story.day[:4], story.day[:7]]}
    if story.source:
        filters["source"] = [story.source]
    if story.tags:
        filters["tag"] = list(story.tags)
    return filters
