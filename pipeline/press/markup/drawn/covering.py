"""What a drawing paints over its words, and what it cuts off of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.svgLib.path import parse_path

from pipeline.press.markup.drawn.matrix import Matrix, matrix_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.press.markup.drawn.lifted import Words

Area = tuple[float, float, float, float]
"""Left, top, right and bottom, in units of the drawing from its left upper corner."""

_NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LOCAL: Final = re.compile(r"url\(#([^()]+)\)")
_NOT_PAINTED: Final = frozenset(
    {"clipPath", "defs", "filter", "linearGradient", "marker", "mask", "pattern", "radialGradient",
     "symbol", "text"}
)  # fmt: skip
_ASCENT, _DESCENT, _ADVANCE = 0.72, 0.2, 0.5
"""The height of letters, their depth and their usual width, in em."""
_MUCH: Final = 0.15
"""The part of words that may be covered or cut off, as their size is not measured here."""
_MOST_PAIRS: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Painted:
    """Something filled: its place in the order of painting, and the area around it."""

    order: int
    area: Area


def area_of(words: Words) -> Area:
    """About the area that words in a line take."""
    width = len(words.text) * words.size * _ADVANCE
    left = {"start": 0.0, "middle": -width / 2, "end": -width}[words.anchor]
    turned = matrix_of(f"rotate({words.turn})") or Matrix()
    corners = (
        turned.point(x, y)
        for x in (left, left + width)
        for y in (-_ASCENT * words.size, _DESCENT * words.size)
    )
    return _around([(words.x + x, words.y + y) for x, y in corners])


def covers(other: Area, words: Area) -> bool:
    """Whether an area hides more of words than what may be a rough measure."""
    return _shared(other, words) > _MUCH * _size(words)


def cuts(clip: Area, words: Area) -> bool:
    """Whether words go beyond the area to which they are clipped."""
    return _shared(clip, words) < (1 - _MUCH) * _size(words)


def clip_of(element: Any, matrix: Matrix, root: Any) -> Area | None:
    """The area to which an element is clipped; None if it is not a rectangle that is upright."""
    found = _LOCAL.fullmatch(element.get("clip-path", ""))
    if found is None:
        return None
    named = [one for one in root.iter("{*}clipPath") if one.get("id") == found[1]]
    if len(named) != 1 or named[0].get("clipPathUnits", "userSpaceOnUse") != "userSpaceOnUse":
        return None
    inside = list(named[0])
    is_plain = len(inside) == 1 and not {"transform", "clip-path"} & {
        *inside[0].attrib, *named[0].attrib
    }  # fmt: skip
    if not is_plain or not inside[0].tag.endswith("}rect") or (matrix.b or matrix.c):
        return None
    return _area(inside[0], matrix)


def painted_over(text: Any, order: Mapping[Any, int], matrix: Matrix) -> Iterator[Painted]:
    """Yield what is filled in a drawing behind its first text, at its place in the ``order``."""
    root, first = text.getroottree().getroot(), order[text]
    waiting: list[tuple[Any, Matrix, Mapping[str, str]]] = [(root, matrix, {})]
    while waiting:
        element, outside, styles = waiting.pop()
        name = _name(element)
        if name in _NOT_PAINTED:
            continue
        inner = outside.then(matrix_of(element.get("transform", "")) or Matrix())
        own = {**styles, **{key: element.get(key) for key in ("fill",) if element.get(key)}}
        is_filled = own.get("fill") != "none" or name in ("image", "use")
        if is_filled and order[element] > first:
            area = _area(_used(element, root), inner)
            if area is not None:
                yield Painted(order[element], area)
        waiting += [(one, inner, own) for one in element if isinstance(one.tag, str)]


def is_much_work(texts: int, painted: int) -> bool:
    """Whether so many words and shapes would take long to be compared."""
    return texts * painted > _MOST_PAIRS


def _used(element: Any, root: Any) -> Any:
    """The element itself, or the one that it shows again."""
    if _name(element) != "use":
        return element
    name = element.get("href", "").removeprefix("#")
    return next((one for one in root.iter() if one.get("id") == name), element)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _area(element: Any, matrix: Matrix) -> Area | None:
    """The area around a shape; None for what is none."""
    name = _name(element)
    if name in ("rect", "image"):
        x, y, width, height = (_value(element, key) for key in ("x", "y", "width", "height"))
        corners = [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]
    elif name in ("circle", "ellipse"):
        x, y = _value(element, "cx"), _value(element, "cy")
        across = _value(element, "r" if name == "circle" else "rx")
        down = _value(element, "r" if name == "circle" else "ry")
        corners = [(x + i * across, y + j * down) for i in (-1, 1) for j in (-1, 1)]
    elif name in ("polygon", "polyline"):
        found = [float(one) for one in _NUMBER.findall(element.get("points", ""))]
        corners = list(zip(found[::2], found[1::2], strict=False))
    elif name == "path":
        corners = _corners_of_path(element.get("d", ""))
    else:
        return None
    return _around([matrix.point(*one) for one in corners]) if corners else None


def _corners_of_path(data: str) -> list[tuple[float, float]]:
    pen = ControlBoundsPen(None)
    try:
        parse_path(data, pen)
    except ValueError:
        return []  # What the engine cannot draw has been reported.
    if pen.bounds is None:
        return []
    left, top, right, bottom = pen.bounds
    return [(left, top), (right, top), (left, bottom), (right, bottom)]


def _value(element: Any, key: str) -> float:
    found = _NUMBER.match(element.get(key, "0"))
    return float(found[0]) if found else 0.0


def _around(points: list[tuple[float, float]]) -> Area:
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def _shared(one: Area, other: Area) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, width) * max(0.0, height)


def _size(area: Area) -> float:
    return (area[2] - area[0]) * (area[3] - area[1])
