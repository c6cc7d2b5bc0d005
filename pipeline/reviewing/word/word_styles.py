"""The styles and list formats of a Word file, mapped to what they mean for a note."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.reading.word_archive import W, parse

if TYPE_CHECKING:
    from pipeline.importing.reading.runs import Mark

_STYLES: Final = "word/styles.xml"
_NUMBERING: Final = "word/numbering.xml"
_HEADING: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)
_LIST: Final = re.compile(r"list (bullet|number|continue) ?([2-9])?", re.IGNORECASE)
_CODE: Final = frozenset({"verbatim char", "html code", "source text"})
_OFF: Final = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The position of a paragraph in a list: its depth, from 1, and what is before it.

    One without a number or bullet of its own continues the item before.
    """

    level: int
    ordered: bool
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a Word file by id, and the formats of its lists by number and level."""

    elements: Mapping[str, Any]
    lists: Mapping[tuple[str, int], tuple[str, str]]

    def name(self, style: str) -> str:
        """The name of a style, which stays whatever program saves the file."""
        element = self.elements.get(style)
        found = None if element is None else element.find(f"{W}name")
        return style if found is None else str(found.get(f"{W}val", style))

    def heading_level(self, style: str) -> int:
        """The level of a style of headings, or of one made from it; 0 for others."""
        for one in self._line(style):
            if match := _HEADING.fullmatch(self.name(one)):
                return int(match[1])
        return 0

    def list_place(self, style: str, properties: Any) -> ListPlace | None:
        """The list level and kind of a paragraph style, None if it is not in a list."""
        number = None if properties is None else properties.find(f"{W}numPr")
        if number is not None:
            if _value(number, "numId") == "0":
                return None
            level = _whole(_value(number, "ilvl"))
            kind, sign = self.lists.get((_value(number, "numId"), level), ("", ""))
            if kind:
                return ListPlace(level + 1, kind != "bullet", kind == "bullet" and not sign.strip())
        if match := _LIST.fullmatch(self.name(style)):
            kind = match[1].lower()
            return ListPlace(int(match[2] or 1), kind == "number", kind == "continue")
        return None

    def marks(self, style: str) -> frozenset[Mark]:
        """The marks that a character style defines."""
        found: set[Mark] = set()
        for one in self._line(style):
            if self.name(one).lower() in _CODE:
                found.add("code")
            found |= marks_of(self.elements[one].find(f"{W}rPr"))
        return frozenset(found)

    def _line(self, style: str) -> list[str]:
        """A style and those it is based on."""
        found: list[str] = []
        while style in self.elements and style not in found:
            found.append(style)
            style = _value(self.elements[style], "basedOn")
        return found


def read_styles(parts: Mapping[str, bytes], name: str) -> Styles:
    """The styles of a Word file. Raises `SourceError` for what is not well formed."""
    elements = {}
    if _STYLES in parts:
        for style in parse(parts[_STYLES], name).iter(f"{W}style"):
            elements[style.get(f"{W}styleId", "")] = style
    return Styles(elements, _read_lists(parts, name))


def _read_lists(parts: Mapping[str, bytes], name: str) -> dict[tuple[str, int], tuple[str, str]]:
    if _NUMBERING not in parts:
        return {}
    root = parse(parts[_NUMBERING], name)
    abstract = {one.get(f"{W}abstractNumId"): one for one in root.iter(f"{W}abstractNum")}
    found = {}
    for number in root.findall(f"{W}num"):
        definition = abstract.get(_value(number, "abstractNumId"))
        for level in () if definition is None else definition.findall(f"{W}lvl"):
            key = (number.get(f"{W}numId", ""), _whole(level.get(f"{W}ilvl", "0")))
            found[key] = (_value(level, "numFmt") or "decimal", _value(level, "lvlText"))
    return found


def marks_of(properties: Any) -> set[Mark]:
    """The marks that character properties define."""
    if properties is None:
        return set()
    found: set[Mark] = set()
    is_complex = is_on(properties, "rtl") or is_on(properties, "cs")
    is_slanted = is_on(properties, "i") or (is_complex and is_on(properties, "iCs"))
    if is_slanted:
        found.add("emphasis")
    # Emphasis is shown by weight where letters are not slanted.
    if is_on(properties, "b") or (is_complex and not is_slanted and is_on(properties, "bCs")):
        found.add("strong")
    raised = _value(properties, "vertAlign")
    if raised in {"superscript", "subscript"}:
        found.add("super" if raised == "superscript" else "sub")
    return found


def is_on(properties: Any, name: str) -> bool:
    """Whether properties contain one that is not switched off."""
    element = properties.find(f"{W}{name}")
    return element is not None and element.get(f"{W}val", "1") not in _OFF


def _whole(text: str) -> int:
    """The number that a text says, 0 where it says none."""
    return int(text) if text.isdecimal() and len(text) < 4 else 0


def _value(element: Any, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val", ""))
