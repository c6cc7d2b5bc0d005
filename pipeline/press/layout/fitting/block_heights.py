"""How far blocks, grids and their texts reach down a page, at any size of their text.

Only what one-pagers are made of is known here: blocks below one another whose margins collapse, and
grids with columns of given widths (CSS 2.2, 8.3.1 and 10.3.3; CSS Grid Layout 1). All lengths are
in px.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING, Any, Final

from weasyprint.formatting_structure import boxes

from pipeline.press.layout.fitting.line_heights import (
    TextLines,
    UnforetellableError,
    length_of,
    read_text,
)

if TYPE_CHECKING:
    from pipeline.press.layout.fitting.other_values import OtherValues

_KNOWN: Final = {
    "float": {"none"},
    "position": {"static", "relative"},
    "clear": {"none"},
    "overflow": {"visible"},
    "box_sizing": {"content-box"},
    "break_before": {"auto", "avoid", "avoid-page"},
    "break_after": {"auto", "avoid", "avoid-page"},
    "column_count": {"auto"},
    "column_width": {"auto"},
}
"""What is known here of a block."""
_TRACK: Final = re.compile("px|fr")
"""The units of columns that have a width, or a share of what the others leave."""
_LIMITS: Final = ("min_width", "max_width", "min_height", "max_height")


@dataclass(frozen=True, slots=True)
class Block:
    """A block with those in it, or its text; ``name`` is that of a part of the text.

    A grid has the widths of its ``columns``.
    """

    style: Any
    name: str | None
    children: tuple[Block | TextLines, ...]
    is_grid: bool = False


def read_block(context: Any, box: Any, width: float) -> Block:
    """Read a block that is not laid out, and those in it, with their texts.

    ``width`` is about that of the page. Raises UnforetellableError.
    """
    children: list[Block | TextLines] = []
    # One with a height of its own has it whatever is in it.
    for child in box.children if box.style["height"] == "auto" else ():
        if isinstance(child, boxes.LineBox):
            children.append(read_text(context, child, width))
        elif child.style["position"] == "absolute":
            continue
        elif type(child) in (boxes.BlockBox, boxes.GridBox):
            children.append(read_block(context, child, width))
        else:
            raise UnforetellableError("a block of another kind")
    _check(box.style)
    name = box.element.get("data-fit") if box.element is not None else None
    is_part = name is not None and box.element_tag == "section"
    return Block(box.style, name if is_part else None, tuple(children), type(box) is boxes.GridBox)


def _check(style: Any) -> None:
    for name, known in _KNOWN.items():
        if style[name] not in known:
            raise UnforetellableError(f"a block with {name}")
    for name in _LIMITS:
        if getattr(style[name], "value", 0) not in (0, inf):
            raise UnforetellableError(f"a block with {name}")


@dataclass(slots=True)
class Column:
    """Blocks one below the other, down to ``y``; the ``margins`` below that collapse.

    ``bottoms`` are those of the parts of the text so far, with their names.
    """

    styles: OtherValues
    y: float = 0.0
    margins: list[float] = field(default_factory=list)
    bottoms: list[tuple[float, str]] = field(default_factory=list)

    def add(self, block: Block, available: float, *, is_item: bool = False) -> None:
        """Add a block in a width; margins in an item of a grid do not collapse with its own."""
        style = self.styles.of(block.style)
        self.margins.append(length_of(style["margin_top"], available))
        above, below = (_edge(style, side, available) for side in ("top", "bottom"))
        is_apart = block.is_grid or is_item
        if above or is_apart:
            self.close()
        self.y += above
        width = _width(style, available)
        if style["height"] != "auto":
            self.close()
            self.y += length_of(style["height"], 0.0)
        elif block.is_grid:
            self._add_grid(block, style, width)
        else:
            self._add_all(block.children, width)
        if below or is_apart:
            self.close()
        self.y += below
        if block.name is not None:
            self.bottoms.append((self.y, block.name))
        self.margins.append(length_of(style["margin_bottom"], available))

    def close(self) -> None:
        """Go down by the margins that collapse here."""
        if self.margins:
            self.y += max(0.0, *self.margins) + min(0.0, *self.margins)
            self.margins.clear()

    def _add_all(self, children: Iterable[Block | TextLines], width: float) -> None:
        for child in children:
            if isinstance(child, Block):
                self.add(child, width)
            elif height := child.height(self.styles, width):
                self.close()
                self.y += height

    def _add_grid(self, block: Block, style: Any, width: float) -> None:
        columns, gap = _columns(style, width), _gap(style, "row", width)
        items = block.children
        for first in range(0, len(items), len(columns)):
            if first:
                self.y += gap
            row = items[first : first + len(columns)]
            self.y = max(self._item(item, one) for item, one in zip(row, columns, strict=False))

    def _item(self, item: Block | TextLines, width: float) -> float:
        """How far down an item of a grid reaches in a row that begins here."""
        inner = Column(self.styles, self.y, bottoms=self.bottoms)
        if isinstance(item, Block):
            inner.add(item, width, is_item=True)
        inner.close()
        return inner.y


def _columns(style: Any, width: float) -> list[float]:
    """The widths of the columns of a grid: given ones, and those that share the rest."""
    tracks: Sequence[Any] = style["grid_template_columns"]
    if tracks == "none" or style["grid_auto_flow"] != ("row",):
        raise UnforetellableError("a grid of another kind")
    columns = tracks[1::2]
    if not all(_TRACK.fullmatch(getattr(column, "unit", None) or "") for column in columns):
        raise UnforetellableError("columns of another kind")
    given = [column.value if column.unit == "px" else 0.0 for column in columns]
    parts = [0.0 if column.unit == "px" else column.value for column in columns]
    rest = width - sum(given) - _gap(style, "column", width) * (len(columns) - 1)
    share = rest / sum(parts) if any(parts) else 0.0
    return [own + part * share for own, part in zip(given, parts, strict=True)]


def _gap(style: Any, direction: str, width: float) -> float:
    gap = style[f"{direction}_gap"]
    return 0.0 if gap == "normal" else length_of(gap, width)


def _edge(style: Any, side: str, available: float) -> float:
    border: float = style[f"border_{side}_width"]
    return border + length_of(style[f"padding_{side}"], available)


def _width(style: Any, available: float) -> float:
    """The width of what is in a block."""
    if style["width"] != "auto":
        return length_of(style["width"], available)
    edges = sum(
        _edge(style, side, available) + length_of(style[f"margin_{side}"], available)
        for side in ("left", "right")
    )
    return available - edges
