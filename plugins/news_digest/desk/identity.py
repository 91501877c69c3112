"""What stays the same of a story for ever: its code, slug, guid and file; given once, to one story alone."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import chain, count
from typing import TYPE_CHECKING

from ..errors import CaptureError
from ..markdown import read_story_bytes
from .codes import code_key, code_with_publisher, mint_code, mint_guid, path_of
from .entry import Entry, Identity
from .places import place_key, story_place
from .slugs import slug_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ..story import Story
    from .ledger import Ledger
    from .shelf import Shelf

# The front matter key of a code as the capture prints it, where another publisher's story has that code already.
PRINTED_CODE = "printed_code"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has a code: its publisher, its file, and the seed that it was imported from, if it was.

    `once` says that it had the code, and was given another since.
    """

    publisher: str | None
    file: str
    seed: str | None
    once: bool = False


class Registry:
    """Every code and slug that is given away, by the ledger or in a story file."""

    def __init__(self, stories: Path, ledger: Ledger, shelf: Shelf, *, by_code: bool = False) -> None:
        """Note what the ledger gives away; `by_code` finds the files of lost stories by codes and feed ids, too."""
        self._stories = stories
        self._by_code = by_code
        self._ledger, self._shelf = ledger, shelf
        self._owners: dict[str, Owner] = {}
        self._slugs: set[str] = set()
        self._places: set[str] = set()
        self._imported: dict[str, Owner] = {}
        self._ledger_counted = self._shelf_counted = False

    def give(self, entry: Entry) -> None:
        """Note what an entry of the ledger owns; until the registry is first asked, the ledger itself tells that."""
        if self._ledger_counted:
            self._count(entry)

    def _count_ledger(self) -> None:
        if not self._ledger_counted:
            self._ledger_counted = True
            for entry in self._ledger:
                self._count(entry)

    def _count(self, entry: Entry) -> None:
        owner = Owner(entry.publisher, entry.file, entry.name)
        self._imported[entry.file] = self._owners[code_key(entry.story_code)] = owner
        self._slugs.add(entry.slug)
        self._places.add(place_key(entry.file))

    def lost_file(self, seed: str, story: Story, sha256: str) -> str | None:
        """Return the file that was made from this seed and that the ledger has lost."""
        self._count_ledger()
        found = self._shelf.of_seed(seed)
        if found and found.file not in self._imported:
            return found.file
        return self._likely_file(story, sha256) if self._by_code else None

    def identify(self, story: Story, seed: str, sha256: str, day: date) -> Identity:
        """Return the names of a story that has none yet; raises `CaptureError` where its code is another's."""
        self._count_ledger()
        self._count_shelf()
        publisher = publisher_of(story)
        code = self._free_code(story.story_code, publisher, seed, sha256)
        short = story.slug or slug_of(story.headline)
        slug = short or path_of(code).lower()
        if slug in self._slugs:
            slug = f"{slug}-{path_of(code).lower()}"
        file = self._free_place(day, code, short)
        return Identity(code, story.story_code, publisher, slug, mint_guid(sha256, code), file)

    def _likely_file(self, story: Story, sha256: str) -> str | None:
        """Return the file that has this story's feed id or code and that the ledger has lost, whatever its seed."""
        printed, publisher = story.story_code, publisher_of(story)
        codes = [printed] if printed else [mint_code(sha256)]
        codes += [code_with_publisher(printed, publisher)] if printed and publisher else []
        found = [self._shelf.with_guid(mint_guid(sha256, code)) for code in codes]
        found += [self._shelf.with_code(code) for code in codes]
        return next((one.file for one in found if one and one.file not in self._imported), None)

    def _free_place(self, day: date, code: str, slug: str) -> str:
        """Return a place for a story's file; codes and slugs that differ may still make one name ("1" and "2-a")."""
        slugs = chain([slug], (f"{number}-{slug}".rstrip("-") for number in count(2)))
        places = (story_place(day, code, one) for one in slugs)
        return next(place for place in places if place_key(place) not in self._places)

    def _count_shelf(self) -> None:
        """Note the files' own codes and slugs: stories that no import made, and what an editor changed."""
        if self._shelf_counted:
            return
        self._shelf_counted = True
        for shelved in self._shelf.files:
            owner = self._imported.get(shelved.file, Owner(None, shelved.file, None))
            if shelved.story_code:
                self._owners.setdefault(code_key(shelved.story_code), owner)
            if shelved.slug:
                self._slugs.add(shelved.slug)
        for shelved in self._shelf.files:
            for former in shelved.formerly:
                self._owners.setdefault(code_key(former), Owner(None, shelved.file, None, once=True))
            if shelved.file not in self._imported and shelved.story_code:
                self._places.add(place_key(shelved.file))

    def _free_code(self, printed: str | None, publisher: str | None, seed: str, sha256: str) -> str:
        if printed is None:
            return mint_code(sha256, self._owners)
        owner = self._owners.get(code_key(printed))
        if owner is None:
            return printed
        if publisher and slug_of(publisher) and not same_publisher(publisher, self._publisher(owner)):
            code = code_with_publisher(printed, publisher)
            owner = self._owners.get(code_key(code))
            if owner is None:
                return code
        raise _taken(printed, owner, seed)

    def _publisher(self, owner: Owner) -> str | None:
        if owner.seed is not None:
            return owner.publisher
        data = (self._stories / owner.file).read_bytes()
        return publisher_of(read_story_bytes(data, name=owner.file))


def identity_in_file(edited: Story, file: str, story: Story, sha256: str) -> Identity:
    """Return the names that a story has in its file, or new ones where an editor took them out.

    `story` is what the capture says: the file does not tell a printed code from a minted one.
    """
    code = edited.story_code or mint_code(sha256)
    return Identity(
        story_code=code,
        printed_code=story.story_code,
        publisher=publisher_of(story),
        slug=edited.slug or slug_of(edited.headline) or path_of(code).lower(),
        guid=edited.guid or mint_guid(sha256, code),
        file=file,
    )


def new_entry(identity: Identity, *, seed: str, part: str) -> Entry:
    """Return what the ledger keeps of a new story of this seed, but for what it was made of."""
    return Entry(**asdict(identity), seed=seed, sha256="", size=0, rules=0, written="", part=part)


def publisher_of(story: Story) -> str | None:
    """Return whose codes a capture prints: the page's publisher, else the credited source."""
    return story.publisher or (story.source.name if story.source else None)


def same_publisher(one: str, other: str | None) -> bool:
    """Return whether two names mean one publisher: case, spaces and signs are no difference."""
    return other is not None and slug_of(one) == slug_of(other)


def _taken(printed: str, owner: Owner, seed: str) -> CaptureError:
    if owner.once:
        reason = f"its story code {printed} was once that of {owner.file}, to which it still leads"
        return CaptureError(seed, reason, "correct its code, or take that out of the other's `formerly`")
    whose = f"{owner.file} (from {owner.seed})" if owner.seed else owner.file
    remedy = (
        f"if this is a newer capture of that story, put it in the place of {owner.seed}; if it is another story, "
        "correct its code or add the line `Source : NAME` of its publisher"
        if owner.seed
        else "correct the code of one of the two, or remove the one that is not needed"
    )
    return CaptureError(seed, f"its story code {printed} is already that of {whose}", remedy)
