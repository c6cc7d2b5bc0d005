"""Justified lines of Chinese and Japanese: the signs are set apart, as there are no spaces.

Only the signs of these scripts are, and spaces; Latin words in the line stay as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from weasyprint.formatting_structure.boxes import InlineBox, TextBox
from weasyprint.layout import inline

from pipeline.languages import is_han
from pipeline.press.lines.breaks import SPREAD

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECES: Final = re.compile(f"{SPREAD.pattern}+|[^{SPREAD.pattern[1:]}+")
# A line whose signs would be set further apart than this, in em, is left as it is.
_MOST: Final = 0.25


def spreads(box: Any) -> bool:
    """Whether the text of a box is set apart between its signs where it is justified."""
    return is_han(box.style["lang"] or "")


def spread(context: Any, line: Any, extra: float) -> None:
    """Set the signs of a line apart, so that it is longer by ``extra``."""
    texts = list(_texts(line))
    count = sum(len(SPREAD.findall(box.text)) for box in texts)
    if texts and SPREAD.match(texts[-1].text[-1:]):
        # Nothing is added behind the last sign.
        count -= 1
    if count > 0 and extra / count <= _MOST * line.style["font_size"]:
        unit = extra / count
        _widen(context, line, unit, 0.0)
        if SPREAD.match(texts[-1].text[-1:]):
            for box in _last_of(line):
                box.width -= unit


def _widen(context: Any, box: Any, unit: float, advance: float) -> float:
    """Widen what is in a box, which has moved by ``advance``; returns what moves the next."""
    children: list[Any] = []
    for child in box.children:
        if not child.is_in_normal_flow():
            children.append(child)
        elif isinstance(child, TextBox):
            pieces = list(_pieces(context, child, unit, advance))
            advance += sum(piece.width for piece in pieces) - child.width
            children += pieces
        elif isinstance(child, InlineBox):
            child.position_x += advance
            before = advance
            advance = _widen(context, child, unit, advance)
            child.width += advance - before
            children.append(child)
        else:
            child.translate(advance, 0)
            children.append(child)
    box.children = tuple(children)
    if not isinstance(box, InlineBox):
        box.width += advance
    return advance


def _pieces(context: Any, text: Any, unit: float, advance: float) -> Iterator[Any]:
    """Yield the pieces of a text box, of which those in signs are set apart."""
    place = text.position_x + advance
    for found in _PIECES.finditer(text.text):
        piece = text.copy_with_text(found.group())
        if SPREAD.match(found.group()):
            spacing = text.style["letter_spacing"]
            piece.style = text.style.copy()
            piece.style["letter_spacing"] = unit + (0.0 if spacing == "normal" else spacing)
        made, _, _ = inline.split_text_box(context, piece, None, 0)
        made.position_x = place
        place += made.width
        yield made


def _texts(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, TextBox):
            if child.text:
                yield child
        elif isinstance(child, InlineBox) and child.is_in_normal_flow():
            yield from _texts(child)


def _last_of(line: Any) -> Iterator[Any]:
    """Yield a line, the last box in its flow, the last in that one, and so on."""
    box = line
    while box is not None:
        yield box
        inner = [child for child in getattr(box, "children", ()) if child.is_in_normal_flow()]
        box = inner[-1] if inner else None
