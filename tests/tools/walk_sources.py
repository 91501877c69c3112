"""What else a build reads and somebody may change: pages, static files, the theme, the settings."""

from __future__ import annotations

import re

from code_map import ROOT
from walk_site import SETTINGS, TAGS, Dice, NotNowError, Site, day_of, set_times

TEMPLATES = "theme/templates/"
STYLES = "theme/static/"
# After these something may be printed: the beginning of a macro or a block.
OPENING = re.compile(r"(\{%-?\s*(?:macro|block)\b[^%]*?-?%\})")
BROKEN_TEMPLATE = b"{% if %}"
CATALOG = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "{message}"
msgstr "{word}"

msgctxt "label of a date"
msgid "{message}"
msgstr "{word} {word}"
"""

# Values of settings that other pages come from; None is Pelican's or the digest's default.
CHOICES: dict[str, tuple[object, ...]] = {
    "SITENAME": ("The Walking Digest", "Walkers & Daughters"),
    "SITESUBTITLE": (None, "On foot"),
    "AUTHOR": (None, "The Walkers"),
    "SITEURL": ("https://digest.example", "https://walk.example/daily", ""),
    "FEED_DOMAIN": ("https://digest.example", "https://feeds.example"),
    "TIMEZONE": ("Europe/Oslo", "Pacific/Honolulu"),
    "DEFAULT_LANG": (None, "fa"),
    "DIGEST_PER_PAGE": (3, 2, 5),
    "DIGEST_ARCHIVE_PER_PAGE": (7, 4),
    "DIGEST_RELATED": (None, 0, 2),
    "DIGEST_FEED_FULL_TEXT": (None, False),
    "FEED_MAX_ITEMS": (None, 4),
    "DIGEST_CARDS": (None, True),
    "DIGEST_SEARCH": (None, True),
    "DIGEST_LINKED_DATA": (None, False),
    "DIGEST_RIGHTS": (None, "excerpt", "headline"),
    "DIGEST_SOURCE_RIGHTS": (None, {"Harbour Wire": "excerpt"}, {"north-post": "headline", "Evening Bell": "full"}),
    "CORRECTIONS_SAVE_AS": (None, "errata/index.html"),
    "FEED_ALL_ATOM": (None, "feeds/all.atom.xml"),
    "TAG_FEED_RSS": (None, "tags/{slug}/feed.xml"),
    "TAG_SAVE_AS": (None, "topics/{slug}/index.html"),
    "SOURCES_SAVE_AS": (None, "papers/index.html"),
    "DAY_ARCHIVE_SAVE_AS": (None, "days/{date:%Y-%m-%d}.html"),
    "YEAR_ARCHIVE_SAVE_AS": (None, "years/{date:%Y}.html"),
    "ARTICLE_SAVE_AS": (None, "s/{code_path}.html"),
    "MENUITEMS": (None, [("Wire", "https://wire.example/")]),
    "DISPLAY_PAGES_ON_MENU": (None, False),
    "STATIC_PATHS": (None, ["images", "notes"]),
    "EXTRA_PATH_METADATA": (None, {"images/chart.txt": {"path": "chart-moved.txt"}}),
    "THEME_TEMPLATES_OVERRIDES": (None, ["overrides"]),
    "THEME_STATIC_DIR": (None, "assets"),
    "IGNORE_FILES": (None, [".*", "*.txt"]),
    "ARTICLE_EXCLUDES": (None, ["stories/2024/01"]),
    "DEFAULT_METADATA": (None, {"status": "draft"}),
    "SLUGIFY_PRESERVE_CASE": (None, True),
    "A_SETTING_OF_NOBODY": (None, 1, {"b", "a"}),
}
# Feeds and kinds of page that can be left out.
SWITCHES = (
    "FEED_ALL_RSS", "TAG_FEED_RSS", "SOURCE_FEED_RSS", "TAG_SAVE_AS", "SOURCE_SAVE_AS", "TAGS_SAVE_AS",
    "ARCHIVES_SAVE_AS", "HEADLINES_SAVE_AS", "DAY_ARCHIVE_SAVE_AS", "CORRECTIONS_SAVE_AS", "CORRECTIONS_FEED_RSS",
    "CORRECTIONS_FEED_ATOM",
)  # fmt: skip


def set_a_setting(site: Site, dice: Dice) -> str:
    """Give a setting another of its values."""
    key = dice.pick(CHOICES)
    value = dice.pick([value for value in CHOICES[key] if value != site.settings.get(key)])
    site.configure(**{key: value})
    return f"{key} = {value!r}"


def reset_a_setting(site: Site, dice: Dice) -> str:
    """Give a setting back the value that it began with."""
    key = dice.pick([key for key, value in site.settings.items() if value != SETTINGS.get(key)])
    site.configure(**{key: SETTINGS.get(key)})
    return key


def switch_a_kind_of_page(site: Site, dice: Dice) -> str:
    """Leave a kind of page or feed out, or have it back."""
    key = dice.pick(SWITCHES)
    site.configure(**{key: None if site.settings.get(key) == "" else ""})
    return f"{key} {'off' if site.settings[key] == '' else 'on'}"


def rewrite_settings(site: Site, dice: Dice) -> str:
    """Write the settings again in another order, which changes nothing."""
    site.settings = dict(sorted(site.settings.items(), reverse=dice.chance(0.5)))
    site.configure()
    return "in another order"


def change_a_template(site: Site, dice: Dice) -> str:
    """Have a template or a part print something else."""
    name = dice.pick([name for name in site.below(TEMPLATES) if OPENING.search(site.files[name].decode())])
    site.put(name, OPENING.sub(rf"\1<!--{dice.below(1000)}-->", original(name)))
    return name


def change_the_words(site: Site, dice: Dice) -> str:
    """Let the theme say something in other words."""
    name = f"{TEMPLATES}parts/words.html"
    key = dice.pick(re.findall(r'^  ("\w+": _\(")', original(name), re.MULTILINE))
    site.put(name, original(name).replace(key, f"{key}{dice.pick(TAGS)} "))
    return f"{key}..."


def change_a_catalog(site: Site, dice: Dice) -> str:
    """Say something otherwise in some language, by the theme's catalog or the digest's own, or take that away."""
    lang = dice.pick((str(site.settings.get("DEFAULT_LANG") or "en"), "de"))
    name = f"{dice.pick(('', 'theme/'))}translations/{lang}/LC_MESSAGES/messages.po"
    if name in site.files and dice.chance(0.3):
        site.drop(name)
        return f"without {name}"
    message = dice.pick(("Tags", "Published", "Edition of %(day)s", "Every correction of %(site)s.", "%(num)s story"))
    site.put(name, CATALOG.format(message=message, word=dice.pick(TAGS)))
    return f"{name}: {message}"


def comment_in_a_template(site: Site, dice: Dice) -> str:
    """Change a template so that no page changes."""
    name = dice.pick(site.below(TEMPLATES))
    site.put(name, b"{#- %d -#}\n" % dice.below(1000) + site.files[name])
    return name


def restore_a_template(site: Site, dice: Dice) -> str:
    """Bring the project's template back."""
    names = [name for name in site.below(TEMPLATES) if site.files[name] != original(name).encode()]
    name = dice.pick(names)
    site.put(name, original(name))
    return name


