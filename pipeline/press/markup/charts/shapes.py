"""The shapes of a chart as SVG, in the colours of a dialect."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from pipeline.charts.bars import striped
from pipeline.charts.drawing import Area, Box, Stroke
from pipeline.press.markup.attributes import direction_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.charts.drawing import Colour, Drawing, Key, MarkShape
    from pipeline.press.markup.dialect import Dialect

# In a box of ten units.
_MARKS: Final[Mapping[MarkShape, str]] = {
    "disc": '<circle cx="5" cy="5" r="4"',
    "ring": '<circle cx="5" cy="5" r="3.2"',
    "square": '<rect x="1.4" y="1.4" width="7.2" height="7.2"',
    "diamond": '<path d="M5 .2L9.8 5L5 9.8L.2 5Z"',
    "triangle": '<path d="M5 .8L9.7 9.2H.3Z"',
}


def key_markup(key: Key, dialect: Dialect) -> str:
    """An entry of the legend, with a swatch of its colour and pattern, or with its dot."""
    if key.shape is None:
        boxes = striped(Box(0.0, 1.0, 0.0, 10.0, key.colour), key.stripes)
        inside = "".join(_rectangle(one, 10.0, 1.0, dialect) for one in boxes)
    else:
        inside = _mark(key.shape, key.colour, dialect)
    return (
        f'<span class="chart-key"><svg xmlns="http://www.w3.org/2000/svg" class="chart-swatch" '
        f'viewBox="0 0 10 10">{inside}</svg> '
        f"<bdi{direction_within(key.text, dialect.language)}>{escape(key.text)}</bdi></span> "
    )


def mark_markup(shape: MarkShape, colour: Colour, place: str, dialect: Dialect) -> str:
    """A dot that keeps its shape where the plot is stretched; ``place`` are its attributes."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {place} viewBox="0 0 10 10">'
        f"{_mark(shape, colour, dialect)}</svg>"
    )


def _mark(shape: MarkShape, colour: Colour, dialect: Dialect) -> str:
    if shape == "ring":
        paint = f'fill="none" {_paint("stroke", colour, dialect)} stroke-width="1.8"'
    else:
        paint = _paint("fill", colour, dialect)
    return f"{_MARKS[shape]} {paint}/>"


def shapes_markup(drawing: Drawing, dialect: Dialect) -> str:
    """The shapes, ten units to an em, which stretch with the plot."""
    width, height = drawing.width * 10, drawing.height * 10
    inside = "".join(_shape(one, width, dialect) for one in drawing.shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart-shapes" '
        f'viewBox="0 0 {number(width)} {number(height)}" preserveAspectRatio="none">'
        f"{inside}</svg>"
    )


def _shape(shape: Box | Stroke | Area, width: float, dialect: Dialect) -> str:
    match shape:
        case Box():
            return _rectangle(shape, width, 10.0, dialect)
        case Stroke():
            return _path(shape, width, dialect)
        case Area():
            ways = "".join(f"M{_way(one, width)}Z" for one in shape.polygons)
            return f'<path d="{ways}" {_paint("fill", shape.colour, dialect)}/>'


def _way(points: Iterable[tuple[float, float]], width: float) -> str:
    return "L".join(f"{number(x * width)} {number(y * 10)}" for x, y in points)


def _rectangle(box: Box, width: float, scale: float, dialect: Dialect) -> str:
    left, top = box.left * width, box.top * scale
    return (
        f'<rect x="{number(left)}" y="{number(top)}" '
        f'width="{number(box.right * width - left)}" '
        f'height="{number(box.bottom * scale - top)}" {_paint("fill", box.colour, dialect)}/>'
    )


def _path(stroke: Stroke, width: float, dialect: Dialect) -> str:
    # A browser keeps the weight of lines when it stretches them, and counts it in px.
    scale = 10 / dialect.chart_page.label if dialect.name == "paged" else 4 / 3
    way = _way(stroke.points, width)
    if len(set(stroke.points)) == 1:
        # A point is a line that is as long as it is wide.
        way = f"{_way(stroke.points[:1], width)}h.01"
    dash = " ".join(number(one * scale) for one in stroke.dash)
    more = f' stroke-dasharray="{dash}"' if dash else ""
    more += ' stroke-linecap="round" stroke-linejoin="round"' if stroke.is_round else ""
    more += "" if dialect.name == "paged" else ' vector-effect="non-scaling-stroke"'
    return (
        f'<path d="M{way}" fill="none" {_paint("stroke", stroke.colour, dialect)} '
        f'stroke-width="{number(stroke.width * scale)}"{more}/>'
    )


def _paint(attribute: str, colour: Colour, dialect: Dialect) -> str:
    """A colour token: as it is on pages, and as style sheets have it elsewhere."""
    if dialect.name == "paged":
        return f'{attribute}="{dialect.colours[colour]}"'
    return f'class="{colour}" {attribute}="currentColor"'


def number(value: float) -> str:
    """A length as markup has it."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
