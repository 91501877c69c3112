"""The editor's vocabulary: canonical names of tags, and the aliases that lead to them."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

from ..errors import SettingsError
from .text import TOKEN

Kind = Literal["name", "topic"]

KINDS: tuple[str, ...] = get_args(Kind)
TAG_KEYS = ("name", "aliases", "kind", "hidden")


@dataclass(frozen=True, slots=True)
class Tag:
    """A name that stories are filed under.

    `kind` is "name" (found in a text as it is capitalised here) or "topic" (an ordinary word, found in any case).
    A hidden tag is never suggested and is dropped where a capture prints it.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: Kind = "name"
    hidden: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


Spelling = tuple[tuple[str, ...], Tag]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tags in the file's order, every spelling folded to its tag, and spellings as words by their first, folded.

    Of spellings with the same first word the longer come first.
    """

    tags: tuple[Tag, ...] = ()
    by_spelling: Mapping[str, Tag] = field(default_factory=lambda: MappingProxyType({}))
    by_word: Mapping[str, tuple[Spelling, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, tags: Iterable[Tag]) -> Vocabulary:
        """Make the vocabulary of `tags`, whose spellings are taken to be distinct."""
        kept = tuple(tags)
        spellings = {fold_name(spelling): tag for tag in kept for spelling in tag.spellings}
        return cls(kept, MappingProxyType(spellings), MappingProxyType(_by_first_word(kept)))

    def canonical(self, name: str) -> str:
        """Return the vocabulary's name for `name`, or `name` itself without a hashtag's sign and doubled spaces."""
        tag = self.find(name)
        return tag.name if tag else tidy_name(name)

    def find(self, name: str) -> Tag | None:
        """Return the tag that `name` spells, in any case."""
        return self.by_spelling.get(fold_name(name))

    def is_hidden(self, name: str) -> bool:
        """Whether the editor does not want `name` as a tag."""
        tag = self.find(name)
        return tag is not None and tag.hidden


def tidy_name(name: str) -> str:
    """Return `name` without the sign of a hashtag and with single spaces."""
    words = name.strip()
    if words.startswith("#"):
        words = words.lstrip("#").replace("_", " ")
    return " ".join(words.split())


def fold_name(name: str) -> str:
    """Return what two spellings share that differ in case, spaces or the shape of an apostrophe."""
    return tidy_name(name).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold()


def _by_first_word(tags: Iterable[Tag]) -> dict[str, tuple[Spelling, ...]]:
    found: defaultdict[str, list[Spelling]] = defaultdict(list)
    for tag in tags:
        for words in (tuple(TOKEN.findall(spelling)) for spelling in tag.spellings):
            found[words[0].casefold() if words else ""].append((words, tag))
    return {first: tuple(sorted(group, key=_longest_first)) for first, group in found.items() if first}


def _longest_first(spelling: Spelling) -> tuple[int, tuple[str, ...]]:
    return -len(spelling[0]), spelling[0]


def load_vocabulary(path: Path) -> Vocabulary:
    """Read a vocabulary file; one that does not exist is an empty vocabulary. Raises `SettingsError`."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Vocabulary()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(str(path), f"cannot be read: {error}", "make it a readable UTF-8 text file") from error
    return read_vocabulary(text, name=str(path))


def read_vocabulary(text: str, *, name: str) -> Vocabulary:
    """Read a vocabulary from TOML; `name` stands in messages. Raises `SettingsError`."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(name, f"is not TOML: {error}", 'quote names, and begin each tag with "[[tag]]"') from error
    tables = _tables(document, name)
    tags = tuple(_tag(table, f"tag {number}", name) for number, table in enumerate(tables, start=1))
    _refuse_double_claims(tags, name)
    return Vocabulary.of(tags)


def _tables(document: dict[str, object], name: str) -> Iterator[dict[str, object]]:
    unknown = sorted(document.keys() - {"tag"})
    if unknown:
        raise SettingsError(name, f'unknown key "{unknown[0]}"', 'the file holds only tables "[[tag]]"')
    tables = document.get("tag", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise SettingsError(name, '"tag" is no list of tables', 'begin each tag with "[[tag]]", in double brackets')
    return iter(tables)


def _tag(table: dict[str, object], where: str, file: str) -> Tag:
    name = table.get("name")
    if not isinstance(name, str) or not tidy_name(name):
        raise SettingsError(file, f'{where}: "name" is missing or no text', 'write name = "..." under its [[tag]]')
    where = f'tag "{name}"'
    unknown = sorted(table.keys() - set(TAG_KEYS))
    if unknown:
        raise SettingsError(file, f'{where}: unknown key "{unknown[0]}"', f"a tag takes {', '.join(TAG_KEYS)}")
    return Tag(
        name=tidy_name(name),
        aliases=_aliases(table.get("aliases", []), where, file),
        kind=_kind(table.get("kind", "name"), where, file),
        hidden=_hidden(table.get("hidden", False), where, file),
    )


def _aliases(value: object, where: str, file: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(alias, str) and tidy_name(alias) for alias in value):
        raise SettingsError(file, f'{where}: "aliases" is no list of names', 'write aliases = ["...", "..."]')
    return tuple(tidy_name(alias) for alias in value)


def _kind(value: object, where: str, file: str) -> Kind:
    if value not in KINDS:
        raise SettingsError(file, f'{where}: unknown kind "{value}"', f"a kind is {' or '.join(KINDS)}")
    return cast("Kind", value)


def _hidden(value: object, where: str, file: str) -> bool:
    if not isinstance(value, bool):
        raise SettingsError(file, f'{where}: "hidden" is neither true nor false', "write hidden = true, without quotes")
    return value


def _refuse_double_claims(tags: Iterable[Tag], file: str) -> None:
    owners: dict[str, Tag] = {}
    for tag in tags:
        for spelling in tag.spellings:
            owner = owners.setdefault(fold_name(spelling), tag)
            if owner is not tag:
                _refuse_claim(spelling, owner, tag, file)
            elif spelling is not tag.name and fold_name(spelling) == fold_name(tag.name):
                raise SettingsError(file, f'tag "{tag.name}": alias "{spelling}" is its name', "remove the alias")


def _refuse_claim(spelling: str, owner: Tag, tag: Tag, file: str) -> None:
    if fold_name(owner.name) == fold_name(tag.name):
        raise SettingsError(file, f'tag "{tag.name}" stands twice', "keep one [[tag]] and join their aliases there")
    raise SettingsError(
        file,
        f'tag "{tag.name}": "{spelling}" already belongs to tag "{owner.name}"',
        "keep it with one of the two",
    )
