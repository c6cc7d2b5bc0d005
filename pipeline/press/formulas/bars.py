"""Bars in TeX by their names, for places where the sign itself ends a cell."""

from __future__ import annotations

import re
from typing import Final

# A bar, or whatever a backslash makes of the sign behind it.
_BAR: Final = re.compile(r"\\.|\|")
_NAMES: Final = {"|": r"\vert ", r"\|": r"\Vert "}
_COLUMNS: Final = re.compile(r"\\begin\{array\}\{[^{}]*\}")


def name_bars(tex: str) -> str:
    """A formula without the sign |, which looks the same; only rules between columns are gone."""
    without_rules = _COLUMNS.sub(lambda columns: columns[0].replace("|", ""), tex)
    return _BAR.sub(lambda found: _NAMES.get(found[0], found[0]), without_rules)
