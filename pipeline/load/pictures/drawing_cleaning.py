"""Cleaning a drawing: a copy in elements, attributes and literal colours of an allow-list.

Style sheets, variables and units of whatever program made it are written into the elements. What is
left out, such as a script or a link, is told once. The author's file stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import cssselect2
from lxml import etree

from pipeline.load.pictures.drawing_cascade import Cascade, font_of, with_variables
from pipeline.load.pictures.drawing_colours import colour_of
from pipeline.load.pictures.drawing_names import (
    ACTIVE,
    ATTRIBUTES,
    COLOURS,
    ELEMENTS,
    FILTER_ATTRIBUTES,
    FILTERS,
    GROUPS,
    PROPERTIES,
    SVG,
    UNTOLD,
    XLINK,
    XML,
)

if TYPE_CHECKING:
    from pipeline.load.positions import Spot

_LOCAL: Final = re.compile(r"""^url\(\s*["']?\s*#([^"')]+?)\s*["']?\s*\)""")
_PICTURE: Final = re.compile(r"data:image/(png|jpeg|webp);base64,", re.IGNORECASE)
_SIZE: Final = re.compile(
    r"\s*\+?([0-9]*\.?[0-9]+(?:e[+-]?[0-9]+)?)(px|pt|pc|mm|cm|in|q)?\s*", re.IGNORECASE
)
_PIXELS: Final = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96.0,
    "q": 24 / 25.4,
}  # fmt: skip
_SPACES: Final[Any] = {None: SVG}
_SIZES: Final = ("width", "height")
_KEPT_WORDS: Final = frozenset({"none", "inherit"})
_BLACK: Final = "#000000"
_MONO: Final = re.compile(r"mono|courier|consolas|menlo", re.IGNORECASE)
_SERIF: Final = re.compile(r"(?<!sans.)(?<!sans)serif|times|georgia|garamond", re.IGNORECASE)
_FACES: Final = {"mono": '"Note Mono"', "serif": '"Note Serif"', "sans": '"Note Sans"'}

Tell = Callable[[str, "Spot"], None]
"""Reports what is left out, and where."""


class RefusedDrawingError(Exception):
    """A drawing that cannot be used: why, where, and what to do."""

    def __init__(self, message: str, hint: str, spot: Spot) -> None:
        super().__init__(message)
        self.hint = hint
        self.spot = spot


@dataclass(slots=True)
class Part:
    """An element of the copy, and where it stands in the author's file."""

    tag: str
    attributes: dict[str, str]
    spot: Spot
    text: str = ""
    tail: str = ""
    inside: list[Part] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The copy of a drawing; ``is_same`` says that the author's file is already as clean."""

    root: Part
    is_same: bool

    def to_bytes(self) -> bytes:
        """The copy as a file."""
        root = _element(self.root)
        return etree.tostring(root, encoding="utf-8") + b"\n"


def clean(
    root: Any, spots: Mapping[Any, Spot], most_steps: int, tell: Tell, language: str = ""
) -> Cleaned:
    """Clean a drawing, given by its root, and the spot of each of its elements.

    Of a choice by language it has what is in that of the note, ``language``.
    Raises RefusedDrawingError if it has no size, or takes more than ``most_steps`` to style.
    """
    sheets = list(root.iter(f"{{{SVG}}}style"))
    first = spots[sheets[0]] if sheets else spots[root]
    cascade = Cascade(["".join(one.itertext()) for one in sheets], lambda what: tell(what, first))
    if cascade.count * len(spots) > most_steps:
        hint = "export the drawing with attributes instead of styles"
        raise RefusedDrawingError("the drawing has too many styles", hint, first)
    cleaner = _Cleaner(cascade, spots, tell, language)
    wrapped = cssselect2.ElementWrapper.from_xml_root(root)
    (copy,) = cleaner.parts(wrapped, _Around({}, _BLACK))
    _give_size(copy, root, spots[root])
    sized = all(copy.attributes.get(key) == root.get(key) for key in ("viewBox", *_SIZES))
    return Cleaned(copy, cleaner.is_same and not sheets and sized)


