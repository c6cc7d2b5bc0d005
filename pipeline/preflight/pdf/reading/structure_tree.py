"""A defensive reader of structure trees (ISO 32000-1 and ISO 32000-2, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_LIMIT = 1_000_000
_FIRST_NAMES = {"/FENote": "/Note"}
"""Types of PDF 2.0 that PDF 1.7 had under another name (ISO 32000-2, 14.8.4.7.3)."""


@dataclass(frozen=True, slots=True)
class Content:
    """Content of an element: its page, from 0, and its number on that page."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class LinkArea:
    """An annotation of an element: its object number, and its page if known."""

    annotation: tuple[int, int]
    page: int


@dataclass(slots=True)
class Element:
    """A structure element: its standard type, its object, and its effective language."""

    role: str
    entry: Any
    language: str
    kids: list[Element | Content | LinkArea] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        """The child elements."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def walk(self) -> Iterator[Element]:
        """Yield this element and all its descendants, in text order."""
        yield self
        for kid in self.elements:
            yield from kid.walk()

    def contents(self) -> Iterator[Content]:
        """Yield the content in it and its descendants, in text order."""
        for kid in self.kids:
            if isinstance(kid, Content):
                yield kid
            elif isinstance(kid, Element):
                yield from kid.contents()

    @property
    def page(self) -> int:
        """The page it begins on, from 1; 0 if it has no content."""
        first = next(self.contents(), None)
        return 0 if first is None else first.page + 1

    def attribute(self, owner: str, key: str) -> Any:
        """An attribute by its owner, such as ``/Table``, and key; None if it is not set."""
        attributes = self.entry.get("/A", [])
        if isinstance(attributes, pikepdf.Dictionary):
            attributes = [attributes]
        for one in attributes:
            if isinstance(one, pikepdf.Dictionary) and one.get("/O") == owner and key in one:
                return one[key]
        return None


def read_structure(pdf: pikepdf.Pdf) -> Element | None:
    """The root of the structure tree; None if there is no tree.

    Raises ValueError for a circular tree.
    """
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None:
        return None
    roles = {str(key): str(value) for key, value in tree.get("/RoleMap", {}).items()}
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    root = Element("StructTreeRoot", tree, str(pdf.Root.get("/Lang", "")))
    _Reader(roles, pages).fill(root, -1)
    return root


def read_parents(pdf: pikepdf.Pdf) -> Mapping[int, Any]:
    """The entries of the parent tree by key (ISO 32000-1, 14.7.4.4)."""
    tree: Any = pdf.Root.get("/StructTreeRoot")
    return {} if tree is None or "/ParentTree" not in tree else dict(_numbers(tree.ParentTree))


def _numbers(node: Any) -> Iterator[tuple[int, Any]]:
    for kid in node.get("/Kids", []):
        yield from _numbers(kid)
    numbers = list(node.get("/Nums", []))
    yield from zip(map(int, numbers[::2]), numbers[1::2], strict=True)


class _Reader:
    def __init__(self, roles: Mapping[str, str], pages: Mapping[Any, int]) -> None:
        self._roles = roles
        self._pages = pages
        self._read = 0

    def fill(self, element: Element, page: int) -> None:
        """Read the children of an element on a page."""
        self._read += 1
        if self._read > _LIMIT:
            raise ValueError("the structure tree is circular")
        kids = element.entry.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            element.kids.append(self._kid(kid, element, page))

    def _kid(self, kid: Any, element: Element, page: int) -> Element | Content | LinkArea:
        if isinstance(kid, int):
            return Content(page, kid)
        kind = kid.get("/Type")
        place = self._pages.get(kid.Pg.objgen, -1) if "/Pg" in kid else page
        if kind == "/MCR":
            return Content(place, int(kid.MCID))
        if kind == "/OBJR":
            return LinkArea(kid.Obj.objgen, place)
        role = _FIRST_NAMES.get(str(kid.S), str(kid.S)) if "/NS" in kid else str(kid.S)
        language = str(kid.get("/Lang", element.language))
        found = Element(self._roles.get(role, role)[1:], kid, language)
        self.fill(found, place)
        return found
