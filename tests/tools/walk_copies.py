"""What an editor says of copies of one text, rightly or wrongly; a function for each."""

from __future__ import annotations

from walk_site import CODES, Dice, Site, changed, codes


def say_copy_of(site: Site, dice: Dice) -> str:
    """Say that a story is a copy of another, by its code or a former one, or of one that may not be here."""
    name = dice.pick(site.stories)
    named = sorted(code for code in codes(site) if code and not code.startswith("/"))
    code = dice.pick(named, "here") if dice.chance(0.8, "which") else str(dice.pick(CODES, "any"))
    denied = tuple(each for each in site.stories[name].not_copy_of if each != code)
    changed(site, name, dice, copy_of=None if code == site.stories[name].story_code else code, not_copy_of=denied)
    return f"{name}: {site.stories[name].copy_of}"


def say_no_copy_of(site: Site, dice: Dice) -> str:
    """Say that a story is no copy of another, of one more, or of one less."""
    name = dice.pick(site.stories)
    story = site.stories[name]
    code = dice.pick([code for code in codes(site) if code and code not in {story.story_code, story.copy_of}])
    known = story.not_copy_of
    said = known[1:] if known and dice.chance(0.3, "less") else (*(each for each in known if each != code), code)
    changed(site, name, dice, not_copy_of=said)
    return f"{name}: {said}"


def deny_what_is_shown(site: Site, dice: Dice) -> str:
    """Say of a story and another with its words that the one is no copy of the other."""
    name = dice.pick(site.stories)
    begin = site.stories[name].body[-60:]
    same = [story for story in site.stories.values() if story.story_code and begin in story.body]
    other = dice.pick([story.story_code for story in same if story is not site.stories[name]], "other")
    lead = None if site.stories[name].copy_of == other else site.stories[name].copy_of
    changed(site, name, dice, copy_of=lead, not_copy_of=(str(other),))
    return f"{name}: not {other}"


def say_nothing_of_copies(site: Site, dice: Dice) -> str:
    """Take back what was said of a story."""
    name = dice.pick([name for name, story in site.stories.items() if story.copy_of or story.not_copy_of])
    changed(site, name, dice, copy_of=None, not_copy_of=())
    return name


COPY_WORDS = (say_copy_of, say_no_copy_of, deny_what_is_shown, say_nothing_of_copies)
