"""Pelican's settings from their file, as Pelican itself reads them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from traceback import extract_tb
from typing import Any

from ..errors import SettingsError

# What the code of a settings file can fail with; Pelican itself raises ValueError for a folder that is not there.
FAULTS = (ValueError, SyntaxError, NameError, ImportError, AttributeError, TypeError, LookupError, ArithmeticError)


def load_settings(path: Path, override: Mapping[str, object] | None = None) -> dict[str, Any]:
    """Return Pelican's settings from their file; raises `SettingsError` with the line where the file itself fails."""
    from pelican.settings import read_settings  # noqa: PLC0415 - a build with nothing to do needs no Pelican

    try:
        settings: dict[str, Any] = read_settings(str(path.absolute()), override=dict(override or {}))
    except OSError as error:
        remedy = "run this in the digest's folder, or name the file with --settings"
        raise SettingsError(str(path), error.strerror or str(error), remedy) from error
    except FAULTS as error:
        raise SettingsError(
            f"{path}:{_line_of(path, error)}", f"{type(error).__name__}: {error}", "correct it"
        ) from error
    return settings


def _line_of(path: Path, error: Exception) -> int:
    if isinstance(error, SyntaxError) and error.lineno:
        return error.lineno
    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == str(path.absolute())]
    return (lines[-1:] or [1])[0] or 1
