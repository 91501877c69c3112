"""A mark of any value that is the same in every process: of what pickle would keep of it, and of the code behind it."""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from pickle import PicklingError
from types import CodeType, FunctionType, MappingProxyType, ModuleType
from typing import Any

from .modules import Namespace, is_own, name_of, namespace_of, reached, source_of, version_of

# Values whose printed form is all of them.
PLAIN = frozenset(
    {str, int, float, complex, bool, bytes, bytearray, range, type(None), type(...), type(NotImplemented)}
)
# What an object answers that cannot be taken apart, or that has no end.
REFUSALS = (TypeError, ValueError, AttributeError, NotImplementedError, PicklingError, RecursionError)
PROTOCOL = 4
LENGTH = 16


class NoFormError(Exception):
    """A value that is not known again in another process; the message is its kind."""


class Forms:
    """Makes the marks of values; a ring of values is gone round once."""

    def __init__(self) -> None:
        self._open: dict[int, int] = {}
        self._modules: dict[int, str] = {}

    def mark(self, value: object) -> str:
        """Return a short text that is equal for equal values; raises `NoFormError`."""
        if type(value) in PLAIN:
            return hashed((type(value).__name__, repr(value)))
        if id(value) in self._open:
            return hashed(("above", str(self._open[id(value)])))
        self._open[id(value)] = len(self._open)
        try:
            return hashed(self._parts(value))
        except REFUSALS as error:
            raise NoFormError(type(value).__qualname__) from error
        finally:
            del self._open[id(value)]

    def _parts(self, value: object) -> Iterator[str]:
        if isinstance(value, type):
            return _of_class(self, value)
        return KINDS.get(type(value), _of_object)(self, value)

    def of_module(self, names: Namespace) -> str:
        """Return the mark of a module: its version and source, and those of the digest's own modules it reaches."""
        if id(names) not in self._modules:
            used = reached(names)
            self._modules[id(names)] = hashed(f"{name_of(m)} {version_of(m)} {source_of(m)}" for m in used)
        return self._modules[id(names)]


def hashed(parts: Iterable[str]) -> str:
    """Return a hash of the parts, each told from the next."""
    digest = blake2b(digest_size=LENGTH)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:%b" % (len(data), data))
    return digest.hexdigest()


def _of_sequence(forms: Forms, value: list[object] | tuple[object, ...]) -> Iterator[str]:
    yield type(value).__name__
    yield from map(forms.mark, value)


def _of_set(forms: Forms, value: set[object] | frozenset[object]) -> Iterator[str]:
    yield type(value).__name__
    yield from sorted(map(forms.mark, value))


def _of_mapping(forms: Forms, value: Mapping[object, object]) -> Iterator[str]:
    yield "mapping"
    yield from sorted(forms.mark(key) + forms.mark(each) for key, each in value.items())


def _of_module(forms: Forms, value: ModuleType) -> Iterator[str]:
    yield "module"
    yield forms.of_module(vars(value))


def _of_function(forms: Forms, value: FunctionType) -> Iterator[str]:
    yield f"function {value.__module__} {value.__qualname__}"
    yield forms.of_module(value.__globals__)
    yield forms.mark(value.__code__)
    # What it was made with: a function within a function carries the values around it.
    cells = (cell.cell_contents for cell in value.__closure__ or ())
    yield from map(forms.mark, (value.__defaults__, value.__kwdefaults__, vars(value), *cells))
    if is_own(value.__globals__):
        yield from _of_globals(forms, value)


def _of_globals(forms: Forms, function: FunctionType) -> Iterator[str]:
    # A plain value may come from elsewhere than the source: from the environment, from another file.
    for name in function.__code__.co_names:
        if type(function.__globals__.get(name, function)) in PLAIN:
            yield f"{name} {forms.mark(function.__globals__[name])}"


def _of_code(forms: Forms, value: CodeType) -> Iterator[str]:
    yield f"code {value.co_name} {value.co_firstlineno} {value.co_names} {value.co_varnames} {value.co_flags}"
    yield forms.mark(value.co_code)
    yield forms.mark(value.co_consts)


def _of_class(forms: Forms, value: type) -> Iterator[str]:
    yield f"class {value.__module__} {value.__qualname__}"
    yield forms.of_module(namespace_of(value))
    # A class made within a function has methods that carry the values around it.
    made = "<locals>" in value.__qualname__
    yield from (forms.mark(each) for each in vars(value).values() if made and isinstance(each, FunctionType))


def _of_object(forms: Forms, value: object) -> Iterator[str]:
    """Yield the marks of what pickle would keep, the callable that makes the object again first."""
    reduce = copyreg.dispatch_table.get(type(value))
    reduced: Any = reduce(value) if reduce else value.__reduce_ex__(PROTOCOL)
    if isinstance(reduced, str):  # a name in its module
        yield f"global {getattr(value, '__module__', '')} {reduced}"
        yield forms.of_module(namespace_of(value))
        yield forms.mark(getattr(value, "__wrapped__", None))
        return
    yield "object"
    makes, arguments, state, items, pairs = (*reduced, None, None, None)[:5]
    yield from map(forms.mark, (makes, arguments, state, items and list(items), pairs and list(pairs)))


KINDS: Mapping[type, Callable[[Forms, Any], Iterator[str]]] = {
    list: _of_sequence,
    tuple: _of_sequence,
    set: _of_set,
    frozenset: _of_set,
    dict: _of_mapping,
    MappingProxyType: _of_mapping,
    ModuleType: _of_module,
    FunctionType: _of_function,
    CodeType: _of_code,
}
