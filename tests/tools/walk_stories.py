"""What an editor does to stories: each change is one function, which returns in words what it did."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone

from walk_site import (
    CODES,
    FIRST_DAY,
    LANGUAGES,
    SOURCES,
    TAGS,
    Dice,
    Site,
    a_body,
    a_story,
    changed,
    codes,
    day_of,
    set_times,
)

from news_digest.api import Related, Source, Story

SECOND = 1_000_000_000
ZONES = (None, timezone(timedelta(hours=3, minutes=30)), timezone(timedelta(hours=-10)), timezone(timedelta(hours=14)))


def edit_body(site: Site, dice: Dice) -> str:
    """Add a sentence."""
    name = dice.pick(site.stories)
    changed(site, name, dice, body=f"{site.stories[name].body} {dice.sentence('more')}")
    return name


def edit_first_paragraph(site: Site, dice: Dice) -> str:
    """Change the words that stand for the story where it has no deck."""
    name = dice.pick(site.stories)
    changed(site, name, dice, body=f"{dice.sentence('first')}\n\n{site.stories[name].body}")
    return name


def edit_by_a_letter(site: Site, dice: Dice) -> str:
    """Change a letter, so that the file keeps its size; its time of change is put back now and then."""
    name = dice.pick(site.stories)
    path, body = site.story_path(name), site.stories[name].body
    before = path.stat().st_mtime_ns
    changed(site, name, dice, body=body.translate(str.maketrans("ao", "oa")))
    if dice.chance(0.4):
        set_times(path, before)
        return f"{name}, its time of change put back"
    return name


def rewrite_body(site: Site, dice: Dice) -> str:
    """Change all of a text, so that other stories are like it."""
    name = dice.pick(site.stories)
    changed(site, name, dice, body=a_body(dice))
    return name


def carry(site: Site, dice: Dice) -> str:
    """Give a story the text of another, cut or with words of its own, mostly under another source."""
    name, other = dice.pick(site.stories), dice.pick(site.stories, "other")
    paragraphs = site.stories[other].body.split("\n\n")
    kept = paragraphs[: len(paragraphs) - dice.below(2, "cut")] if len(paragraphs) > 1 else paragraphs
    more = [dice.sentence("own")] if dice.chance(0.5, "own") else []
    source = Source(dice.pick(SOURCES)) if dice.chance(0.8) else site.stories[name].source
    changed(site, name, dice, body="\n\n".join([*more, *kept]), source=source)
    return f"{name} from {other}"


def carry_widely(site: Site, dice: Dice) -> str:
    """Give three stories one text and each its own carrier; one of them may be credited by the others."""
    names = [dice.pick(site.stories, str(at)) for at in range(3)]
    body, publishers = a_body(dice), dice.chance(0.5)
    for at, name in enumerate(names):
        own = {"publisher": SOURCES[(at + 2) % len(SOURCES)]} if publishers and at else {"publisher": None}
        changed(site, name, dice, body=body, source=Source(SOURCES[0 if publishers else at + 1]), **own)
    return f"{', '.join(names)}"


def link_in_body(site: Site, dice: Dice) -> str:
    """Put one of Pelican's links into a text."""
    name = dice.pick(site.stories)
    links = (
        "{filename}/stories/" + dice.pick(site.stories, "link"),
        "{filename}/pages/about.md",
        "{static}/images/light.svg",
        "{static}/images/chart.txt",
        "{attach}/images/chart.txt",
        "{attach}/notes/plan.txt",
        "{static}/notes/plan.txt",
        "{tag}Ferries",
        "{index}",
        "{filename}/stories/nowhere.md",
    )
    changed(site, name, dice, body=f"{site.stories[name].body}\n\nSee [more]({dice.pick(links)}).")
    return f"{name}: {dice.pick(links)}"


def retitle(site: Site, dice: Dice) -> str:
    """Give a story another headline."""
    name = dice.pick(site.stories)
    changed(site, name, dice, headline=dice.sentence("headline").rstrip("."))
    return name


def retitle_as_another(site: Site, dice: Dice) -> str:
    """Give a story the headline of another, so that a printed title means two."""
    name, other = dice.pick(site.stories), dice.pick(site.stories, "other")
    changed(site, name, dice, headline=site.stories[other].headline)
    return f"{name} as {other}"


def retag(site: Site, dice: Dice) -> str:
    """Add a tag or take it away."""
    name, tag = dice.pick(site.stories), dice.pick(TAGS)
    tags = site.stories[name].tags
    changed(site, name, dice, tags=tuple(t for t in tags if t != tag) if tag in tags else (*tags, tag))
    return f"{name}: {tag}"


def reorder_tags(site: Site, dice: Dice) -> str:
    """Turn the tags of a story around."""
    name = dice.pick(site.stories)
    changed(site, name, dice, tags=site.stories[name].tags[::-1])
    return name


def drop_a_tag(site: Site, dice: Dice) -> str:
    """Take a tag from every story, so that its page goes."""
    tag = dice.pick(TAGS)
    for name, story in list(site.stories.items()):
        if tag in story.tags:
            changed(site, name, dice, tags=tuple(t for t in story.tags if t != tag))
    return tag


def resource(site: Site, dice: Dice) -> str:
    """Give a story another source, or none."""
    name = dice.pick(site.stories)
    url = f"https://wire.example/{dice.below(50)}" if dice.chance(0.5, "url") else None
    changed(site, name, dice, source=Source(dice.pick(SOURCES), url) if dice.chance(0.8) else None)
    return name


