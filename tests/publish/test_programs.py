"""What is told of a program that failed: its own words, what to do, and never a secret."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from news_digest.errors import SettingsError
from news_digest.publish.errors import PublishError
from news_digest.publish.programs import program
from news_digest.publish.secrets import hide
from news_digest.publish.targets import target_called

# Prints its arguments as programs do that cannot reach what they name.
FAILING = "import sys; sys.exit('cannot reach ' + ' '.join(sys.argv[1:]))"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("https://editor:hush-hush@git.example/x.git", "https://***@git.example/x.git"),
        ("'https://ghp_0123@git.example/x.git/'", "'https://***@git.example/x.git/'"),
        ("rsync://editor:hush@host.example/www/", "rsync://editor:***@host.example/www/"),
        ("ssh://git@host.example/x.git", "ssh://git@host.example/x.git"),
        ("editor@host.example:/srv/www/", "editor@host.example:/srv/www/"),
        (
            ":s3,access_key_id=AK,secret_access_key='a, b',region=eu:bucket",
            ":s3,access_key_id=***,secret_access_key=***,region=eu:bucket",
        ),
        ("--s3-secret-access-key=hush", "--s3-secret-access-key=***"),
        ("Authorization: Bearer hush", "Authorization: ***"),
        ("GET /news?max-keys=3", "GET /news?max-keys=3"),
        ("Host key verification failed.", "Host key verification failed."),
    ],
)
def test_a_secret_is_hidden(text: str, told: str) -> None:
    """By its place; names of hosts and users are told."""
    assert hide(text) == told


@pytest.mark.parametrize(
    "given",
    [
        ("https://editor:hush-hush@git.example/x.git", "fill in hush-hush"),
        (":webdav,url=http://host.example,pass=hush-hush:www", "obscured hush-hush"),
        ("--ftp-pass", "hush-hush"),
        ("--header", "Authorization: Basic hush-hush"),
    ],
)
def test_a_program_that_fails_tells_no_secret(given: tuple[str, ...], tmp_path: Path) -> None:
    """Also where it repeats one alone."""
    with pytest.raises(PublishError) as caught:
        program("web", sys.executable, "-c", FAILING, *given, folder=tmp_path)()
    assert "cannot reach" in str(caught.value)
    assert "hush" not in str(caught.value)


def test_a_target_that_is_wrong_tells_no_secret() -> None:
    """Whatever is wrong with it."""
    secret = "https://editor:hush@git.example/x.git"
    for targets in ({"web": secret}, [secret], {"web": {"kind": "git", "branch": "x", "remote": [secret]}}):
        with pytest.raises(SettingsError) as caught:
            target_called("web", {"DIGEST_TARGETS": targets}, "publishconf.py")
        assert "hush" not in str(caught.value)


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    """With how it is had; a folder that is not there is no missing program."""
    with pytest.raises(PublishError, match=r"web: rsinc is not installed .*apt-get install rsinc"):
        program("web", "rsinc", folder=tmp_path)()
    with pytest.raises(PublishError, match=r"no folder .*nowhere"):
        program("web", "git", folder=tmp_path / "nowhere")()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "remote: x\n ! [rejected] x -> gh-pages (fetch first)\nerror: failed\nhint: a\nhint: b\nhint: c",
            "! [rejected] x -> gh-pages (fetch first) (another publish came between: publish again)",
        ),
        ('rsync: mkstemp "/x" failed: Permission denied (13)\nrsync error: some', "let the user of the target write"),
        ("one\ntwo\nthree\nfour", "two; three; four (mend that, then publish again"),
    ],
)
def test_the_line_that_tells_is_told(words: str, told: str, tmp_path: Path) -> None:
    """With its remedy; of words that are not known the last."""
    with pytest.raises(PublishError) as caught:
        program("web", sys.executable, "-c", f"import sys; sys.exit({words!r})", folder=tmp_path)()
    assert told in str(caught.value)