@dataclass(frozen=True, slots=True)
class _Around:
    """What an element inherits: variables, and the current colour."""

    variables: Mapping[str, str]
    colour: str


@dataclass(slots=True)
class _Cleaner:
    cascade: Cascade
    spots: Mapping[Any, Spot]
    tell: Tell
    language: str = ""
    is_same: bool = True

    def parts(self, wrapped: Any, around: _Around) -> Iterator[Part]:
        """Yield the copies of an element: one, none, or those inside an element left out."""
        element = wrapped.etree_element
        name = etree.QName(element)
        tag = name.localname
        spot = self.spots[element]
        if name.namespace != SVG or not (tag in ELEMENTS or tag in FILTERS or tag in GROUPS):
            self.is_same = False
            if name.namespace == SVG and tag not in UNTOLD:
                self.tell(ACTIVE.get(tag, f"<{tag}>"), spot)
            return
        declared, inner = self._declared(wrapped, around)
        if declared.get("display") == "none" and tag != "svg":
            self.is_same = False
            return
        attributes = self._attributes(element, tag, spot) | self._properties(declared, inner, spot)
        self.is_same = self.is_same and tag not in GROUPS and attributes == dict(element.attrib)
        if tag == "image" and "href" not in attributes:
            return
        kind = GROUPS.get(tag, tag)
        if tag in GROUPS and next(element.iterancestors(f"{{{SVG}}}text"), None) is not None:
            kind = "tspan"
        part = Part(kind, attributes, spot, element.text or "")
        self._fill(part, wrapped, inner, is_choice=tag == "switch")
        yield part

    def _fill(self, part: Part, wrapped: Any, around: _Around, *, is_choice: bool) -> None:
        """Add the copies of what is inside an element, and of the words behind each."""
        children = list(wrapped.iter_children())
        if is_choice:
            children = sorted(children, key=self._fits)
        for child in children:
            if not (is_choice and part.inside):
                part.inside += self.parts(child, around)
            tail = child.etree_element.tail or ""
            if part.inside:
                part.inside[-1].tail += tail
            else:
                part.text += tail

    def _fits(self, child: Any) -> int:
        """How well an alternative fits the language of the note: 0 is best (SVG 2, 5.7)."""
        given = child.etree_element.get("systemLanguage")
        if given is None:
            return 1
        tags = [one.strip().lower() for one in given.split(",")]
        own = self.language.lower()
        is_own = any(
            own == tag or own.startswith(f"{tag}-") or tag.startswith(f"{own}-")
            for tag in tags
            if tag and own
        )
        return 0 if is_own else 2

    def _declared(self, wrapped: Any, around: _Around) -> tuple[Mapping[str, str], _Around]:
        element = wrapped.etree_element
        own = {key: value for key, value in element.attrib.items() if key in PROPERTIES}
        if "color" in element.attrib:
            own["color"] = element.attrib["color"]
        styled = self.cascade.declared(wrapped, element.get("style", ""))
        variables = {**around.variables, **{k: v for k, v in styled.items() if k[:2] == "--"}}
        found = with_variables(styled, variables)
        if "font" in found:
            found = {**font_of(found["font"]), **{k: v for k, v in found.items() if k != "font"}}
        declared = {**own, **found}
        colour = around.colour
        if (given := declared.get("color")) and (known := colour_of(given)):
            colour = known.value
        return declared, _Around(variables, colour)

    def _attributes(self, element: Any, tag: str, spot: Spot) -> dict[str, str]:
        allowed = ATTRIBUTES | FILTER_ATTRIBUTES if tag in FILTERS | {"filter"} else ATTRIBUTES
        found = {key: value for key, value in element.attrib.items() if key in allowed}
        space = f"{{{XML}}}space"
        if space in element.attrib:
            found[space] = element.attrib[space]
        for key in element.attrib:
            if key.lower().startswith("on"):
                self.tell("a script", spot)
        return found | self._link(element, tag, spot)

    def _link(self, element: Any, tag: str, spot: Spot) -> dict[str, str]:
        link = element.get("href") or element.get(f"{{{XLINK}}}href")
        if link is None:
            return {}
        if link.startswith("#") and tag != "a":
            return {"href": link}
        if tag == "image" and link.lstrip()[:5].lower() == "data:":
            # Programs write its data in lines.
            picture = "".join(link.split())
            if _PICTURE.match(picture):
                return {"href": picture}
            self.tell("a picture that is not PNG, JPEG or WebP", spot)
            return {}
        self.tell("a link" if tag == "a" else "a reference to another file", spot)
        return {}

    def _properties(
        self, declared: Mapping[str, str], around: _Around, spot: Spot
    ) -> dict[str, str]:
        found = {}
        alphas = {}
        for key, value in declared.items():
            if key in COLOURS:
                paint, alpha = self._paint(value, around.colour, spot)
                if paint:
                    found[key] = paint
                if alpha < 1 and COLOURS[key]:
                    alphas[COLOURS[key]] = alpha
            elif key == "font-family":
                found[key] = _face(value)
            elif key in PROPERTIES and (kept := self._value(value, spot)):
                found[key] = kept
        for key, alpha in alphas.items():
            found[key] = f"{alpha * _fraction(found.get(key, '1')):g}"
        return found

    def _value(self, value: str, spot: Spot) -> str:
        if "url(" not in value.lower():
            return value
        if local := _LOCAL.match(value):
            return f"url(#{local[1]})"
        self.tell("a reference to another file", spot)
        return ""

    def _paint(self, value: str, current: str, spot: Spot) -> tuple[str, float]:
        """A colour or reference as it is written, and its opacity."""
        word = value.strip().lower()
        if word in _KEPT_WORDS:
            return word, 1.0
        if word == "transparent":
            return "none", 1.0
        if word == "currentcolor":
            return current, 1.0
        if "url(" in word:
            return self._value(value.strip(), spot), 1.0
        known = colour_of(value)
        if known is None:
            self.tell(f"the colour {value.strip()[:40]!r}", spot)
            return "", 1.0
        return known.value, known.alpha


