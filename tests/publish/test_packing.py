"""Compressed copies: deterministic, made again only where a file changed, gone with their file."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest

from news_digest.publish.errors import PublishError
from news_digest.publish.packing import packer_for
from news_digest.publish.record import mark_of

LONG = "The boats came in. " * 100


def packed(tmp_path: Path, site: dict[str, str]) -> dict[str, tuple[bytes, int]]:
    """Pack a site and return the copies with their times."""
    output = tmp_path / "output"
    output.mkdir(exist_ok=True)
    for name, text in site.items():
        (output / name).write_text(text)
    packer = packer_for("web", ("gz", "br"), tmp_path / "packed")
    names = packer.pack(output, {name: mark_of(text.encode()) for name, text in site.items()})
    made = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in packer.folder.iterdir()}
    assert sorted(names) == sorted(made)
    return made


def test_text_is_packed_where_it_is_worth_it(tmp_path: Path) -> None:
    """Short texts and pictures are not."""
    made = packed(tmp_path, {"a.html": LONG, "short.html": "short", "b.png": LONG})
    assert made.keys() == {"a.html.gz", "a.html.br"}
    assert gzip.decompress(made["a.html.gz"][0]) == brotli.decompress(made["a.html.br"][0]) == LONG.encode()
    assert made["a.html.gz"][0][4:8] == bytes(4)


def test_only_what_changed_is_packed_again(tmp_path: Path) -> None:
    """What is gone, or too short now, has no copy."""
    before = packed(tmp_path, {"a.html": LONG, "b.html": LONG, "c.html": LONG, "d.html": LONG})
    after = packed(tmp_path, {"a.html": LONG, "b.html": LONG + "More.", "d.html": "short"})
    assert after.keys() == {"a.html.gz", "a.html.br", "b.html.gz", "b.html.br"}
    assert after["a.html.br"] == before["a.html.br"]
    assert brotli.decompress(after["b.html.br"][0]).endswith(b"More.")


def test_a_form_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    """With those that are known."""
    with pytest.raises(PublishError, match="gz, br"):
        packer_for("web", ("zip",), tmp_path)
