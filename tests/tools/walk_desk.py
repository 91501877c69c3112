"""A digest's desk through a random history: captures come and change, editors edit, move and delete, imports follow.

Beside it a mirror takes the same captures, and nobody edits there: what stands in it is what an import writes. After
each import nothing that a person typed may be missing, and each edited file must be the three-way merge of git, where
git finds no conflict.
"""

from __future__ import annotations

import random
import re
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from news_digest.desk.importing import import_seeds
from news_digest.desk.report import Report
from news_digest.desk.wishes import Wishes
from news_digest.project import Project

WORDS = ("harbour", "ferry", "winter", "council", "bridge", "island", "market", "storm", "school", "signal", "pilot")
CODE = re.compile(r'^story_code: "(.+)"$', re.MULTILINE)
ENTRY = re.compile(r"^[^\s#-]", re.MULTILINE)


class HistoryError(AssertionError):
    """Something was lost, or merged otherwise than by the reference."""


@dataclass(slots=True)
class Told:
    """A capture as it is now, and what a person typed into its story since."""

    number: int
    headline: str
    paragraphs: list[str]
    typed: set[str] = field(default_factory=set)
    deleted: bool = False

    @property
    def code(self) -> str:
        """The story code that it prints."""
        return str(800_000 + self.number)

    @property
    def seed(self) -> str:
        """The seed's name."""
        return f"{self.number % 3}/{self.code}.txt"

    def text(self) -> str:
        """Return the capture."""
        head = [self.headline, f"Published: 2024-03-{1 + self.number % 28:02} 14:06", f"Story Code : {self.code}"]
        return "\n\n".join(["\n".join(head), *self.paragraphs, "Source : Harbour Wire"]) + "\n"


