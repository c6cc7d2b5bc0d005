"""Making the structure tree of PDF 2.0 (ISO 32000-2, 14.7 and 14.8) from that of PDF 1.7.

Elements have a namespace, formulas have elements of MathML, notes and contents refer to what they
belong to, and destinations lead to elements. Parts are laid out alike for either version; what
differs is done as they are joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from pipeline.press.pdf.joining.formula_structure import FormulaStructure

_SECOND: Final = "http://iso.org/pdf2/ssn"
_FIRST: Final = "http://iso.org/pdf/ssn"
_ONLY_FIRST: Final = frozenset({"/Art", "/BlockQuote", "/TOC", "/TOCI", "/Reference", "/Code"})
"""Types of PDF 1.7 that the namespace of PDF 2.0 does not have (ISO 32000-2, Annex L)."""
_HEADING: Final = frozenset({"/H1", "/H2", "/H3", "/H4", "/H5", "/H6"})

Targets = Mapping[bytes, pikepdf.Object]
"""The elements that destinations lead to, by the names of these."""


def read_targets(parts: Sequence[Any]) -> Targets:
    """The elements that the destinations of parts lead to."""
    found: dict[bytes, pikepdf.Object] = {}
    for part in parts:
        entries = list(part.Names)
        for name, element in zip(entries[::2], entries[1::2], strict=True):
            found.setdefault(bytes(name), element)
    return found


def convert_structure(document: pikepdf.Pdf, targets: Targets) -> None:
    """Convert the structure tree of a joined document to that of PDF 2.0."""
    tree = document.Root.StructTreeRoot
    second, first = (
        document.make_indirect(Dictionary(Type=Name.Namespace, NS=pikepdf.String(uri)))
        for uri in (_SECOND, _FIRST)
    )
    tree.Namespaces = Array([second, first])
    files: list[Any] = []
    formulas: list[Any] = []
    for element in _elements(tree.K[0]):
        kind = str(element.S)
        if kind == "/Note":
            element.S = Name.FENote
        element.NS = first if kind in _ONLY_FIRST else second
        if kind in ("/TOCI", "/Reference"):
            _refer(element, targets)
        elif kind == "/L":
            _number(element)
        for file in element.get("/AF", ()):
            # Files that are listed are described (ISO 14289-2, 8.14.1).
            file.Desc = element.get("/Alt", file.UF)
            files.append(file)
        if kind == "/Formula":
            formulas.append(element)
    _attach(document, files)
    if formulas:
        structure = FormulaStructure(document)
        tree.Namespaces.append(structure.namespace)
        for formula in formulas:
            structure.add(formula)


def _attach(document: pikepdf.Pdf, files: Sequence[Any]) -> None:
    """List the files of elements where nothing else is attached: PDF/A-4f wants a list (6.9)."""
    names: Any = document.Root.get("/Names", Dictionary())
    if "/EmbeddedFiles" in names or not files:
        return
    listed = {bytes(file.UF): file for file in files}
    entries = [item for name in sorted(listed) for item in (listed[name].UF, listed[name])]
    names.EmbeddedFiles = Dictionary(Names=Array(entries))
    document.Root.Names = names


def convert_destinations(document: pikepdf.Pdf, targets: Targets) -> None:
    """Let destinations and bookmarks lead to elements as well as to places on pages (12.3.2.3).

    Readers that do not know elements as targets go by the places.
    """
    whole = document.Root.StructTreeRoot.K[0]
    places: dict[tuple[object, ...], pikepdf.Object] = {}
    names: Any = document.Root.get("/Names", Dictionary()).get("/Dests")
    entries = [] if names is None else list(names.Names)
    for index in range(0, len(entries), 2):
        place = entries[index + 1]
        element = targets.get(bytes(entries[index]), whole)
        if str(element.S) in _HEADING or _key(place) not in places:
            places[_key(place)] = element
        names.Names[index + 1] = Dictionary(D=place, SD=_to_element(element, place))
    headings = _first_headings(whole)
    for item in _bookmarks(document.Root.get("/Outlines")):
        place = item.Dest
        element = places.get(_key(place)) or headings.get(place[0].objgen, whole)
        item.A = Dictionary(S=Name.GoTo, D=place, SD=_to_element(element, place))
        del item["/Dest"]


def _to_element(element: pikepdf.Object, place: Any) -> Array:
    return Array([element, *list(place)[1:]])


def _key(place: Any) -> tuple[object, ...]:
    page, _, left, top, *_ = place
    return page.objgen, float(left), float(top)


def _elements(element: Any) -> Iterator[Any]:
    """Yield an element and those in it, top down."""
    yield element
    for kid in element.get("/K", ()):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _elements(kid)


def _refer(element: Any, targets: Targets) -> None:
    """Refer from an entry of the contents, or from the call of a note, to what it leads to."""
    for name in _linked(element):
        target = targets.get(name)
        if target is None:
            continue
        element.Ref = Array([target])
        if str(target.S) in ("/Note", "/FENote"):
            # A note refers to all of its calls (14.8.2.5, 14.8.4.7.3).
            target.Ref = Array([*target.get("/Ref", ()), element])
        return


def _linked(element: Any) -> Iterator[bytes]:
    """Yield the names of the destinations that the links in an element lead to."""
    for kid in element.get("/K", ()):
        if not isinstance(kid, Dictionary):
            continue
        if "/Obj" in kid and "/Dest" in kid.Obj:
            yield bytes(kid.Obj.Dest)
        elif "/S" in kid and kid.S in ("/Reference", "/Link"):
            yield from _linked(kid)


def _number(element: Any) -> None:
    """Say of a list with labels how it is numbered: one that says nothing has terms as labels."""
    labelled = any(
        kid.S == "/Lbl" for item in element.K if item.S == "/LI" for kid in item.K if "/S" in kid
    )
    attributes = element.get("/A", ())
    if labelled and not any("/ListNumbering" in one for one in attributes):
        element.A = Array([*attributes, Dictionary(O=Name.List, ListNumbering=Name.Description)])


def _first_headings(whole: Any) -> Mapping[object, pikepdf.Object]:
    """The first heading on each page, by the object number of the page."""
    found: dict[object, pikepdf.Object] = {}
    for element in _elements(whole):
        if str(element.S) in _HEADING and "/Pg" in element:
            found.setdefault(element.Pg.objgen, element)
    return found


def _bookmarks(parent: Any) -> Iterator[Any]:
    item = None if parent is None else parent.get("/First")
    while item is not None:
        yield item
        yield from _bookmarks(item)
        item = item.get("/Next")
