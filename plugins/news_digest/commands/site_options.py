"""The options of the commands about the site and about single captures, and their help."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .arguments import Commands, Run, add_hands, add_now, command, count, count_from_zero, folder


def add_convert(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest convert`."""
    about = """\
Nothing but what the capture says: no code is minted and no ledger touched.

examples: digest convert capture.txt
          digest convert inbox/*.txt -o stories/"""
    parser = command(commands, ("convert", runs), "convert captures to Markdown without importing them", about)
    parser.add_argument("seeds", nargs="+", metavar="SEED", help="a capture, or a folder of captures")
    parser.add_argument("-o", "--output", metavar="DIR", help="where the files go (default, or -: standard output)")
    add_hands(parser)
    parser.add_argument("--url", help="the address of the captured page, where you know it")
    parser.add_argument("--layouts", type=folder, metavar="DIR", help="publishers' layout files to choose from")
    parser.add_argument("--strict", action="store_true", help="refuse captures of which a field is doubtful")
    parser.add_argument("--suggest-tags", action="store_true", help="add tags found in the text, by tags.toml")
    parser.add_argument("--force", action="store_true", help="overwrite files that are there with other content")


def add_build(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest build`."""
    about = """\
Only what changed since the last build is read, rendered and written; the result is that of a build from nothing.
`digest import` comes before it.

examples: digest build --settings publishconf.py --fatal warnings
          digest build --explain"""
    parser = command(commands, ("build", runs), "build the site", about)
    parser.add_argument("--settings", type=Path, metavar="FILE", help="Pelican's settings (default: pelicanconf.py)")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="where the site goes (default: as the settings say)"
    )
    parser.add_argument("--clean", action="store_true", help="make every page anew, whatever earlier builds left")
    parser.add_argument(
        "--keep-broken", action="store_true", help="leave the page of a story whose file broke as it was"
    )
    parser.add_argument("--explain", action="store_true", help="say of each page that was made why it was")
    parser.add_argument(
        "--search",
        nargs="?",
        const="now",
        choices=("now", "if-possible"),
        help="make the search index, too; if-possible: where the site has a search page and Pagefind is installed",
    )
    add_now(parser)
    parser.add_argument("-j", "--jobs", type=count, metavar="N", help="processes (default: one for each core)")
    parser.add_argument(
        "--fatal", choices=("errors", "warnings"), default="errors", help="what fails (default: errors)"
    )
    # No options: the preview's watcher alone knows which files can have changed, and it alone shows what is not
    # published yet.
    parser.set_defaults(only=None, unpublished=False)


def add_serve(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest serve`."""
    about = """\
Seeds are imported and the site is built, and both again whenever seeds, content, theme or settings change, or a
story is due that comes or goes.

example: digest serve --port 8080"""
    parser = command(commands, ("serve", runs), "build the site and serve it on this machine", about)
    parser.add_argument("--port", type=int, help="the port to listen on (default: 8000, or the next that is free)")
    parser.add_argument("--bind", default="127.0.0.1", metavar="ADDRESS", help="the address (default: 127.0.0.1)")
    add_now(parser)


def add_check(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest check`."""
    about = """\
Story files that break their schema, codes that stand twice, links that lead nowhere, a search index that was
made of other stories: each with its remedy.

example: digest check --json"""
    parser = command(commands, ("check", runs), "check the story files and the built site", about)
    parser.add_argument("--settings", type=Path, metavar="FILE", help="Pelican's settings (default: pelicanconf.py)")
    parser.add_argument("--json", action="store_true", help="print the problems as JSON")


def add_mail(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest mail`."""
    about = """\
The site is built, and an edition is written as a mail that your program for mails opens and sends: plain text, and the
same as HTML. Its links need SITEURL.

examples: digest mail --settings publishconf.py
          digest mail 2024-03-05 --settings publishconf.py -o tuesday.eml"""
    parser = command(commands, ("mail", runs), "write an edition as an e-mail", about)
    parser.add_argument(
        "edition",
        nargs="?",
        metavar="EDITION",
        help="a day or week, as 2024-03-05 or 2024-W10 (default: the newest day)",
    )
    parser.add_argument("--settings", type=Path, metavar="FILE", help="Pelican's settings (default: pelicanconf.py)")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", default=Path(), help="a file, or a folder (default: this folder)"
    )
    add_now(parser)


def add_publish(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest publish`."""
    about = """\
The site is built and checked, then compared with what was published to the target, and what differs is sent: what is
new first, feeds at the end, removals last. Targets stand in DIGEST_TARGETS. A publish that was cut short is completed
by the next.

examples: digest publish web --dry-run
          digest publish pages"""
    parser = command(commands, ("publish", runs), "build, check and publish the site", about)
    parser.add_argument("target", metavar="TARGET", help="the name of a target, as DIGEST_TARGETS has it")
    parser.add_argument("--dry-run", action="store_true", help="send nothing, and name what would be sent or removed")
    told = "Pelican's settings (default: publishconf.py, else pelicanconf.py)"
    parser.add_argument("--settings", type=Path, metavar="FILE", help=told)
    told = "remove so many files at most (default: 10 of 100, but 50 always)"
    parser.add_argument("--max-deletes", type=count_from_zero, metavar="N", help=told)
    told = "take all files at the target for published by us, so that those that the site has not go"
    parser.add_argument("--adopt", action="store_true", help=told)
    parser.add_argument("--drafts", action="store_true", help="publish the pages of drafts, too")
    parser.add_argument("--skip-check", action="store_true", help="publish without `digest check`")
    add_now(parser)
    parser.add_argument("-j", "--jobs", type=count, metavar="N", help="processes (default: one for each core)")


def add_gallery(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest gallery`."""
    about = """\
Every part of the theme and every kind of page with invented examples, by your theme and in your site's language: to
be looked at while you change the look. Open index.html in the folder.

example: digest gallery -o gallery"""
    parser = command(commands, ("gallery", runs), "show the theme's parts with invented examples", about)
    parser.add_argument("--settings", type=Path, metavar="FILE", help="Pelican's settings (default: pelicanconf.py)")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DIR", default=Path("gallery"), help="where it goes (default: gallery)"
    )


def add_explain(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest explain`."""
    about = """\
The value of each field, the rule and line it came from, the candidates that lost, and whether the file was edited.

example: digest explain 846706"""
    parser = command(commands, ("explain", runs), "say where each field of a story came from", about)
    parser.add_argument("story", metavar="CODE", help="a story code, a capture's path, or a story file's path")
    parser.add_argument("--json", action="store_true", help="print the explanation as JSON")


def add_new_layout(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest new-layout`."""
    about = """\
Writes layouts/NAME.toml with what can be told from the capture, and layouts/tests/NAME/ with the capture and the story
as it is read now. Correct both, then run `digest check-layouts`. Nothing is overwritten.

example: digest new-layout seeds/harbour/page.html --url https://harbourwire.example/a"""
    parser = command(commands, ("new-layout", runs), "draft a publisher's layout file from a capture", about)
    parser.add_argument("capture", metavar="CAPTURE", help="a text or a saved page of the publisher")
    parser.add_argument("--name", help="the publisher's name (default: as the capture tells it, else its host)")
    parser.add_argument("--url", help="the address of the captured page, where you know it")


def add_check_layouts(commands: Commands[Any], runs: Mapping[str, Run]) -> None:
    """Add `digest check-layouts`."""
    about = """\
Reads every capture below layouts/tests/ and compares it with the story file in expected/ beside it.

example: digest check-layouts"""
    command(commands, ("check-layouts", runs), "check that the layouts read their test captures right", about)
