"""Jinja as the press runs it: the language is the same, but less is done for each value that is printed."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any

from jinja2 import BytecodeCache, Environment, StrictUndefined, Template
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.nodes import Expr
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from .parts import FILTERS, GLOBALS, Remembered


def printing_environment(environment: Environment, compiled: BytecodeCache | None = None) -> Environment:
    """Return an environment with the loaders, filters and globals of `environment`, our own, and our strictness.

    `compiled` has templates as they were compiled before.
    """
    # A build reads each template once: a change of it calls for another build.
    own = environment.overlay(
        autoescape=True, undefined=StrictUndefined, auto_reload=False, cache_size=-1, bytecode_cache=compiled
    )
    own.filters, own.globals = {**own.filters, **FILTERS}, {**own.globals, **GLOBALS}
    own.code_generator_class, own.context_class, own.template_class = _Code, _Context, _Template
    own.extend(printed=printed)
    return own


def printed(value: object) -> str:
    """Return the value escaped as `markupsafe.escape` does, but not marked: it goes into one text with all others."""
    if type(value) is not str:
        return value if type(value) is Markup else escape(value)
    text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&#34;").replace("'", "&#39;")


class _Code(CodeGenerator):
    """Compiles templates so that `printed` escapes what they print."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("printed = environment.printed")

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("printed(")


class _Context(Context):
    """Calls macros at once; all else may want the context, as Jinja finds out."""

    def call(self, called: Callable[..., object], /, *args: object, **kwargs: object) -> object:
        if type(called) is not Macro and type(called) is not Remembered:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called(*args, **kwargs)


class _Template(Template):
    """Takes what it imports as it was made first: the globals are the same in all templates of an environment."""

    @classmethod
    def _from_namespace(
        cls, environment: Environment, namespace: MutableMapping[str, Any], names: MutableMapping[str, Any]
    ) -> Template:
        # Jinja's own map of globals is slow to go through, which it does for each page.
        return super()._from_namespace(environment, namespace, dict(names))

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return self._module or super()._get_default_module(ctx)
