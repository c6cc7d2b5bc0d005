"""How high a text is at any size: it is shaped once, at one size, and its lines are planned.

Widths of letters grow with the size, so that a text has the same lines as at the size at which it
was shaped, in a measure that is as much narrower or wider.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import strut

from pipeline.invisible import SOFT_HYPHEN
from pipeline.press.layout.planned_lines.planned_lines import ragged_setting
from pipeline.press.layout.planned_lines.reading import (
    Paragraph,
    UnplannableError,
    read_paragraph,
)
from pipeline.press.lines.breaks import Allowed, MeasuredText, Place, places_of
from pipeline.press.lines.chinese_words import is_chinese
from pipeline.press.lines.total_fit import End, Text, plan_lines

if TYPE_CHECKING:
    from pipeline.press.layout.fitting.other_values import OtherValues

# Widths that the engine adds up in another order; in px.
_ROUNDING: Final = 0.03


class UnforetellableError(Exception):
    """What stands on a page is not known here; the message says what."""


@dataclass(frozen=True, slots=True)
class _Element:
    """An element in a line: where it begins and ends in the text, and its style.

    ``middle`` is how far its baseline is below the middle of its line, in em.
    """

    start: int
    end: int
    style: Any
    middle: float


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a text that begins on a line of its own."""

    start: int
    end: int
    text: MeasuredText
    places: list[tuple[Place, End]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TextLines:
    """A text, which was shaped in one style, and the elements in it that differ from it."""

    style: Any
    middle: float
    parts: tuple[_Part, ...]
    elements: tuple[_Element, ...]

    def height(self, styles: OtherValues, width: float) -> float:
        """The height of all lines in a block of some width, both in px, in other styles."""
        style = styles.of(self.style)
        ratio = style["font_size"] / self.style["font_size"]
        indent = length_of(style["text_indent"], width)
        measures = (width - indent) / ratio, width / ratio
        setting = ragged_setting(width)
        total = 0.0
        for number, part in enumerate(self.parts):
            both = measures if number == 0 else (measures[1], measures[1])
            for start, end in _lines(part, both, setting):
                total += self._line_height(styles, style, part.start + start, part.start + end)
        return total

    def _line_height(self, styles: OtherValues, style: Any, start: int, end: int) -> float:
        above, below = _reach(style, self.middle)
        for element in self.elements:
            if element.start < end and element.end > start:
                own = _reach(styles.of(element.style), element.middle)
                above, below = max(above, own[0]), max(below, own[1])
        return above + below


def read_text(context: Any, box: Any, width: float) -> TextLines:
    """Read a line box that is not laid out. Raises UnforetellableError."""
    style = box.style
    if style["text_align_all"] == "justify":
        raise UnforetellableError("justified text")
    try:
        paragraph = read_paragraph(context, box, (width, "auto"))
    except UnplannableError as error:
        raise UnforetellableError(str(error)) from error
    if any(run.hyphens == "auto" or is_chinese(run.language) for run in paragraph.runs):
        raise UnforetellableError("words that may be divided")
    if SOFT_HYPHEN in paragraph.text:
        raise UnforetellableError("soft hyphens")
    parts = map(partial(_part, paragraph), range(len(paragraph.starts)))
    elements = tuple(_elements(box, paragraph, style))
    return TextLines(style, _middle(style), tuple(parts), elements)


def _part(paragraph: Paragraph, number: int) -> _Part:
    start, end = paragraph.extent(number)
    return _Part(start, end, paragraph.part(number))


def _elements(box: Any, paragraph: Paragraph, root: Any) -> Iterator[_Element]:
    """Yield the elements in a line that may reach further up or down than its own text."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        style = child.style
        if style["vertical_align"] != "baseline":
            raise UnforetellableError("text above or below the line")
        if isinstance(child, boxes.InlineBox):
            texts = [one for one in child.descendants() if one in paragraph.leaves]
            if texts and any(style[name] != root[name] for name in ("font_size", "font_family")):
                start, last = paragraph.leaves[texts[0]], texts[-1]
                end = paragraph.leaves[last] + len(last.text)
                yield _Element(start, end, style, _middle(style))
            yield from _elements(child, paragraph, root)
        elif not isinstance(child, boxes.TextBox):
            raise UnforetellableError("a picture in a line")


def _lines(part: _Part, measures: tuple[float, float], setting: Any) -> Iterator[tuple[int, int]]:
    """Yield where each line of a part begins and ends in it."""
    text, length = part.text, part.text.offsets[-1] - part.text.offsets[0]
    if not text.text:
        return
    if length <= measures[0] + _ROUNDING:
        yield 0, len(text.text)
        return
    places = part.places
    if not places:
        places += places_of(text, 0, Allowed.WORDS, measures[1])
    ends = tuple(end for _, end in places)
    plan = plan_lines(Text(length, ends, measures, text.spaces[-1]), setting)
    if not plan.fits:
        raise UnforetellableError("a word longer than its line")
    start = 0
    for index in plan.ends:
        yield start, places[index][0].end
        start = places[index][0].start
    yield start, len(text.text)


def _middle(style: Any) -> float:
    height, baseline = strut(style)
    size: float = style["font_size"]
    return (baseline - height / 2) / size if size else 0.0


def _reach(style: Any, middle: float) -> tuple[float, float]:
    """How far a line reaches above its baseline and below it, in px."""
    size, line = style["font_size"], style["line_height"]
    if line == "normal":
        raise UnforetellableError("lines of a height that depends on the face")
    height = line * size if isinstance(line, (int, float)) else line.value
    above = height / 2 + middle * size
    return above, height - above


def length_of(value: Any, refer_to: float) -> float:
    """A computed length or percentage in px; ``auto`` is nothing."""
    if value == "auto" or value is None:
        return 0.0
    unit = getattr(value, "unit", None)
    if unit not in ("px", "%"):
        raise UnforetellableError("a length of another kind")
    number: float = value.value
    return refer_to * number / 100 if unit == "%" else number
