"""`digest convert`, `digest explain`, and the commands for layout files."""

# ruff: noqa: PLC0415 - each command imports what it needs alone: a conversion must not wait for Pelican

from __future__ import annotations

import sys
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import CaptureError, NewsDigestError
from .common import FAILED, OK, fail, load_project, put_json, readers, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from ..desk.converting import Conversion, OutputFolder
    from ..desk.intake import Seed


def run_convert(args: argparse.Namespace) -> int:
    """`digest convert`: captures become story files in another place, or on standard output."""
    from ..desk.converting import OutputFolder, Wishes, convert_seeds, seeds_among
    from ..layouts import load_layouts
    from ..relate.vocabulary import load_vocabulary

    found = seeds_among(args.seeds)
    to_stdout = args.output in {None, "-"}
    if len(found.seeds) > 1 and (to_stdout or args.url):
        args.parser.error("several seeds need -o DIR and go without --url")
    vocabulary = load_vocabulary(load_project().vocabulary) if args.suggest_tags else None
    wishes = Wishes(args.url, vocabulary, load_layouts(args.layouts) if args.layouts else (), args.strict)
    folder = None if to_stdout else OutputFolder(Path(args.output), force=args.force)
    status = max(map(fail, found.refused), default=OK)
    with readers(args) as hands:
        results = convert_seeds(found.seeds, hands, wishes)
        if folder is None:
            # One story or none; to know that it is the only one, the second is sought.
            results = _alone(list(islice(results, len("ab"))), found.seeds)
        for done in results:
            status = max(status, _put_converted(args, done, folder))
    return status


def _alone(
    results: list[Conversion | NewsDigestError | OSError], seeds: Sequence[Seed]
) -> Iterator[Conversion | NewsDigestError | OSError]:
    if len(results) > 1:
        yield CaptureError(seeds[0].name, "it holds several stories", "say by -o DIR where they should go")
    else:
        yield from results


def _put_converted(
    args: argparse.Namespace, done: Conversion | NewsDigestError | OSError, folder: OutputFolder | None
) -> int:
    """Write one converted story where it is wished, or say why it is refused."""
    try:
        if isinstance(done, (NewsDigestError, OSError)):
            raise done
        if folder is not None:
            say(args, str(folder.write(done)))
        else:
            sys.stdout.buffer.write(done.text.encode("utf-8"))
    except (NewsDigestError, OSError) as error:
        return fail(error)
    return OK


def run_explain(args: argparse.Namespace) -> int:
    """`digest explain`: where each field of a story came from."""
    from ..desk.explaining import explain

    found = explain(load_project(), args.story)
    put_json(asdict(found)) if args.json else sys.stdout.write(found.as_text())
    return OK


def run_new_layout(args: argparse.Namespace) -> int:
    """`digest new-layout`: a publisher's layout and its test, drafted from one capture."""
    from ..desk.drafting import new_layout
    from ..desk.plain import printable

    draft = new_layout(load_project().layouts, args.capture, name=args.name, url=args.url)
    say(args, printable(str(draft.file)))
    say(args, printable(str(draft.folder)))
    say(args, "correct both files by hand, then run `digest check-layouts` until nothing differs")
    return OK


def run_check_layouts(args: argparse.Namespace) -> int:
    """`digest check-layouts`: whether the layouts read their test captures as expected."""
    from ..desk.plain import printable
    from ..desk.proving import check_layouts

    proofs = list(check_layouts(load_project().layouts))
    problems = [proof.problem for proof in proofs if proof.problem]
    sys.stdout.writelines(f"{printable(problem)}\n" for problem in problems)
    say(args, f"problems: {len(problems) or 'none'}, in {len(proofs)} captures")
    return FAILED if problems else OK
