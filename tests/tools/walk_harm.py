"""What happens to the output folder and to what builds keep, without a build."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from walk_site import Dice, NotNowError, Site, set_times
from walk_trees import Tree

# How the name of the plain list of built files ends.
LIST_OF_FILES = ".files"


def lose_a_file(site: Site, dice: Dice) -> str:
    """Delete a built file."""
    name = dice.pick(built(site))
    (site.output / name).unlink(missing_ok=True)
    return name


def alter_a_file(site: Site, dice: Dice) -> str:
    """Write into a built file, longer, shorter or of the same size."""
    name = dice.pick(built(site))
    path = site.output / name
    data = path.read_bytes()
    path.write_bytes(dice.pick((data + b"<!-- x -->", data[: len(data) // 2], data.swapcase(), b"")))
    return name


def touch_a_file(site: Site, dice: Dice) -> str:
    """Give a built file another time of change."""
    name = dice.pick(built(site))
    set_times(site.output / name, 1_715_000_000_000_000_000)
    return name


def copy_a_file(site: Site, dice: Dice) -> str:
    """Put a copy in the place of a built file, as a restored backup does."""
    name = dice.pick(built(site))
    path = site.output / name
    beside = path.with_name("beside")
    shutil.copyfile(path, beside)
    beside.replace(path)
    return name


def lose_a_folder(site: Site, dice: Dice) -> str:
    """Delete a folder of the built site."""
    name = dice.pick({name.split("/")[0] for name in built(site) if "/" in name})
    shutil.rmtree(site.output / name, ignore_errors=True)
    site.foreign = {foreign for foreign in site.foreign if not foreign.startswith(f"{name}/")}
    return f"{name}/"


def lose_everything(site: Site, dice: Dice) -> str:
    """Delete the output folder."""
    del dice
    shutil.rmtree(site.output, ignore_errors=True)
    site.foreign.clear()
    return "the output folder"


def add_a_foreign_file(site: Site, dice: Dice) -> str:
    """Put a file that is not the build's among the built ones."""
    folder = Path(dice.pick(built(site))).parent
    name = (folder / f"foreign-{dice.below(5)}.txt").as_posix()
    (site.output / name).write_text("Not yours.", "utf-8")
    site.foreign.add(name)
    return name


def remove_a_foreign_file(site: Site, dice: Dice) -> str:
    """Take such a file away again, and its folder if nothing else is in it."""
    name = dice.pick(site.foreign)
    site.foreign.remove(name)
    (site.output / name).unlink(missing_ok=True)
    for folder in (site.output / name).parents:
        if folder == site.output or any(folder.iterdir()):
            break
        folder.rmdir()
    return name


def lose_the_record(site: Site, dice: Dice) -> str:
    """Delete what builds keep."""
    del dice
    if not site.records.exists():
        raise NotNowError
    shutil.rmtree(site.records, ignore_errors=True)
    forget_our_files(site)
    return "all of it"


def spoil_the_record(site: Site, dice: Dice) -> str:
    """Damage a file of what builds keep: cut it, overwrite a piece, empty it, fill it with something else."""
    path = dice.pick(kept(site), "path")
    data = path.read_bytes()
    at = dice.below(len(data) + 1, "at")
    spoil: dict[str, Callable[[], bytes]] = {
        "cut": lambda: data[:at],
        "overwritten": lambda: data[:at] + b"\xff" * min(512, len(data) - at) + data[at + 512 :],
        "emptied": lambda: b"",
        "filled": lambda: b"no record" * 1000,
    }
    how = dice.pick(spoil)
    path.write_bytes(spoil[how]())
    if path.suffix == LIST_OF_FILES:
        forget_our_files(site)
    return f"{path.name} {how}"


def put_an_older_record_back(site: Site, dice: Dice) -> str:
    """Exchange what builds keep for what they kept some builds ago; the first time only keep it."""
    del dice
    older = site.root / "older-record"
    if not site.records.exists():
        raise NotNowError
    newer = site.root / "newer-record"
    shutil.rmtree(newer, ignore_errors=True)
    shutil.copytree(site.records, newer)
    restored = older.exists()
    if restored:
        shutil.rmtree(site.records, ignore_errors=True)
        forget_our_files(site)
        os.rename(older, site.records)  # noqa: PTH104 - as `mv`
    os.rename(newer, older)  # noqa: PTH104
    return "put back" if restored else "kept"


def forget_our_files(site: Site) -> None:
    """Note that of what stands now a build may not know that it made it, so it may leave what is of no use.

    A folder is empty where a build was killed after it had removed the files in it.
    """
    site.doubtful.update(built(site), Tree.below(site.output).empty)


def built(site: Site) -> list[str]:
    """Return the files of the built site by their paths there; raises `NotNowError` where there are none."""
    names = sorted(path.relative_to(site.output).as_posix() for path in site.output.rglob("*") if path.is_file())
    return [name for name in names if name not in site.foreign]


def kept(site: Site) -> list[Path]:
    """Return the files of what builds of the output folder keep."""
    return sorted(path for path in site.records.rglob("*output*") if path.is_file())


HARMS = (
    lose_a_file, alter_a_file, touch_a_file, copy_a_file, lose_a_folder, lose_everything, add_a_foreign_file,
    remove_a_foreign_file, lose_the_record, spoil_the_record, put_an_older_record_back,
)  # fmt: skip
