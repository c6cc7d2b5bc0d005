"""Where each page of a part begins in its text, and on which page each id stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.press.document_tree import DocumentTree
from pipeline.press.markup import PageStart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What a line may end with that is not in the text: the hyphens of hyphenation.
_HYPHENS = "-\u2010\u2011"


def printed_pages(pages: Any, folio: int) -> Mapping[str, int]:
    """Return the page number of every id of a laid-out document that begins with ``folio``."""
    found: dict[str, int] = {}
    for number, page in enumerate(pages, folio):
        for name in page.anchors:
            found.setdefault(name, number)
    return found


def page_starts(pages: Any, tree: DocumentTree, folio: int) -> tuple[PageStart, ...]:
    """Return where the pages of a laid-out document begin, those without anchored text left out.

    A page begins at the first place on it that a marker can stand at: in a paragraph, before the
    word that begins the page, or at a heading, a figure, a table or a person that begins there.
    """
    reader = _Reader(tree)
    starts = []
    for number, page in enumerate(pages, folio):
        start = reader.read(page, str(number))
        if start is not None:
            starts.append(start)
    return tuple(starts)


@dataclass(slots=True)
class _Progress:
    """How much of the text of an element has gone by."""

    text: str
    word_starts: list[int]
    read: int = 0

    def advance(self, rendered: str) -> None:
        for character in rendered:
            if character.isspace():
                continue
            if self.read < len(self.text) and not self._is_added(character):
                self.read += 1

    def _is_added(self, character: str) -> bool:
        expected = self.text[self.read]
        return character in _HYPHENS and expected not in _HYPHENS


class _Reader:
    """Reads page after page and remembers how far it came in every element."""

    def __init__(self, tree: DocumentTree) -> None:
        self._tree = tree
        self._progress: dict[Any, _Progress] = {}
        self._begun: set[str] = set()

    def read(self, page: Any, label: str) -> PageStart | None:
        """Read a page to its end and return where it begins."""
        start: PageStart | None = None
        for element, text in _leaves(page):
            anchor = self._tree.anchor_of(element)
            if anchor is None:
                continue
            if self._tree.is_running_text(anchor):
                progress = self._progress_in(anchor)
                if start is None and progress.read < len(progress.text):
                    offset = progress.word_starts[progress.read]
                    start = PageStart(str(anchor.get("id")), offset, label)
                progress.advance(text)
            else:
                name = self._tree.marked_id(anchor)
                if start is None and name not in self._begun:
                    start = PageStart(name, 0, label)
                self._begun.add(name)
        return start

    def _progress_in(self, anchor: Any) -> _Progress:
        if anchor not in self._progress:
            words = self._tree.text_of(anchor).split()
            starts: list[int] = []
            for word in words:
                starts.extend([len(starts)] * len(word))
            self._progress[anchor] = _Progress("".join(words), starts)
        return self._progress[anchor]


def _leaves(page: Any) -> Iterator[tuple[Any, str]]:
    """Yield the element and the text of everything in the flow of a page, in reading order."""
    root = page._page_box.children[0]  # noqa: SLF001 - the boxes have no public name
    for box in root.descendants(placeholders=True):
        if box.element is None or _is_generated(box):
            continue
        text = getattr(box, "text", None)
        if isinstance(text, str):
            if text.strip():
                yield box.element, text
        elif hasattr(box, "replacement"):
            yield box.element, ""


def _is_generated(box: Any) -> bool:
    """Tell whether a box was made by the stylesheet, as a marker or a footnote call is."""
    return "::" in box.element_tag and not box.element_tag.endswith("::first-letter")
