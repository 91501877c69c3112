"""What a template is made of: its own source and that of every template it may load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Lexer
from jinja2.meta import find_referenced_templates

from .errors import TemplateProblemError
from .forms import hashed

ABSENT = "absent"


def template_marks(environment: Environment, names: Iterable[str]) -> Mapping[str, str]:
    """Return for each template a hash of all source that it can load, by its name.

    It may load what it extends, includes or imports, and so on; all templates, where such a name is computed. A name
    without a template has a mark too, which changes when there is one. Raises `TemplateProblemError`.
    """
    sources = _Sources(environment)
    return {name: hashed(f"{each} {sources.of(each).mark}" for each in _reached(sources, name)) for name in names}


@dataclass(frozen=True, slots=True)
class _Source:
    """A template's source as a hash, and the names it loads; None stands for one that is computed."""

    mark: str
    loads: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sources:
    """The templates of one environment, each read once."""

    environment: Environment
    read: dict[str, _Source] = field(default_factory=dict)

    def of(self, name: str) -> _Source:
        if name not in self.read:
            self.read[name] = _read(self.environment, name)
        return self.read[name]

    def all(self) -> list[str]:
        try:
            return self.environment.list_templates()
        except TypeError as error:
            reason = "its loader cannot list the templates, and one of them has a computed name"
            raise TemplateProblemError(str(self.environment.loader), "any page", reason) from error


def _read(environment: Environment, name: str) -> _Source:
    if environment.loader is None:
        return _Source(ABSENT)
    try:
        text, _, _ = environment.loader.get_source(environment, name)
    except TemplateNotFound:
        return _Source(ABSENT)
    except (OSError, UnicodeError) as error:
        raise TemplateProblemError(name, "any page", f"cannot be read as UTF-8: {error}") from error
    return _Source(hashed((text,)), tuple(_loads(environment, name, text)))


def _loads(environment: Environment, name: str, text: str) -> Iterator[str | None]:
    return (each and environment.join_path(each, name) for each in _referenced(_Text(text, environment)))


@dataclass(frozen=True, slots=True)
class _Text:
    """A template's source; two are alike where their syntax is, too, of which Jinja has one lexer for each."""

    text: str
    environment: Environment = field(compare=False)
    lexer: Lexer = field(init=False)
    extensions: tuple[type[Extension], ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lexer", self.environment.lexer)
        object.__setattr__(self, "extensions", tuple(map(type, self.environment.iter_extensions())))


# A server builds many times, and of many templates one changes.
@lru_cache(500)
def _referenced(source: _Text) -> tuple[str | None, ...]:
    """Return the names that a template loads, as they are written."""
    try:
        return tuple(find_referenced_templates(source.environment.parse(source.text)))
    except TemplateSyntaxError:
        # Whoever renders it says what is wrong; until then it may become anything.
        return (None,)


def _reached(sources: _Sources, name: str) -> list[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            loads = sources.of(each).loads
            waiting += [load for load in loads if load]
            waiting += sources.all() if None in loads else ()
    return sorted(found)
