"""Linked data (JSON-LD, in the words of schema.org): what a page shows its readers, told to machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from json import JSONEncoder

from .entries import absolute
from .records import Record
from .settings import SiteSettings
from .views import Link, Picture, StoryView

Thing = dict[str, object]

CONTEXT = "https://schema.org"
# In text, signs that could end the element which the data stand in, and two that scripts take for the end of a line.
_UNSAFE = tuple((sign, f"\\u{ord(sign):04x}") for sign in "&<>\u2028\u2029")

_encoded = JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def script_json(value: object) -> str:
    """Return a value as JSON that may stand between the tags of a `<script>`, whatever its texts are.

    https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
    """
    text = _encoded(value)
    for sign, escaped in _UNSAFE:
        text = text.replace(sign, escaped)
    return text


def story_data(record: Record, story: StoryView, picture: Picture | None, settings: SiteSettings) -> str:
    """Return a story as a NewsArticle, and its place on the site."""
    url = absolute(record.url, settings)
    trail = _trail((story.edition,) if story.edition else (), story.entry.headline, url, settings)
    return script_json((_article(record, story, url, settings) | _seen(story, picture), trail))


def page_data(kind: str, head: tuple[str, str, str], url: str, trail: Iterable[Link], settings: SiteSettings) -> str:
    """Return a page that is no story as a thing of this kind, and its place on the site.

    `head` are its title, its description and its language, `trail` are the pages between it and the home page.
    """
    title, description, lang = head
    page: Thing = {"@context": CONTEXT, "@type": kind, "name": title, "description": description, "url": url}
    page["inLanguage"] = lang
    if kind == "WebSite":
        page |= _searched(settings)
        return script_json(_told(page | {"publisher": _organization(settings.name, absolute("", settings))}))
    site: Thing = {"@type": "WebSite", "name": settings.name, "url": absolute("", settings)}
    return script_json((_told(page | {"isPartOf": site}), _trail(trail, title, url, settings)))


def _searched(settings: SiteSettings) -> Thing:
    place = settings.places.search
    if not place:
        return {}
    target: Thing = {"@type": "EntryPoint", "urlTemplate": f"{absolute(place.at().url, settings)}?q={{words}}"}
    return {"potentialAction": {"@type": "SearchAction", "target": target, "query-input": "required name=words"}}


def _article(record: Record, story: StoryView, url: str, settings: SiteSettings) -> Thing:
    entry, source = story.entry, story.entry.source
    published = entry.moment.iso
    return _told(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "headline": entry.headline,
            "abstract": entry.deck,
            "url": url,
            "mainEntityOfPage": {"@type": "WebPage", "@id": url},
            "datePublished": published,
            "dateModified": story.modified.iso if story.modified else published,
            "author": list(_authors(story, settings)),
            "publisher": _organization(settings.name, absolute("", settings)),
            "sourceOrganization": _organization(source.text) if source else None,
            "isBasedOn": _original(story),
            "creditText": source.text if source else None,
            "copyrightNotice": _notice(record),
            "articleSection": record.story.category,
            "keywords": [tag.text for tag in story.tags],
            "inLanguage": entry.lang,
            "dateline": story.dateline,
            "identifier": {"@type": "PropertyValue", "propertyID": "story code", "value": entry.code},
        }
    )


def _seen(story: StoryView, picture: Picture | None) -> Thing:
    """Return what is told of the body; of one that is not shown whole neither its length nor that it is free."""
    whole = story.rights == "full" and not story.is_summary
    comments = [
        {"@type": "CorrectionComment", "datePublished": correction.moment.iso, "text": text}
        for correction in story.corrections
        for text in correction.texts
    ]
    return _told(
        {
            "wordCount": story.words if whole else None,
            "isAccessibleForFree": True if whole else None,
            "image": picture and _image(picture),
            "correction": comments,
        }
    )


def _told(thing: Thing) -> Thing:
    """Return a thing without what is not known of it."""
    return {key: value for key, value in thing.items() if value}


def _organization(name: str, url: str | None = None) -> Thing:
    return {"@type": "Organization", "name": name, "url": url} if url else {"@type": "Organization", "name": name}


def _authors(story: StoryView, settings: SiteSettings) -> Iterator[Thing]:
    """Yield who wrote a story: those of its byline, else who is credited for it, else the digest."""
    source = story.entry.source.text if story.entry.source else None
    credited = [name for name in (source, story.publisher, settings.name) if name]
    papers = {name.casefold() for name in credited}
    for name in story.authors or credited[:1]:
        yield {"@type": "Organization" if name.casefold() in papers else "Person", "name": name}


def _original(story: StoryView) -> Thing | None:
    original = story.original
    if original is None or original.url is None:
        return None
    return {"@type": "CreativeWork", "url": original.url, "publisher": _organization(original.text)}


def _notice(record: Record) -> str | None:
    notice = record.story.extra.get("rights_notice")
    return notice if isinstance(notice, str) else None


def _image(picture: Picture) -> Thing:
    return _told(
        {
            "@type": "ImageObject",
            "url": picture.url,
            "width": picture.width,
            "height": picture.height,
            "description": picture.alt,
        }
    )


def _trail(between: Iterable[Link], title: str, url: str, settings: SiteSettings) -> Thing:
    """Return the way from the home page to a page as a BreadcrumbList."""
    links = [(link.text, settings.root + link.url.removeprefix(settings.base)) for link in between if link.url]
    steps = [(settings.name, absolute("", settings)), *links, (title, url)]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": item}
        for position, (name, item) in enumerate(steps, start=1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}
