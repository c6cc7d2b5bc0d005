"""Links of a part: one annotation for each link on a page, to an address or to an id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pydyf

from pipeline.press.parts.parts import ADDRESS
from pipeline.press.pdf.tag_tree import LinkArea

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    from pipeline.press.boxes.document_tree import DocumentTree
    from pipeline.press.pdf.tag_tree import TagTree

_POINTS = 0.75
_PRINTED = 4


@dataclass(slots=True)
class PageLink:
    """A link on a page: the element, the box that carries its annotation, where it is, in pt."""

    page: int
    element: Element
    box: Any
    areas: list[tuple[float, float, float, float]]


def gather_links(pages: Iterable[Any], tree: DocumentTree) -> list[PageLink]:
    """Return the links of laid-out pages; each page keeps one link for each element.

    WeasyPrint has one for every line and for every element inside a link; those of artifacts
    have no place in the structure tree and are dropped.
    """
    found: list[PageLink] = []
    for number, page in enumerate(pages):
        by_element: dict[Element, PageLink] = {}
        kept = []
        for link in page.links:
            rectangle, box = link[2], link[3]
            box.link_annotation = None
            if box.link is None or box.element is None or tree.is_hidden(box.element):
                continue
            area = _in_points(rectangle, page.height)
            if box.element in by_element:
                by_element[box.element].areas.append(area)
            else:
                by_element[box.element] = PageLink(number, box.element, box, [area])
                kept.append(link)
        page.links = kept
        found.extend(by_element.values())
    return found


def finish_links(links: Iterable[PageLink], tree: DocumentTree, tags: TagTree) -> tuple[str, ...]:
    """Complete the annotations WeasyPrint made and hang them into the structure tree.

    Returns the ids in other parts that are linked to, and addresses that cannot be followed.
    """
    elsewhere: dict[str, None] = {}
    for link in links:
        annotation = link.box.link_annotation
        if annotation is None:
            # It leads nowhere: WeasyPrint has warned of it and left it out.
            continue
        _set_area(annotation, link.areas)
        annotation["F"] = _PRINTED
        target = annotation["A"]["URI"].string if "A" in annotation else None
        if target is not None and target.startswith(f"{ADDRESS}#"):
            name = target.removeprefix(f"{ADDRESS}#")
            elsewhere[name] = None
            del annotation["A"]
            annotation["Dest"] = pydyf.String(name)
        if "Dest" in annotation:
            words = " ".join(tree.text_of(link.element).split())
            annotation["Contents"] = pydyf.String(words or annotation["Dest"].string)
        tags.add_link(link.element, LinkArea(link.page, annotation))
    return tuple(elsewhere)


def _in_points(
    rectangle: tuple[float, float, float, float], page_height: float
) -> tuple[float, float, float, float]:
    """Turn px from the upper left corner into pt from the lower left one."""
    left, top, right, bottom = rectangle
    return (
        left * _POINTS,
        (page_height - bottom) * _POINTS,
        right * _POINTS,
        (page_height - top) * _POINTS,
    )


def _set_area(annotation: Any, areas: list[tuple[float, float, float, float]]) -> None:
    lefts, bottoms, rights, tops = zip(*areas, strict=True)
    annotation["Rect"] = pydyf.Array([min(lefts), min(bottoms), max(rights), max(tops)])
    if len(areas) > 1:
        corners = (
            number
            for left, bottom, right, top in areas
            for number in (left, top, right, top, left, bottom, right, bottom)
        )
        annotation["QuadPoints"] = pydyf.Array(corners)
