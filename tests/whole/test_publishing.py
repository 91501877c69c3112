"""The built site reaches a git branch, in a real repository with a real remote."""

from __future__ import annotations

import subprocess
from pathlib import Path

from newsroom import Newsroom

IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "An Editor"), ("EMAIL", "editor@digest.example"))
}
CAPTURE = """\
Ferries Return to the Northern Islands
Published: 2024-03-05 14:06
Story Code : 846706

The first ferry since the storm left the harbour on Tuesday morning with forty people on board.
Source : Harbour Wire
"""


def git(folder: Path, *arguments: str) -> str:
    """Run git and return what it printed."""
    return subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True).stdout


def test_the_site_is_pushed_to_a_branch(room: Newsroom, tmp_path: Path) -> None:
    """The branch holds the production build and nothing of the project, and the project's own branch stays."""
    room.seed("harbour/one.txt", CAPTURE)
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "-q", "--bare", str(remote))
    git(room.root, "init", "-q", "-b", "main")
    git(room.root, "remote", "add", "origin", str(remote))
    room.must("digest", "import", "-q")
    room.must("invoke", "gh-pages", env=IDENTITY)
    names = git(remote, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert {"index.html", "rss.xml", ".nojekyll", "stories/846706/index.html"} <= set(names)
    assert not {"pelicanconf.py", "seeds", "content"} & {name.partition("/")[0] for name in names}
    assert "https://digest.example/stories/846706/" in git(remote, "show", "gh-pages:sitemap.xml")
    assert git(remote, "branch", "--format=%(refname:short)").split() == ["gh-pages"]
