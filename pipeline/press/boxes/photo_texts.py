"""Finding the texts that stand on a photo, on laid-out pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

from pipeline.press.parts.photo_texts import VEILED, TextOnPhoto

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.house_style import Srgb
    from pipeline.press.boxes.document_tree import DocumentTree

_FULL = 255


def texts_on_photos(
    pages: Iterable[Any], tree: DocumentTree
) -> Mapping[str, tuple[TextOnPhoto, ...]]:
    """The lines of text that stand on each photo which is meant to be written on, by its path.

    Text on a plate of its own, such as the name beside an emblem, is not among them.
    """
    found: dict[str, tuple[TextOnPhoto, ...]] = {}
    for page in pages:
        inside = list(page._page_box.descendants(placeholders=True))  # noqa: SLF001
        photos = [box for box in inside if _path_of(box)]
        grounds = {box.element for box in inside if _has_ground(box)} if photos else set()
        texts = [
            box
            for box in (inside if photos else ())
            if isinstance(box, boxes.TextBox) and grounds.isdisjoint(_around(box.element, tree))
        ]
        for photo in photos:
            lines = tuple(_on(photo, texts, tree))
            found[_path_of(photo)] = found.get(_path_of(photo), ()) + lines
    return found


def _path_of(box: Any) -> str:
    if not isinstance(box, boxes.ReplacedBox) or box.element is None:
        return ""
    return box.element.get(VEILED) or ""


def _has_ground(box: Any) -> bool:
    """Whether a box is filled with a colour, so that what is in it stands on that."""
    return box.element is not None and getattr(box.style["background_color"], "alpha", 0) == 1


def _around(element: Any, tree: DocumentTree) -> Iterator[Any]:
    """Yield an element and all around it."""
    while element is not None:
        yield element
        element = tree.parent(element)


def _on(photo: Any, texts: Iterable[Any], tree: DocumentTree) -> Iterator[TextOnPhoto]:
    left, top = photo.content_box_x(), photo.content_box_y()
    for box in texts:
        across = [(box.position_x + end - left) / photo.width for end in (0, box.width)]
        down = [(box.position_y + end - top) / photo.height for end in (0, box.height)]
        is_on = across[0] < 1 and across[1] > 0 and down[0] < 1 and down[1] > 0
        if is_on and box.text.strip():
            edges = [round(min(1.0, max(0.0, one)), 4) for one in (*across, *down)]
            name, colour = _name(box.element, tree), _colour(box)
            yield TextOnPhoto(name, colour, edges[0], edges[2], edges[1], edges[3])


def _name(element: Any, tree: DocumentTree) -> str:
    """The class of an element, or of the nearest around it that has one."""
    while element is not None and not element.get("class"):
        element = tree.parent(element)
    return "" if element is None else str(element.get("class")).split()[0]


def _colour(box: Any) -> Srgb:
    red, green, blue = box.style["color"].to("srgb").coordinates
    return (round(red * _FULL), round(green * _FULL), round(blue * _FULL))
