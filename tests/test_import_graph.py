"""The document gives the import graph as it is."""

from __future__ import annotations

import re

from house_rules import ROOT
from import_graph import LEVELS, count, graph_of

_ROW = re.compile(r"^\| (?:rooms|modules)\b[^|]*\| (\d+) \| (\d+) \| (\w+)", re.MULTILINE)
NUMBERS = ("none", "one", "two", "three", "four")
CLOSE = 0.03
"""How far a figure may be from what is counted: one more module asks nobody to count again."""


def test_the_figures_in_the_document_are_close() -> None:
    rows = _ROW.findall((ROOT / "docs/architecture.md").read_text("utf-8"))
    assert len(rows) == len(LEVELS)
    for (things, arrows, circles), name in zip(rows, LEVELS.values(), strict=True):
        counted = count(graph_of(name))
        again = "count again: python tests/import_graph.py"
        assert abs(int(things) / counted.things - 1) <= CLOSE, again
        assert abs(int(arrows) / counted.arrows - 1) <= CLOSE, again
        assert circles == NUMBERS[len(counted.circles)], again