def break_a_template(site: Site, dice: Dice) -> str:
    """Make a mistake in a template, or mend it."""
    name = f"{TEMPLATES}{dice.pick(('base.html', 'parts/entry.html', 'article.html'))}"
    broken = site.files[name].startswith(BROKEN_TEMPLATE)
    site.put(name, original(name) if broken else BROKEN_TEMPLATE + site.files[name])
    return f"{name} {'mended' if broken else 'broken'}"


def mend_templates(site: Site, dice: Dice) -> str:
    """Take every mistake out of the templates."""
    broken = [name for name in site.below(TEMPLATES) if site.files[name].startswith(BROKEN_TEMPLATE)]
    if not broken:
        raise NotNowError
    del dice
    for name in broken:
        site.put(name, original(name))
    return ", ".join(broken)


def override_a_template(site: Site, dice: Dice) -> str:
    """Put a part into the folder that the setting THEME_TEMPLATES_OVERRIDES names, or take it away."""
    part = dice.pick(("parts/footer.html", "parts/masthead.html", "tag.html"))
    name = f"overrides/{part}"
    if name in site.files:
        site.drop(name)
        return f"without {name}"
    site.put(name, OPENING.sub(r"\1<!-- ours -->", original(f"{TEMPLATES}{part}")))
    return name


