"""Lines and pictures of laid-out pages, read once from the boxes in text order.

Boxes are those of WeasyPrint 70, lengths are in px (1/96 inch).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from weasyprint.formatting_structure import boxes

from pipeline.press.boxes.document_tree import HEADINGS
from pipeline.press.boxes.line_ends import is_generated
from pipeline.press.parts.photo_texts import VEILED

if TYPE_CHECKING:
    from pipeline.press.boxes.document_tree import DocumentTree

Kind = Literal["text", "heading", "panel", "caption", "cell", "note", "quote", "picture", "art"]
"""The kind of a piece or of its container: ``panel`` is the panel of key messages, ``note`` a
footnote, ``quote`` a pull quote, ``art`` a decorative picture."""

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("caption", "figcaption"), "caption"),
    **dict.fromkeys(("td", "th"), "cell"),
}
# The space before a line break counts as part of the line; it is about a quarter of an em.
_SPACE = 0.25
# The tolerance for equal lengths.
_ROUNDING = 1.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of text or a picture.

    ``block`` is the element whose text is broken into lines, ``leaf`` the innermost one around
    the first letter. ``prose`` is the text without code and addresses, ``language`` that of its
    end. ``free`` is what its text leaves of the ``measure`` where lines end, negative if it reaches
    beyond. ``gap`` is the width that justification added to each space, in em. ``is_broken`` is
    true if the author or the design ends the line.
    """

    kind: Kind
    page: int
    block: Any
    leaf: Any
    left: float
    top: float
    right: float
    bottom: float
    free: float
    measure: float
    text: str = ""
    prose: str = ""
    language: str = ""
    gap: float = 0.0
    is_broken: bool = False


@dataclass(slots=True)
class Page:
    """A page: its pieces in text order, and other elements that are checked.

    ``rows`` are the elements of table rows, without repeated header rows; ``tables`` are the
    tables that begin or continue here, each with the width that it lacks; ``called`` are the
    footnotes called on the page, ``noted`` those printed whole at its foot. The text area extends
    from ``top`` to ``bottom``, the page to ``end`` and over its ``width``.
    """

    number: int
    top: float
    bottom: float
    end: float
    width: float
    pieces: list[Piece] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)
    tables: list[tuple[Any, float]] = field(default_factory=list)
    called: list[Any] = field(default_factory=list)
    noted: list[Any] = field(default_factory=list)

    @property
    def flow(self) -> list[Piece]:
        """The pieces in the flow of the page."""
        return [piece for piece in self.pieces if piece.kind not in ("note", "quote")]


def read_pages(pages: Sequence[Any], tree: DocumentTree) -> tuple[Page, ...]:
    """Read each page of a laid-out document, without running heads and folios."""
    reader = _Reader(tree)
    return tuple(reader.read(number, page) for number, page in enumerate(pages))


