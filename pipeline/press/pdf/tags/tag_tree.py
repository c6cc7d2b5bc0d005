"""The structure tree of a part, which assigns painted content to elements.

WeasyPrint's own tree has one element for every box on every page. This one follows the HTML: a
paragraph, list or table that spans several pages is one element, in text order, and decoration
and repeated text are not in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from pipeline.press.parts.parts import CSV, EXPANSION, MATHML
from pipeline.press.pdf.tags.roles import ITEM_NUMBERS, alternative_of, entry_link, role_of
from pipeline.press.pdf.tags.tag_files import TagFile

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pipeline.press.boxes.document_tree import DocumentTree

_MARKER = "::marker"
_CALL = "::footnote-call"
_FOOTNOTE_MARKER = "::footnote-marker"


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of marked content: its page, from 0, and its number on that page."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A clickable area: its page, from 0, and its annotation."""

    page: int
    annotation: Any


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page, from 0: two opposite corners in pt from its lower left corner."""

    page: int
    corners: tuple[float, float, float, float]


@dataclass(slots=True)
class Note:
    """A footnote or lettered note: its element, its link at the call, and the one back to it.

    ``called`` and ``labelled`` say where its call and its label are; the call of a lettered note is
    a link of its own. Neither is known where nothing is painted.
    """

    element: Element
    call: Tag | None = None
    called: Spot | None = None
    label: Tag | None = None
    labelled: Spot | None = None


@dataclass(slots=True, eq=False)
class Tag:
    """A structure element.

    ``attributes`` are keyed by owner and name, such as ``("Table", "Scope")``; ``alternative`` is
    None for elements that need no alternative text, ``expansion`` for all but abbreviations, and
    ``file`` for all but formulas and charts.
    """

    role: str
    language: str | None = None
    alternative: str | None = None
    expansion: str | None = None
    file: TagFile | None = None
    id: str | None = None
    attributes: dict[tuple[str, str], Any] = field(default_factory=dict)
    kids: list[Tag | Content | LinkArea] = field(default_factory=list)

    def walk(self) -> Iterator[Tag]:
        """Yield this element and all its descendants, top down."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.walk()