def change_a_style(site: Site, dice: Dice) -> str:
    """Change a file of the theme's assets."""
    name = dice.pick(site.below(STYLES))
    site.put(name, site.files[name] + b"\n/* %d */\n" % dice.below(1000))
    return name


def add_a_style(site: Site, dice: Dice) -> str:
    """Add a file to the theme's assets, or take it away."""
    name = STYLES + dice.pick((f"extra/{dice.below(3)}.css", "css/own.css", "js/own.js"))
    if name in site.files:
        site.drop(name)
        return f"without {name}"
    site.put(name, "/* more */")
    return name


def change_static(site: Site, dice: Dice) -> str:
    """Add, change or remove a static file."""
    name = (
        f"content/{dice.pick(('images', 'notes'))}/{dice.pick(('light.svg', 'chart.txt', 'plan.txt', 'deep/a b.txt'))}"
    )
    if name in site.files and dice.chance(0.4):
        site.drop(name)
        return f"without {name}"
    site.put(name, dice.sentence())
    return name


def touch_a_source(site: Site, dice: Dice) -> str:
    """Give any other source a new time of change."""
    name = dice.pick(site.files)
    set_times(site.root / name, 1_720_000_000_000_000_000 + dice.below(1000))
    return name


def change_a_page(site: Site, dice: Dice) -> str:
    """Add, change or remove a static page."""
    slug = dice.pick(("about", "contact", "help", "rules"))
    name = f"content/pages/{slug}.md"
    if name in site.files and dice.chance(0.3):
        site.drop(name)
        return f"without {name}"
    links = (
        "{static}/images/light.svg",
        "{attach}/images/chart.txt",
        "{filename}/pages/contact.md",
        f"{{filename}}/stories/{dice.pick(site.stories)}",
        "{tag}Ferries",
    )
    status = dice.pick(("published", "published", "hidden", "draft"), "status")
    title = f"{slug.capitalize()} {dice.below(3)}"
    head = f"title: {title}\nslug: {slug}\nstatus: {status}"
    site.put(name, f"---\n{head}\n---\n{dice.sentence()} [More]({dice.pick(links)})\n")
    return f"{name}: {title}, {status}, {dice.pick(links)}"


def say_of_an_edition(site: Site, dice: Dice) -> str:
    """Say what leads a day or a week, in which order, under which title; or take that back."""
    day = day_of(site.stories[dice.pick(site.stories)])
    year, week, _ = day.isocalendar()
    name = f"content/editions/{dice.pick((day.isoformat(), f'{year}-W{week:02}'))}.toml"
    if name in site.files and dice.chance(0.3):
        site.drop(name)
        return f"without {name}"
    here = [str(story.story_code) for story in site.stories.values() if day_of(story).isocalendar()[:2] == (year, week)]
    said = (
        f'lead = "{dice.pick(here)}"',
        f'order = ["{dice.pick(here, "first")}", "{dice.pick(here, "second")}"]',
        f'title = "{dice.sentence("title")}"',
        f'note = "{dice.sentence("note")} [More](/tags/)"',
        "lead = 7",
    )
    lines = [line for line in said if dice.chance(0.5, line)]
    site.put(name, "\n".join(lines))
    return f"{name}: {'; '.join(lines)}"


def original(name: str) -> str:
    """Return the text of a theme's file in the project."""
    return (ROOT / name).read_text("utf-8")


SOURCE_CHANGES = (
    set_a_setting, reset_a_setting, switch_a_kind_of_page, rewrite_settings, change_a_template, change_the_words,
    change_a_catalog, comment_in_a_template, restore_a_template, break_a_template, mend_templates,
    override_a_template, change_a_style, add_a_style, change_static, touch_a_source, change_a_page,
    say_of_an_edition,
)  # fmt: skip
