"""What happens to story files as files: they come, go, move, come back, or cannot be used."""

from __future__ import annotations

import os
from dataclasses import replace

from walk_site import CODES, TAGS, Dice, NotNowError, Site, a_story, codes, day_of, set_times

from news_digest.api import write_story

SECOND = 1_000_000_000


def add(site: Site, dice: Dice) -> str:
    """Add a story, newest, oldest or between."""
    name, story = a_story(dice.pick([code - CODES.start for code in CODES if str(code) not in codes(site)]))
    site.write(name, story)
    return name


def add_some(site: Site, dice: Dice) -> str:
    """Add a few stories at once."""
    return ", ".join(add(site, Dice(dice.number + more)) for more in range(2 + dice.below(4)))


def remove(site: Site, dice: Dice) -> str:
    """Remove a story."""
    if len(site.stories) <= 20:
        raise NotNowError
    name = dice.pick(site.stories)
    site.remove(name)
    return name


def remove_newest(site: Site, dice: Dice) -> str:
    """Remove the newest story, or the oldest."""
    by_age = sorted(site.stories, key=lambda name: (day_of(site.stories[name]), name))
    name = by_age[-1 if dice.chance(0.7) else 0]
    site.remove(name)
    return name


def rename(site: Site, dice: Dice) -> str:
    """Move a story file; links that lead to its name break."""
    name = dice.pick(site.stories)
    to = f"2024/moved-{dice.below(3)}/{dice.below(1000, 'to')}.md"
    if to in site.stories:
        raise NotNowError
    site.stories[to] = site.stories.pop(name)
    site.story_path(to).parent.mkdir(parents=True, exist_ok=True)
    site.story_path(name).rename(site.story_path(to))
    return f"{name} to {to}"


def swap(site: Site, dice: Dice) -> str:
    """Let two story files change their names."""
    one, other = dice.pick(site.stories), dice.pick(site.stories, "other")
    first, second = site.story_path(one), site.story_path(other)
    if one != other:
        os.rename(first, beside := first.with_suffix(".beside"))  # noqa: PTH104 - three of a kind
        os.rename(second, first)  # noqa: PTH104
        os.rename(beside, second)  # noqa: PTH104
    site.stories[one], site.stories[other] = site.stories[other], site.stories[one]
    return f"{one} and {other}"


def touch(site: Site, dice: Dice) -> str:
    """Give a story file another time of change, and leave its bytes."""
    name = dice.pick(site.stories)
    path = site.story_path(name)
    set_times(path, path.stat().st_mtime_ns + (dice.below(2000) - 1000) * SECOND)
    return name


def restore(site: Site, dice: Dice) -> str:
    """Bring an earlier version of a story back, also of one that is gone, with a time of change long ago."""
    name, story = dice.pick(site.older[-12:])
    others = codes(replace(site, stories={each: there for each, there in site.stories.items() if each != name}))
    if not others.isdisjoint({story.story_code, *story.formerly} - {None}):
        raise NotNowError
    site.write(name, story)
    set_times(site.story_path(name), (1_700_000_000 + dice.below(10_000)) * SECOND)
    return name


def break_a_story(site: Site, dice: Dice) -> str:
    """Put a file beside the stories that cannot be read."""
    name = f"content/stories/broken-{dice.below(4)}.md"
    faults = ("title: A: B", "titel: Slip", "title: T\nstory_code: 0123", "title: T\ndate: next Tuesday", "tags: [A]")
    site.put(name, f"---\n{dice.pick(faults)}\n---\nText.\n")
    site.broken.append(name)
    return name


def twin_a_story(site: Site, dice: Dice) -> str:
    """Put a second story file beside one with its code, which no build accepts."""
    name = dice.pick([name for name, story in site.stories.items() if story.story_code and story.status != "skip"])
    twin = f"content/stories/twin-{dice.below(4)}.md"
    site.put(twin, write_story(replace(site.stories[name], headline="A Twin", status="published", extra={})))
    site.broken.append(twin)
    return f"{twin} of {name}"


def mend(site: Site, dice: Dice) -> str:
    """Take away what no build accepts."""
    if not site.broken:
        raise NotNowError
    del dice
    mended, site.broken[:] = sorted(set(site.broken)), []
    for name in mended:
        site.drop(name)
    return ", ".join(mended)


def add_a_story_of_another_format(site: Site, dice: Dice) -> str:
    """Add or take away a story in HTML, which Pelican's own reader reads."""
    name = f"content/stories/html-{dice.below(3)}.html"
    if name in site.files:
        site.drop(name)
        return f"without {name}"
    keys = {
        "date": f"2024-03-0{1 + dice.below(9)}",
        "tags": ", ".join(tag for tag in TAGS[:4] if dice.chance(0.5, tag)),
        "slug": f"html-{dice.below(3)}",
        "code_path": f"html-{dice.below(3)}",
    }
    head = "".join(f'<meta name="{key}" content="{value}">' for key, value in keys.items())
    title = f"<title>{dice.sentence()}</title>"
    site.put(name, f"<html><head>{title}{head}</head><body><p>{dice.sentence('p')}</p></body></html>")
    return name


FILE_CHANGES = (
    add, add_some, remove, remove_newest, rename, swap, touch, restore, break_a_story, twin_a_story, mend,
    add_a_story_of_another_format,
)  # fmt: skip
