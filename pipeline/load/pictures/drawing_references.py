"""References between the elements of a drawing: circular ones, and explosive copying.

A drawing of a few lines can copy an element ten times, the copies ten times, and so on. Here it
is counted how many elements the engine would draw, before it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from pipeline.load.positions import Spot

MOST_DRAWN: Final = 100_000
"""The most elements a drawing can have, with copies counted as often as they are drawn."""
DEEPEST: Final = 80
"""The maximum nesting depth of elements, with copies counted where they are drawn."""

_HIDDEN: Final = frozenset({"clipPath", "defs", "filter", "marker", "mask", "pattern", "symbol"})
_MARKED: Final = frozenset({"line", "path", "polygon", "polyline"})
_PAINTED: Final = _MARKED | {"circle", "ellipse", "rect", "text", "textPath", "tspan"}
_MARKERS: Final = ("marker-start", "marker-mid", "marker-end")
_INHERITED: Final = ("fill", "stroke", "marker", *_MARKERS)
# Which elements an attribute can refer to; the engine ignores others.
_TARGETS: Final = {
    "fill": ("pattern",),
    "stroke": ("pattern",),
    "mask": ("mask",),
    "clip-path": ("clipPath", "path", "textPath"),
    **dict.fromkeys(("marker", *_MARKERS), ("marker",)),
}
_COORDINATE: Final = re.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+")
_LINK: Final = re.compile(r"url\(\s*[\"']?\s*#([^\"')]*)[\"']?\s*\)")


@dataclass(slots=True)
class Element:
    """An element of a drawing: its tag, attributes, properties and place.

    ``parent`` is the place in the row of elements of the one around it, -1 for the first,
    ``children`` are the places of those inside it.
    """

    tag: str
    attributes: Mapping[str, str]
    parent: int
    spot: Spot
    children: list[int] = field(default_factory=list)


class ReferenceProblem(NamedTuple):
    """A problem with the references of an element, and how to fix it."""

    element: int
    message: str
    hint: str


def _points(element: Element) -> int:
    """An upper bound for the number of points of a line."""
    line = element.attributes.get("d", "") + element.attributes.get("points", "")
    return 1 + len(_COORDINATE.findall(line))


class _Size(NamedTuple):
    """The number of elements drawn for one, and their nesting depth."""

    drawn: int
    depth: int


def find_reference_problem(elements: Sequence[Element]) -> ReferenceProblem | None:
    """The first circle of references, or the element that is drawn too often, or None."""
    return _Measuring(elements).run() if elements else None


class _Measuring:
    def __init__(self, elements: Sequence[Element]) -> None:
        self.elements = elements
        self.ids: dict[str, int] = {}
        self.inherited: list[dict[str, str]] = []
        for place, element in enumerate(elements):
            self.ids.setdefault(element.attributes.get("id", ""), place)
            around = self.inherited[element.parent] if element.parent >= 0 else {}
            own = {key: element.attributes[key] for key in _INHERITED if key in element.attributes}
            self.inherited.append({**around, **own} if own else around)
        self.sizes: dict[int, _Size] = {}

    def run(self) -> ReferenceProblem | None:
        """Measure each element after all that it shows, from the first element on."""
        entered: dict[int, list[tuple[int, int]]] = {}
        waiting = [0]
        while waiting:
            place = waiting[-1]
            if place in self.sizes:
                waiting.pop()
                continue
            if place not in entered:
                entered[place] = list(self._shown(place))
                new = [shown for shown, _ in entered[place] if shown not in self.sizes]
                if circle := next((shown for shown in new if shown in entered), None):
                    return self._circle(place, circle)
                waiting.extend(dict.fromkeys(new))
                continue
            waiting.pop()
            if trouble := self._measure(place, entered.pop(place)):
                return trouble
        return None

    def _circle(self, place: int, shown: int) -> ReferenceProblem:
        name = self.elements[shown].attributes.get("id", "")
        message = f"#{name} would be drawn inside itself" if name else "it is drawn inside itself"
        return ReferenceProblem(place, message, "refer to another element")

    def _measure(self, place: int, shown: Sequence[tuple[int, int]]) -> ReferenceProblem | None:
        sizes = [(self.sizes[one], times) for one, times in shown]
        drawn = 1 + sum(size.drawn * times for size, times in sizes)
        depth = 1 + max((size.depth for size, _ in sizes), default=0)
        if drawn > MOST_DRAWN:
            message = f"copying makes more than {MOST_DRAWN:,} elements of this one"
            return ReferenceProblem(
                place, message, "draw fewer copies, or convert it to a PNG picture"
            )
        if depth > DEEPEST:
            message = f"elements and copies are nested more than {DEEPEST} deep in this one"
            return ReferenceProblem(
                place, message, "ungroup some elements: export the drawing as plain SVG"
            )
        self.sizes[place] = _Size(drawn, depth)
        return None

    def _shown(self, place: int) -> Iterator[tuple[int, int]]:
        """Yield what is drawn for an element, and how often."""
        yield from self._referred(place)
        for child in self.elements[place].children:
            if self.elements[child].tag in _HIDDEN:
                yield from self._referred(child)
            else:
                yield child, 1

    def _referred(self, place: int) -> Iterator[tuple[int, int]]:
        """Yield what the attributes of an element show, and how often."""
        element, found = self.elements[place], self.inherited[place]
        if element.tag == "use":
            yield from self._target(element.attributes.get("href", "")[1:], 1, ())
        for key in ("mask", "clip-path"):
            yield from self._linked(key, element.attributes.get(key, ""), 1)
        if element.tag in _PAINTED:
            for key in ("fill", "stroke"):
                yield from self._linked(key, found.get(key, ""), 1)
        if element.tag in _MARKED:
            for key in _MARKERS:
                times = _points(element) if key == "marker-mid" else 1
                yield from self._linked(key, found.get(key, found.get("marker", "")), times)

    def _linked(self, key: str, value: str, times: int) -> Iterator[tuple[int, int]]:
        if match := _LINK.search(value):
            yield from self._target(match[1].strip(), times, _TARGETS[key])

    def _target(self, name: str, times: int, tags: Sequence[str]) -> Iterator[tuple[int, int]]:
        target = self.ids.get(name) if name else None
        if target is not None and (not tags or self.elements[target].tag in tags):
            yield target, times
