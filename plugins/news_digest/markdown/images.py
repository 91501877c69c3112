"""The pictures that a body shows."""

from __future__ import annotations


def image_addresses(body: str) -> tuple[str, ...]:
    """Return the addresses of the images of a body, as they are rendered, each once."""
    if "![" not in body:
        return ()
    from .parser import PARSER  # noqa: PLC0415 - seldom needed

    inline = (child for token in PARSER.parse(body) for child in token.children or ())
    return tuple(dict.fromkeys(str(child.attrs.get("src", "")) for child in inline if child.type == "image"))
