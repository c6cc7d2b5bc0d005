"""Check that the engine can draw a drawing: its values, references and text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.load.pictures.drawing_gradients import problem_of_gradient
from pipeline.load.pictures.drawing_references import Element, find_reference_problem
from pipeline.load.pictures.drawing_values import Problem, problem_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.load.positions import Spot
    from pipeline.load.report import Report, SourceText

_TEXTS: Final = frozenset({"a", "text", "textPath", "tspan"})
_CORNERED: Final = frozenset({"polygon", "polyline"})
_IN_TEXT: Final = frozenset({"textPath", "tspan"})


def check_drawable(elements: Sequence[Element], source: SourceText, report: Report) -> None:
    """Report what the engine could not draw of the elements of a cleaned drawing."""
    found = _Found(source, report)
    for element in elements:
        _check_values(element, found)
        _check_place(element, elements, found)
    box = elements[0].attributes.get("viewBox", "")
    for element in elements:
        if problem := problem_of_gradient(element, elements, box):
            found.add(problem, element.spot, "spreadMethod")
    if found_problem := find_reference_problem(elements):
        spot = elements[found_problem.element].spot
        found.add(Problem(found_problem.message, found_problem.hint), spot)


@dataclass(frozen=True, slots=True)
class _Found:
    """Reports problems at their attribute or property."""

    source: SourceText
    report: Report

    def add(self, problem: Problem, spot: Spot, key: str = "", end: str = ">") -> None:
        """Report a problem in the tag, or up to another end, that begins at a spot."""
        text = self.source.text
        start = self.source.offset_of(spot)
        stop = text.find(end, start)
        stop = len(text) if stop < 0 else stop
        pattern = rf"(?<![\w:-]){re.escape(key)}\s*[=:]\s*[\"']?(?P<value>[^\"';>}}]*)"
        if key and (match := re.compile(pattern).search(text, start, stop)):
            at, length = match.start(), len(match.group())
            if problem.offset:
                at, length = match.start("value") + problem.offset, 1
            spot = self.source.spot_at(at, length)
        self.report.add("N108", problem.message, self.source.place(spot), problem.hint)


def _check_values(element: Element, found: _Found) -> None:
    attributes = element.attributes
    for key, value in attributes.items():
        if problem := problem_of(element.tag, key, value):
            found.add(problem, element.spot, key)
    if element.parent < 0:
        for key in ("width", "height"):
            if re.fullmatch(r"[+-]?0*\.?0*[a-z%]*", attributes.get(key, "1").strip()):
                found.add(Problem("the drawing has no area", f"give it a {key}"), element.spot, key)


def _check_place(element: Element, elements: Sequence[Element], found: _Found) -> None:
    """Report elements that the engine cannot draw in their place."""
    around = elements[element.parent].tag if element.parent >= 0 else ""
    link = element.attributes.get("href", "")
    if element.tag == "image" and link[:1] in {"", "#"}:
        message = "a picture inside the drawing has no content"
        found.add(Problem(message, "remove it"), element.spot)
    elif element.tag in _IN_TEXT and around not in _TEXTS:
        message = f"<{element.tag}> is outside <text>"
        found.add(Problem(message, "put a <text> around it"), element.spot)
    elif element.tag in _CORNERED and not element.attributes.get("points", "").strip():
        message = f"<{element.tag}> has no points"
        found.add(Problem(message, "remove it, or give it points"), element.spot)
    elif element.tag == "tref":
        found.add(Problem("<tref> is not supported", "type the text itself"), element.spot)
    elif '"' in link:
        found.add(Problem("the reference is malformed", "write it as #name"), element.spot, "href")
