"""An interpreter for page content, which follows forms, patterns and soft masks.

It yields everything painted, with its graphics state and marked content, so that one pass serves
the checks of colours, boxes and tags (ISO 32000-1, 8 and 14.6).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import pikepdf

from pipeline.preflight.pdf.reading.graphics import (
    IDENTITY,
    Box,
    Colour,
    Matrix,
    State,
    box_around,
    concatenated,
    corners,
    intersection,
    is_upright,
    space_named,
    transformed,
)

Kind = Literal["text", "fill", "stroke", "image", "shading", "group", "tag"]

_MAX_DEPTH = 16
_GRAY, _RGB, _CMYK = "DeviceGray", "DeviceRGB", "DeviceCMYK"
_COMPONENTS = {"g": _GRAY, "rg": _RGB, "k": _CMYK}
_PATH_ENDS = {
    "f": "fill", "F": "fill", "f*": "fill", "S": "stroke", "s": "stroke",
    "B": "fill stroke", "B*": "fill stroke", "b": "fill stroke", "b*": "fill stroke", "n": "",
}  # fmt: skip
_TEXT_FILLED, _TEXT_STROKED = (0, 2, 4, 6), (1, 2, 5, 6)


@dataclass(frozen=True, slots=True)
class Tagging:
    """The marked content around something: an artifact, or content with a number."""

    is_artifact: bool = False
    number: int | None = None
    language: str | None = None
    spoken: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Something painted.

    ``box`` is its bounding box at most, clipped. ``subject`` is the picture, shading, form or
    character codes; ``is_rectangle`` is true if a fill consists of upright rectangles. The kind
    ``tag`` is the beginning of content with a number, ``group`` that of a transparency group.
    """

    kind: Kind
    state: State
    tagging: Tagging
    box: Box
    subject: Any = None
    is_rectangle: bool = False

    @property
    def colour(self) -> Colour:
        """The colour of text or a path."""
        return self.state.stroke if self._is_stroked else self.state.fill

    @property
    def overprints(self) -> bool:
        """Whether text or a path is printed over what is below it."""
        return self.state.overprints_lines if self._is_stroked else self.state.overprints

    @property
    def _is_stroked(self) -> bool:
        return self.kind == "stroke" or (
            self.kind == "text" and self.state.text_mode in _TEXT_STROKED
        )


def paint(page: pikepdf.Page) -> Iterator[Mark]:
    """Yield everything a page paints, in order. Boxes are in pt of the page."""
    left, bottom, right, top = (float(side) for side in page.mediabox)
    state = State(IDENTITY, (left, bottom, right, top))
    resources = page.obj.get("/Resources", pikepdf.Dictionary())
    yield from _Painter(resources, state, (Tagging(),), 0).run(page)


