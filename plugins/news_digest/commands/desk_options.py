"""The options of the commands about captures and stories, and their help."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .arguments import Commands, Run, add_hands, command, day, moment, moment_of_day


def add_import(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest import`."""
    about = """\
Every capture below seeds/ that is new or changed becomes content/stories/YEAR/MONTH/CODE-SLUG.md. What you edited in a
story file stays: only what changed in the capture since is put to it, and where both changed the same, your text
stands (`digest conflicts` lists it). A capture that cannot be read is spiked: named with the reason, all others go on.

examples: digest import --json > report.json
          digest import --again --source "Harbour Wire" --since 2024-03-01 --dry-run"""
    parser = command(commands, ("import", runs), "import new and changed seeds as story files", about)
    parser.add_argument("codes", nargs="*", metavar="CODE", help="with --again: the stories whose seeds are read again")
    parser.add_argument(
        "--again", action="store_true", help="read unchanged seeds, too, as after a change of tags.toml"
    )
    parser.add_argument("--source", metavar="NAME", help="with --again: those of this source or publisher alone")
    parser.add_argument("--since", type=day, metavar="DATE", help="with --again: those of this day or later alone")
    parser.add_argument("--dry-run", action="store_true", help="write nothing and show what would change, as diff -u")
    parser.add_argument("--strict", action="store_true", help="refuse captures of which a field is doubtful")
    add_hands(parser)
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def add_restore(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest restore`."""
    about = """\
A story whose file you deleted is not imported again by itself; so it is, from its capture. For the file as you had
edited it, take it from git instead.

example: digest restore 846706"""
    parser = command(commands, ("restore", runs), "make a deleted story file again", about)
    parser.add_argument("codes", nargs="+", metavar="CODE", help="the story's code")
    add_hands(parser)
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def add_conflicts(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest conflicts`."""
    about = """\
Where you and a capture changed the same of a story differently, your text stands in the story file. Here both are
shown, and settled: for one of the two, or by hand.

examples: digest conflicts
          digest conflicts 846706 --theirs"""
    parser = command(commands, ("conflicts", runs), "show and settle what you and a capture changed differently", about)
    parser.add_argument("code", nargs="?", metavar="CODE", help="the story's code (default: all that have conflicts)")
    sides = parser.add_mutually_exclusive_group()
    told = {
        "ours": "settle them: the story file stays as it is",
        "theirs": "settle them: take the capture's text where both differ",
        "edit": "settle them in the editor that VISUAL or EDITOR names",
    }
    for side, help_ in told.items():
        sides.add_argument(f"--{side}", dest="side", action="store_const", const=side, help=help_)
    sides.add_argument("--json", action="store_true", help="print the conflicts as JSON")


def add_ledger(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest ledger`."""
    about = """\
A ledger that was lost, or damaged by a merge, is made again: lines that can be read stay, and stories without one are
found by the seed, code or feed id in their files. No story file is written.

example: digest ledger --rebuild"""
    parser = command(commands, ("ledger", runs), "check the ledger of imports, or make it again", about)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="say what is wrong with it (default)")
    what.add_argument("--rebuild", action="store_true", help="make it again from seeds and story files")
    add_hands(parser)


def add_withdraw(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest withdraw`."""
    about = """\
Notes in the story's file that it was withdrawn, and why; nothing else of the file changes. The page at its address
becomes a notice with the reason, the story leaves lists, feeds and sitemap, and its code stays taken. An import never
undoes it.

examples: digest withdraw 846706 --reason "The source took its report back."
          digest withdraw 846706 --undo"""
    parser = command(commands, ("withdraw", runs), "take a story back, and leave a notice", about)
    parser.add_argument("story_code", metavar="CODE", help="the story's code")
    wish = parser.add_mutually_exclusive_group(required=True)
    wish.add_argument("--reason", metavar="TEXT", help="why, in a sentence that readers are shown")
    wish.add_argument("--undo", action="store_true", help="bring the story back")
    parser.add_argument("--date", type=moment_of_day, metavar="DATE", help="when, to be shown (default: not said)")


def add_code(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest code`."""
    about = """\
The story that has it, its file, address, seed and feed id, whether it was edited; whose former code it is; and what
other stories the ledger knows that print it. The exit status is 1 where nothing is known.

example: digest code 846706 --json"""
    parser = command(commands, ("code", runs), "show all that is known of a story code", about)
    parser.add_argument("code", metavar="CODE", help="a story code, also a former or a printed one")
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def add_recode(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest recode`."""
    about = """\
The story's file gets the new code, and the former one in its list `formerly`; nothing else of it changes. The former
address then leads to the new one. A code that another story has, or had, is refused.

example: digest recode 846706 846707"""
    parser = command(commands, ("recode", runs), "give a story another code", about)
    parser.add_argument("former", metavar="OLD", help="the code that the story has")
    parser.add_argument("code", metavar="NEW", help="the code that it shall have")


def add_due(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest due`."""
    about = """\
The stories whose embargo ends and those that expire, by `embargo` and `expires` in their files, the next first.

example: digest due --now 2024-03-05T14:06"""
    parser = command(commands, ("due", runs), "list which stories come and go next", about)
    parser.add_argument("--settings", type=Path, metavar="FILE", help="Pelican's settings (default: pelicanconf.py)")
    parser.add_argument("--now", type=moment, metavar="MOMENT", help="list what comes after this moment (default: now)")
    parser.add_argument("--json", action="store_true", help="print the list as JSON")


def add_copies(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest copies`."""
    about = """\
Every text that several papers carry: the story that leads, and below it the others with how much of the shorter text
both have. The site tells the same on the pages of these stories.

example: digest copies --json"""
    parser = command(commands, ("copies", runs), "list the stories that are one text in several papers", about)
    parser.add_argument("--json", action="store_true", help="print the groups as JSON")
