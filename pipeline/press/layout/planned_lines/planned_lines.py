"""Lines as they are planned: WeasyPrint is told where each of them ends.

It goes on as if it had found these ends itself, so that tags, links, the text that readers take
out and the breaks of pages stay as they are. A line box with something in it that is not known
here (`reading`), such as a float, is divided by the engine, and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from math import inf
from typing import Any, Final

from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.layout import inline
from weasyprint.text.line_break import strut

from pipeline.press.layout.planned_lines.advances import Shaped, width_of
from pipeline.press.layout.planned_lines.counting import mark_left, mark_planned
from pipeline.press.layout.planned_lines.reading import (
    Paragraph,
    UnplannableError,
    read_paragraph,
)
from pipeline.press.layout.planned_lines.spreading import spread, spreads
from pipeline.press.lines.best_lines import best_lines
from pipeline.press.lines.total_fit import RAGGED, Setting
from pipeline.press.parts.parts import LOOSENESS

_Layout = Callable[..., Any]
# In a narrower measure short lines are unavoidable, and a quarter of it may be one word, which is
# a last line only where a text would have a line more without it; in px.
_NARROW: Final = 100 * 96 / 25.4
_NARROW_RAGGED: Final = Setting(least=0.5, last=1.9, least_last=0.4)
# What is taken from a space at most, as a part of it: a little more than is planned, as the engine
# adds widths up in another order. A longer line is one that could not be broken.
_MOST_TAKEN: Final = 0.4
# How much further apart signs of Chinese may be set without a line being loose, in em.
_SPREAD: Final = 0.1
# Measures that differ by less are the same; in px.
_SAME: Final = 0.01
# What is narrower is empty, or not laid out yet; in px.
_NARROWEST: Final = 1.0
# Widths that the engine adds up in another order; in px.
_ROUNDING: Final = 0.03


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph: where it begins, where it ends, and where the next one begins.

    ``measure`` is the measure it was planned for. The last line of a part has no ``following``.
    """

    start: int
    end: int
    following: int | None
    adds_hyphen: bool
    measure: float


@dataclass(slots=True)
class _Planned:
    """A paragraph with those of its lines that are planned, by where they begin."""

    paragraph: Paragraph
    setting: Setting
    looseness: int
    lines: dict[int, _Line] = field(default_factory=dict)


@contextmanager
def lines_planned() -> Iterator[None]:
    """Set lines as they are planned while active."""
    split_box, split_text = inline.split_inline_box, inline.split_text_box
    align = inline.text_align
    planner = _Planner()
    inline.split_inline_box = partial(planner.split_inline_box, split_box)
    inline.split_text_box = partial(planner.split_text_box, split_text)
    inline.text_align = partial(_text_align, align)
    try:
        yield
    finally:
        inline.split_inline_box, inline.split_text_box = split_box, split_text
        inline.text_align = align


class _Planner:
    def __init__(self) -> None:
        # A paragraph is kept with its box: the engine lays it out again on the next page.
        self._known: dict[Any, _Planned | str] = {}
        # The lines that are being set: inside of one there can be boxes with others.
        self._setting: list[tuple[Paragraph, _Line, float] | None] = []

    def split_inline_box(
        self, original: _Layout, context: Any, box: Any, position_x: float, max_x: float, *args: Any
    ) -> Any:
        """Set a line as it is planned, or the part of an element that is in it."""
        if not isinstance(box, LineBox):
            return original(context, box, position_x, max_x, *args)
        # Of the further arguments: where the line begins, and the block that it is in.
        skip_stack, containing_block = args[1], args[2]
        first_styles = args[-2:]
        line = None
        if any(first_styles):
            self._known[box] = "a first letter or line of its own"
        else:
            line = self._line(context, box, max_x - position_x, skip_stack, containing_block)
        self._setting.append(None if line is None else (*line, max_x))
        try:
            width = max_x if line is None else inf
            result = original(context, box, position_x, width, *args)
        finally:
            self._setting.pop()
        if line is None and result[1] is not None:
            mark_left(box, str(self._known[box]))
            mark_left(result[0], str(self._known[box]))
        return result

    def split_text_box(
        self, original: _Layout, context: Any, box: Any, available: Any, skip: int, **named: Any
    ) -> Any:
        """Set what stands of a text in the line that is being set."""
        setting = self._setting[-1] if self._setting and available is not None else None
        begun = setting[0].leaves.get(box) if setting is not None else None
        if setting is None or begun is None or box.text in ("", "\n"):
            return original(context, box, available, skip, **named)
        paragraph, line, max_x = setting
        first = len(box.text.encode()[:skip].decode())
        resume: int | None = None
        if line.following is not None and line.following <= begun + len(box.text):
            resume = len(box.text[: line.following - begun].encode())
        piece = box.text[first : max(line.end - begun, 0)]
        if resume is not None and line.adds_hyphen:
            piece += box.style["hyphenate_character"]
        if not piece:
            return None, resume, False
        shaped = paragraph.shaped.pop(box, None) if piece == box.text else None
        if shaped is not None:
            new = _as_shaped(box, shaped)
        else:
            new, _, _ = original(context, box.copy_with_text(piece), None, 0, **named)
        # What is too long for its line may end with an ellipsis.
        new.pango_layout.max_width = max_x - box.position_x
        return new, resume, False

    def _line(
        self, context: Any, box: Any, measure: float, skip_stack: Any, containing_block: Any
    ) -> tuple[Paragraph, _Line] | None:
        known = self._known.get(box)
        if known is None:
            known = self._known[box] = _read(context, box, containing_block)
        if isinstance(known, str):
            return None
        start = known.paragraph.place_of(skip_stack)
        line = known.lines.get(start)
        if line is None or abs(line.measure - max(measure, _NARROWEST)) > _SAME:
            _plan(known, start, measure, containing_block.width)
            line = known.lines[start]
        if line.following is not None:
            mark_planned(box)
        return known.paragraph, line


