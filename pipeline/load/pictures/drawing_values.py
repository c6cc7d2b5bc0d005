"""Values of attributes and style properties in drawings that the engine can work with.

WeasyPrint reads them with Python's `float` and its like: what it does not understand it takes
for 0, or gives the whole drawing up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from pipeline.load.pictures.drawing_numbers import is_degenerate, length, lengths, number, numbers
from pipeline.load.pictures.drawing_paths import LONGEST_RUN, PathError, check_path


class Problem(NamedTuple):
    """A problem with a value, how to fix it, and its offset in the value."""

    message: str
    hint: str
    offset: int = 0


_TEXTS: Final = frozenset({"a", "text", "textPath", "tspan"})
_COORDINATES: Final = frozenset({"x", "y", "dx", "dy"})
_LENGTHS: Final = frozenset(
    {
        "cx", "cy", "dx", "dy", "fr", "fx", "fy", "r", "refX", "refY", "rx", "ry", "x", "x1", "x2",
        "y", "y1", "y2", "width", "height", "markerWidth", "markerHeight", "offset", "textLength",
        "font-size", "letter-spacing", "stroke-width", "stroke-dashoffset",
    }
)  # fmt: skip
_NOT_NEGATIVE: Final = frozenset(
    {"fr", "height", "r", "rx", "ry", "width", "font-size", "stroke-width", "textLength"}
)
_POSITIVE: Final = frozenset({"markerWidth", "markerHeight"})
_WORDS: Final = {
    "width": {"auto"}, "height": {"auto"}, "rx": {"auto"}, "ry": {"auto"},
    "letter-spacing": {"normal"}, "font-style": {"normal", "italic", "oblique"},
    "font-weight": {"normal", "bold", "bolder", "lighter"},
    "orient": {"auto", "auto-start-reverse"}, "stroke-dasharray": {"none"},
}  # fmt: skip
_OPACITIES: Final = frozenset({"opacity", "fill-opacity", "stroke-opacity", "stop-opacity"})
_NUMBERS: Final = frozenset({"stroke-miterlimit", "orient"})
_TRANSFORMS: Final = frozenset({"transform", "gradientTransform", "patternTransform"})
_ASPECT: Final = re.compile(r"(none|x(Min|Mid|Max)Y(Min|Mid|Max))( +(meet|slice))?")
_BLENDS: Final = frozenset(
    {
        "normal", "multiply", "screen", "overlay", "darken", "lighten", "color-dodge",
        "color-burn", "hard-light", "soft-light", "difference", "exclusion", "hue", "saturation",
        "color", "luminosity",
    }
)  # fmt: skip
_LARGEST_TYPE: Final = 10_000
_LENGTH_HINT: Final = "a length is a number, with a unit or without: 12, 4.5px, 3mm, 50%"
_NUMBER_HINT: Final = "a number has a point and no comma: 4.5"


def problem_of(tag: str, key: str, value: str) -> Problem | None:
    """The problem with an attribute or property of an element, or None.

    ``tag`` is empty for a property in a style sheet.
    """
    if value in _WORDS.get(key, ()) or (value == "inherit" and _is_property(key)):
        return None
    if (tag in _TEXTS and key in _COORDINATES) or (key == "rotate" and tag in {"", *_TEXTS}):
        return _list_of_text(key, value)
    if key in _LENGTHS:
        return _length(key, value)
    special = _SPECIAL.get(key)
    return special(key, value) if special else None


def _is_property(key: str) -> bool:
    """Whether a key is a CSS property, not only an attribute."""
    return "-" in key or key in {"fill", "filter", "marker", "mask", "opacity", "stroke"}


def _list_of_text(key: str, value: str) -> Problem | None:
    if (numbers if key == "rotate" else lengths)(value) is None:
        return Problem(f"{key} is not a list of numbers: {_shown(value)}", _NUMBER_HINT)
    return None


def _length(key: str, value: str) -> Problem | None:
    found = length(value)
    if found is None:
        return Problem(f"{key} is not a length: {_shown(value)}", _LENGTH_HINT)
    if found.value < 0 and key in _NOT_NEGATIVE | _POSITIVE:
        return Problem(f"{key} is below 0: {_shown(value)}", "remove the minus sign")
    if key == "font-size" and found.value > _LARGEST_TYPE:
        return Problem(f"{key} is too large: {_shown(value)}", "type is a few pixels high")
    if found.value == 0 and key in _POSITIVE:
        return Problem(f"{key} is 0", "remove the marker, or give it a size")
    return None


def _opacity(key: str, value: str) -> Problem | None:
    found = length(value)
    if found is None or found.unit not in {"", "%"}:
        return Problem(
            f"{key} is not a number: {_shown(value)}", "use from 0 to 1, or from 0% to 100%"
        )
    return None


def _number(key: str, value: str) -> Problem | None:
    if number(value) is None:
        return Problem(f"{key} is not a number: {_shown(value)}", _NUMBER_HINT)
    return None


def _dashes(key: str, value: str) -> Problem | None:
    found = lengths(value)
    if found is None or any(one.value < 0 for one in found):
        return Problem(
            f"{key} is not a list of lengths: {_shown(value)}", "write it as 4 2, or none"
        )
    return None


def _view_box(key: str, value: str) -> Problem | None:
    found = numbers(value)
    if found is None or len(found) != 4:
        hint = "use four numbers: left, top, width and height"
        return Problem(f"{key} is not four numbers: {_shown(value)}", hint)
    if found[2] <= 0 or found[3] <= 0:
        return Problem(f"{key} has no area: {_shown(value)}", "its width and height are above 0")
    return None


def _points(key: str, value: str) -> Problem | None:
    if len(value) > LONGEST_RUN:
        return Problem(f"{key} has more numbers than can be drawn", "make a PNG picture of it")
    found = numbers(value)
    if found is None or len(found) % 2:
        hint = "points are pairs of numbers: 0,0 10,0 10,5"
        return Problem(f"{key} is not a list of pairs: {_shown(value)}", hint)
    return None


def _transform(key: str, value: str) -> Problem | None:
    flat = is_degenerate(value)
    if flat is None:
        hint = "write it as translate(4 2), scale(0.5), rotate(45)"
        return Problem(f"{key} is not a list of transforms: {_shown(value)}", hint)
    if flat and key != "transform":
        return Problem(f"{key} leaves no area: {_shown(value)}", "scale by numbers other than 0")
    return None


def _path(_: str, value: str) -> Problem | None:
    try:
        check_path(value)
    except PathError as error:
        hint = "save it again in the program that made it"
        return Problem(f"the path is broken: {error}", hint, error.offset)
    return None


def _aspect(key: str, value: str) -> Problem | None:
    if not _ASPECT.fullmatch(value.strip()):
        hint = "write it as xMidYMid meet, or none"
        return Problem(f"{key} is malformed: {_shown(value)}", hint)
    return None


def _origin(key: str, value: str) -> Problem | None:
    parts = value.split()
    if len(parts) == 2 and any(
        found.unit in {"%", "em", "ex", "rem"} for found in map(length, parts) if found
    ):
        return Problem(f"{key} is malformed: {_shown(value)}", "write it in px: 12px 30px")
    return None


def _font(_: str, value: str) -> Problem | None:
    size, *family = value.split(maxsplit=1)[:2] or [""]
    if family and (length(size) is None or _length("font-size", size)):
        hint = "write font-size, font-family, font-weight and font-style one by one"
        return Problem(f"font is malformed: {_shown(value)}", hint)
    return None


def _font_style(key: str, value: str) -> Problem | None:
    return Problem(f"{key} cannot be {_shown(value)}", "use normal, italic or oblique")


def _font_weight(key: str, value: str) -> Problem | None:
    weight = number(value)
    if weight is None or not 1 <= weight <= 1000:
        hint = "use normal, bold, or a number from 100 to 900"
        return Problem(f"{key} cannot be {_shown(value)}", hint)
    return None


def _blend(key: str, value: str) -> Problem | None:
    if value not in _BLENDS:
        return Problem(f"{key} cannot be {_shown(value)}", "write normal or multiply, for example")
    return None


def _address(key: str, value: str) -> Problem | None:
    # The engine also reads what is not a url() as an address.
    if ("//" in value and "url(" not in value) or '"' in value.replace('url("#', "").replace(
        '")', ""
    ):
        return Problem(f"{key} is malformed: {_shown(value)}", "write it as url(#name)")
    return None


def _shown(value: str) -> str:
    text = " ".join(value.split())
    return repr(text if len(text) <= 40 else f"{text[:39]}…")


_SPECIAL: Final[dict[str, Callable[[str, str], Problem | None]]] = {
    **dict.fromkeys(_OPACITIES, _opacity),
    **dict.fromkeys(_NUMBERS, _number),
    **dict.fromkeys(_TRANSFORMS, _transform),
    **dict.fromkeys(
        ("clip-path", "fill", "filter", "marker", "marker-end", "marker-mid", "marker-start",
         "mask", "stroke"),
        _address,
    ),
    "d": _path,
    "font": _font,
    "font-style": _font_style,
    "font-weight": _font_weight,
    "mode": _blend,
    "points": _points,
    "transform-origin": _origin,
    "preserveAspectRatio": _aspect,
    "stroke-dasharray": _dashes,
    "viewBox": _view_box,
}  # fmt: skip
