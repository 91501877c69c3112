"""The pictures that a body shows."""

from __future__ import annotations


def images_of(body: str) -> dict[str, str]:
    """Return the addresses of the images of a body, as they are rendered, each with its words, "" for none."""
    if "![" not in body:
        return {}
    from .parser import PARSER  # noqa: PLC0415 - seldom needed

    inline = (child for token in PARSER.parse(body) for child in token.children or ())
    return {str(child.attrs.get("src", "")): child.content.strip() for child in inline if child.type == "image"}
