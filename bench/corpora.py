"""Where the stories come from: the corpus beside this file, or another one's corpus.py."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from types import ModuleType
from typing import Any

import corpus

from news_digest.story import Related, Source, Story

Corpus = Callable[[int], Story]


class CorpusError(Exception):
    """A folder that was named has no corpus that can be used."""


def load_corpus(folder: Path | None) -> Corpus:
    """Return what makes story number i: ours, or that of `folder`/corpus.py; raises `CorpusError` where it has none.

    The other corpus has a function `story(i)` whose result has index, code, title, date, source, tags, related (codes),
    summary and markdown(); links between its stories begin with /story/.
    """
    if folder is None:
        return corpus.story
    theirs = _module(folder / "corpus.py")
    return lambda index: _as_ours(theirs.story(index))


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("another_corpus", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise CorpusError(f"{path}: there is no such file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def _as_ours(theirs: Any) -> Story:  # noqa: ANN401 - a class of the other module
    return Story(
        headline=theirs.title,
        date=theirs.date.replace(tzinfo=UTC),
        story_code=str(theirs.code),
        source=Source(theirs.source),
        deck=theirs.summary,
        tags=tuple(theirs.tags),
        related=tuple(Related(story_code=str(code)) for code in theirs.related),
        lang="en",
        body=theirs.markdown().rstrip("\n").replace("(/story/", "(/stories/"),
    )
