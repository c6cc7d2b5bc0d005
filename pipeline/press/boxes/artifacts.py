"""Artifacts of a page: running heads, folios, decoration and repeated text.

They are not part of the text, and readers of a tagged PDF skip them (ISO 14289-1, 7.1; ISO 32000-1,
14.8.2.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from weasyprint.formatting_structure import boxes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.press.boxes.document_tree import DocumentTree

Kind = Literal["Pagination", "Layout"]


def find_artifacts(pages: Iterable[Any], tree: DocumentTree) -> Mapping[Any, Kind]:
    """The boxes of laid-out pages that are artifacts.

    These are the content of margin boxes, elements hidden from assistive technology, leaders,
    repeated header rows of long tables, and repeated titles of long boxes.
    """
    found: dict[Any, Kind] = {}
    heads: set[Any] = set()
    for page in pages:
        for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001
            kind = _kind(box, tree, heads)
            if kind is not None:
                found.update((inside, kind) for inside in box.descendants(placeholders=True))
    return found


def _kind(box: Any, tree: DocumentTree, heads: set[Any]) -> Kind | None:
    if isinstance(box, boxes.MarginBox):
        return "Pagination"
    if box.element is not None and tree.is_hidden(box.element):
        return "Pagination" if tree.is_continued(box.element) else "Layout"
    if box.is_leader:
        return "Layout"
    if isinstance(box, boxes.TableRowGroupBox) and box.is_header:
        if box.element in heads:
            return "Pagination"
        heads.add(box.element)
    return None
