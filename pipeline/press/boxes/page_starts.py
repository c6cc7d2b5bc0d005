"""The start of each page in the text of a part, and the page number of each id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.press.boxes.document_tree import DocumentTree
from pipeline.press.boxes.line_ends import is_generated
from pipeline.press.boxes.text_progress import TextProgress
from pipeline.press.parts.page_start import PageStart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def printed_pages(pages: Any, folio: int) -> Mapping[str, int]:
    """The page number of every id of a laid-out document that begins with ``folio``."""
    found: dict[str, int] = {}
    for number, page in enumerate(pages, folio):
        for name in page.anchors:
            found.setdefault(name, number)
    return found


def page_starts(pages: Any, tree: DocumentTree, folio: int) -> tuple[PageStart, ...]:
    """The starts of the pages of a laid-out document; pages without anchored text are omitted.

    A page starts at the first place on it where a marker is possible: in a paragraph before the
    first word on the page, or at a heading, figure, table or person that begins there.
    """
    reader = _Reader(tree)
    starts = []
    for number, page in enumerate(pages, folio):
        start = reader.read(page, str(number))
        if start is not None:
            starts.append(start)
    return tuple(starts)


class _Reader:
    """Reads page after page and remembers how far it came in every element."""

    def __init__(self, tree: DocumentTree) -> None:
        self._tree = tree
        self._progress: dict[Any, TextProgress] = {}
        self._begun: set[str] = set()

    def read(self, page: Any, label: str) -> PageStart | None:
        """Read a whole page, and return its start."""
        start: PageStart | None = None
        for element, text in _leaves(page):
            anchor = self._tree.anchor_of(element)
            if anchor is None or self._tree.is_only_on_pages(element):
                continue
            if self._tree.is_running_text(anchor):
                progress = self._progress_in(anchor)
                if start is None and not progress.is_done:
                    start = PageStart(str(anchor.get("id")), progress.word_start, label)
                progress.advance(text)
            else:
                name = self._tree.marked_id(anchor)
                if start is None and name not in self._begun:
                    start = PageStart(name, 0, label)
                self._begun.add(name)
        return start

    def _progress_in(self, anchor: Any) -> TextProgress:
        if anchor not in self._progress:
            self._progress[anchor] = TextProgress(self._tree.text_in_every_edition(anchor))
        return self._progress[anchor]


def _leaves(page: Any) -> Iterator[tuple[Any, str]]:
    """Yield the element and the text of everything in the flow of a page, in reading order."""
    root = page._page_box.children[0]  # noqa: SLF001 - the boxes have no public name
    for box in root.descendants(placeholders=True):
        if box.element is None or is_generated(box):
            continue
        text = getattr(box, "text", None)
        if isinstance(text, str):
            if text.strip():
                yield box.element, text
        elif hasattr(box, "replacement"):
            yield box.element, ""
