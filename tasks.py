"""Tasks for Invoke: those of pelican-quickstart with the same meaning, and the digest's own."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.main import program
from invoke.tasks import task

HERE = Path(__file__).resolve().parent
# The programs of the environment that runs this, also where its bin folder is not on PATH.
BIN = Path(sys.executable).parent

SETTINGS = "pelicanconf.py"
PUBLISH_SETTINGS = "publishconf.py"
OUTPUT = HERE / "output"
PORT = 8000
# What DIGEST_TARGETS calls the places to which `publish` and `gh-pages` send the site.
WEB, PAGES = "web", "pages"

# Where the words of the interface stand in English, and their translations.
SAID = ("plugins/news_digest/site", "theme/templates")
TRANSLATIONS = "theme/translations"
# Lines as long as their messages, and files without line numbers: a change shows as what it is.
PO = ("--no-wrap",)
EXTRACT = ("-F", "pyproject.toml", "-k", "say", "-k", "counted:1,2", "--add-location", "file", "--sort-by-file", *PO)
UPDATE = ("--no-fuzzy-matching", "--ignore-obsolete", "true", "--ignore-pot-creation-date", "true", *PO)


def run(c: Context, command: str, *arguments: str) -> None:
    """Run a program of the environment in the project's folder, with what follows `--` on Invoke's command line."""
    more = shlex.split(program.core.remainder)
    with c.cd(str(HERE)):
        c.run(shlex.join([str(BIN / command), *arguments, *more]), pty=sys.stdout.isatty())


@task
def clean(c: Context) -> None:  # noqa: ARG001 - Invoke hands it to every task
    """Remove generated files."""
    if OUTPUT.is_dir():
        shutil.rmtree(OUTPUT)
        OUTPUT.mkdir()


@task
def build(c: Context) -> None:
    """Build local version of site."""
    run(c, "pelican", "-s", SETTINGS)


@task
def rebuild(c: Context) -> None:
    """Build with the delete switch: the output folder is emptied before."""
    run(c, "pelican", "-d", "-s", SETTINGS)


@task
def regenerate(c: Context) -> None:
    """Automatically regenerate site upon file modification."""
    run(c, "pelican", "-r", "-s", SETTINGS)


@task
def serve(c: Context) -> None:
    """Serve the built site at http://localhost:8000/."""
    run(c, "pelican", "-l", "-p", str(PORT), "-s", SETTINGS)


@task
def reserve(c: Context) -> None:
    """Build, then serve."""
    build(c)
    serve(c)


@task
def preview(c: Context) -> None:
    """Build production version of site."""
    run(c, "pelican", "-s", PUBLISH_SETTINGS)


@task
def livereload(c: Context) -> None:
    """Reload the browser's tab upon file modification."""
    run(c, "digest", "serve")


@task(help={"to": f"the name of a target in DIGEST_TARGETS; without it {WEB}"})
def publish(c: Context, to: str = WEB) -> None:
    """Build production version of site and send what differs to a target."""
    run(c, "digest", "publish", to, "--settings", PUBLISH_SETTINGS)


@task
def gh_pages(c: Context) -> None:
    """Publish to GitHub Pages."""
    publish(c, to=PAGES)


@task(name="import")
def import_(c: Context) -> None:
    """Import new and changed seeds."""
    run(c, "digest", "import")


@task
def check(c: Context) -> None:
    """Check the story files and the built site."""
    run(c, "digest", "check")


@task
def test(c: Context) -> None:
    """Check format, style and types, and run every test, on all cores."""
    with c.cd(str(HERE)):
        for command in ("ruff format --check", "ruff check", "mypy"):
            c.run(f"{shlex.quote(str(BIN))}/{command}", pty=sys.stdout.isatty())
    run(c, "pytest", "--numprocesses=auto", "--maxprocesses=8", "--dist=worksteal")


@task(help={"edition": "a day or a week, as 2024-03-05 or 2024-W10; without it the newest day"})
def mail(c: Context, edition: str = "") -> None:
    """Write an edition as an e-mail, with the settings for publishing."""
    run(c, "digest", "mail", *([edition] if edition else []), "--settings", PUBLISH_SETTINGS)


@task
def bench(c: Context) -> None:
    """Measure builds beside those of Hugo, Pelican and Eleventy; `invoke bench -- --help` shows what can be chosen."""
    run(c, "python", "bench/speed.py")


@task(help={"language": "one to begin a translation for, as sv or pt_BR", "folder": "where the translations are"})
def messages(c: Context, language: str = "", folder: str = TRANSLATIONS) -> None:
    """Bring the translations up to date with the words of templates and code, or begin one for another language."""
    with TemporaryDirectory() as aside:
        template = str(Path(aside) / "messages.pot")
        run(c, "pybabel", "-q", "extract", *EXTRACT, "--project", "pelican-news-digest", "-o", template, *SAID)
        if language:
            run(c, "pybabel", "-q", "init", "-i", template, "-d", folder, "-l", language, *PO)
        else:
            run(c, "pybabel", "-q", "update", "-i", template, "-d", folder, *UPDATE)


@task
def ping(c: Context) -> None:  # noqa: ARG001 - Invoke hands it to every task
    """Tell the hub of DIGEST_HUB that the published feeds have news; feeds of tags and sources name no hub."""
    sys.path.insert(0, str(HERE / "plugins"))
    from news_digest.publish.ping import ping as told  # noqa: PLC0415 - the only task that needs it
    from news_digest.site.defaults import load_site  # noqa: PLC0415
    from news_digest.site.feeds import hub_feeds  # noqa: PLC0415

    _, site = load_site(HERE / PUBLISH_SETTINGS)
    if not site.hub:
        raise Exit("ping: set DIGEST_HUB, for example to https://hub.example/")
    if problems := list(told(site.hub, hub_feeds(site, OUTPUT))):
        raise Exit("\n".join(problems))


@task
def icons(c: Context) -> None:
    """Make the theme's icons in PNG from its icon.svg; needs Debian's chromium."""
    run(c, "python", "docs/icons.py")


@task(help={"every": "a folder for pictures of a page of each kind, at each size, light and dark"})
def screenshots(c: Context, every: str = "") -> None:
    """Photograph the built site for the README; needs Debian's chromium, chromium-driver and fonts-noto."""
    run(c, "python", "docs/screenshots.py", str(OUTPUT), *(["--every", every] if every else []))
