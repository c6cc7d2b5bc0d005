"""What stands in a line box before it is divided into lines: its text and where that stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout.inline import inline_block_width
from weasyprint.layout.percent import resolve_percentages
from weasyprint.layout.replaced import inline_replaced_box_layout

from pipeline.press.layout.planned_lines.advances import Shaped, break_places, shape, width_of
from pipeline.press.layout.planned_lines.spreading import spreads
from pipeline.press.lines.breaks import OBJECT, ZERO_WIDTH_SPACE, MeasuredText, Run
from pipeline.press.lines.hyphenation import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NEW_LINE: Final = "\n"
_CALL: Final = "::footnote-call"
# Before a formula a line ends at a space, or behind a Han sign; not behind other letters.
_LETTER: Final = re.compile("[^\\s\u2e80-\u9fff\u3000-\u30ff\uff00-\uffef]$")
_SIDES: Final = ("margin", "padding")
_OBJECTS: Final = (boxes.ReplacedBox, boxes.InlineBlockBox)


class UnplannableError(Exception):
    """What stands in a line cannot be planned; the message says why."""


@dataclass(slots=True)
class _Node:
    """Where each child of an element of a line begins in its text, and those that have children."""

    starts: list[int] = field(default_factory=list)
    inner: dict[int, _Node] = field(default_factory=dict)


@dataclass(slots=True)
class Paragraph:
    """The text of a line box, in the parts that are set one below the other.

    ``offsets`` say how far the text reaches up to each character, ``starts`` where each part
    begins, ``leaves`` where each text box does. Lines may also end at places that are ``opened``,
    and not at those that are ``closed``. ``shaped`` are text boxes as they are set as a whole. A
    text that ``spreads`` is justified between its signs.
    """

    text: str
    language: str | None
    offsets: list[float]
    runs: list[Run]
    starts: list[int]
    opened: set[int]
    closed: set[int]
    leaves: Mapping[Any, int]
    root: _Node
    shaped: dict[Any, Shaped]
    spreads: bool

    def place_of(self, skip_stack: Any) -> int:
        """Where in the text a line begins, which the engine gives as the way to it."""
        node = self.root
        place: int = 0
        while skip_stack is not None:
            ((index, skip_stack),) = skip_stack.items()
            place = node.starts[index]
            inner = node.inner.get(index)
            if inner is not None:
                node = inner
            elif skip_stack is not None:
                ((read, skip_stack),) = skip_stack.items()
                place += len(self.text[place:].encode()[:read].decode())
        return place

    def part_of(self, place: int) -> int:
        """The number of the part that a place is in."""
        return bisect_right(self.starts, place) - 1

    def extent(self, number: int) -> tuple[int, int]:
        """Where a part begins, and where what is shown of it ends."""
        start = self.starts[number]
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return start, start + len(self.text[start:end].rstrip(f"{_NEW_LINE} "))

    def part(self, number: int) -> MeasuredText:
        """A part as it is planned."""
        start, end = self.extent(number)
        text = self.text[start:end]
        runs = [run.moved(-start) for run in self.runs if start <= run.start < end]
        breaks = {place + start for place in break_places(text, self.language)}
        breaks = breaks - self.closed | {place for place in self.opened if start < place < end}
        for run in self.runs:
            if run.is_whole:
                breaks.difference_update(range(run.start + 1, run.end))
        places = [place - start for place in sorted(breaks)]
        return MeasuredText(text, self.offsets[start : end + 1], runs, places, spreads=self.spreads)


def read_paragraph(context: Any, box: Any, containing_block: Any) -> Paragraph:
    """Read a line box. Raises UnplannableError if there is something in it that is not known."""
    reader = _Reader(context, containing_block)
    root = reader.read(box)
    return reader.finish(box, root)


class _Reader:
    def __init__(self, context: Any, containing_block: Any) -> None:
        self._context, self._containing_block = context, containing_block
        self._text: list[str] = []
        self._offsets = [0.0]
        self._runs: list[Run] = []
        self._closed: set[int] = set()
        self._open: set[int] = set()
        self._leaves: dict[Any, int] = {}
        self._shaped: dict[Any, Shaped] = {}
        self._ends: list[int] = []
        self._length = 0
        self._edge = 0.0

    def read(self, box: Any) -> _Node:
        """Read what is in an element of a line."""
        node = _Node()
        for index, child in enumerate(box.children):
            node.starts.append(self._length)
            if not child.is_in_normal_flow():
                if child.is_floated():
                    raise UnplannableError("a float")
            elif isinstance(child, boxes.TextBox):
                self._read_text(child)
            elif isinstance(child, boxes.InlineBox):
                node.inner[index] = self._read_element(child)
            elif isinstance(child, _OBJECTS) and not child.is_table_wrapper:
                self._read_object(child)
            else:
                raise UnplannableError("a box of another kind")
        return node

    def finish(self, box: Any, root: _Node) -> Paragraph:
        """The paragraph that was read."""
        return Paragraph(
            "".join(self._text),
            box.style["lang"],
            self._offsets,
            self._runs,
            [0, *self._ends],
            self._open,
            self._closed,
            self._leaves,
            root,
            self._shaped,
            spreads(box),
        )

    def _read_text(self, box: Any) -> None:
        text, style = box.text, box.style
        self._leaves[box] = self._length
        if not text:
            return
        if text == _NEW_LINE:
            self._add(text, [0.0, 0.0])
            self._ends.append(self._length)
            return
        if style["white_space"] not in ("normal", "nowrap") or style["word_break"] != "normal":
            raise UnplannableError("white space or words of another kind")
        shaped = shape(text, style) if style["font_size"] else None
        if shaped is None:
            raise UnplannableError("several lines in one text")
        self._shaped[box] = shaped
        if (box.element_tag or "").endswith(_CALL):
            self._closed.add(self._length)
        start = self._length
        self._add(text, shaped.offsets)
        hyphens = style["hyphens"]
        self._runs.append(
            Run(
                start,
                self._length,
                style["lang"] or "",
                hyphens,
                Limits(*style["hyphenate_limit_chars"]),
                0.0 if hyphens == "none" else width_of(style["hyphenate_character"], style),
                style["overflow_wrap"] in ("anywhere", "break-word"),
                style["white_space"] == "nowrap",
            )
        )

    def _read_element(self, box: Any) -> _Node:
        style = box.style
        if box.is_leader:
            raise UnplannableError("a leader")
        start, end = self._edges(box)
        if (start or end) and style["box_decoration_break"] == "clone":
            raise UnplannableError("edges at each line")
        self._edge += start
        node = self.read(box)
        if end:
            self._offsets[-1] += end
            # A line that ends here would end without the edge of the element.
            self._closed.add(self._length)
        return node

    def _edges(self, box: Any) -> tuple[float, float]:
        """The widths of an element's edges before its text and behind it."""
        style = box.style
        borders = style["border_left_width"] or style["border_right_width"]
        sides = [style[f"{kind}_{side}"] for kind in _SIDES for side in ("left", "right")]
        if not borders and not any(getattr(side, "value", 1) for side in sides):
            return 0.0, 0.0
        resolve_percentages(box, self._containing_block)
        widths = [
            sum(
                0.0 if width == "auto" else width
                for width in (
                    getattr(box, f"margin_{side}"),
                    getattr(box, f"padding_{side}"),
                    getattr(box, f"border_{side}_width"),
                )
            )
            for side in ("left", "right")
        ]
        if style["direction"] == "rtl":
            widths.reverse()
        return widths[0], widths[1]

    def _read_object(self, box: Any) -> None:
        copy = box.copy()
        resolve_percentages(copy, self._containing_block)
        if isinstance(box, boxes.ReplacedBox):
            inline_replaced_box_layout(copy, self._containing_block)
        else:
            for side in ("left", "right"):
                if getattr(copy, f"margin_{side}") == "auto":
                    setattr(copy, f"margin_{side}", 0)
            inline_block_width(copy, self._context, self._containing_block)
        if box.element_tag == "wbr":
            self._open.add(self._length)
            self._add(ZERO_WIDTH_SPACE, [0.0, 0.0])
        else:
            if self._text and _LETTER.search(self._text[-1]):
                self._closed.add(self._length)
            self._add(OBJECT, [0.0, copy.margin_width()])
        # The engine has no way to begin a line with what follows.
        self._closed.add(self._length)

    def _add(self, text: str, offsets: Sequence[float]) -> None:
        begun = self._offsets[-1]
        self._offsets.extend(begun + self._edge + offset for offset in offsets[1:])
        self._edge = 0.0
        self._text.append(text)
        self._length += len(text)