class Walk:
    """One history, decided by its seed."""

    def __init__(self, root: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.desk, self.mirror = (Project.at(root / name) for name in ("desk", "mirror"))
        for project in (self.desk, self.mirror):
            project.seeds.mkdir(parents=True)
        self.stories: list[Told] = []
        self.count = 0
        self.merged = self.compared = self.conflicts = 0

    def step(self) -> str:
        """Do something, then mostly import and look whether all is as it must be; return what was done."""
        turns: tuple[tuple[int, Callable[[], str]], ...] = (
            (3, self.capture), (6, self.recapture), (10, self.edit),
            (2, self.move), (1, self.delete), (1, self.restore), (1, self.improve),
        )  # fmt: skip
        done = self.random.choices([turn for _, turn in turns], [weight for weight, _ in turns])[0]()
        if self.random.random() < 0.6:
            self.bring_in(Wishes(reread=self.random.random() < 0.2))
            return f"{done}, import"
        return done

    # --- What happens ---

    def capture(self) -> str:
        """Put a new capture into the seeds."""
        number = len(self.stories)
        story = Told(
            number,
            f"Story {number} of the {self._word()}",
            [self._paragraph() for _ in range(self.random.randint(2, 6))],
        )
        self.stories.append(story)
        self._save(story)
        return f"capture {story.code}"

    def recapture(self) -> str:
        """Capture a page again that its publisher has changed."""
        story = self._any_story()
        if story is None:
            return "nothing"
        at = self.random.randrange(len(story.paragraphs))
        what = self.random.choice(["change", "add", "drop", "headline"])
        if what == "change":
            story.paragraphs[at] = self._paragraph()
        elif what == "add":
            story.paragraphs.insert(at, self._paragraph())
        elif what == "drop" and len(story.paragraphs) > 1:
            del story.paragraphs[at]
        else:
            story.headline = f"Story {story.number} of the {self._word()} {self._token()}"
        self._save(story)
        return f"recapture {story.code}: {what}"

    def edit(self) -> str:
        """Type something into a story file."""
        story, path = self._any_file()
        if story is None or path is None:
            return "nothing"
        text, token = path.read_text("utf-8"), self._token()
        blocks = text.split("\n\n")
        at = self.random.randrange(1, len(blocks) + 1)
        what = self.random.choice(["paragraph", "sentence", "sentence", "key", "title", "comment"])
        if what == "paragraph":
            blocks.insert(at, f"A paragraph {token} of the editor.")
        elif what == "sentence":
            at = min(at, len(blocks) - 1)
            ending = "\n" if blocks[at].endswith("\n") else ""
            blocks[at] = f"{blocks[at].rstrip()} And {token}.{ending}"
        elif what == "title":
            blocks[0] = re.sub(r"(?m)^(title: .*)$", rf"\1 {token}", blocks[0], count=1)
        else:
            line = f"note-{token}: x" if what == "key" else f"# {token}"
            blocks[0] = blocks[0].replace("\ndate:", f"\n{line}\ndate:", 1)
        path.write_text("\n\n".join(blocks).rstrip("\n") + "\n", "utf-8")
        story.typed.add(token)
        return f"edit {story.code}: {what}"

    def move(self) -> str:
        """Give a story file another name, perhaps in another folder."""
        story, path = self._any_file()
        if story is None or path is None:
            return "nothing"
        target = self.desk.stories / f"by-hand-{self.random.randrange(3)}" / f"{story.code}-{self._token()}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)
        return f"move {story.code}"

    def delete(self) -> str:
        """Delete a story file."""
        story, path = self._any_file()
        if story is None or path is None:
            return "nothing"
        path.unlink()
        story.deleted, story.typed = True, set()
        return f"delete {story.code}"

    def restore(self) -> str:
        """Ask for a deleted story again."""
        gone = [story for story in self.stories if story.deleted]
        if not gone:
            return "nothing"
        story = self.random.choice(gone)
        self.bring_in(Wishes())
        story.deleted = False
        self.bring_in(Wishes(restore=frozenset({story.code})))
        return f"restore {story.code}"

    def improve(self) -> str:
        """Improve the vocabulary, so that captures are read otherwise, and read all again."""
        word = self.random.choice(WORDS)
        for project in (self.desk, self.mirror):
            project.vocabulary.write_text(
                f'[[tag]]\nname = "{word.title()} {self.count}"\naliases = ["{word}"]\n', "utf-8"
            )
        self.bring_in(Wishes(reread=True))
        return "improve, import again"

    # --- The import, and what must be true after it ---

    def bring_in(self, wishes: Wishes) -> None:
        """Import here and in the mirror and compare."""
        before = {code: path.read_text("utf-8") for code, path in self._files(self.desk).items()}
        base = {code: path.read_text("utf-8") for code, path in self._files(self.mirror).items()}
        report = import_seeds(self.desk, wishes)
        import_seeds(self.mirror, wishes)
        new = {code: path.read_text("utf-8") for code, path in self._files(self.mirror).items()}
        after = {code: path.read_text("utf-8") for code, path in self._files(self.desk).items()}
        self.look_at(report, after)
        for code, text in before.items():
            if code in base and text != base[code]:
                self.compare(code, base[code], text, new[code], after[code])

    def look_at(self, report: Report, after: dict[str, str]) -> None:
        """Raise `HistoryError` where something is not there, or something is that was deleted."""
        if not report.ok:
            raise HistoryError(f"spiked: {report.spiked}")
        self.merged += len(report.merged)
        self.conflicts += len(report.kept)
        for story in self.stories:
            text = after.get(story.code)
            if story.deleted != (text is None):
                raise HistoryError(f"{story.code} is {'there' if text else 'not there'}")
            missing = [token for token in story.typed if text and token not in text]
            if missing:
                raise HistoryError(f"{story.code} has lost {missing}")

    def compare(self, code: str, base: str, ours: str, theirs: str, after: str) -> None:
        """Raise `HistoryError` where a merge is not that of git."""
        expected = merged_by_git(*map(flat, (base, ours, theirs)))
        if expected is None:
            return
        self.compared += 1
        if flat(after) != expected:
            raise HistoryError(f"{code} was merged to\n{after}\nnot to\n" + "\n".join(expected))

    # --- Within ---

    def _save(self, story: Told) -> None:
        for project in (self.desk, self.mirror):
            path = project.seeds / story.seed
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(story.text(), "utf-8")

    def _files(self, project: Project) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for path in project.stories.rglob("*"):
            if not path.is_file():
                continue
            match = CODE.search(path.read_text("utf-8"))
            if path.suffix != ".md" or match is None or match[1] in found:
                raise HistoryError(f"{path.name} should not be there")
            found[match[1]] = path
        return found

    def _any_story(self) -> Told | None:
        return self.random.choice(self.stories) if self.stories else None

    def _any_file(self) -> tuple[Told, Path] | tuple[None, None]:
        files = self._files(self.desk)
        there = [story for story in self.stories if story.code in files]
        if not there:
            return None, None
        story = self.random.choice(there)
        return story, files[story.code]

    def _token(self) -> str:
        self.count += 1
        return f"typed{self.count:06}"

    def _word(self) -> str:
        return self.random.choice(WORDS)

    def _paragraph(self) -> str:
        words = [self._word() for _ in range(self.random.randint(12, 30))]
        return f"The {' '.join(words)} of day {self.random.randrange(10_000)} were there."


def flat(text: str) -> list[str]:
    """Return a story file with a line for each key and each paragraph."""
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    lines: list[str] = []
    for line in front.split("\n"):
        if ENTRY.match(line) or line.startswith("#") or not lines:
            lines.append(line)
        else:
            lines[-1] += f"\\n{line}"
    return [
        *lines,
        "---",
        *(block.replace("\n", "\\n") for block in re.split(r"\n(?:[ \t]*\n)+", body.strip("\n")) if block),
    ]


def merged_by_git(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    """Return the merge of git, None where it has a conflict."""
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for path, version in zip(names, (ours, base, theirs), strict=True):
            path.write_text("".join(f"{line}\n" for line in version), "utf-8")
        command = ["git", "merge-file", "-p", *map(str, names)]
        done = subprocess.run(command, capture_output=True, check=False)
    return done.stdout.decode().splitlines() if done.returncode == 0 else None
