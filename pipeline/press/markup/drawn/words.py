"""The words of a drawing, lifted out of it, so that the page can set them.

Layout engines set text in SVG letter by letter: without kerning, joining or direction.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.press.markup.drawn.covering import (
    area_of,
    clip_of,
    covers,
    cuts,
    is_much_work,
    painted_over,
)
from pipeline.press.markup.drawn.lifted import Lifted, Words
from pipeline.press.markup.drawn.matrix import Matrix, matrix_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.press.markup.drawn.covering import Area

_LENGTH: Final = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(px|em)?")
_HEX: Final = re.compile(r"#[0-9a-f]{6}")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_PLACES: Final = frozenset({"x", "y", "dx", "dy"})
_STYLES: Final[Mapping[str, str]] = {
    "font-size": "16px",
    "font-weight": "400",
    "text-anchor": "start",
    "fill": "#000000",
}
"""The properties that words have by themselves or from what they are in."""
_PLAIN: Final[Mapping[str, frozenset[str]]] = {
    "stroke": frozenset({"none"}),
    "fill-opacity": frozenset({"1"}),
    "font-style": frozenset({"normal"}),
    "visibility": frozenset({"visible"}),
    "dominant-baseline": frozenset({"auto", "alphabetic"}),
    "letter-spacing": frozenset({"normal", "0"}),
}
"""Such properties of which the page has no other values for words."""
_ALONE: Final[Mapping[str, frozenset[str]]] = {
    "opacity": frozenset({"1"}),
    "display": frozenset({"inline", "block"}),
    "text-decoration": frozenset({"none"}),
    "mask": frozenset({"none"}),
    "filter": frozenset({"none"}),
    "mix-blend-mode": frozenset({"normal"}),
}
"""Properties of what words are in that change them, of which they can follow no other values."""
_HOLDERS: Final = frozenset({"svg", "g"})
_BOLD: Final = 600


class _CannotBeLiftedError(Exception):
    """Something in a drawing that only its own text can do."""


def lift_words(drawing: bytes) -> Lifted | None:
    """A cleaned drawing and its words apart; None if words are set in a way that the page cannot.

    That is on a path, glyph by glyph, slanted or stretched, with an outline, or in what is used
    more than once. Words that something is painted over, or that are cut off, stay in the drawing.
    """
    from lxml import etree

    if b"<text" not in drawing:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(drawing, parser)
    box = [float(one) for one in root.get("viewBox", "").replace(",", " ").split()]
    if len(box) != 4 or box[2] <= 0 or box[3] <= 0 or "preserveAspectRatio" in root.attrib:
        return None
    outside = Matrix(e=-box[0], f=-box[1])
    texts = list(root.iter("{*}text"))
    order = {element: place for place, element in enumerate(root.iter())}
    painted = list(painted_over(texts[0], order, outside)) if texts else []
    if is_much_work(len(texts), len(painted)):
        return None
    lifted: list[Words] = []
    for text in texts:
        over = [one.area for one in painted if one.order > order[text]]
        try:
            words = tuple(_words(text, outside))
        except _CannotBeLiftedError:
            return None
        if _is_whole(words, text, outside, over):
            lifted += words
            text.getparent().remove(text)
    return Lifted(etree.tostring(root), box[2], box[3], tuple(lifted))


def _is_whole(words: Sequence[Words], text: Any, outside: Matrix, over: Sequence[Area]) -> bool:
    """Whether nothing is painted over words, and nothing cut off of them."""
    areas = [area_of(one) for one in words]
    if any(covers(other, area) for other in over for area in areas):
        return False
    root = text.getroottree().getroot()
    matrix = outside
    for element in (*reversed(list(text.iterancestors())), text):
        matrix = matrix.then(matrix_of(element.get("transform", "")) or Matrix())
        if element.get("clip-path", "none") != "none":
            clip = clip_of(element, matrix, root)
            if clip is None or any(cuts(clip, area) for area in areas):
                return False
    return True


def _words(text: Any, outside: Matrix) -> Iterator[Words]:
    styles = dict(_STYLES)
    matrix = outside
    for element in (*reversed(list(text.iterancestors())), text):
        name = element.tag.rpartition("}")[2]
        if element is not text and (name not in _HOLDERS or _is_nested(element)):
            raise _CannotBeLiftedError
        _inherit(element, styles)
        inner = matrix_of(element.get("transform", ""))
        if inner is None:
            raise _CannotBeLiftedError
        matrix = matrix.then(inner)
    if not matrix.keeps_shapes:
        raise _CannotBeLiftedError
    yield from _lines(text, styles, matrix)


def _is_nested(element: Any) -> bool:
    return element.tag.endswith("}svg") and element.getparent() is not None


def _inherit(element: Any, styles: dict[str, str]) -> None:
    """Add the properties of an element; raise an error for what words cannot follow."""
    for name, allowed in _ALONE.items():
        if element.get(name, next(iter(allowed))) not in allowed:
            raise _CannotBeLiftedError
    for name in (*_STYLES, *_PLAIN):
        value = element.get(name)
        if value is not None:
            styles[name] = value


def _lines(text: Any, styles: dict[str, str], matrix: Matrix) -> Iterator[Words]:
    """Yield the words of a text: its own, or those of the spans in it that have places."""
    x, y = _placed(text, (0.0, 0.0), styles)
    spans = list(text)
    if not spans:
        yield from _line(text.text or "", (x, y), styles, matrix, text)
        return
    if (text.text or "").strip():
        raise _CannotBeLiftedError
    for span in spans:
        if not span.tag.endswith("}tspan") or (span.tail or "").strip():
            raise _CannotBeLiftedError
        # Spans that have no place of their own follow one another in a line.
        if len(spans) > 1 and "x" not in span.attrib:
            raise _CannotBeLiftedError
        own = dict(styles)
        _inherit(span, own)
        x, y = _placed(span, (x, y), own)
        inner = list(span)
        if inner:
            yield from _lines_inside(span, (x, y), own, matrix)
        else:
            yield from _line(span.text or "", (x, y), own, matrix, span)


def _lines_inside(
    span: Any, at: tuple[float, float], styles: dict[str, str], matrix: Matrix
) -> Iterator[Words]:
    """Yield the words of a span that has one other in it, and nothing else."""
    inner = list(span)
    if len(inner) != 1 or (span.text or "").strip() or (inner[0].tail or "").strip():
        raise _CannotBeLiftedError
    own = dict(styles)
    _inherit(inner[0], own)
    place = _placed(inner[0], at, own)
    if list(inner[0]):
        yield from _lines_inside(inner[0], place, own, matrix)
    else:
        yield from _line(inner[0].text or "", place, own, matrix, inner[0])


def _placed(
    element: Any, before: tuple[float, float], styles: dict[str, str]
) -> tuple[float, float]:
    """Where the words of an element begin, in its own units."""
    if {"rotate", "textLength", "transform"} & (
        set(element.attrib) - ({"transform"} if element.tag.endswith("}text") else set())
    ):
        raise _CannotBeLiftedError
    size = _length(styles["font-size"], 16.0)
    found = {key: _length(element.get(key), size) for key in _PLACES & set(element.attrib)}
    x = found.get("x", before[0]) + found.get("dx", 0.0)
    y = found.get("y", before[1]) + found.get("dy", 0.0)
    return x, y


def _length(text: str, em: float) -> float:
    found = _LENGTH.fullmatch(text.strip())
    if found is None:
        raise _CannotBeLiftedError
    return float(found[1]) * (em if found[2] == "em" else 1.0)


def _line(
    text: str, at: tuple[float, float], styles: dict[str, str], matrix: Matrix, element: Any
) -> Iterator[Words]:
    if any(styles.get(name) not in (None, *allowed) for name, allowed in _PLAIN.items()):
        raise _CannotBeLiftedError
    said = " ".join(text.split())
    if element.get(_SPACE) == "preserve" and "  " in text.strip():
        raise _CannotBeLiftedError
    if not said or styles["fill"] == "none":
        return
    anchor = styles["text-anchor"]
    weight = {"normal": "400", "bold": "700"}.get(styles["font-weight"], styles["font-weight"])
    if not _HEX.fullmatch(styles["fill"]) or not weight.isdigit():
        raise _CannotBeLiftedError
    if anchor not in ("start", "middle", "end"):
        raise _CannotBeLiftedError
    x, y = matrix.point(*at)
    yield Words(
        said,
        x,
        y,
        _length(styles["font-size"], 16.0) * matrix.scale,
        matrix.turn,
        "start" if anchor == "start" else "middle" if anchor == "middle" else "end",
        int(weight) >= _BOLD,
        styles["fill"],
    )
