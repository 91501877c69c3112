"""Jinja as the press runs it: the language is the same, but less is done for each value that is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from gettext import NullTranslations
from types import MappingProxyType
from typing import Any

from jinja2 import BytecodeCache, Environment, StrictUndefined, Template
from jinja2.runtime import Context

from .compiling import DirectMacro, compiled_by_press
from .parts import FILTERS, GLOBALS, Remembered

_NOBODY = NullTranslations()
UNTRANSLATED: Mapping[str, Callable[..., str]] = MappingProxyType(
    {
        "_": _NOBODY.gettext,
        "gettext": _NOBODY.gettext,
        "ngettext": _NOBODY.ngettext,
        "pgettext": _NOBODY.pgettext,
        "npgettext": _NOBODY.npgettext,
        "numeral": str,
    }
)
"""What templates call for words, by the names of Jinja's extension for gettext: here they stay as they are written."""


def printing_environment(
    environment: Environment,
    compiled: BytecodeCache | None = None,
    spoken: Mapping[str, Callable[..., str]] = UNTRANSLATED,
) -> Environment:
    """Return an environment with the loaders, filters and globals of `environment`, our own, and our strictness.

    `compiled` has templates as they were compiled before. What is `spoken` is text, which is escaped like any other.
    """
    # A build reads each template once: a change of it calls for another build.
    own = environment.overlay(
        autoescape=True, undefined=StrictUndefined, auto_reload=False, cache_size=-1, bytecode_cache=compiled
    )
    own.filters, own.globals = {**own.filters, **FILTERS}, {**own.globals, **GLOBALS, **spoken}
    own.context_class, own.template_class = _Context, _Template
    compiled_by_press(own)
    return own


class _Context(Context):
    """Calls macros at once; all else may want the context, as Jinja finds out."""

    def call(self, called: Callable[..., object], /, *args: object, **kwargs: object) -> object:
        if type(called) is not DirectMacro and type(called) is not Remembered:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called(*args, **kwargs)


class _Template(Template):
    """Keeps its globals as one mapping, which are the same in all templates of an environment."""

    @classmethod
    def _from_namespace(
        cls, environment: Environment, namespace: MutableMapping[str, Any], names: MutableMapping[str, Any]
    ) -> Template:
        # Jinja's own map of globals is slow to go through, which it does for each page.
        return super()._from_namespace(environment, namespace, dict(names))
