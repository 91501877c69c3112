"""As much of CBOR (RFC 8949) as Pagefind's files use: arrays, texts and whole numbers."""

from __future__ import annotations

from typing import TypeAlias

Value: TypeAlias = "int | str | list[Value]"

UINT, TEXT, ARRAY = 0, 3, 4
# From here on the five bits of a head say in how many bytes the number follows: one, two, four or eight.
_FOLLOWS, _LONGEST = 24, 27


def decoded(data: bytes) -> Value:
    """Return what is encoded; raises `ValueError` for what these files do not have."""
    value, end = _read(data, 0)
    if end != len(data):
        raise ValueError("something follows")
    return value


def encoded(value: Value) -> bytes:
    """Return a value in its shortest encoding."""
    if isinstance(value, int):
        return _head(UINT, value)
    if isinstance(value, str):
        text = value.encode("utf-8")
        return _head(TEXT, len(text)) + text
    return _head(ARRAY, len(value)) + b"".join(map(encoded, value))


def _read(data: bytes, at: int) -> tuple[Value, int]:
    kind, number, at = _read_head(data, at)
    if kind == UINT:
        return number, at
    if kind == TEXT:
        if at + number > len(data):
            raise ValueError("a text is cut short")
        return data[at : at + number].decode("utf-8"), at + number
    if kind != ARRAY:
        raise ValueError(f"kind {kind} is not known")
    values: list[Value] = []
    for _ in range(number):
        value, at = _read(data, at)
        values.append(value)
    return values, at


def _read_head(data: bytes, at: int) -> tuple[int, int, int]:
    if at >= len(data):
        raise ValueError("cut short")
    kind, number, at = data[at] >> 5, data[at] & 31, at + 1
    if number < _FOLLOWS:
        return kind, number, at
    if number > _LONGEST:
        raise ValueError("of no length")
    size = 1 << (number - _FOLLOWS)
    if at + size > len(data):
        raise ValueError("cut short")
    return kind, int.from_bytes(data[at : at + size], "big"), at + size


def _head(kind: int, number: int) -> bytes:
    if number < _FOLLOWS:
        return bytes([kind << 5 | number])
    power = next(power for power in range(4) if number < 1 << (8 << power))
    return bytes([kind << 5 | (_FOLLOWS + power)]) + number.to_bytes(1 << power, "big")
