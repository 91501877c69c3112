"""What the page of a story says of itself, to browsers, to search engines, and where a link to it is shared."""

from __future__ import annotations

from .carding import Cards
from .entries import absolute
from .records import Record
from .sharing import picture_of
from .shell import Head
from .structured import story_data
from .views import ArticleFacts, Link, StoryView


def story_head(
    record: Record, story: StoryView, cards: Cards, beside: tuple[Link | None, Link | None] = (None, None)
) -> Head:
    """Return the head of a story's page; it tells nothing that the view of the story does not hold, or its record.

    Where it has no picture, its card stands for it elsewhere. `beside` lead to the newer and the older story of its
    edition.
    """
    settings, (newer, older) = cards.settings, beside
    picture = picture_of(story.body, absolute(record.url, settings)) or cards.picture(record)
    return Head(
        story.entry.headline,
        record.excerpt,
        record.lang,
        record.dir,
        linked_data=story_data(record, story, picture, settings) if settings.linked_data else "",
        article=ArticleFacts(
            published=story.entry.moment.iso,
            modified=story.modified.iso if story.modified else "",
            section=record.story.category or "",
            tags=tuple(tag.text for tag in story.tags),
        ),
        picture=picture,
        newer=newer,
        older=older,
    )
