"""The command line: what it prints where, its exit statuses, and that its reference names all of it."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from containers import FERRIES, rss

from news_digest.cli import build_parser, main
from news_digest.markdown import read_story

REFERENCE = Path(__file__).parents[1] / "docs" / "reference" / "command-line.md"
CAPTURE = """\
Ferries Return to the Northern Islands
Published: 2024-03-05 14:06
Story Code : 846706

The first ferry since the storm left the harbour on Tuesday morning with forty people on board.
Source : Harbour Wire
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a digest's folder with one capture."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "one.txt").write_text(CAPTURE, "utf-8")
    return tmp_path


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return each command's parser."""
    (subparsers,) = (one for one in build_parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(subparsers.choices)


@pytest.mark.parametrize("name", [*commands()])
def test_every_command_and_option_stands_in_the_reference(name: str) -> None:
    """Under the command's own heading, by each of its spellings."""
    _, _, section = REFERENCE.read_text("utf-8").partition(f"\n## digest {name}\n")
    section = section.partition("\n## ")[0]
    common = {"-h", "--help", "-C", "--project", "-q", "--quiet", "-v", "--verbose"}
    options = {option for action in commands()[name]._actions for option in action.option_strings} - common
    assert section
    assert [option for option in sorted(options) if f"`{option}" not in section] == []


def test_the_options_of_all_commands_stand_in_the_reference() -> None:
    """Once, before the commands."""
    head = REFERENCE.read_text("utf-8").partition("\n## digest ")[0]
    options = [option for action in build_parser()._actions for option in action.option_strings]
    assert [option for option in options if f"`{option}" not in head] == []


@pytest.mark.parametrize("name", [*commands()])
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What it does, an example, and its exit statuses."""
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    printed = capsys.readouterr().out
    assert ended.value.code == 0
    assert f"digest {name}" in printed
    assert "example" in printed
    assert "exit status" in printed


def test_an_import_prints_its_result_and_nothing_else(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Results go to standard output; there were no errors."""
    assert main(["-C", str(root), "import"]) == 0
    printed = capsys.readouterr()
    assert "imported" in printed.out
    assert "846706" in printed.out
    assert printed.err == ""


def test_what_was_spiked_is_an_error_and_the_rest_a_result(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where nobody wants to see the results."""
    (root / "seeds" / "two.txt").write_bytes(b"")
    assert main(["import", "-q", "-C", str(root)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "two.txt: it is empty" in printed.err
    assert "remove it" in printed.err


def test_a_report_for_programs_is_json_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output can be parsed as it is, and errors are in it."""
    (root / "seeds" / "two.txt").write_bytes(b"")
    assert main(["-C", str(root), "import", "--json"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["counts"]["spiked"] == 1
    assert printed.err == ""


def test_the_keys_of_the_report_stand_in_the_reference(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who writes a program against it needs them."""
    main(["-C", str(root), "import", "--json"])
    found = json.loads(capsys.readouterr().out)
    keys = {*found, *found["imported"][0]}
    text = REFERENCE.read_text("utf-8")
    assert [key for key in sorted(keys) if f"`{key}`" not in text] == []


def test_a_folder_without_seeds_is_no_digest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong folder is not imported "successfully"."""
    assert main(["-C", str(tmp_path), "import"]) == 1
    assert "no such folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    "line",
    [
        "",
        "inport",
        "import --al",
        "-C nowhere import",
        "convert",
        "convert a b",
        "convert a b --url x -o d",
        "-q -v import",
    ],
)
def test_a_wrong_command_line_ends_with_status_2(line: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with any other program; options are not guessed from their beginnings."""
    monkeypatch.chdir(root)
    with pytest.raises(SystemExit) as ended:
        main(line.split())
    assert ended.value.code == 2


def test_one_capture_is_converted_to_standard_output(root: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """In UTF-8 whatever the terminal takes, with no code minted and nothing written."""
    seed = root / "seeds" / "one.txt"
    seed.write_text(CAPTURE.replace("Story Code : 846706\n", "").replace("Northern", "Nördlichen"), "utf-8")
    assert main(["convert", str(seed)]) == 0
    story = read_story(capfdbinary.readouterr().out.decode("utf-8"), name="it")
    assert story.headline == "Ferries Return to the Nördlichen Islands"
    assert (story.story_code, story.guid, story.tags) == (None, None, ())
    assert sorted(path.name for path in root.rglob("*")) == ["one.txt", "seeds"]


def test_many_captures_are_converted_into_a_folder(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names never collide; what cannot be read is named, the rest is done."""
    (root / "seeds" / "deep").mkdir()
    (root / "seeds" / "deep" / "one.txt").write_text(CAPTURE, "utf-8")
    (root / "seeds" / "no code.txt").write_text(CAPTURE.replace("Story Code : 846706\n", ""), "utf-8")
    (root / "seeds" / "zero.txt").write_bytes(b"")
    os.mkfifo(root / "seeds" / "pipe")
    out = root / "new" / "folder"
    assert main(["convert", str(root / "seeds"), "-o", str(out)]) == 1
    errors = capsys.readouterr().err
    assert "seeds/zero.txt: it is empty" in errors
    assert "pipe" in errors
    assert sorted(path.name for path in out.iterdir()) == [
        "846706-ferries-return-to-the-northern-islands-2.md",
        "846706-ferries-return-to-the-northern-islands.md",
        "no-code-ferries-return-to-the-northern-islands.md",
    ]


def test_a_conversion_overwrites_only_what_it_is_told_to(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same again is no change; an edited file stays unless forced."""
    line = ["convert", str(root / "seeds" / "one.txt"), "-o", str(root / "out")]
    assert main(line) == 0
    (written,) = (root / "out").iterdir()
    before = written.stat().st_mtime_ns
    assert main(line) == 0
    assert written.stat().st_mtime_ns == before
    written.write_text("mine", "utf-8")
    assert main(line) == 1
    assert "--force" in capsys.readouterr().err
    assert written.read_text("utf-8") == "mine"
    assert main([*line, "--force"]) == 0
    assert written.read_text("utf-8") != "mine"


def test_tags_are_suggested_only_where_they_are_asked_for(
    root: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """They come from the digest's vocabulary."""
    (root / "tags.toml").write_text('[[tag]]\nname = "Harbour Office"\naliases = ["Port Office"]\n', "utf-8")
    text = CAPTURE.replace("The first", "The Port Office was glad, and the Port Office said so. The first")
    (root / "seeds" / "one.txt").write_text(text, "utf-8")
    for option, tags in (([], ()), (["--suggest-tags"], ("Harbour Office",))):
        assert main(["-C", str(root), "convert", "seeds/one.txt", *option]) == 0
        story = read_story(capfdbinary.readouterr().out.decode("utf-8"), name="it")
        assert set(tags) <= set(story.tags)
        assert bool(tags) == bool(story.tags)


def test_a_missing_capture_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the system's reason."""
    assert main(["convert", str(root / "none.txt")]) == 1
    assert "none.txt: No such file or directory" in capsys.readouterr().err


def test_a_feed_is_converted_into_a_folder_and_not_to_standard_output(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Several stories need a place for each; one alone is printed."""
    feed = root / "week.xml"
    feed.write_bytes(rss())
    assert main(["convert", str(feed)]) == 1
    found = capfd.readouterr()
    assert found.out == ""
    assert "it holds several stories (say by -o DIR where they should go)" in found.err
    assert main(["convert", str(feed), "-o", str(root / "out"), "-j", "1"]) == 0
    assert len(list((root / "out").iterdir())) == 2
    feed.write_bytes(rss((FERRIES,)))
    capfd.readouterr()
    assert main(["convert", str(feed)]) == 0
    assert FERRIES.paragraphs[1] in capfd.readouterr().out


def test_a_story_is_explained_for_people_and_programs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both say the same."""
    main(["-q", "-C", str(root), "import"])
    assert main(["-C", str(root), "explain", "846706"]) == 0
    assert "line 3" in capsys.readouterr().out
    assert main(["-C", str(root), "explain", "--json", "846706"]) == 0
    assert json.loads(capsys.readouterr().out)["story_code"] == "846706"
    assert main(["-C", str(root), "explain", "404"]) == 1
    assert "no story has this code" in capsys.readouterr().err


def test_a_damaged_ledger_is_one_message(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback: what is wrong, where, and what to do."""
    main(["-q", "-C", str(root), "import"])
    (root / "content" / "ledger.jsonl").write_text("<<<<<<< ours\n", "utf-8")
    assert main(["-C", str(root), "import"]) == 1
    assert capsys.readouterr().err.startswith("digest: ledger.jsonl:1: this is no JSON object")


def test_a_conversion_does_not_wait_for_pelican(root: Path) -> None:
    """Importing Pelican takes longer than the conversion."""
    code = "import sys; from news_digest.cli import main; main(sys.argv[1:]); sys.exit('pelican' in sys.modules)"
    (root / "pelicanconf.py").write_text("PATH = 'content'\n", "utf-8")
    arguments = [sys.executable, "-c", code, "-C", str(root), "convert", "seeds/one.txt"]
    assert subprocess.run(arguments, capture_output=True, check=False).returncode == 0


def test_the_paths_of_pelican_s_settings_are_followed(root: Path) -> None:
    """Where the digest has a settings file."""
    (root / "pelicanconf.py").write_text("PATH = 'words'\nDIGEST_SEEDS = 'caught'\n", "utf-8")
    (root / "seeds").rename(root / "caught")
    (root / "words").mkdir()
    assert main(["-q", "-C", str(root), "import"]) == 0
    assert (root / "words" / "ledger.jsonl").exists()


def test_who_stops_reading_our_output_gets_no_traceback(root: Path) -> None:
    """As in `digest import -v | head -1`."""
    code = "import sys; from news_digest.cli import main; sys.exit(main(sys.argv[1:]))"
    reader, writer = os.pipe()
    os.close(reader)
    arguments = [sys.executable, "-c", code, "-C", str(root), "import"]
    done = subprocess.run(arguments, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert done.returncode == 1
    assert done.stderr == ""


def test_a_terminal_that_lacks_a_letter_gets_an_escape(root: Path) -> None:
    """An Arabic name must not stop an import."""
    (root / "seeds" / "one.txt").rename(root / "seeds" / "خبر.txt")
    code = "import sys; from news_digest.cli import main; sys.exit(main(sys.argv[1:]))"
    arguments = [sys.executable, "-c", code, "-C", str(root), "import"]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(arguments, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert rb"\u062e" in done.stdout
    done = subprocess.run([*arguments, "--json"], capture_output=True, env=environment, check=False)
    assert json.loads(done.stdout)["unchanged"][0]["seed"] == "خبر.txt"


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """To be named when something is reported."""
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.startswith("digest ")
