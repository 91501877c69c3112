"""The figures of the code, printed: `python tests/tools/figures.py`."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from statistics import median

from code_map import Function, functions, import_graph, line_counts, rings


@dataclass(frozen=True, slots=True)
class Figures:
    """How long functions and files are (in lines), and how many import rings there are."""

    functions: int
    median: float
    p95: int
    longest: Function
    files: int
    largest_file: str
    largest_lines: int
    rings: int


def measure() -> Figures:
    """Return the figures of the package as it stands."""
    found = sorted(functions(), key=lambda function: function.lines)
    files = line_counts()
    largest = max(files, key=lambda name: files[name])
    return Figures(
        functions=len(found),
        median=median(function.lines for function in found),
        # The nearest-rank percentile: 95 of 100 functions are no longer than this.
        p95=found[math.ceil(0.95 * len(found)) - 1].lines,
        longest=found[-1],
        files=len(files),
        largest_file=largest,
        largest_lines=files[largest],
        rings=len(rings(import_graph())),
    )


def main() -> None:
    """Print the figures, one a line."""
    figures = measure()
    longest = figures.longest
    sys.stdout.write(
        f"functions            {figures.functions}\n"
        f"  median lines       {figures.median:g}\n"
        f"  95th percentile    {figures.p95}\n"
        f"  longest            {longest.lines} ({longest.module}.{longest.name})\n"
        f"files                {figures.files}\n"
        f"  largest            {figures.largest_lines} ({figures.largest_file})\n"
        f"import rings         {figures.rings}\n"
    )


if __name__ == "__main__":
    main()
