"""The sizes that charts have on pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.house_style.paper import LARGE, SIZE

if TYPE_CHECKING:
    from pipeline.house_style import Style

_LABEL: Final = 0.8367
"""The size of a label in that of the text, as the style sheet of charts has it."""


@dataclass(frozen=True, slots=True)
class ChartSize:
    """The width of a chart in mm, and the lines of the grid that its plot is high."""

    width: float
    lines: int


@dataclass(frozen=True, slots=True)
class ChartPage:
    """The page of charts: widths of text, of what is wide and half in mm, label and line in pt.

    ``lines`` are the lines of text that a page has.
    """

    text: float = 126.0
    wide: float = 166.0
    half: float = 63.0
    label: float = 9.8 * _LABEL
    line: float = 14.0
    lines: int = 50

    @property
    def em_per_mm(self) -> float:
        """The em of a label that are a millimetre."""
        return 72 / 25.4 / self.label

    def width(self, name: str) -> float:
        """The width of a figure in mm, by its name in the source."""
        return {"text": self.text, "half": self.half, "wide": self.wide}[name]


BUILT_IN: Final = ChartPage()
"""The page of charts in the built-in style."""


def chart_page(style: Style) -> ChartPage:
    """The page of charts in a style."""
    column = style.length("margin-column")
    margins = style.length("margin-inner") + style.length("margin-outer")
    text = style.length("trim-width") - margins - column
    return ChartPage(
        text,
        text + column,
        # In large print labels need all of it.
        text if style.token(SIZE) == LARGE else text / 2,
        style.length("text-size") * _LABEL,
        style.length("line"),
        int(style.token("page-lines")),
    )
