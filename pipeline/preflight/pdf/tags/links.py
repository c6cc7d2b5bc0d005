"""Checks of links: each has one annotation, a description, and a target that exists.

ISO 14289-1, 7.18: an annotation is in the structure tree and has an alternative description.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

from pipeline.findings import Finding, Place
from pipeline.preflight.pdf.reading.structure_tree import Element, LinkArea, read_parents

_SCHEMES = ("https://", "http://", "mailto:")
_PLACEHOLDERS = (".invalid/", ".invalid#")
_PRINTED, _HIDDEN = 4, 2
_REBUILD = "build the note again"


def check_links(pdf: pikepdf.Pdf, root: Element) -> Iterator[Finding]:
    """Yield the faults of the annotations of a PDF and the elements they belong to."""
    held = Counter(
        kid.annotation for one in root.walk() for kid in one.kids if isinstance(kid, LinkArea)
    )
    links = {
        kid.annotation: element
        for element in root.walk()
        for kid in element.kids
        if isinstance(kid, LinkArea) and element.role == "Link"
    }
    parents = read_parents(pdf)
    for number, page in enumerate(pdf.pages, 1):
        on_page: Counter[Any] = Counter()
        for annotation in page.obj.get("/Annots", []):
            place = Place("", page=number)
            element = links.get(annotation.objgen)
            if element is not None:
                on_page[element.entry.objgen] += 1
            problems = [
                *_check_annotation(annotation),
                *_check_place(annotation, element, held, parents),
            ]
            for problem in problems:
                yield Finding("N440", f"{_named(annotation)} {problem}", place, _REBUILD)
        if any(count > 1 for count in on_page.values()):
            message = "a link has more than one annotation on this page"
            yield Finding("N440", message, Place("", page=number), _REBUILD)
    yield from _check_elements(root)


def check_targets(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield links without a target, and links to URLs that are not for readers."""
    pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    names = destinations(pdf)
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.obj.get("/Annots", []):
            problem = _target_problem(annotation, names, pages)
            if problem:
                place = Place("", page=number)
                hint = "check the link in the source"
                yield Finding("N441", f"{_named(annotation)} {problem}", place, hint)


def destinations(pdf: pikepdf.Pdf) -> Mapping[str, Any]:
    """The named destinations of a PDF (ISO 32000-1, 12.3.2.3)."""
    tree = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    found = {} if tree is None else dict(_names(tree))
    found.update({key[1:]: value for key, value in pdf.Root.get("/Dests", {}).items()})
    return found


def page_of(target: Any, names: Mapping[str, Any], pages: Mapping[Any, int]) -> int:
    """The page of a destination, counted from 1; 0 if it has none.

    ``pages`` maps the object numbers of pages to page numbers.
    """
    if isinstance(target, (pikepdf.String, pikepdf.Name)):
        target = names.get(str(target).removeprefix("/"))
    if isinstance(target, pikepdf.Dictionary):
        target = target.get("/D")
    if not isinstance(target, pikepdf.Array) or not isinstance(target[0], pikepdf.Dictionary):
        return 0
    return pages.get(target[0].objgen, 0)


def _names(node: Any) -> Iterator[tuple[str, Any]]:
    for kid in node.get("/Kids", []):
        yield from _names(kid)
    entries = list(node.get("/Names", []))
    yield from zip(map(str, entries[::2]), entries[1::2], strict=True)


def _named(annotation: Any) -> str:
    words = str(annotation.get("/Contents", "")) or "an annotation without words"
    return words if len(words) < 60 else f"{words[:59]}…"


def _check_annotation(annotation: Any) -> Iterator[str]:
    if annotation.get("/Subtype") != "/Link":
        yield f"is an annotation of the kind {str(annotation.get('/Subtype'))[1:]}, not a link"
    if not str(annotation.get("/Contents", "")).strip():
        yield "has no description (Contents)"
    flags = int(annotation.get("/F", 0))
    if not flags & _PRINTED or flags & _HIDDEN:
        yield "is hidden or not printed (ISO 19005-3, 6.3.2)"


def _check_place(
    annotation: Any, element: Element | None, held: Counter[Any], parents: Mapping[int, Any]
) -> Iterator[str]:
    count = held[annotation.objgen]
    if element is None or count != 1:
        yield f"is in {count} elements of the structure tree instead of one Link"
        return
    parent = parents.get(int(annotation.get("/StructParent", -1)))
    if not isinstance(parent, pikepdf.Dictionary) or parent.objgen != element.entry.objgen:
        yield "is not in the parent tree (StructParent)"


def _check_elements(root: Element) -> Iterator[Finding]:
    for element in root.walk():
        if element.role == "Link" and not any(isinstance(kid, LinkArea) for kid in element.kids):
            message = "a link in the text has no annotation, so it cannot be clicked"
            yield Finding("N440", message, Place("", page=element.page), _REBUILD)


def _target_problem(annotation: Any, names: Mapping[str, Any], pages: Mapping[Any, int]) -> str:
    action = annotation.get("/A", {})
    if "/Dest" in annotation:
        return "" if page_of(annotation.Dest, names, pages) else "leads nowhere"
    if action.get("/S") == "/GoTo":
        return "" if page_of(action.get("/D"), names, pages) else "leads nowhere"
    if action.get("/S") != "/URI":
        return "leads nowhere"
    address = str(action.get("/URI", ""))
    if not address.startswith(_SCHEMES):
        return f"leads to {address[:60]}"
    if any(part in f"{address}/" for part in _PLACEHOLDERS):
        return f"leads to {address[:60]}, which is a placeholder"
    return ""
