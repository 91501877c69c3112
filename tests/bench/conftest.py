"""Lets tests import the benchmark's modules as it does itself."""

from __future__ import annotations

import sys

from code_map import ROOT

sys.path.insert(0, str(ROOT / "bench"))
