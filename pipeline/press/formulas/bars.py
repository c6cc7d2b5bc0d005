"""Bars in TeX by their names, for places where the sign itself ends a cell."""

from __future__ import annotations

import re
from typing import Final

# A bar, or whatever a backslash makes of the sign behind it.
_BAR: Final = re.compile(r"\\.|\|")
_NAMES: Final = {"|": r"\vert ", r"\|": r"\Vert "}
_BRACES: Final = r"\{(?:[^{}]|\{[^{}]*\})*\}"
# What says the columns of an array, where a bar is a rule between two of them.
_COLUMNS: Final = re.compile(rf"\\begin\{{array\}}(?:\[[^\]]*\])?{_BRACES}")
# Words, in which the names of signs of mathematics mean nothing.
_WORDS: Final = re.compile(rf"\\(?:text\w*|mbox){_BRACES}")


def name_bars(tex: str) -> str:
    """A formula without the sign |, which looks the same; only rules between columns are gone."""
    tex = _COLUMNS.sub(lambda columns: columns[0].replace("|", ""), tex)
    tex = _WORDS.sub(lambda words: words[0].replace("|", r"\textbar{}"), tex)
    return _BAR.sub(lambda found: _NAMES.get(found[0], found[0]), tex)
