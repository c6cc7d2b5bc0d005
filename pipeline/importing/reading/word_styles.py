"""The styles of a Word file: what each gives to paragraphs and letters, through its parents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.importing.reading.word_archive import W

Values = dict[str, Any]
"""Properties by a name of their own; those that are not given are missing."""

_OFF: Final = frozenset({"0", "false", "off"})
_TOGGLES: Final = ("bold", "italic", "caps", "hidden", "bold_cs", "italic_cs")
_ALIGNMENTS: Final = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right",
    "both": "justify", "distribute": "justify",
}  # fmt: skip
_LETTERS: Final = {
    "b": "bold", "i": "italic", "caps": "caps", "vanish": "hidden", "bCs": "bold_cs",
    "iCs": "italic_cs", "rtl": "rtl",
}  # fmt: skip
_NO_LINE: Final = frozenset({"nil", "none"})
_DEEPEST: Final = 30


@dataclass(slots=True)
class Styles:
    """The styles of a Word file by id (ISO/IEC 29500-1, 17.7)."""

    elements: Mapping[str, Any]
    default_paragraph: str
    default_letters: Values
    default_block: Values
    known: dict[tuple[str, str], Values] = field(default_factory=dict)

    def block(self, style: str) -> Values:
        """The properties of paragraphs of a style."""
        return {**self.default_block, **self._chain(style or self.default_paragraph, "block")}

    def letters(self, paragraph: str, character: str) -> Values:
        """The properties of letters in a paragraph of a style, with a style of their own.

        What both styles switch on is off (ISO/IEC 29500-1, 17.7.3).
        """
        one = self._chain(paragraph or self.default_paragraph, "letters")
        two = self._chain(character, "letters") if character else {}
        both: Values = {key: one[key] != two[key] for key in _TOGGLES if key in one and key in two}
        return {**self.default_letters, **one, **two, **both}

    def _chain(self, style: str, what: str) -> Values:
        """The properties of a style: its own over those of the styles that it is based on."""
        if (style, what) not in self.known:
            read = read_block if what == "block" else read_letters
            found: Values = {}
            at, steps = style, 0
            while (element := self.elements.get(at)) is not None and steps < _DEEPEST:
                own = read(element.find(f"{W}pPr" if what == "block" else f"{W}rPr"))
                found = {**own, **found}
                at, steps = value_of(element, "basedOn"), steps + 1
            self.known[style, what] = found
        return self.known[style, what]


def read_styles(root: Any) -> Styles:
    """The styles of a part ``styles.xml``; None for a file without one."""
    elements: dict[str, Any] = {}
    default = ""
    if root is None:
        return Styles(elements, default, {}, {})
    for element in root.iter(f"{W}style"):
        name = element.get(f"{W}styleId", "")
        elements[name] = element
        is_default = element.get(f"{W}default", "0") not in {*_OFF, ""}
        if is_default and element.get(f"{W}type") == "paragraph":
            default = name
    letters = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    block = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
    # Ten points are what Word sets where nothing is said.
    return Styles(elements, default, {"size": 10.0, **read_letters(letters)}, read_block(block))


def read_letters(element: Any) -> Values:
    """The properties in a ``w:rPr``."""
    found: Values = {}
    for child in element if element is not None else ():
        name = str(child.tag).removeprefix(W)
        value = child.get(f"{W}val", "")
        if name in _LETTERS:
            found[_LETTERS[name]] = value not in _OFF
        elif name in {"sz", "szCs"} and value.replace(".", "", 1).isdigit():
            found["size" if name == "sz" else "size_cs"] = float(value) / 2
        elif name == "color":
            found["colour"] = "" if value in {"auto", "000000"} else value.upper()
        elif name == "u":
            found["underlined"] = value not in {"none", *_OFF}
        elif name == "rStyle":
            found["style"] = value
    return found


def read_block(element: Any) -> Values:
    """The properties in a ``w:pPr``."""
    found: Values = {}
    for child in element if element is not None else ():
        name = str(child.tag).removeprefix(W)
        value = child.get(f"{W}val", "")
        match name:
            case "jc":
                found["alignment"] = _ALIGNMENTS.get(value, "")
            case "shd":
                fill = child.get(f"{W}fill", "auto")
                found["shading"] = "" if fill in {"auto", "FFFFFF", ""} else fill.upper()
            case "pBdr":
                lines = ((str(one.tag).removeprefix(W), one.get(f"{W}val", "")) for one in child)
                found["borders"] = tuple(side for side, line in lines if line not in _NO_LINE)
            case "outlineLvl" if value.isdigit():
                found["outline"] = int(value) + 1 if int(value) < 9 else 0
            case "pageBreakBefore":
                found["breaks_page"] = value not in _OFF
            case "numPr":
                found |= {
                    key: int(number)
                    for key, tag in (("list", "numId"), ("depth", "ilvl"))
                    if (number := value_of(child, tag)).isdigit()
                }
            case _:
                continue
    return found


def value_of(element: Any, tag: str) -> str:
    """The value of a child of an element; empty without one."""
    child = element.find(f"{W}{tag}") if element is not None else None
    value: str = child.get(f"{W}val", "") if child is not None else ""
    return value
