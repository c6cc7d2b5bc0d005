"""The roles of elements in the structure tree of a tagged PDF.

Roles are the standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4), the only ones that PDF/UA-1
readers know. The content of an element without a role belongs to its parent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.press.parts.parts import EXPANSION

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pipeline.press.boxes.document_tree import DocumentTree

SVG = "{http://www.w3.org/2000/svg}svg"
ITEM_NUMBERS: Final = (
    *("contents-numeral", "contents-number", "contents-label", "opener-number"),
    *("recommendations-number", "recommended-number", "point-number"),
)
"""The classes of numbers before the text of an item."""
_PAGE_NUMBERS: Final = ("contents-page", "opener-page")

_ROLES = {
    "section": "Sect",
    "article": "Art",
    "aside": "Sect",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "p": "P",
    "blockquote": "BlockQuote",
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "dl": "L",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
    "figure": "Div",
    "img": "Figure",
    SVG: "Figure",
    "a": "Link",
    "code": "Code",
}
_CLASS_ROLES = {
    # The call of a lettered note, which holds a link to it, and the letter the note begins with.
    "letter-reference": "Reference",
    "note-letter": "Lbl",
    # Numbers of items, which the stylesheet does not generate.
    **dict.fromkeys(ITEM_NUMBERS, "Lbl"),
}
# Lists in the table of contents have roles of their own (14.8.4.3.5).
_CONTENTS_ROLES = {"ol": "TOC", "ul": "TOC", "li": "TOCI"}


def role_of(element: Element, tree: DocumentTree) -> str | None:
    """The structure type of an element; None if it has none."""
    if tree.is_footnote(element):
        return "Note"
    if element.tag in _CONTENTS_ROLES and tree.is_in_contents(element):
        return _CONTENTS_ROLES[element.tag]
    if element.tag == SVG and "formula" in (element.get("class") or "").split():
        return "Formula"
    if element.tag == SVG and (element.get("class") or "").startswith("chart-"):
        return None
    if is_picture(element):
        return "Figure"
    if element.tag == "div" and _is_in(element, "dl", tree):
        return "LI"
    if element.get("class") == "label" and _is_in_imprint(element, tree):
        return "P"
    role = _ROLES.get(element.tag) or _CLASS_ROLES.get(element.get("class") or "")
    is_foreign = element.get("lang") and element is not tree.root
    if role is None and (is_foreign or element.get(EXPANSION)):
        return "Span"
    return role


def is_picture(element: Element) -> bool:
    """Whether an element with others in it is one picture, as a chart is."""
    return element.tag == "div" and element.get("role") == "img"


def entry_link(element: Element, tree: DocumentTree) -> Element | None:
    """The link that a page number in the contents, or in an opener's list, belongs to."""
    if element.get("class") not in _PAGE_NUMBERS:
        return None
    entry = tree.parent(element)
    return None if entry is None else entry.find("a")


def is_entry(item: Element) -> bool:
    """Whether an item of a list is one of the contents, or of an opener's list."""
    return item.tag == "li" and any(one.get("class") in _PAGE_NUMBERS for one in item)


def _is_in(element: Element, tag: str, tree: DocumentTree) -> bool:
    parent = tree.parent(element)
    return parent is not None and parent.tag == tag


def _is_in_imprint(element: Element, tree: DocumentTree) -> bool:
    """Whether a label is that of a section of the imprint, which is no part of the text."""
    parent = tree.parent(element)
    return parent is not None and parent.get("class") == "imprint-section"


def alternative_of(element: Element) -> str:
    """The alternative text of a picture: its ``alt``, or the label or title of an SVG."""
    if label := element.get("aria-label"):
        return label
    if element.tag != SVG:
        return element.get("alt") or ""
    title = element.find("{http://www.w3.org/2000/svg}title")
    return "" if title is None else title.text or ""
