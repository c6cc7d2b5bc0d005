"""How a style is printed: its inks, its bleed, its printing condition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.press.parts import Press

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.house_style import Style

_HEX = re.compile(r"#[0-9a-f]{6}")


def press_of(style: Style) -> Press:
    """Return what the press needs to know of a style.

    Raises SourceError (N502) for a colour of the style without a twin for print.
    """
    return Press(style.inks(), style.length("bleed"), style.length("slug"))


def colours_of(style: Style) -> Mapping[str, str]:
    """Return every colour token of a style as ``#rrggbb``, by its name."""
    values = {name: style.token(name) for name in style.tokens}
    return {name: value for name, value in values.items() if _HEX.fullmatch(value)}
