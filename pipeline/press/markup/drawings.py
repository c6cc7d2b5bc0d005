"""Drawings: their aspect ratio, what is written in them, and how they are set into a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_REFERENCE = "url(#"
# Of the file, not of the page: its size, and what HTML does not know.
_OF_A_FILE = ("width", "height", "version", "id", "{http://www.w3.org/XML/1998/namespace}space")
_MEDIUM = "16px"
"""The size of text where a drawing gives none (SVG 2, 11.3, and CSS)."""
_NUMBER = re.compile(r"[0-9.]+")


def height_over_width(drawing: bytes) -> float:
    """The height of an SVG drawing divided by its width (SVG 2, 8.2)."""
    root = _root(drawing)
    values = [*root.get("viewBox", "").replace(",", " ").split()[2:], root.get("width", "")]
    values.append(root.get("height", ""))
    sizes = [float(match.group()) for text in values if (match := _NUMBER.match(text))]
    width, height = sizes[:2] if len(sizes) > 1 else (1.0, 1.0)
    return height / width if width and height else 1.0


def written_in(drawing: bytes) -> str:
    """All that is written in an SVG drawing."""
    if b"<text" not in drawing:
        return ""
    texts = _root(drawing).iter("{*}text")
    return "".join("".join(map(str, text.itertext())) for text in texts)


def drawings_with_words(pictures: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The drawings with words among pictures, by path: a page has to set them in its own faces."""
    return {
        path: one for path, one in pictures.items() if path.endswith(".svg") and b"<text" in one
    }


def inline_drawing(drawing: bytes, alternative: str, name: str) -> str:
    """A drawing as an element of a page, whose faces its words are set in.

    As a picture it could use no fonts but those of the machine. ``name`` is that of its figure: its
    ids are told from those of other drawings by it.
    """
    from lxml import etree

    root = _root(drawing)
    for element in root.iter():
        for key, value in element.attrib.items():
            element.set(key, _renamed(key, value, name))
    for group in root.iter("{*}g"):
        # It is not inherited, and HTML knows it of shapes alone.
        group.attrib.pop("vector-effect", None)
    for key in _OF_A_FILE:
        root.attrib.pop(key, None)
    root.set("class", "drawing")
    root.set("font-size", root.get("font-size", _MEDIUM))
    if alternative:
        root.set("role", "img")
        root.set("aria-label", alternative)
    else:
        root.set("aria-hidden", "true")
    return str(etree.tostring(root, encoding="unicode"))


def _renamed(key: str, value: str, name: str) -> str:
    """The value of an attribute with the ids in it told from those of other drawings."""
    if key == "id":
        return f"{name}-{value}"
    if key.rpartition("}")[2] == "href" and value.startswith("#"):
        return f"#{name}-{value[1:]}"
    return value.replace(_REFERENCE, f"{_REFERENCE}{name}-")


def _root(drawing: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(drawing, parser)
