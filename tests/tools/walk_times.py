"""What makes stories come, go and be led to: former codes and addresses, embargo, expiry, the moment itself."""

from __future__ import annotations

from datetime import timedelta

from walk_site import CODES, FIRST_DAY, NOW, Dice, Site, changed, codes

from news_digest.api import write_story
from news_digest.story import Story

OWN_LIST = "content/images/_redirects"
LEADING = {"images/_redirects": {"path": "_redirects"}}


def recode_and_keep(site: Site, dice: Dice) -> str:
    """Give a story another code, and keep the one that it had; or go back to one that it had."""
    name = dice.pick([name for name, story in site.stories.items() if story.story_code])
    story = site.stories[name]
    former = [code for code in story.formerly if not code.startswith("/")]
    free = [str(code) for code in CODES if str(code) not in codes(site)]
    code = dice.pick(former if former and dice.chance(0.3) else free)
    formerly = (*(each for each in story.formerly if each != code), str(story.story_code))
    changed(site, name, dice, story_code=code, formerly=formerly)
    return f"{name}: {code}, formerly {formerly}"


def name_a_former_address(site: Site, dice: Dice) -> str:
    """Say at which address a story stood on another site."""
    name = dice.pick(site.stories)
    address = f"/old/{name.partition('.')[0]}/{dice.below(3)}{dice.pick(('/', '.html', ' é/'))}"
    formerly = (*(each for each in site.stories[name].formerly if each != address), address)
    changed(site, name, dice, formerly=formerly)
    return f"{name}: {address}"


def forget_former_addresses(site: Site, dice: Dice) -> str:
    """Take what leads to a story away, all of it or the first."""
    name = dice.pick([name for name, story in site.stories.items() if story.formerly])
    changed(site, name, dice, formerly=() if dice.chance(0.5) else site.stories[name].formerly[1:])
    return name


def swap_former_addresses(site: Site, dice: Dice) -> str:
    """Let what led to one story lead to another."""
    name = dice.pick([name for name, story in site.stories.items() if story.formerly])
    other = dice.pick([each for each in site.stories if each != name], "other")
    formerly = site.stories[name].formerly
    changed(site, name, dice, formerly=())
    changed(site, other, dice, formerly=(*site.stories[other].formerly, *formerly))
    return f"{name} to {other}: {formerly}"


def claim_a_living_address(site: Site, dice: Dice) -> str:
    """Put a story beside others that says it had the code, or the address, of one of them, which no build accepts."""
    other = dice.pick([story for story in site.stories.values() if story.story_code and story.status == "published"])
    claim = other.story_code if dice.chance(0.5) else f"/stories/{other.story_code}/"
    name = f"content/stories/claim-{dice.below(3)}.md"
    story = Story("A Claim", FIRST_DAY, story_code=f"claim-{dice.below(9)}", formerly=(str(claim),), body="Text.")
    site.put(name, write_story(story))
    site.broken.append(name)
    return f"{name}: {claim}"


def set_an_embargo(site: Site, dice: Dice) -> str:
    """Hold a story back until some moment, past or to come, or no longer."""
    name = dice.pick(site.stories)
    moment = None if site.stories[name].embargo else FIRST_DAY + timedelta(hours=12 * dice.below(60))
    changed(site, name, dice, embargo=moment if moment is None or dice.chance(0.7) else moment.date())
    return f"{name}: {site.stories[name].embargo}"


def set_an_expiry(site: Site, dice: Dice) -> str:
    """Let a story go at some moment, past or to come, or stay."""
    name = dice.pick(site.stories)
    moment = None if site.stories[name].expires else FIRST_DAY + timedelta(hours=12 * dice.below(60))
    changed(site, name, dice, expires=moment if moment is None or dice.chance(0.7) else moment.date())
    return f"{name}: {site.stories[name].expires}"


def move_the_clock(site: Site, dice: Dice) -> str:
    """Build at another moment, mostly a later one; the settings file stays as it is."""
    moment = FIRST_DAY + timedelta(hours=6 * dice.below(120))
    site.put(NOW, moment.isoformat())
    return moment.isoformat()


def keep_a_list_of_their_own(site: Site, dice: Dice) -> str:
    """Have a list of redirects among the static files, change it, or take it away."""
    if site.settings.get("EXTRA_PATH_METADATA") != LEADING:
        site.configure(EXTRA_PATH_METADATA=LEADING)
    if OWN_LIST in site.files and dice.chance(0.4):
        site.drop(OWN_LIST)
        return "gone"
    text = f"/feed /rss.xml 30{1 + dice.below(2)}" + ("\n" if dice.chance(0.5) else "")
    site.put(OWN_LIST, text if dice.chance(0.8, "utf-8") else text.encode() + b"\xff\n")
    return text


TIME_CHANGES = (
    recode_and_keep, name_a_former_address, forget_former_addresses, swap_former_addresses, claim_a_living_address,
    set_an_embargo, set_an_expiry, move_the_clock, keep_a_list_of_their_own,
)  # fmt: skip
