"""A page's text from its template: autoescaped, and an undefined name is an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import BytecodeCache, Environment, Template, TemplateError, TemplateNotFound

from .environment import UNTRANSLATED, printing_environment
from .errors import TemplateProblemError
from .page import Page


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders pages in one environment; `extensions` are tried in order after a template's name."""

    environment: Environment
    extensions: Sequence[str] = (".html",)

    @classmethod
    def within(
        cls,
        environment: Environment,
        extensions: Sequence[str] = (".html",),
        compiled: BytecodeCache | None = None,
        spoken: Mapping[str, Callable[..., str]] = UNTRANSLATED,
    ) -> Renderer:
        """Return a renderer with the loaders, filters and globals of `environment`, and our own strictness.

        `compiled` has templates as they were compiled before, `spoken` what they call for words.
        """
        return cls(printing_environment(environment, compiled, spoken), tuple(extensions))

    def render(self, page: Page) -> str:
        """Return the page's text; raises `TemplateProblemError`."""
        try:
            return self._template(page).render(page.inputs)
        except TemplateError as error:
            where = getattr(error, "name", None) or page.template
            line = getattr(error, "lineno", None)
            raise TemplateProblemError(
                f"{where}:{line}" if line else where, page.origin, error.message or str(error)
            ) from error

    def _template(self, page: Page) -> Template:
        for extension in self.extensions:
            try:
                return self.environment.get_template(page.template + extension)
            except TemplateNotFound as error:
                # A template that is there but includes one that is not would raise later, while rendering.
                if error.name != page.template + extension:
                    raise
        raise TemplateProblemError(page.template, page.origin, "there is no such template")
