"""How much of a story the site may show: all of it, an excerpt, its headline, or only that it was withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape
from types import MappingProxyType
from typing import get_args

from ..errors import SettingsError
from ..project import SETTINGS_FILE
from ..story import Rights, Story
from .excerpts import EXCERPT_LENGTH, excerpt
from .words import Words

RIGHTS: tuple[Rights, ...] = get_args(Rights)
# What a withdrawn story keeps of the keys that are not ours: where it stands, and what others find it by.
KEPT_KEYS = frozenset({"url", "save_as", "printed_code"})


@dataclass(frozen=True, slots=True)
class RightsRules:
    """How much is shown of stories that do not say so themselves: by slugs of sources, else as of the whole site."""

    site: Rights
    sources: Mapping[str, Rights]

    def of(self, story: Story, slug_of: Callable[[str], str]) -> Rights:
        """Return what holds for a story; one without a credit is its publisher's."""
        name = story.source.name if story.source else story.publisher
        if story.rights or not name or not self.sources:
            return story.rights or self.site
        return self.sources.get(slug_of(name), self.site)


def read_rights_rules(settings: Mapping[str, object], slug_of: Callable[[str], str]) -> RightsRules:
    """Return what the settings say; raises `SettingsError` for what they cannot say."""
    site = _rights("DIGEST_RIGHTS", settings.get("DIGEST_RIGHTS") or "full")
    given = settings.get("DIGEST_SOURCE_RIGHTS") or {}
    if not isinstance(given, Mapping):
        reason = f"DIGEST_SOURCE_RIGHTS is {given!r}"
        raise SettingsError(SETTINGS_FILE, reason, 'it takes names of sources, {"Harbour Wire": "excerpt"}')
    sources: dict[str, Rights] = {}
    for name, value in given.items():
        slug, rights = slug_of(str(name)), _rights(f"DIGEST_SOURCE_RIGHTS[{name!r}]", value)
        if sources.setdefault(slug, rights) != rights:
            reason = f"DIGEST_SOURCE_RIGHTS names {slug} twice, with different rights"
            raise SettingsError(SETTINGS_FILE, reason, "keep one of the two")
    return RightsRules(site, MappingProxyType(sources))


def _rights(key: str, value: object) -> Rights:
    found = next((rights for rights in RIGHTS if rights == value), None)
    if found is None:
        raise SettingsError(SETTINGS_FILE, f"{key} is {value!r}", f"it takes one of {', '.join(RIGHTS)}")
    return found


def is_restricted(story: Story) -> bool:
    """Return whether only a part of a story may be shown, as `restricted` has noted it."""
    return story.rights is not None and story.rights != "full"


def is_withheld(story: Story) -> bool:
    """Return whether a part of a story may not be shown, or all of it."""
    return is_restricted(story) or story.withdrawn is not None


def restricted(story: Story, html: str, rights: Rights) -> tuple[Story, str]:
    """Return a story and its body so far as they may be shown; an excerpt is the deck, else the first words."""
    if rights == "headline":
        return replace(story, rights=rights, deck=None), ""
    # One character less than where pages cut, so that it is not cut again.
    words = "" if story.deck else excerpt(html, EXCERPT_LENGTH - 1)
    return replace(story, rights=rights), f"<p>{escape(words, quote=False)}</p>\n" if words else ""


def without_withdrawn(story: Story) -> Story:
    """Return of a withdrawn story what its notice needs, and the headline that lists of related stories name it by."""
    return replace(
        story,
        modified=None,
        publisher=None,
        authors=(),
        dateline=None,
        deck=None,
        category=None,
        tags=(),
        related=(),
        seed=None,
        corrections=(),
        rights=None,
        body="",
        extra=MappingProxyType({key: value for key, value in story.extra.items() if key.lower() in KEPT_KEYS}),
    )


def withdrawn_title(story: Story, words: Words) -> str:
    """Return what the page of a withdrawn story is called."""
    if not story.story_code:
        return words.gettext("A withdrawn story")
    return words.gettext("Story %(code)s was withdrawn") % {"code": story.story_code}


def withdrawn_html(story: Story, words: Words) -> str:
    """Return the notice as the text of an article, for themes that know of nothing else."""
    if story.withdrawn is None:
        return ""
    if story.withdrawn.date:
        told = words.gettext("This story was withdrawn on %(day)s.") % {"day": words.day(story.withdrawn.date)}
    else:
        told = words.gettext("This story was withdrawn.")
    return f"<p>{escape(told, quote=False)}</p>\n<p>{escape(story.withdrawn.reason, quote=False)}</p>\n"


def credit_html(name: str, url: str | None) -> str:
    """Return a line that credits a source, and leads to the original where its address is known."""
    credit = f'<a href="{escape(url)}">{escape(name)}</a>' if url else escape(name)
    return f"<p>{credit}</p>\n"
