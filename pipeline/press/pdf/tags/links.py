"""Links of a part: one annotation for each link on a page, to a URL or to an id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pydyf

from pipeline.press.parts.parts import ADDRESS, ONCE
from pipeline.press.pdf.tags.roles import is_entry
from pipeline.press.pdf.tags.tag_tree import LinkArea

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from xml.etree.ElementTree import Element

    from pipeline.press.boxes.document_tree import DocumentTree
    from pipeline.press.pdf.tags.tag_tree import TagTree

_POINTS = 0.75
PRINTED = 4
"""The flag of an annotation that is printed (ISO 32000-1, 12.5.3)."""


@dataclass(slots=True)
class PageLink:
    """A link on a page: its element, the box that has its annotation, and its areas in pt."""

    page: int
    element: Element
    box: Any
    areas: list[tuple[float, float, float, float]]


def collect_links(pages: Iterable[Any], tree: DocumentTree) -> list[PageLink]:
    """Collect the links of laid-out pages, reducing them to one per page and element.

    WeasyPrint has one for every line and for every element inside a link. Links in artifacts are
    dropped, because they have no place in the structure tree.

    An entry of the contents, or of an opener's list, can be clicked in its whole width.
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
        _widen_entries(page, by_element, tree)
    return found


def _widen_entries(page: Any, links: Mapping[Element, PageLink], tree: DocumentTree) -> None:
    """Widen the links of entries of lists to the left and right edges of their items."""
    entries: dict[Element, PageLink] = {}
    for element, link in links.items():
        item = tree.parent(element)
        if item is not None and is_entry(item):
            # The item has all of its line but what stands in the margin.
            entries.update(dict.fromkeys((item, *item.iterfind("span")), link))
    if not entries:
        return
    for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001
        found = entries.get(box.element)
        if found is not None and box.element.tag == box.element_tag:
            lefts, bottoms, rights, tops = zip(*found.areas, strict=True)
            left = _POINTS * box.border_box_x()
            right = left + _POINTS * box.border_width()
            found.areas = [(min(left, *lefts), min(bottoms), max(right, *rights), max(tops))]


def finish_links(links: Iterable[PageLink], tree: DocumentTree, tags: TagTree) -> tuple[str, ...]:
    """Complete WeasyPrint's annotations and add them to the structure tree.

    Returns the ids in other parts that are linked to, including those that do not exist.
    """
    elsewhere: dict[str, None] = {}
    for link in links:
        annotation = link.box.link_annotation
        if annotation is None:
            # The link is broken: WeasyPrint has warned about it and omitted it.
            continue
        _set_area(annotation, link.areas)
        annotation["F"] = PRINTED
        target = annotation["A"]["URI"].string if "A" in annotation else None
        if target is not None and target.startswith(f"{ADDRESS}#"):
            name = target.removeprefix(f"{ADDRESS}#")
            elsewhere[name] = None
            del annotation["A"]
            annotation["Dest"] = pydyf.String(name)
        if "Dest" in annotation:
            words = " ".join(tree.text_of(link.element).split())
            if ONCE in link.element.attrib:
                words = f"{link.element.get('aria-label')} ({words})"
            annotation["Contents"] = pydyf.String(words or annotation["Dest"].string)
        tags.add_link(link.element, LinkArea(link.page, annotation))
    return tuple(elsewhere)


def _in_points(
    rectangle: tuple[float, float, float, float], page_height: float
) -> tuple[float, float, float, float]:
    """Convert px from the upper left corner to pt from the lower left corner."""
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