class _Painter:
    """Interprets one content stream."""

    def __init__(
        self, resources: Any, state: State, tagging: tuple[Tagging, ...], depth: int
    ) -> None:
        self._resources = resources
        self._state = state
        self._base = state.matrix
        self._saved: list[State] = []
        self._tagging = list(tagging)
        self._depth = depth
        self._points: list[tuple[float, float]] = []
        self._is_rectangle = True
        self._clips = False

    def run(self, content: Any) -> Iterator[Mark]:
        """Yield everything that a page, form or pattern paints."""
        for instruction in pikepdf.parse_content_stream(content):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                yield self._picture(instruction.iimage)
            else:
                yield from self._follow(str(instruction.operator), list(instruction.operands))

    def _follow(self, operator: str, operands: list[Any]) -> Iterator[Mark]:
        """Interpret an operator that paints or marks content; others change the state."""
        match operator:
            case "gs":
                yield from self._set_parameters(self._resources.ExtGState[str(operands[0])])
            case "BMC" | "BDC" | "EMC":
                yield from self._tag(operator, operands)
            case "Tj" | "'" | '"' | "TJ":
                yield from self._show(operands[-1])
            case "sh":
                shading = self._resources.Shading[str(operands[0])]
                yield self._mark("shading", self._state.clip, shading)
            case "Do":
                yield from self._do(self._resources.XObject[str(operands[0])])
            case _ if operator in _PATH_ENDS:
                yield from self._end_path(_PATH_ENDS[operator])
            case _:
                self._change(operator, operands)

    def _change(self, operator: str, operands: list[Any]) -> None:
        match operator:
            case "q":
                self._saved.append(self._state)
            case "Q":
                self._state = self._saved.pop() if self._saved else self._state
            case "cm":
                matrix = concatenated(_matrix(operands), self._state.matrix)
                self._state = replace(self._state, matrix=matrix)
            case "w":
                self._state = replace(self._state, width=float(operands[0]))
            case "m" | "l" | "c" | "v" | "y" | "re":
                self._add_to_path(operator, [float(number) for number in operands])
            case "W" | "W*":
                self._clips = True
            case "Tf":
                self._state = replace(self._state, font=self._resources.Font[str(operands[0])])
            case "Tr":
                self._state = replace(self._state, text_mode=int(operands[0]))
            case _:
                self._set_colour(operator, operands)

    def _mark(self, kind: Kind, box: Box, subject: Any = None) -> Mark:
        return Mark(kind, self._state, self._tagging[-1], box, subject)

    # Colours

    def _set_colour(self, operator: str, operands: list[Any]) -> None:
        if operator.lower() in _COMPONENTS:
            colour = Colour(_COMPONENTS[operator.lower()], tuple(map(float, operands)))
        elif operator in ("cs", "CS"):
            colour = Colour(self._space(operands[0]))
        elif operator in ("sc", "scn", "SC", "SCN"):
            before = self._state.stroke if operator.isupper() else self._state.fill
            named = bool(operands) and isinstance(operands[-1], pikepdf.Name)
            pattern = self._resources.Pattern[str(operands[-1])] if named else None
            numbers = operands[:-1] if named else operands
            colour = Colour(before.space, tuple(map(float, numbers)), pattern)
        else:
            return
        if operator[0].isupper():
            self._state = replace(self._state, stroke=colour)
        else:
            self._state = replace(self._state, fill=colour)

    def _space(self, name: Any) -> str:
        spaces = self._resources.get("/ColorSpace", {})
        return space_named(spaces.get(str(name), name))

    def _set_parameters(self, parameters: Any) -> Iterator[Mark]:
        """Apply an ExtGState, and yield everything that its soft mask paints."""
        blend = parameters.get("/BM")
        if blend is not None:
            first = blend[0] if isinstance(blend, pikepdf.Array) else blend
            self._state = replace(self._state, blend=str(first)[1:])
        # /OP is for both where there is no /op (ISO 32000-1, 8.6.7).
        if "/OP" in parameters:
            self._state = replace(self._state, overprints_lines=bool(parameters.OP))
        if (fills := parameters.get("/op", parameters.get("/OP"))) is not None:
            self._state = replace(self._state, overprints=bool(fills))
        if "/OPM" in parameters:
            self._state = replace(self._state, overprint_mode=int(parameters.OPM))
        if "/Font" in parameters:
            self._state = replace(self._state, font=parameters.Font[0])
        if "/LW" in parameters:
            self._state = replace(self._state, width=float(parameters.LW))
        mask = parameters.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            yield from self._form(mask.G)

    # Paths

    def _add_to_path(self, operator: str, numbers: list[float]) -> None:
        matrix = self._state.matrix
        if operator == "re":
            x, y, width, height = numbers
            self._points += corners((x, y, x + width, y + height), matrix)
            self._is_rectangle = self._is_rectangle and is_upright(matrix)
            return
        self._is_rectangle = False
        self._points += [
            transformed(x, y, matrix) for x, y in zip(numbers[::2], numbers[1::2], strict=True)
        ]

    def _end_path(self, painted: str) -> Iterator[Mark]:
        path, clip = box_around(self._points), self._state.clip
        if "fill" in painted and self._points:
            mark = self._mark("fill", intersection(path, clip))
            yield replace(mark, is_rectangle=self._is_rectangle)
            yield from self._pattern(mark)
        if "stroke" in painted and self._points:
            mark = self._mark("stroke", intersection(_grown(path, self._line_width() / 2), clip))
            yield mark
            yield from self._pattern(mark)
        if self._clips and self._points:
            self._state = replace(self._state, clip=intersection(path, clip))
        self._points, self._is_rectangle, self._clips = [], True, False

    def _line_width(self) -> float:
        a, b, c, d, *_ = self._state.matrix
        return self._state.width * float(abs(a * d - b * c) ** 0.5)

    def _pattern(self, mark: Mark) -> Iterator[Mark]:
        """Yield everything painted by the pattern of a mark."""
        pattern = mark.colour.pattern
        if pattern is None:
            return
        if int(pattern.PatternType) == 2:
            yield replace(mark, kind="shading", subject=pattern.Shading)
        else:
            matrix = concatenated(_matrix(pattern.get("/Matrix", IDENTITY)), self._base)
            yield from self._inside(pattern, replace(self._state, matrix=matrix, clip=mark.box))

    # Text, pictures and forms

    def _show(self, text: Any) -> Iterator[Mark]:
        parts = text if isinstance(text, pikepdf.Array) else [text]
        codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
        if codes:
            yield (mark := self._mark("text", self._state.clip, codes))
            yield from self._pattern(mark)

    def _picture(self, picture: Any) -> Mark:
        square = box_around(corners((0, 0, 1, 1), self._state.matrix))
        mark = self._mark("image", intersection(square, self._state.clip), picture)
        return replace(mark, is_rectangle=is_upright(self._state.matrix))

    def _do(self, thing: Any) -> Iterator[Mark]:
        if thing.get("/Subtype") == "/Image":
            yield self._picture(thing)
        elif thing.get("/Subtype") == "/Form":
            yield from self._form(thing)

    def _form(self, form: Any) -> Iterator[Mark]:
        matrix = concatenated(_matrix(form.get("/Matrix", IDENTITY)), self._state.matrix)
        left, bottom, right, top = (float(side) for side in form.BBox)
        area = box_around(corners((left, bottom, right, top), matrix))
        state = replace(self._state, matrix=matrix, clip=intersection(area, self._state.clip))
        if "/Group" in form:
            yield self._mark("group", state.clip, form)
        yield from self._inside(form, state)

    def _inside(self, stream: Any, state: State) -> Iterator[Mark]:
        if self._depth >= _MAX_DEPTH:
            raise ValueError("forms are nested too deeply")
        resources = stream.get("/Resources", self._resources)
        yield from _Painter(resources, state, (self._tagging[-1],), self._depth + 1).run(stream)

    # Marked content

    def _tag(self, operator: str, operands: list[Any]) -> Iterator[Mark]:
        if operator == "EMC":
            if len(self._tagging) > 1:
                self._tagging.pop()
            return
        outside = self._tagging[-1]
        artifact = outside.is_artifact or operands[0] == "/Artifact"
        properties = operands[1] if operator == "BDC" else {}
        if isinstance(properties, pikepdf.Name):
            properties = self._resources.Properties[str(properties)]
        number = properties.get("/MCID")
        language, spoken = properties.get("/Lang"), properties.get("/ActualText")
        self._tagging.append(
            Tagging(
                is_artifact=artifact,
                number=outside.number if number is None else int(number),
                language=outside.language if language is None else str(language),
                spoken=outside.spoken if spoken is None else str(spoken),
            )
        )
        if number is not None:
            yield self._mark("tag", self._state.clip)


def _matrix(numbers: Any) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in numbers)
    return a, b, c, d, e, f


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by
