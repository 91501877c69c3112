"""The plugin's hooks on Pelican's signals: one table of module-level functions."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from pelican import Pelican
from pelican.contents import Article, Content
from pelican.plugins import signals
from pelican.readers import Readers, RstReader

from .pelican_class import DigestPelican
from .settings import project_from
from .telling import tell

logger = logging.getLogger(__name__)


def import_new_seeds(pelican: Pelican) -> None:
    """Bring new and changed seeds in before Pelican reads content; what is spiked counts at the end of the run."""
    if not pelican.settings.get("DIGEST_IMPORT", True):
        return
    from ..desk.importing import import_seeds  # noqa: PLC0415 - a build that imports nothing does not load the parser

    report = import_seeds(project_from(pelican.settings), tell=tell)
    for item in report.spiked:
        reason = f"{item.seed}: {item.reason}" + (f" ({item.remedy})" if item.remedy else "")
        if isinstance(pelican, DigestPelican):
            pelican.refusals.add(reason)
        logger.error("%s", reason)


def use_story_reader(readers: Readers) -> None:
    """Read Markdown files with our reader, and let Docutils be silent about the site's language."""
    from .reader import EXTENSIONS, EnglishRst, StoryReader  # noqa: PLC0415 - a build with nothing to do reads nothing

    readers.reader_classes.update(dict.fromkeys(EXTENSIONS, StoryReader))
    if readers.reader_classes.get("rst") is RstReader:
        readers.reader_classes["rst"] = EnglishRst


def give_code_path(content: Content) -> None:
    """Give an article of another reader the part of its address that ours has from the story file."""
    if isinstance(content, Article) and "code_path" not in content.metadata:
        from ..desk.codes import path_of  # noqa: PLC0415 - as above

        code = getattr(content, "story_code", None) or getattr(content, "slug", "untitled")
        content.metadata["code_path"] = path_of(str(code))


HOOKS: tuple[tuple[Any, Callable[[Any], None]], ...] = (
    # Sent when a run begins, not when Pelican starts: `pelican --listen` builds nothing, `--autoreload` builds often.
    (signals.get_generators, import_new_seeds),
    (signals.readers_init, use_story_reader),
    (signals.content_object_init, give_code_path),
)


def connect() -> None:
    """Connect every hook; connecting twice does no harm."""
    for signal, hook in HOOKS:
        signal.connect(hook)
