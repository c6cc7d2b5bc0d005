"""Lines of text in JATS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from pipeline.deposit.writing import LANGUAGE, add, append_text
from pipeline.invisible import without_soft_hyphens
from pipeline.note.text import (
    Citation,
    Code,
    Emphasis,
    Footnote,
    Foreign,
    Formula,
    Inline,
    Inlines,
    Lifted,
    LineBreak,
    Link,
    Raised,
    Reference,
    Strong,
    Text,
)
from pipeline.numerals import letters

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MATHML: Final = "http://www.w3.org/1998/Math/MathML"
XLINK: Final = "http://www.w3.org/1999/xlink"
HREF: Final = f"{{{XLINK}}}href"
"""The name of the attribute ``xlink:href``."""

_LIFTED: Final = {"key": "key-message", "pull": "pull-quote"}
_BREAKING: Final = frozenset({"title", "td", "th", "sig"})


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Appends inlines to an element.

    ``anchors`` gives the ``ref-type`` of each id that stands in the document: a link to any other
    is plain text. ``noted`` is told of each footnote called.
    """

    anchors: Mapping[str, str]
    noted: Callable[[Footnote], None]

    def write(self, parent: Element, inlines: Inlines) -> None:
        """Append inlines to the content of an element."""
        for inline in inlines:
            self._write(parent, inline)

    def _write(self, parent: Element, inline: Inline) -> None:
        match inline:
            case Text():
                append_text(parent, without_soft_hyphens(inline.text))
            case LineBreak():
                _break(parent)
            case Code():
                add(parent, "monospace", inline.text)
            case Formula():
                write_formula(parent, "inline-formula", inline)
            case Emphasis() | Strong() | Raised() | Foreign() | Lifted():
                self.write(_marked(parent, inline), inline.inlines)
            case Link():
                self._link(parent, inline.target, inline.inlines)
            case Reference() | Citation():
                self.write(parent, inline.inlines)
            case Footnote():
                self._call(parent, inline)

    def _link(self, parent: Element, target: str, inlines: Inlines) -> None:
        name, kind = target.removeprefix("#"), self.anchors.get(target.removeprefix("#"))
        if not target.startswith("#"):
            form = "email" if target.startswith("mailto:") else "uri"
            link = add(parent, "ext-link", "", {"ext-link-type": form, HREF: target})
        elif kind is not None:
            link = add(parent, "xref", "", {"ref-type": kind, "rid": name})
        else:
            link = parent
        self.write(link, inlines)

    def _call(self, parent: Element, footnote: Footnote) -> None:
        kind = self.anchors[footnote.id]
        call = add(parent, "xref", "", {"ref-type": kind, "rid": footnote.id})
        add(call, "sup", mark_of(footnote))
        self.noted(footnote)


def _marked(parent: Element, inline: Emphasis | Strong | Raised | Foreign | Lifted) -> Element:
    """Append the element of inlines that are told apart."""
    match inline:
        case Emphasis():
            return add(parent, "italic")
        case Strong():
            return add(parent, "bold")
        case Raised():
            return add(parent, "sup" if inline.position == "super" else "sub")
        case Foreign():
            attributes = {"content-type": "foreign", LANGUAGE: inline.language}
            return add(parent, "named-content", "", attributes)
        case Lifted():
            attributes = {"content-type": _LIFTED[inline.role], "id": inline.id}
            return add(parent, "named-content", "", attributes)


def mark_of(footnote: Footnote) -> str:
    """The number or letter by which a footnote is called."""
    return letters(footnote.number).lower() if footnote.is_lettered else str(footnote.number)


def _break(parent: Element) -> None:
    """Break a line; in a paragraph JATS knows no way to, and a space stands for it."""
    if etree.QName(parent).localname in _BREAKING:
        add(parent, "break")
    else:
        append_text(parent, " ")


def write_formula(parent: Element, name: str, formula: Formula, number: str = "") -> Element:
    """Append a formula in MathML, and in TeX as it was typed."""
    element = add(parent, name)
    if number:
        add(element, "label", f"({number})")
    forms = add(element, "alternatives")
    display = "block" if formula.is_display else "inline"
    math = etree.SubElement(forms, f"{{{MATHML}}}math", {"display": display})
    parsed = etree.fromstring(f'<math xmlns="{MATHML}">{formula.mathml}</math>')
    _copy(parsed, math)
    add(forms, "tex-math", formula.tex)
    return element


def _copy(source: Element, target: Element) -> None:
    """Copy the content of an element, with the prefixes of the document that it comes into."""
    target.text = source.text
    for child in source:
        copied = etree.SubElement(target, child.tag)
        for name, value in child.items():
            copied.set(name, value)
        copied.tail = child.tail
        _copy(child, copied)
