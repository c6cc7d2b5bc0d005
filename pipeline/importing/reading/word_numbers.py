"""The numbers that Word sets before paragraphs: "1.", "1.1", "Section 3", "IV", "•"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.importing.reading.word_archive import W
from pipeline.importing.reading.word_styles import value_of
from pipeline.numerals import letters, roman

_LEVELS: Final = 9
_HAN_DIGITS: Final = "〇一二三四五六七八九"
_BULLET: Final = "•"
_PLACE: Final = re.compile(r"%([1-9])")
_LONGEST: Final = 60
_MOST: Final = 400
"""Numbers from which none is written in Roman numerals."""


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: first number, kind of numerals, its text, and the style it is for."""

    start: int
    form: str
    text: str
    style: str
    legal: bool
    """All numbers are set in Arabic numerals."""


@dataclass(slots=True)
class Numbering:
    """The lists of a Word file, and how far each has been counted (ISO/IEC 29500-1, 17.9)."""

    lists: dict[int, tuple[int, dict[int, int]]]
    """Lists by number: the definition that they follow, and where levels begin anew."""
    definitions: dict[int, dict[int, _Level]]
    counts: dict[int, list[int]] = field(default_factory=dict)
    begun: set[tuple[int, int]] = field(default_factory=set)

    def depth_of(self, number: int, style: str) -> int:
        """The level of a list that a style of paragraphs is set in."""
        definition, _ = self.lists.get(number, (0, {}))
        levels = self.definitions.get(definition, {})
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def count(self, number: int, depth: int) -> str:
        """The text before the next paragraph of a level of a list; empty if it has none."""
        definition, starts = self.lists.get(number, (-1, {}))
        levels = self.definitions.get(definition, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(definition, [0] * _LEVELS)
        if depth in starts and (number, depth) not in self.begun:
            self.begun.add((number, depth))
            counts[depth] = starts[depth] - 1
        elif not counts[depth]:
            counts[depth] = level.start - 1
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        if level.form == "bullet":
            return _BULLET
        return _PLACE.sub(
            lambda match: self._numeral(levels, counts, int(match[1]) - 1, legal=level.legal),
            level.text,
        ).strip()

    def _numeral(
        self, levels: dict[int, _Level], counts: list[int], depth: int, *, legal: bool
    ) -> str:
        level = levels.get(depth)
        if level is None:
            return ""
        return _written(counts[depth] or level.start, "decimal" if legal else level.form)


def _written(number: int, form: str) -> str:
    """A number in the numerals of a form (ISO/IEC 29500-1, 17.18.59)."""
    match form:
        case "upperRoman" if number < _MOST:
            return roman(number)
        case "lowerRoman" if number < _MOST:
            return roman(number).lower()
        case "upperLetter":
            return letters(number).upper()
        case "lowerLetter":
            return letters(number).lower()
        case "none":
            return ""
        case "decimalZero":
            return f"{number:02}"
        case _ if "hinese" in form or "deographDigital" in form or form.startswith("japanese"):
            return _in_han(number)
        case _:
            return str(number)


def _in_han(number: int) -> str:
    """A number below a hundred in Chinese characters, a larger one in digits."""
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_HAN_DIGITS[tens]}十"
    return head + (_HAN_DIGITS[ones] if ones or not tens else "")


def read_numbering(root: Any) -> Numbering:
    """The lists of a part ``numbering.xml``; none for a file without one."""
    lists: dict[int, tuple[int, dict[int, int]]] = {}
    definitions: dict[int, dict[int, _Level]] = {}
    if root is None:
        return Numbering(lists, definitions)
    by_style, linked = {}, {}
    for element in root.iter(f"{W}abstractNum"):
        name = _number(element.get(f"{W}abstractNumId"))
        definitions[name] = dict(_levels(element))
        if style := value_of(element, "styleLink"):
            by_style[style] = name
        if style := value_of(element, "numStyleLink"):
            linked[name] = style
    for name, style in linked.items():
        definitions[name] = definitions[name] or definitions.get(by_style.get(style, -1), {})
    for element in root.iter(f"{W}num"):
        starts = {
            _number(one.get(f"{W}ilvl")): _number(value_of(one, "startOverride"))
            for one in element.iter(f"{W}lvlOverride")
            if value_of(one, "startOverride")
        }
        name = _number(element.get(f"{W}numId"))
        lists[name] = (_number(value_of(element, "abstractNumId")), starts)
    return Numbering(lists, definitions)


def _levels(element: Any) -> list[tuple[int, _Level]]:
    return [
        (
            depth,
            _Level(
                start=_number(value_of(level, "start") or "1"),
                form=value_of(level, "numFmt") or "decimal",
                text=value_of(level, "lvlText")[:_LONGEST],
                style=value_of(level, "pStyle"),
                legal=level.find(f"{W}isLgl") is not None,
            ),
        )
        for level in element.iter(f"{W}lvl")
        if 0 <= (depth := _number(level.get(f"{W}ilvl"))) < _LEVELS
    ]


def _number(text: str | None) -> int:
    """A whole number of an attribute; 0 for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