def _read(context: Any, box: Any, containing_block: Any) -> _Planned | str:
    """A paragraph that can be planned, or why it cannot."""
    try:
        paragraph = read_paragraph(context, box, containing_block)
    except UnplannableError as error:
        return str(error)
    setting = ragged_setting(containing_block.width)
    if box.style["text_align_all"] == "justify":
        setting = Setting(space=width_of(" ", box.style))
        if spreads(box):
            setting = Setting(space=box.style["font_size"], stretch=_SPREAD, shrink=0.0)
    return _Planned(paragraph, setting, _looseness(box.element))


def ragged_setting(width: float) -> Setting:
    """How ragged lines are set in a block of some width, in px."""
    return RAGGED if width >= _NARROW else _NARROW_RAGGED


def _looseness(element: Any) -> int:
    if element is None:
        return 0
    first = next(iter(element), None)
    wanted = element.get(LOOSENESS) or (first.get(LOOSENESS) if first is not None else None)
    return int(wanted or 0)


def _text_align(original: _Layout, context: Any, line: Any, width: float, **named: Any) -> Any:
    """Align a line; a justified one that is too long has narrower spaces."""
    excess = line.width - width
    is_justified = line.style["text_align_all"] == "justify"
    if is_justified and spreads(line):
        if excess < 0 and not named["last"]:
            spread(context, line, -excess)
        return 0
    if excess > _SAME and is_justified:
        room = inline.count_expandable_spaces(line) * width_of(" ", line.style)
        # A longer line is one that could not be broken.
        if excess < room * _MOST_TAKEN:
            inline.justify_line(context, line, -excess)
            return 0
    return original(context, line, width, **named)


def _as_shaped(box: Any, shaped: Shaped) -> Any:
    """A text box in a line, set as it was shaped: as by `split_text_box` of the engine."""
    new = box.copy_with_text(box.text)
    new.width, new.height, new.pango_layout = shaped.width, shaped.height, shaped.layout
    new.margin_top = new.margin_bottom = (strut(box.style)[0] - shaped.height) / 2
    new.baseline = shaped.baseline + new.margin_top
    return new


def _plan(planned: _Planned, start: int, measure: float, further: float) -> None:
    """Plan the lines from a place up to the end of its part; ``further`` is their measure."""
    paragraph = planned.paragraph
    number = paragraph.part_of(start)
    begun, end = paragraph.extent(number)
    measures = max(measure, _NARROWEST), max(further, _NARROWEST)
    looseness = planned.looseness if start == 0 else 0
    offsets = paragraph.offsets
    last = _Line(start, end, None, adds_hyphen=False, measure=measures[0])
    if start >= end or (
        offsets[end] - offsets[start] <= measures[0] + _ROUNDING and looseness <= 0
    ):
        planned.lines[start] = last
        return
    part = paragraph.part(number)
    places, plan = best_lines(part, start - begun, measures, planned.setting, looseness)
    first, measure = start, measures[0]
    for index in plan.ends:
        place = places[index]
        following = place.start + begun
        planned.lines[first] = _Line(
            first, place.end + begun, following, place.adds_hyphen, measure
        )
        first, measure = following, measures[1]
    planned.lines[first] = replace(last, start=first, measure=measure)
