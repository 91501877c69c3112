"""An edition as a mail: what stands in it, and that nothing in it is fetched or active."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from rebuilding import Rebuilder
from small_digest import SmallDigest

from news_digest.cli import main

DAY, WEEK = "2024-03-06", "2024-W10"


@pytest.fixture
def digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallDigest:
    """Return a digest with two stories on one day and one on the day before, and be in its folder."""
    digest = SmallDigest.at(tmp_path / "digest")
    digest.story("1", "Ferries <b>return</b>", "2024-03-05", "On Tuesday.", "source: Harbour Wire\n")
    digest.story("2", "שלום לנמל", DAY, "שלום.", "lang: he\nsource: Harbour Wire\n")
    digest.story("3", "A quay", f"{DAY} 14:06", "It is long.", "source: North Post\n")
    monkeypatch.chdir(digest.root)
    return digest


def mail(*arguments: str) -> EmailMessage:
    """Make a mail and return it as a program for mails reads it."""
    assert main(["mail", "-q", "-o", "a.eml", *arguments]) == 0
    found = email.message_from_bytes(Path("a.eml").read_bytes(), policy=default)
    assert isinstance(found, EmailMessage)
    return found


def text(message: EmailMessage, kind: str) -> str:
    """Return one of the two forms of a mail."""
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def page(message: EmailMessage) -> BeautifulSoup:
    """Return the form that is HTML."""
    return BeautifulSoup(text(message, "html"), "html.parser")


@pytest.mark.usefixtures("digest")
def test_the_newest_day_is_mailed_with_all_its_stories() -> None:
    """Both forms have them in the order of the page, with absolute addresses."""
    found = mail()
    assert found["Subject"] == "The Test Digest: Edition of 6 March 2024"
    assert found["Message-ID"] == f"<edition-{DAY}@digest.example>"
    assert found["Date"] == "Wed, 06 Mar 2024 14:06:00 +0100"
    assert [head.get_text() for head in page(found)("h2")] == ["A quay", "שלום לנמל"]
    plain = text(found, "plain")
    assert plain.index("* A quay") < plain.index("* שלום לנמל")
    assert "  It is long.\n  North Post · 14:06\n  https://digest.example/stories/3/\n" in plain
    assert f"https://digest.example/editions/{DAY}/" in plain
    assert found.get_content_type() == "multipart/alternative"


@pytest.mark.usefixtures("digest")
def test_each_story_has_its_language_and_direction() -> None:
    """On the element: mails have no style sheet."""
    block = page(mail()).find(lang="he")
    assert block is not None
    assert block["dir"] == "rtl"


@pytest.mark.usefixtures("digest")
def test_a_week_has_the_days_of_its_stories() -> None:
    """Newest first."""
    found = mail(WEEK)
    assert found["Subject"] == "The Test Digest: Week 10 of 2024"
    assert "Harbour Wire · 5 March 2024" in text(found, "plain")
    assert len(page(found)("h2")) == 3


def test_what_an_editor_says_of_an_edition_is_in_its_mail(digest: SmallDigest) -> None:
    """The title, what leads, and the note without its pictures, which a mail would fetch."""
    note = "Read [the tides](tides/) first. ![A boat](https://elsewhere.example/boat.png)"
    digest.file(f"editions/{DAY}.toml", f'title = "The Long\\nDay"\nlead = "2"\nnote = "{note}"\n')
    found = mail()
    assert found["Subject"] == "The Test Digest: The Long Day"
    whole = page(found)
    assert [head.get_text() for head in whole("h2")] == ["שלום לנמל", "A quay"]
    assert [link["href"] for link in whole("a") if link.get_text() == "the tides"] == ["https://digest.example/tides/"]
    assert "A boat" in whole.get_text()
    assert not whole("img")
    assert "Read the tides first. A boat" in text(found, "plain")


@pytest.mark.usefixtures("digest")
def test_nothing_in_a_mail_is_fetched_or_active() -> None:
    """A headline is text."""
    found = mail("2024-03-05")
    assert not page(found)(["script", "style", "link", "img", "iframe", "form", "b"])
    assert "url(" not in text(found, "html")
    assert "Ferries <b>return</b>" in page(found).get_text()


def test_a_withdrawn_story_is_in_no_mail(digest: SmallDigest) -> None:
    """Nor is one of which only the headline may be told told with more."""
    digest.story("3", "A quay", f"{DAY} 14:06", "It is long.", "withdrawn: Wrong.\n")
    digest.story("2", "שלום לנמל", DAY, "שלום.", "lang: he\nrights: headline\n")
    found = mail()
    assert [head.get_text() for head in page(found)("h2")] == ["שלום לנמל"]
    assert "שלום." not in text(found, "plain")


@pytest.mark.usefixtures("digest")
def test_the_same_edition_is_the_same_file(capsys: pytest.CaptureFixture[str]) -> None:
    """It is not even written again."""
    mail()
    before = Path("a.eml").read_bytes(), Path("a.eml").stat().st_mtime_ns
    assert main(["mail", "-o", "a.eml"]) == 0
    assert "nothing to write" in capsys.readouterr().out
    assert (Path("a.eml").read_bytes(), Path("a.eml").stat().st_mtime_ns) == before
    assert not Path("a.eml").read_bytes().count(b"\n") - Path("a.eml").read_bytes().count(b"\r\n")


@pytest.mark.usefixtures("digest")
def test_a_mail_goes_into_a_folder_by_its_name() -> None:
    """That of the digest where no other is named."""
    assert main(["mail", "-q"]) == 0
    assert Path(f"{DAY}.eml").is_file()


@pytest.mark.parametrize("sender", ['"Ada, Harbour" <ada@digest.example>', "ada@digest.example"])
def test_the_settings_say_whom_it_is_from(digest: SmallDigest, sender: str) -> None:
    """The site's name stands for one that is not given."""
    set_to(digest, f"DIGEST_MAIL_FROM = {sender!r}")
    (address,) = mail()["From"].addresses
    assert address.addr_spec == "ada@digest.example"
    assert address.display_name in {"Ada, Harbour", "The Test Digest"}


