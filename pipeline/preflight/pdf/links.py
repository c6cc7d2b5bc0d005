"""The links of a tagged PDF: one annotation each, said in words, and leading somewhere.

ISO 14289-1, 7.18: an annotation is in the structure tree and has an alternative description.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

from pipeline.findings import Finding, Place
from pipeline.preflight.pdf.structure_tree import Element, LinkArea, read_parents

_SCHEMES = ("https://", "http://", "mailto:")
_PLACEHOLDERS = (".invalid/", ".invalid#")
_PRINTED, _HIDDEN = 4, 2
_AGAIN = "build the note again"


def check_links(pdf: pikepdf.Pdf, root: Element) -> Iterator[Finding]:
    """Yield what is wrong with the annotations of a PDF and the elements they belong to."""
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
            troubles = [
                *_check_annotation(annotation),
                *_check_place(annotation, element, held, parents),
            ]
            for trouble in troubles:
                yield Finding("N440", f"{_named(annotation)} {trouble}", place, _AGAIN)
        if any(count > 1 for count in on_page.values()):
            message = "a link has more than one annotation on this page"
            yield Finding("N440", message, Place("", page=number), _AGAIN)
    yield from _check_elements(root)


def check_targets(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield links that lead nowhere, or to an address of a kind that is not for readers."""
    pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    names = destinations(pdf)
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.obj.get("/Annots", []):
            trouble = _target_trouble(annotation, names, pages)
            if trouble:
                place = Place("", page=number)
                hint = "look at the link in the source"
                yield Finding("N441", f"{_named(annotation)} {trouble}", place, hint)


def destinations(pdf: pikepdf.Pdf) -> Mapping[str, Any]:
    """Return the named destinations of a PDF (ISO 32000-1, 12.3.2.3)."""
    tree = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    found = {} if tree is None else dict(_names(tree))
    found.update({key[1:]: value for key, value in pdf.Root.get("/Dests", {}).items()})
    return found


def page_of(target: Any, names: Mapping[str, Any], pages: Mapping[Any, int]) -> int:
    """Return the page, from 1, that a destination leads to; 0 if it leads nowhere.

    ``pages`` gives the number of every page by that of its object.
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
        yield "does not say in words where it leads (Contents)"
    flags = int(annotation.get("/F", 0))
    if not flags & _PRINTED or flags & _HIDDEN:
        yield "is hidden or not printed (ISO 19005-3, 6.3.2)"


def _check_place(
    annotation: Any, element: Element | None, held: Counter[Any], parents: Mapping[int, Any]
) -> Iterator[str]:
    count = held[annotation.objgen]
    if element is None or count != 1:
        yield f"is in {count} elements of the structure tree in place of one Link"
        return
    parent = parents.get(int(annotation.get("/StructParent", -1)))
    if not isinstance(parent, pikepdf.Dictionary) or parent.objgen != element.entry.objgen:
        yield "is not named by the parent tree (StructParent)"


def _check_elements(root: Element) -> Iterator[Finding]:
    for element in root.walk():
        if element.role == "Link" and not any(isinstance(kid, LinkArea) for kid in element.kids):
            message = "a link in the text has no annotation, so it cannot be followed"
            yield Finding("N440", message, Place("", page=element.page), _AGAIN)


def _target_trouble(annotation: Any, names: Mapping[str, Any], pages: Mapping[Any, int]) -> str:
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
        return f"leads to {address[:60]}, which is a place in the making"
    return ""
