"""How templates are compiled: as Jinja does it, with less between a page and what it prints, calls and imports.

The language stays Jinja's, and so does what is printed. `Environment.code_generator_class` is its own door for this
(https://jinja.palletsprojects.com/en/stable/api/#jinja2.Environment.code_generator_class).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from jinja2 import Environment
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.nodes import Call, Const, Expr, FromImport, Import, Name
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from .parts import Remembered

try:
    # What `escape` calls itself, in C, since MarkupSafe 3.0; it has no public name.
    from markupsafe import _escape_inner as escaped  # type: ignore[attr-defined]
except ImportError:

    def escaped(text: str, /) -> str:
        """Return a text escaped for HTML."""
        return str(escape(text))


marked: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Marks a text as HTML; `Markup` itself would first ask what else it may be."""


def printed(value: object) -> str:
    """Return the value escaped as `markupsafe.escape` does, but not marked: it goes into one text with all others."""
    if type(value) is str:
        return escaped(value)
    return value if type(value) is Markup else escape(value)


class DirectMacro(Macro):
    """A macro whose function does all by itself where arguments come by their places alone."""


def direct(macro: Macro) -> Macro:
    """Return a macro that gives HTML, and takes nothing but its arguments, as one that is called without ceremony."""
    macro.__class__ = DirectMacro
    # What is not given takes its default, which the compiled function sees to.
    macro._func.__defaults__ = (missing,) * len(macro.arguments)  # noqa: SLF001 - made by def
    return macro


class Modules(dict[tuple[str, str], TemplateModule]):
    """What templates export, by their name and that of the template that imports them; each is looked for once."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def __missing__(self, key: tuple[str, str]) -> TemplateModule:
        """Take the template as it was made first: the globals are the same in all templates of an environment."""
        module = self._environment.get_template(*key)._get_default_module()  # noqa: SLF001 - as compiled templates do
        self[key] = module
        return module


_NAMES = ("printed", "direct", "DirectMacro", "Remembered", "partial", "marked", "modules")


def compiled_by_press(environment: Environment) -> None:
    """Let the environment compile its templates, of which none may be loaded yet, as told above."""
    environment.code_generator_class = PressCode
    environment.extend(press=(printed, direct, DirectMacro, Remembered, partial, marked, Modules(environment)))


class PressCode(CodeGenerator):
    """Compiles templates for an environment that has, as `press`, what goes by these names in them."""

    def write_commons(self) -> None:
        """Write what each function of a template begins with."""
        super().write_commons()
        self.writeline(f"{', '.join(_NAMES)} = environment.press")

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("printed(")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:  # noqa: FBT001, FBT002 - Jinja's
        """Return what was printed, as HTML where it was escaped, be it a macro that else has it marked by `Macro`."""
        if _escapes(frame):
            self.writeline(f"return marked(concat({frame.buffer}))")
        else:
            super().return_buffer_contents(frame, force_unescaped)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write how a macro is made of its function."""
        takes_more = macro_ref.accesses_kwargs or macro_ref.accesses_varargs or macro_ref.accesses_caller
        own = _escapes(frame) and self._is_plain and not takes_more
        self.write("direct(" if own else "(")
        super().macro_def(macro_ref, frame)
        self.write(")")

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - Jinja's
        """Write a call; that of a macro, all whose arguments have their places, goes to its function at once."""
        by_place = not (forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs)
        if not (by_place and isinstance(node.node, Name) and self._is_plain):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        name = frame.symbols.ref(node.node.name)
        self.write(f"({name}._func if type({name}) is DirectMacro else {name} if type({name}) is Remembered else ")
        self.write("partial(context.call, ")
        self.visit(node.node, frame)
        self.write(", _loop_vars=_loop_vars" if frame.loop_frame else "")
        self.write(", _block_vars=_block_vars" if frame.block_frame else "")
        self.write("))(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _import_common(self, node: Import | FromImport, frame: Frame) -> None:
        if node.with_context or not isinstance(node.template, Const) or not self._is_plain:
            super()._import_common(node, frame)
        else:
            self.write(f"modules[{(node.template.value, self.name)!r}]")

    @property
    def _is_plain(self) -> bool:
        return not self.environment.is_async and not self.environment.sandboxed


def _escapes(frame: Frame) -> bool:
    return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile
