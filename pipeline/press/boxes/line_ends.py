"""How each line of a layout ends: in a space that is not painted, or in an added hyphen.

Those who copy, search or listen to the text need both: the space, or two words run together, and
the hyphen told from those of the text (ISO 32000-1, 14.8.2.2.3 and 14.8.2.5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from weasyprint.formatting_structure.boxes import LineBox, TextBox

from pipeline.press.boxes.text_progress import TextProgress

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from pipeline.press.boxes.document_tree import DocumentTree

LineEnd = Literal["space", "hyphen"]


def find_line_ends(
    pages: Iterable[Any], tree: DocumentTree, artifacts: Container[Any]
) -> Mapping[Any, LineEnd]:
    """Return how lines end, by the last box of text of each, if in one of these two ways."""
    found: dict[Any, LineEnd] = {}
    progress: dict[Any, TextProgress] = {}
    for page in pages:
        for line in _lines(page._page_box):  # noqa: SLF001
            boxes = [box for box in _texts(line) if box not in artifacts]
            if line.element is None or not boxes:
                continue
            if line.element not in progress:
                progress[line.element] = TextProgress(tree.text_of(line.element))
            read = progress[line.element]
            for box in boxes:
                if not is_generated(box):
                    read.advance(box.text)
            if read.hyphenated and not is_generated(boxes[-1]):
                found[boxes[-1]] = "hyphen"
            elif read.is_between_words:
                found[boxes[-1]] = "space"
    return found


def is_generated(box: Any) -> bool:
    """Tell whether a box was made by the stylesheet, as a marker or a footnote call is."""
    return "::" in box.element_tag and not box.element_tag.endswith("::first-letter")


def _lines(box: Any) -> Iterator[Any]:
    """Yield the lines in a box, not those inside another line."""
    for child in box.children:
        if isinstance(child, LineBox):
            yield child
        else:
            yield from _lines(child)


def _texts(box: Any) -> Iterator[Any]:
    """Yield the text of a line, what floats beside it left aside."""
    for child in box.children:
        if isinstance(child, TextBox):
            if child.text.strip():
                yield child
        elif child.is_in_normal_flow():
            yield from _texts(child)