def _fraction(text: str) -> float:
    try:
        return float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return 1.0


def _face(families: str) -> str:
    """The face of ours for the families that a drawing asks for."""
    if "Note " in families:
        return families
    kind = "mono" if _MONO.search(families) else "serif" if _SERIF.search(families) else "sans"
    generic = {"mono": "monospace", "serif": "serif", "sans": "sans-serif"}[kind]
    return f'{_FACES[kind]}, "Note Han", {generic}'


def _give_size(copy: Part, root: Any, spot: Spot) -> None:
    """Give a drawing a viewBox, from its width and height in any unit."""
    sizes = [_pixels(root.get(key, "")) for key in _SIZES]
    for key, size in zip(_SIZES, sizes, strict=True):
        if size is None and copy.attributes.get(key, "%").endswith(("%", "auto")):
            copy.attributes.pop(key, None)
    if "viewBox" not in copy.attributes:
        if None in sizes:
            hint = 'add viewBox="0 0 width height"'
            raise RefusedDrawingError("the drawing has no size", hint, spot)
        if all(sizes):
            copy.attributes["viewBox"] = f"0 0 {sizes[0]:g} {sizes[1]:g}"


def _pixels(length: str) -> float | None:
    match = _SIZE.fullmatch(length)
    return float(match[1]) * _PIXELS[(match[2] or "").lower()] if match else None


def _element(part: Part) -> Any:
    element = etree.Element(f"{{{SVG}}}{part.tag}", part.attributes, nsmap=_SPACES)
    element.text, element.tail = part.text or None, part.tail or None
    element.extend(_element(one) for one in part.inside)
    return element