@pytest.mark.parametrize(
    ("settings", "arguments", "said"),
    [
        ("SITEURL = ''", (), "need SITEURL"),
        ("DIGEST_MAIL_FROM = 'a b c@'", (), "DIGEST_MAIL_FROM is 'a b c@'"),
        ("DIGEST_MAIL_FROM = 'a@b.example\\nBcc: c@d.example'", (), "DIGEST_MAIL_FROM is"),
        ("", ("2024-03-07",), "there is no edition '2024-03-07'"),
        ("", ("2024-W99",), "there is no edition '2024-W99'"),
        ("", ("../../x",), "there is no edition '../../x'"),
    ],
)
def test_what_cannot_be_mailed_is_said(
    digest: SmallDigest, capsys: pytest.CaptureFixture[str], settings: str, arguments: tuple[str, ...], said: str
) -> None:
    """In a line, with the remedy; no file is written."""
    set_to(digest, settings)
    assert main(["mail", "-o", "a.eml", *arguments]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told
    assert not Path("a.eml").exists()


def test_a_mail_leaves_the_next_build_nothing_to_do(
    digest: SmallDigest, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no setting of the site."""
    monkeypatch.setattr("news_digest.site.looking.TICK_NS", 0)
    site = Rebuilder(digest, capsys)
    assert site.build().status == 0
    mail()
    done = site.build(explain=True)
    assert (done.reasons, done.written) == ({}, frozenset())


def test_under_a_foreign_theme_mails_are_made_as_well(digest: SmallDigest) -> None:
    """Where every story is read at each build."""
    set_to(digest, 'THEME = "simple"')
    assert len(page(mail())("h2")) == 2


def set_to(digest: SmallDigest, line: str) -> None:
    """Add to the settings file."""
    path = digest.root / "pelicanconf.py"
    path.write_text(f"{path.read_text('utf-8')}{line}\n", "utf-8")