def redate_by_minutes(site: Site, dice: Dice) -> str:
    """Move a story within its day or over midnight."""
    name = dice.pick(site.stories)
    moment = moment_of(site.stories[name])
    changed(site, name, dice, date=moment + timedelta(minutes=dice.below(900) - 450))
    return name


def redate_over_midnight(site: Site, dice: Dice) -> str:
    """Move a story to the last or the first minute of a day, in some zone."""
    name = dice.pick(site.stories)
    clock = time(23, 59) if dice.chance(0.5) else time(0, 0)
    moment = datetime.combine(day_of(site.stories[name]), clock, dice.pick(ZONES))
    changed(site, name, dice, date=moment)
    return name


def redate_to_a_new_day(site: Site, dice: Dice) -> str:
    """Move a story to a day that may have no edition yet, before all, between or after all."""
    name = dice.pick(site.stories)
    moment = FIRST_DAY + timedelta(days=dice.below(60) - 20, hours=dice.below(24, "hour"))
    changed(site, name, dice, date=moment if dice.chance(0.7) else moment.date())
    return name


def say_modified(site: Site, dice: Dice) -> str:
    """Say when a story was changed, or no longer say it."""
    name = dice.pick(site.stories)
    story = site.stories[name]
    later = moment_of(story) + timedelta(hours=dice.below(400))
    changed(site, name, dice, modified=None if story.modified else later)
    return name


def change_other_fields(site: Site, dice: Dice) -> str:
    """Change what stands about the text."""
    name = dice.pick(site.stories)
    fields: dict[str, object] = {
        "deck": dice.sentence("deck") if dice.chance(0.7) else None,
        "authors": (dice.pick(SOURCES), "Nora Vik"),
        "dateline": dice.pick(SOURCES).upper(),
        "publisher": dice.pick(SOURCES),
        "slug": f"slug-{dice.below(100)}",
        "guid": f"urn:uuid:{dice.below(100)}",
        "category": dice.pick(TAGS),
        "extra": {"cover": dice.pick(TAGS)},
    }
    key = dice.pick(fields)
    changed(site, name, dice, **{key: fields[key]})
    return f"{name}: {key}"


def change_language(site: Site, dice: Dice) -> str:
    """Say that a story is in another language."""
    name, lang = dice.pick(site.stories), dice.pick(LANGUAGES)
    changed(site, name, dice, lang=lang)
    return f"{name}: {lang}"


def change_status(site: Site, dice: Dice) -> str:
    """Publish, hide or skip a story, or make it a draft."""
    name = dice.pick(site.stories)
    listed = site.stories[name].status == "published"
    status = dice.pick(("draft", "hidden", "skip")) if listed else "published"
    changed(site, name, dice, status=status)
    return f"{name}: {status}"


def name_related(site: Site, dice: Dice) -> str:
    """Name a story as related by its code, its title or its address; or one that is not here."""
    name, other = dice.pick(site.stories), site.stories[dice.pick(site.stories, "other")]
    code = str(dice.pick(CODES))
    related = dice.pick(
        (
            Related(story_code=other.story_code),
            Related(title=other.headline),
            Related(title=other.headline.lower(), url="https://elsewhere.example/"),
            Related(url=f"https://digest.example/stories/{other.story_code}/"),
            Related(url=other.source.url if other.source and other.source.url else "https://wire.example/7"),
            Related(story_code=code),
            Related(title=a_story(int(code) - CODES.start)[1].headline),
        )
    )
    changed(site, name, dice, related=(*site.stories[name].related[-3:], related))
    return f"{name}: {related}"


def name_no_related(site: Site, dice: Dice) -> str:
    """Take the printed related stories away."""
    name = dice.pick([name for name, story in site.stories.items() if story.related])
    changed(site, name, dice, related=())
    return name


def recode(site: Site, dice: Dice) -> str:
    """Give a story another code, so another address; or none."""
    name = dice.pick(site.stories)
    code = dice.pick([str(code) for code in CODES if str(code) not in codes(site)])
    changed(site, name, dice, story_code=code if dice.chance(0.8) else None)
    return f"{name}: {site.stories[name].story_code}"


def move_address(site: Site, dice: Dice) -> str:
    """Give a story an address of its own by Pelican's keys, or take it back."""
    name = dice.pick(site.stories)
    place = f"special/{dice.below(9)}/{site.stories[name].story_code}"
    own = {} if site.stories[name].extra else {"url": f"{place}/", "save_as": f"{place}/index.html"}
    changed(site, name, dice, extra=own)
    return f"{name}: {own or 'as all others'}"


def moment_of(story: Story) -> datetime:
    """Return the moment of a story's date, midnight for a day."""
    return story.date if isinstance(story.date, datetime) else datetime.combine(day_of(story), time())


STORY_CHANGES = (
    edit_body, edit_first_paragraph, edit_by_a_letter, rewrite_body, carry, carry_widely, link_in_body, retitle,
    retitle_as_another, retag, reorder_tags, drop_a_tag, resource, redate_by_minutes, redate_over_midnight,
    redate_to_a_new_day, say_modified, change_other_fields, change_language, change_status, name_related,
    name_no_related, recode, move_address,
)  # fmt: skip
