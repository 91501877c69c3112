"""A story as the file that each peer reads."""

from __future__ import annotations

from news_digest.story import Story


def pelican_text(story: Story) -> str:
    """Return a story as stock Pelican's Markdown reader takes it."""
    pairs = (
        ("Title", story.headline),
        ("Date", f"{story.date:%Y-%m-%d %H:%M}"),
        ("Slug", story.story_code),
        ("Category", _source(story)),
        ("Tags", ", ".join(story.tags)),
        ("Summary", story.deck),
        ("Related_codes", " ".join(_related(story))),
    )
    head = "\n".join(f"{key}: {value}" for key, value in pairs if value)
    return f"{head}\n\n{_body(story)}\n"


def hugo_text(story: Story) -> str:
    """Return a story as a page of Hugo; tags, sources and days are its taxonomies."""
    lines = (
        f"date: {story.date:%Y-%m-%dT%H:%M:00Z}",
        f"slug: {_quoted(story.story_code)}",
        f"summary: {_quoted(story.deck)}",
        f"tag: {_listed(story.tags)}",
        f"source: {_listed((_source(story),))}",
        f"day: {_listed((f'{story.date:%Y-%m-%d}',))}",
        f"related: {_listed(_related(story))}",
    )
    return _with_front_matter(story, lines)


def eleventy_text(story: Story) -> str:
    """Return a story for Eleventy; `topics`, because it would build one collection for each of its `tags`."""
    lines = (
        f"date: {story.date:%Y-%m-%dT%H:%M:00Z}",
        f"code: {story.story_code}",
        f"summary: {_quoted(story.deck)}",
        f"topics: {_listed(story.tags)}",
        f"source: {_quoted(_source(story))}",
        f"day: {_quoted(f'{story.date:%Y-%m-%d}')}",
        f"related: [{', '.join(_related(story))}]",
    )
    return _with_front_matter(story, lines)


def _with_front_matter(story: Story, lines: tuple[str, ...]) -> str:
    return "\n".join(("---", f"title: {_quoted(story.headline)}", *lines, "---", "", _body(story), ""))


def _body(story: Story) -> str:
    # The peers' story pages are at /story/.
    return story.body.replace("(/stories/", "(/story/")


def _source(story: Story) -> str:
    return story.source.name if story.source else ""


def _related(story: Story) -> tuple[str, ...]:
    return tuple(related.story_code or "" for related in story.related)


def _quoted(text: str | None) -> str:
    return f'"{text}"'


def _listed(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"
