"""The XML that the plugin writes itself: its templates, with every value escaped."""

from __future__ import annotations

from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from markupsafe import escape

from ..markdown.dates import EPOCH
from ..press.environment import printing_environment
from .moments import rfc_822, rfc_3339

TEMPLATES = Path(__file__).with_name("feed_templates")


def xml_environment(compiled: BytecodeCache | None = None) -> Environment:
    """Return the environment of the plugin's own XML templates; `compiled` has them as they were compiled before."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(rfc_822=rfc_822, rfc_3339=rfc_3339, as_html=lambda text: str(escape(text)))
    environment.globals["epoch"] = EPOCH
    return printing_environment(environment, compiled)
