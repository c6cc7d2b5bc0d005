"""Logical sides replaced by physical ones, for reading systems that support no others.

Engines have supported all logical properties since about 2021. An older reading system ignores
those it does not know, and bullets, indents and bars would be lost.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.languages import Direction

_BOX: Final = r"(?<=[{;\s])(margin|padding|border|inset)"
_PART: Final = r"(-color|-style|-width)?"
_TWO_SIDES: Final = re.compile(rf"{_BOX}-(inline|block){_PART}\s*:([^;{{}}]*)")
_ONE_SIDE: Final = re.compile(rf"{_BOX}-((?:inline|block)-(?:start|end)){_PART}(?=\s*:)")
_CORNER: Final = re.compile(r"(?<=[{;\s])border-(start|end)-(start|end)-radius(?=\s*:)")
_SIZE: Final = re.compile(r"(?<=[{;\s])((?:min-|max-)?)(inline|block)-size(?=\s*:)")
_KEYWORD: Final = re.compile(
    r"(?<=[{;\s])(text-align\s*:\s*|(?:float|clear)\s*:\s*inline-)(start|end)\b"
)

_INLINE: Final[Mapping[Direction, Mapping[str, str]]] = {
    "ltr": {"start": "left", "end": "right"},
    "rtl": {"start": "right", "end": "left"},
}
_BLOCK: Final = {"start": "top", "end": "bottom"}


def with_physical_sides(css: str, direction: Direction = "ltr") -> str:
    """Replace the logical sides in a stylesheet without comments by physical ones.

    The text is assumed to run in one direction, in lines from top to bottom.
    """
    inline = _INLINE[direction]
    css = _TWO_SIDES.sub(lambda declaration: _two_sides(declaration, inline), css)
    css = _ONE_SIDE.sub(lambda side: _side(inline, *side.groups()), css)
    css = _CORNER.sub(
        lambda corner: f"border-{_BLOCK[corner.group(1)]}-{inline[corner.group(2)]}-radius", css
    )
    css = _SIZE.sub(
        lambda size: size.group(1) + ("width" if size.group(2) == "inline" else "height"), css
    )
    return _KEYWORD.sub(
        lambda word: word.group(1).removesuffix("inline-") + inline[word.group(2)], css
    )


def _side(inline: Mapping[str, str], box: str, side: str, part: str | None) -> str:
    """The property of one side, such as ``border-left-color``."""
    axis, _, end = side.partition("-")
    physical = inline[end] if axis == "inline" else _BLOCK[end]
    name = physical if box == "inset" else f"{box}-{physical}"
    return name + (part or "")


def _two_sides(declaration: re.Match[str], inline: Mapping[str, str]) -> str:
    """The two declarations, for start and end, that replace one for both."""
    box, axis, part, text = declaration.groups()
    value, mark, important = text.rstrip().partition("!")
    # The width, style and colour of a border apply to both sides.
    values = [value.strip()] if box == "border" and part is None else _values(value)
    ending = f" {mark}{important.strip()}" if mark else ""
    start, end = (_side(inline, box, f"{axis}-{one}", part) for one in ("start", "end"))
    space = text[len(text.rstrip()) :]
    return f"{start}: {values[0]}{ending}; {end}: {values[-1]}{ending}{space}"


def _values(text: str) -> list[str]:
    """The values separated by spaces, or an empty one if there are none."""
    css: Any = import_module("tinycss2")  # untyped, and rarely needed
    tokens = css.parse_component_value_list(text, skip_comments=True)
    return [token.serialize() for token in tokens if token.type != "whitespace"] or [""]
