"""Check that the engine can draw a drawing: its values, style sheets, references and text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.load.pictures.drawing_gradients import problem_of_gradient
from pipeline.load.pictures.drawing_references import Element, find_reference_problem
from pipeline.load.pictures.drawing_styles import (
    StyleRule,
    broken_selector,
    declarations,
    rules_of,
    simple_rules,
)
from pipeline.load.pictures.drawing_values import Problem, problem_of

if TYPE_CHECKING:
    from pipeline.load.positions import Spot
    from pipeline.load.report import Report, SourceText

_MOST_STEPS: Final = 5_000_000
_TEXTS: Final = frozenset({"a", "text", "textPath", "tspan"})
_CORNERED: Final = frozenset({"polygon", "polyline"})
_IN_TEXT: Final = frozenset({"textPath", "tspan"})


@dataclass(slots=True)
class Sheet:
    """A style sheet of a drawing and the spot of its tag."""

    spot: Spot
    text: str


def check_drawable(
    elements: Sequence[Element], sheets: Sequence[Sheet], source: SourceText, report: Report
) -> None:
    """Report what the engine could not draw of the elements of a drawing, which is well formed."""
    found = _Found(source, report)
    rules = [rule for sheet in sheets for rule in _rules(sheet, found)]
    if len(rules) * len(elements) > _MOST_STEPS:
        message = "the style has too many references"
        found.add(
            Problem(message, "export the drawing with attributes instead of styles"), sheets[0].spot
        )
        return
    for element in elements:
        _check_values(element, found)
        _check_place(element, elements, found)
        given = declarations(element.attributes.get("style", ""))
        ruled = [rule.declared for rule in rules if rule.fits(element.tag, element.attributes)]
        for declared in (*ruled, given):
            if declared:
                element.attributes = {**element.attributes, **declared}
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

    def spot_of(self, words: str, start: Spot) -> Spot:
        """The first place of words after a spot, or the spot itself."""
        offset = self.source.text.find(words, self.source.offset_of(start))
        return start if offset < 0 else self.source.spot_at(offset, len(words))

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
    values = {**attributes, **declarations(attributes.get("style", ""))}
    for key, value in values.items():
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
    if link.startswith("data:") or (element.tag == "image" and link[:1] in {"", "#"}):
        message = "a bitmap inside a drawing cannot be printed"
        found.add(Problem(message, "remove it, and make a figure of it"), element.spot)
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


def _rules(sheet: Sheet, found: _Found) -> Iterator[StyleRule]:
    """Yield the rules of a style sheet that refer to something; report what is wrong in all."""
    for selectors, text in rules_of(sheet.text):
        declared: Mapping[str, str] = declarations(text)
        if (broken := broken_selector(selectors)) is not None:
            message = f"the selector {broken!r} is not supported"
            hint = "select elements by tag, class or id: path, .name, #name"
            found.add(Problem(message, hint), found.spot_of(broken, sheet.spot))
        for key, value in declared.items():
            if problem := problem_of("", key, value):
                found.add(problem, sheet.spot, key, "</")
        if "url(" in text:
            yield from simple_rules(selectors, declared)