class TagTree:
    """Takes content in page order, and puts it in its place in the tree."""

    def __init__(self, tree: DocumentTree) -> None:
        self.root = Tag("Document")
        self._tree = tree
        # The structure element of each HTML element, and the one its content goes into.
        self._tags: dict[Element, Tag] = {}
        self._insides: dict[Element, Tag] = {}
        self._labels: dict[Element, Tag] = {}
        self.notes: dict[Element, Note] = {}

    def add(self, element: Element, pseudo: str, content: Content, spot: Spot) -> None:
        """Add content of an element, or of one of its pseudo-elements (``::marker``)."""
        if pseudo == _CALL:
            self._add_call(element, content, spot)
        elif pseudo == _MARKER:
            self._label(element, "LI").kids.append(content)
        elif pseudo == _FOOTNOTE_MARKER:
            self._add_note_label(element, self._label(element, "Note"), content, spot)
        elif element.get("class") == "note-letter":
            self._add_note_label(self._note_of(element), self._inside(element), content, spot)
        else:
            self._inside(element).kids.append(content)

    def targets(self) -> Mapping[str, Tag]:
        """The structure elements that ids lead to: each is the element, or what it is in."""
        return {
            name: self._tag_of(element)
            for element in self._tree.root.iter()
            if (name := element.get("id"))
        }

    def _tag_of(self, element: Element) -> Tag:
        for one in self._tree.ancestors(element):
            if one in self._insides:
                return self._tags.get(one, self._insides[one])
        return self.root

    def add_link(self, element: Element, area: LinkArea) -> bool:
        """Add an area to its link; return whether the link has any content."""
        tag = self._tags.get(element)
        if tag is not None:
            tag.kids.append(area)
        return tag is not None

    def place(self, element: Element, box: tuple[float, float, float, float]) -> None:
        """Record the box of a picture, in pt from the lower left corner of its page.

        That of the whole of a chart is recorded before those of drawings in it.
        """
        self._inside(element).attributes.setdefault(("Layout", "BBox"), box)

    def _inside(self, element: Element) -> Tag:
        if element not in self._insides:
            self._open(element)
        return self._insides[element]

    def _open(self, element: Element) -> None:
        parent = self._tree.parent(element)
        outside = self.root if parent is None else self._inside(parent)
        if element in self._insides:
            return  # It is a cell, and its row has opened all of its cells.
        role = role_of(element, self._tree)
        if role is None:
            link = entry_link(element, self._tree)
            self._insides[element] = outside if link is None else self._inside(link)
            return
        if role == "TOC" and parent is not None:
            outside = self._tags.get(parent, outside)
        tag = self._tag(element, role)
        if element.get("class") in ITEM_NUMBERS and parent is not None and parent in self._tags:
            self._tags[parent].kids.insert(0, tag)
            self._number_list(parent, "Decimal")
        else:
            outside.kids.append(tag)
        self._register(element, tag)
        if role == "TR":
            # An empty cell has no content, and still is a place in its row.
            for cell in element:
                self._inside(cell)

    def _register(self, element: Element, tag: Tag) -> None:
        self._tags[element] = self._insides[element] = tag
        inner = {"LI": "LBody", "TOCI": "Reference"}.get(tag.role)
        if inner is not None and element.tag == "li":
            self._insides[element] = Tag(inner)
            tag.kids.append(self._insides[element])

    def _tag(self, element: Element, role: str) -> Tag:
        tag = Tag(role, language=element.get("lang"), expansion=element.get(EXPANSION))
        if role == "Formula":
            tag.alternative = alternative_of(element)
            tag.file = _file("formula", element.get(MATHML))
        elif role == "Figure":
            tag.alternative = alternative_of(element)
            tag.file = _file("data", element.get(CSV))
            tag.attributes["Layout", "Placement"] = "Block"
        elif role == "TH":
            scope = "Row" if element.get("scope", "").startswith("row") else "Column"
            tag.attributes["Table", "Scope"] = scope
        elif role == "Note":
            tag.id = element.get("id")
        if role in ("TH", "TD"):
            for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
                if element.get(name, "1") != "1":
                    tag.attributes["Table", key] = int(element.get(name, "1"))
        return tag

    def _add_call(self, footnote: Element, content: Content, spot: Spot) -> None:
        """Add the reference number of a footnote, and a place for the footnote right after it."""
        parent = self._tree.parent(footnote)
        outside = self.root if parent is None else self._inside(parent)
        link = Tag("Link", kids=[content])
        outside.kids.append(Tag("Reference", kids=[link]))
        if footnote not in self._tags:
            note = self._tag(footnote, "Note")
            outside.kids.append(note)
            self._register(footnote, note)
        found = self.notes.setdefault(footnote, Note(footnote))
        found.call, found.called = link, spot

    def _add_note_label(self, note: Element, label: Tag, content: Content, spot: Spot) -> None:
        """Add the number that a note begins with, as a link back to its call."""
        link = Tag("Link", kids=[content])
        label.kids.append(link)
        found = self.notes.setdefault(note, Note(note))
        found.label, found.labelled = link, spot

    def _note_of(self, element: Element) -> Element:
        return next(one for one in self._tree.ancestors(element) if self._tree.is_footnote(one))

    def _label(self, element: Element, role: str) -> Tag:
        """The label of a list item or a footnote, which is its first child."""
        if element not in self._labels:
            inside = self._inside(element)
            label = self._labels[element] = Tag("Lbl")
            holder = self._tags[element] if role == "LI" else inside
            holder.kids.insert(0, label)
            self._number_list(element)
        return self._labels[element]

    def _number_list(self, item: Element, numbering: str = "") -> None:
        parent = self._tree.parent(item)
        if parent is not None and parent in self._tags and self._tags[parent].role == "L":
            numbering = numbering or ("Decimal" if parent.tag == "ol" else "Disc")
            self._tags[parent].attributes["List", "ListNumbering"] = numbering


def _file(kind: Literal["formula", "data"], text: str | None) -> TagFile | None:
    return None if text is None else TagFile(kind, text)
