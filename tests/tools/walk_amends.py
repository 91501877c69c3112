"""What an editor says of published stories: corrections, withdrawals, how much may be shown; a function for each."""

from __future__ import annotations

from datetime import timedelta

from walk_site import FIRST_DAY, Dice, Site, changed
from walk_stories import moment_of

from news_digest.story import Correction, Withdrawal


def correct(site: Site, dice: Dice) -> str:
    """Say what was put right in a story: once more, in other words, or no longer."""
    name = dice.pick(site.stories)
    story = site.stories[name]
    later = moment_of(story) + timedelta(hours=dice.below(900))
    date = later if dice.chance(0.5, "clock") else later.date()
    new = Correction(date, dice.sentence("wrong"))
    known = story.corrections
    choices = {
        "one more": (*known, new),
        "in other words": (*known[:-1], Correction(known[-1].date if known else date, new.text)),
        "two of a moment": (*known, new, Correction(date, dice.sentence("and"))),
        "none": (),
        "one less": known[1:],
    }
    way = dice.pick(choices, "way")
    changed(site, name, dice, corrections=choices[way])
    return f"{name}: {way}"


def correct_a_corrected(site: Site, dice: Dice) -> str:
    """Change a story that was corrected: its headline, its corrections, or whether it is listed."""
    name = dice.pick([name for name, story in site.stories.items() if story.corrections])
    story = site.stories[name]
    values: dict[str, dict[str, object]] = {
        "retitled": {"headline": dice.sentence("title")},
        "hidden": {"status": "hidden" if story.status == "published" else "published"},
        "reworded": {"corrections": (*story.corrections[:-1], Correction(story.corrections[-1].date, dice.sentence()))},
        "uncorrected": {"corrections": ()},
    }
    way = dice.pick(values, "way")
    changed(site, name, dice, **values[way])
    return f"{name}: {way}"


def withdraw(site: Site, dice: Dice) -> str:
    """Withdraw a story, for another reason, or bring it back."""
    gone = [name for name, story in site.stories.items() if story.withdrawn]
    name = dice.pick(gone if gone and dice.chance(0.5, "which") else site.stories)
    day = FIRST_DAY.date() + timedelta(days=dice.below(90)) if dice.chance(0.5, "day") else None
    back = site.stories[name].withdrawn and dice.chance(0.7, "back")
    changed(site, name, dice, withdrawn=None if back else Withdrawal(dice.sentence("why"), day))
    return f"{name}: {'brought back' if back else 'withdrawn'}"


def change_rights(site: Site, dice: Dice) -> str:
    """Let less or more of a story be shown."""
    name, rights = dice.pick(site.stories), dice.pick((None, "full", "excerpt", "headline"))
    changed(site, name, dice, rights=rights)
    return f"{name}: {rights}"


AMENDMENTS = (correct, correct_a_corrected, withdraw, change_rights)