class _Reader:
    def __init__(self, tree: DocumentTree) -> None:
        self._tree = tree
        self._kinds: dict[Any, Kind] = {}

    def read(self, number: int, page: Any) -> Page:
        body = page._page_box  # noqa: SLF001 - the boxes of a page have no public name
        top = body.content_box_y()
        read = Page(number, top, top + body.height, body.margin_height(), body.margin_width())
        for area in body.children:
            if isinstance(area, boxes.FootnoteAreaBox):
                # A footnote taller than the column extends above it, and beyond the page.
                highest = top - _ROUNDING
                read.noted += [box.element for box in area.children if box.position_y > highest]
                self._walk(area, read, "note")
            elif not isinstance(area, boxes.MarginBox):
                self._walk(area, read, None)
        return read

    def _walk(self, box: Any, page: Page, kind: Kind | None) -> None:
        """Read the content of a box, without list markers and repeated titles."""
        for child in box.children:
            if child.element is not None and self._tree.is_continued(child.element):
                continue
            if isinstance(child, boxes.LineBox):
                if "::" not in child.element_tag:
                    self._read_line(child, box, page, kind)
            elif hasattr(child, "replacement"):
                page.pieces.append(self._picture(child, page))
            else:
                if isinstance(child, boxes.TableRowBox) and not box.is_header:
                    page.rows.append(child.element)
                if child.is_table_wrapper:
                    page.tables.append((child.element, child.width - box.width))
                if hasattr(child, "children"):
                    self._walk(child, page, kind)

    def _read_line(self, line: Any, block: Any, page: Page, kind: Kind | None) -> None:
        texts: list[Any] = []
        broken = False
        for box in _inline(line):
            if box.element_tag == "br":
                broken = True
            elif isinstance(box, boxes.TextBox) and box.text.strip():
                if not is_generated(box):
                    texts.append(box)
            elif box.element_tag.endswith("::footnote-call"):
                page.called.append(box.element)
        if not texts:
            return
        last = texts[-1]
        size = last.style["font_size"]
        spare = size * _SPACE if last.text.endswith(" ") else 0.0
        left, right = texts[0].position_x, last.position_x + last.width - spare
        free = block.content_box_x() + block.width - right
        if line.style["direction"] == "rtl":
            left, right = _extent(texts)
            free = left - block.content_box_x()
        text = "".join(box.text for box in texts)
        page.pieces.append(
            Piece(
                kind=kind or self._kind(line.element),
                page=page.number,
                block=line.element,
                leaf=texts[0].element,
                left=left,
                top=line.position_y,
                right=right,
                bottom=line.position_y + line.height,
                free=free,
                measure=block.width,
                text=text.strip(" "),
                prose="".join(box.text if self._is_prose(box.element) else "x" for box in texts),
                language=last.style["lang"] or "",
                gap=max(box.justification_spacing for box in texts) / size if size else 0.0,
                is_broken=broken,
            )
        )

    def _picture(self, box: Any, page: Page) -> Piece:
        left, top = box.content_box_x(), box.content_box_y()
        is_art = self._tree.is_hidden(box.element) or box.element.get(VEILED)
        return Piece(
            kind="art" if is_art else "picture",
            page=page.number,
            block=box.element,
            leaf=box.element,
            left=left,
            top=top,
            right=left + box.width,
            bottom=top + box.height,
            free=0.0,
            measure=box.width,
        )

    def _kind(self, element: Any) -> Kind:
        if element not in self._kinds:
            self._kinds[element] = self._find_kind(element)
        return self._kinds[element]

    def _is_prose(self, element: Any) -> bool:
        """Whether an element is neither code nor an address, or part of one."""
        parent = self._tree.parent(element)
        return not any(
            one.tag == "code" or "address" in (one.get("class") or "").split()
            for one in (element, parent)
            if one is not None
        )

    def _find_kind(self, element: Any) -> Kind:
        if self._tree.is_hidden(element):
            return "quote"
        for ancestor in self._tree.ancestors(element):
            if ancestor.tag in _KINDS:
                return _KINDS[ancestor.tag]
            classes = (ancestor.get("class") or "").split()
            if "key-messages" in classes:
                return "text" if "alone" in classes else "panel"
        return "text"


def _extent(texts: Sequence[Any]) -> tuple[float, float]:
    """Where a line from right to left ends and begins; its last text may run otherwise.

    A space at its end is painted at its left, whether or not it has been taken out of the text.
    """
    last = texts[-1]
    spare = last.style["font_size"] * _SPACE if last.pango_layout.text.endswith(" ") else 0.0
    end = min(box.position_x for box in texts)
    return end + spare, max(box.position_x + box.width for box in texts)


def _inline(box: Any) -> Iterator[Any]:
    """Yield the boxes in the flow of a line."""
    for child in box.children:
        if child.is_in_normal_flow():
            yield child
            if isinstance(child, boxes.InlineBox):
                yield from _inline(child)
