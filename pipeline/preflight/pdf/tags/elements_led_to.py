"""Checks of what only PDF 2.0 has: destinations and references that lead to elements, and MathML.

ISO 14289-2, 8.2.2 (namespaces), 8.2.5.8 and 8.2.5.14 (references), 8.2.5.29 (formulas) and 8.8
(destinations).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from pipeline.findings import Finding, Place
from pipeline.preflight.pdf.tags.bookmarks import bookmark_items
from pipeline.preflight.pdf.tags.links import destinations

_NAMESPACE: Final = "http://iso.org/pdf2/ssn"
_REFERRING: Final = {"/FENote": "a footnote", "/TOCI": "an entry of the contents"}
_REBUILD: Final = "build the note again"
_LIMIT: Final = 1_000_000


def check_second(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield what a file for PDF/UA-2 lacks. Raises ValueError for a circular tree."""
    tree: Any = pdf.Root.get("/StructTreeRoot")
    if tree is None:
        return
    first = tree.K[0]
    if str(first.get("/NS", pikepdf.Dictionary()).get("/NS", "")) != _NAMESPACE:
        yield _finding("N436", "the first element is not in the namespace of PDF 2.0")
    for name, target in destinations(pdf).items():
        if not _leads_to_element(target):
            yield _finding("N441", f"the destination {name} leads to no element")
    for item in bookmark_items(pdf):
        if not _leads_to_element(item.get("/A")):
            yield _finding("N442", f"the bookmark {str(item.Title)!r} leads to no element")
    for element in _elements(first):
        what = _REFERRING.get(str(element.S))
        if what and not element.get("/Ref"):
            code = "N438" if element.S == "/FENote" else "N440"
            yield _finding(code, f"{what} does not say what it belongs to (Ref)")
        if element.S == "/Formula" and not _has_mathml(element):
            yield _finding("N434", "a formula has no MathML")


def _has_mathml(formula: Any) -> bool:
    kids = formula.get("/K", ())
    inside = kids if isinstance(kids, pikepdf.Array) else (kids,)
    return "/AF" in formula or any(
        isinstance(kid, pikepdf.Dictionary) and kid.get("/S") == "/math" for kid in inside
    )


def _leads_to_element(target: Any) -> bool:
    place = target.get("/SD") if isinstance(target, pikepdf.Dictionary) else None
    return isinstance(place, pikepdf.Array) and "/S" in place[0]


def _elements(root: Any) -> Iterator[Any]:
    waiting, read = [root], 0
    while waiting:
        element = waiting.pop()
        read += 1
        if read > _LIMIT:
            raise ValueError("the structure tree is circular")
        yield element
        kids = element.get("/K", ())
        for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                waiting.append(kid)


def _finding(code: str, message: str) -> Finding:
    return Finding(code, message, Place(""), _REBUILD)
