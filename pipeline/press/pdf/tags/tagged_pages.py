"""The structure tree of painted pages: which box is which content of which element."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from weasyprint.formatting_structure.boxes import BlockBox, ReplacedBox

from pipeline.press.pdf.tags.roles import is_picture
from pipeline.press.pdf.tags.tag_tree import Content, Spot, TagTree

if TYPE_CHECKING:
    from pipeline.press.boxes.document_tree import DocumentTree

_POINTS: Final = 0.75


def tag_pages(
    pages: Iterable[Any], tree: DocumentTree, painted: Iterable[Mapping[Any, list[int]]]
) -> TagTree:
    """Build the structure tree of pages; ``painted`` are the numbers of the boxes of each."""
    tags = TagTree(tree)
    for number, (page, tagged) in enumerate(zip(pages, painted, strict=True)):
        found = 0
        for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001
            if isinstance(box, BlockBox) and box.element is not None and is_picture(box.element):
                tags.place(box.element, _corners(box, page))
            contents = tagged.get(box)
            if contents is None:
                continue
            found += 1
            _, mark, pseudo = box.element_tag.partition("::")
            spot = Spot(number, _corners(box, page))
            for content in contents:
                tags.add(box.element, mark + pseudo, Content(number, content), spot)
            if isinstance(box, ReplacedBox):
                tags.place(box.element, spot.corners)
        if found != len(tagged):
            raise RuntimeError(f"page {number + 1} has content outside the structure tree")
    return tags


def _corners(box: Any, page: Any) -> tuple[float, float, float, float]:
    """Two opposite corners of a box, in pt from the lower left corner of the page."""
    left, top = box.content_box_x(), box.content_box_y()
    corners = (left, page.height - top - box.height, left + box.width, page.height - top)
    return tuple(_POINTS * px for px in corners)
