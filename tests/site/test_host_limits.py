"""What is more than a host reads is told when the site is built, for hosts do not tell of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_digest import SmallDigest

from news_digest.site.host_limits import limit_notes

OWN = """\
DIGEST_HOST_FILES = ["cloudflare"]
STATIC_PATHS = ["images", "host"]
EXTRA_PATH_METADATA = {"host/_redirects": {"path": "_redirects"}, "host/_headers": {"path": "_headers"}}
"""


def fixed(count: int) -> str:
    """Return so many lines that each lead from one address."""
    return "".join(f"/old/{number}/ /stories/{number}/ 301\n" for number in range(count))


@pytest.mark.parametrize(
    ("host", "name", "text", "told"),
    [
        ("cloudflare", "_redirects", fixed(2000), []),
        ("cloudflare", "_redirects", fixed(2001), ["_redirects: 2001 lines; Cloudflare Pages reads 2000 (the pages"]),
        ("cloudflare", "_redirects", fixed(2000) + "/a/* /b/:splat\n" * 100, []),
        ("cloudflare", "_redirects", "/a/* /b/\n" * 101, ["_redirects: 101 lines from the first with *"]),
        # Those behind the first with a sign count as such, and a port is no name.
        ("cloudflare", "_redirects", "/a/:b /b/\n" + fixed(100), ["_redirects: 101 lines from the first with *"]),
        ("cloudflare", "_redirects", "https://a.example:8000/ /b/\n" + fixed(1999), []),
        ("cloudflare", "_redirects", "# a\n\n" + "/" + "a" * 1000 + " /b/", ["_redirects: a line of 1005 characters"]),
        ("cloudflare", "_headers", "/*\n  X-A: 1\n" * 100, []),
        ("cloudflare", "_headers", "/*\n  X-A: 1\n" * 101, ["_headers: 101 rules; Cloudflare Pages reads 100"]),
        ("cloudflare", "_headers", "/*\n  X-A: " + "1" * 2000, ["_headers: a line of 2005 characters"]),
        ("netlify", "_redirects", fixed(10_000), []),
        ("netlify", "_redirects", fixed(10_001), ["_redirects: 10001 lines; Netlify may refuse more than 10000"]),
        ("github", "_redirects", fixed(10_001), []),
    ],
)
def test_what_is_more_than_a_host_reads_is_told(host: str, name: str, text: str, told: list[str]) -> None:
    """With what to do."""
    found = [note for _, note in limit_notes({name: text}, (host,))]
    assert [note[: len(start)] for note, start in zip(found, told, strict=True)] == told


def test_a_build_tells_it_each_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of ours and of the user's own; where the site does not go there nothing is said."""
    digest = SmallDigest.at(tmp_path / "digest", more=OWN)
    digest.file("host/_redirects", "/a/* /b/\n" * 100)
    digest.file("host/_headers", "/*\n  X-A: 1\n" * 101)
    digest.story("1", more="formerly: [old-1]\n")
    for _ in range(2):
        assert digest.build(fatal="errors") == 0
        said = capsys.readouterr().err
        assert "_redirects: 101 lines from the first with *" in said
        assert "_headers: 101 rules" in said
    conf = digest.root / "pelicanconf.py"
    conf.write_text(conf.read_text("utf-8") + "DIGEST_HOST_FILES = []\n", "utf-8")
    assert digest.build() == 0
    assert "Cloudflare" not in capsys.readouterr().err


def test_another_theme_is_told_it_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It has the same files."""
    digest = SmallDigest.at(tmp_path / "digest", theme="simple", more=OWN)
    digest.file("host/_redirects", fixed(2001))
    digest.story("1")
    assert digest.build(fatal="errors") == 0
    assert "_redirects: 2001 lines" in capsys.readouterr().err
