"""Check repeating gradients of drawings: how often the engine would have to repeat them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot
from typing import TYPE_CHECKING, Final

from pipeline.load.pictures.drawing_numbers import length, numbers
from pipeline.load.pictures.drawing_values import Problem

if TYPE_CHECKING:
    from pipeline.load.pictures.drawing_references import Element

_REPEATED: Final = frozenset({"repeat", "reflect"})
_LEAST: Final = 0.01
"""The least length of a repeating gradient, as a share of the area it fills."""


def problem_of_gradient(
    element: Element, elements: Sequence[Element], view_box: str
) -> Problem | None:
    """The problem of a repeating gradient, or None.

    The engine repeats it up to the edge of what it fills, however short it is; one that is
    transformed or takes its size from another gradient cannot be measured here.
    """
    given = element.attributes
    if element.tag not in {"linearGradient", "radialGradient"}:
        return None
    if given.get("spreadMethod", "pad") not in _REPEATED:
        return None
    hint = "remove spreadMethod, and give the gradient more <stop>s"
    if "gradientTransform" in given or given.get("href"):
        return Problem("a repeating gradient has a transform or a reference", hint)
    box = numbers(view_box) or ()
    whole = hypot(*box[2:]) if given.get("gradientUnits") == "userSpaceOnUse" and box else 1.0
    stops = list(_stops(element, elements))
    share = max(stops, default=0) - min(stops, default=0)
    if _long(element, whole) * min(share, 1) < _LEAST * whole:
        return Problem("a repeating gradient is too short", hint)
    return None


def _long(element: Element, whole: float) -> float:
    """The length of a gradient."""
    if element.tag == "radialGradient":
        return _value(element, "r", "50%", whole) - _value(element, "fr", "0", whole)
    x = _value(element, "x2", "100%", whole) - _value(element, "x1", "0", whole)
    return hypot(x, _value(element, "y2", "0", whole) - _value(element, "y1", "0", whole))


def _value(element: Element, key: str, default: str, whole: float) -> float:
    found = length(element.attributes.get(key, default))
    if found is None:
        return 0.0
    return found.value * whole / 100 if found.unit == "%" else found.value


def _stops(element: Element, elements: Sequence[Element]) -> Iterator[float]:
    for child in element.children:
        if elements[child].tag == "stop":
            found = length(elements[child].attributes.get("offset", "0"))
            if found is not None:
                yield found.value / 100 if found.unit == "%" else found.value
