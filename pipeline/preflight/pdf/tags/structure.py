"""Checks of the structure tree: headings, figures, tables, lists and footnotes.

The rules are those of ISO 14289-1 (PDF/UA-1), clause 7, for the types of ISO 32000-1, 14.8.4.
Elements of MathML are types of PDF 2.0 as well (ISO 32000-2, 14.8.6.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.findings import Finding, Place
from pipeline.preflight.pdf.reading.structure_tree import Content, Element

_MATHML = "http://www.w3.org/1998/Math/MathML"
_HEADING = re.compile(r"H([1-6])")
_REBUILD = "build the note again"

_STANDARD = frozenset(
    {
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI"),
        *("Index", "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6"),
        *("L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
        *("Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot"),
        *("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    }
)
# The children allowed in a type; types that are not listed here may have any.
_INSIDE = {
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOC", "TOCI", "Caption"},
    "TOCI": {"Lbl", "Reference", "NonStruct", "P", "TOC"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}
_OUTSIDE = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
}


def check_structure(root: Element) -> Iterator[Finding]:
    """Yield the faults of the structure tree under its root."""
    yield from _check_headings(root)
    for element in root.walk():
        if element is not root:
            yield from _check_type(element)
        yield from _check_nesting(element, root)
        if element.role == "Figure":
            yield from _check_figure(element)
        elif element.role == "Table":
            yield from _check_table(element)
        elif element.role == "Note" and not str(element.entry.get("/ID", "")):
            yield _finding("N438", "a footnote has no ID", element)


def _check_headings(root: Element) -> Iterator[Finding]:
    """Check that headings begin with H1 and skip no level on the way down (7.4.2)."""
    before = 0
    for element in root.walk():
        match = _HEADING.fullmatch(element.role)
        if match is None:
            continue
        level = int(match.group(1))
        if level > before + 1:
            after = f"after H{before}" if before else "at the beginning"
            yield _finding("N433", f"there is a heading of level {level} {after}", element)
        before = level


def _check_type(element: Element) -> Iterator[Finding]:
    if element.role not in _STANDARD and not _is_mathematics(element):
        yield _finding("N436", f"{element.role} is not a standard structure type", element)


def _is_mathematics(element: Element) -> bool:
    namespace = element.entry.get("/NS")
    return namespace is not None and str(namespace.get("/NS", "")) == _MATHML


def _check_nesting(element: Element, root: Element) -> Iterator[Finding]:
    allowed = _INSIDE.get(element.role)
    for kid in element.elements:
        outside = _OUTSIDE.get(kid.role)
        wrong_inside = allowed is not None and kid.role not in allowed
        wrong_outside = outside is not None and element.role not in outside
        if _is_mathematics(kid):
            wrong_outside = element.role != "Formula" and not _is_mathematics(element)
        if wrong_inside or wrong_outside:
            where = "at the top" if element is root else f"directly in {element.role}"
            yield _finding("N436", f"{kid.role} must not be {where}", kid)
    bare = [kid for kid in element.kids if isinstance(kid, Content)]
    if allowed is not None and bare:
        yield _finding("N436", f"text must not be directly in {element.role}", element)
    if element.role == "L" and not [kid for kid in element.elements if kid.role in ("LI", "L")]:
        yield _finding("N436", "a list has no items", element)
    if element.role == "LI" and [kid.role for kid in element.elements].count("LBody") != 1:
        yield _finding("N436", "a list item does not have exactly one body", element)


def _check_figure(element: Element) -> Iterator[Finding]:
    """Check that a figure has an alternative text and a bounding box (7.3)."""
    text = element.entry.get("/Alt", element.entry.get("/ActualText", ""))
    if not str(text).strip():
        hint = "give the picture an alt text in the source: ![alt text](figures/map.svg)"
        yield _finding("N434", "a figure has no alternative text", element, hint)
    if element.attribute("/Layout", "/BBox") is None:
        yield _finding("N434", "a figure has no bounding box (BBox)", element)


def _check_table(table: Element) -> Iterator[Finding]:
    """Check that cells can be associated with their headers (7.5)."""
    rows = [element for element in table.walk() if element.role == "TR"]
    cells = [cell for row in rows for cell in row.elements]
    for cell in cells:
        scope = cell.attribute("/Table", "/Scope")
        if cell.role == "TH" and str(scope) not in ("/Row", "/Column", "/Both"):
            yield _finding("N435", "a table header has no scope", cell)
    if not [cell for cell in cells if cell.role == "TH"]:
        hint = "begin the table with a row of headers"
        yield _finding("N435", "a table has no header", table, hint)
    widths = _widths(rows)
    if len(set(widths)) > 1:
        shown = ", ".join(map(str, sorted(set(widths))))
        yield _finding("N435", f"the rows of a table have {shown} columns", table)


def _widths(rows: list[Element]) -> list[int]:
    """How many columns each row takes up, including cells that span down from above."""
    widths = []
    spanning: list[tuple[int, int]] = []  # rows still to come, columns
    for row in rows:
        width = sum(columns for _, columns in spanning)
        spanning = [(left - 1, columns) for left, columns in spanning if left > 1]
        for cell in row.elements:
            columns = int(cell.attribute("/Table", "/ColSpan") or 1)
            down = int(cell.attribute("/Table", "/RowSpan") or 1)
            width += columns
            if down > 1:
                spanning.append((down - 1, columns))
        widths.append(width)
    return widths


def _finding(code: str, message: str, element: Element, hint: str = _REBUILD) -> Finding:
    return Finding(code, message, Place("", page=element.page), hint)
