"""The element tree of a part's HTML: ancestors, hidden elements, anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.press.parts.parts import CONTINUED, ON_PAGES

if TYPE_CHECKING:
    from collections.abc import Collection
    from xml.etree.ElementTree import Element

_NOTES = {"footnote", "letter-note"}
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class DocumentTree:
    """The parsed HTML of a part."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._hidden = {
            inside
            for element in root.iter()
            if _has_hiding_attribute(element)
            for inside in element.iter()
        }

        self._on_pages = {
            inside
            for element in root.iter()
            if element.get("class") == ON_PAGES
            for inside in element.iter()
        }

    def ancestors(self, element: Element) -> list[Element]:
        """An element and its ancestors, innermost first."""
        found = [element]
        while (parent := self._parents.get(found[-1])) is not None:
            found.append(parent)
        return found

    def is_hidden(self, element: Element) -> bool:
        """Whether an element is hidden from assistive technology, as pull quotes are."""
        return element in self._hidden

    def is_continued(self, element: Element) -> bool:
        """Whether an element is the title of a box as it stands on further pages."""
        return CONTINUED in _classes(element)

    def parent(self, element: Element) -> Element | None:
        """The parent of an element; None for the root."""
        return self._parents.get(element)

    def is_footnote(self, element: Element) -> bool:
        """Whether an element is the body of a footnote."""
        return _is_footnote(element)

    def is_in_contents(self, element: Element) -> bool:
        """Whether an element is in the table of contents."""
        return any(
            ancestor.get("role") == "doc-toc" or "contents" in _classes(ancestor)
            for ancestor in self.ancestors(element)
        )

    def anchor_of(self, element: Element) -> Element | None:
        """The nearest element with an id that contains a place in the text.

        Lifted sentences do not count. None for hidden elements and footnotes.
        """
        if element in self._hidden:
            return None
        found = None
        for ancestor in self.ancestors(element):
            if _is_footnote(ancestor):
                return None
            if found is None and ancestor.get("id") and not _is_lifted(ancestor):
                found = ancestor
        return found

    def is_running_text(self, anchor: Element) -> bool:
        """Whether a page break can be marked inside: in a paragraph or the text of an item."""
        return anchor.tag == "p" or (anchor.tag == "span" and not _is_lifted(anchor))

    def marked_id(self, anchor: Element) -> str:
        """The id for a page that begins with an element; for a heading, that of its section."""
        own = str(anchor.get("id"))
        if anchor.tag in HEADINGS:
            for ancestor in self.ancestors(anchor)[1:]:
                name = ancestor.get("id")
                if name and own in (ancestor.get("aria-labelledby"), f"{name}-heading"):
                    return name
        return own

    def is_only_on_pages(self, element: Element) -> bool:
        """Whether an element is words that other editions do not have."""
        return element in self._on_pages

    def text_of(self, element: Element) -> str:
        """The text of an element, without footnotes and hidden elements."""
        return "".join(self._texts(element, self._hidden))

    def text_in_every_edition(self, element: Element) -> str:
        """The same without the words that only pages have."""
        return "".join(self._texts(element, self._hidden | self._on_pages))

    def _texts(self, element: Element, without: Collection[Element]) -> list[str]:
        texts = [element.text or ""]
        for child in element:
            if not (_is_footnote(child) or child in without or not isinstance(child.tag, str)):
                texts.extend(self._texts(child, without))
            if child.tag == "br":
                texts.append(" ")
            texts.append(child.tail or "")
        return texts


def _has_hiding_attribute(element: Element) -> bool:
    return element.get("aria-hidden") == "true" or element.get("role") == "presentation"


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def _is_footnote(element: Any) -> bool:
    return not _NOTES.isdisjoint(_classes(element))


def _is_lifted(element: Any) -> bool:
    return "lifted" in _classes(element)
