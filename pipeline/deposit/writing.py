"""Building XML, element by element, and the bytes of a document in XML or JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

XML: Final = "{http://www.w3.org/XML/1998/namespace}"
"""The namespace of ``xml:lang``, as lxml writes it before a name."""

LANGUAGE: Final = f"{XML}lang"
"""The name of the attribute ``xml:lang``."""


def root_in(namespace: str, name: str, prefixes: Mapping[str, str] | None = None) -> Element:
    """The root of a document whose names are in a namespace unless they have a prefix."""
    spaces: dict[Any, str] = {None: namespace, **(prefixes or {})}
    return etree.Element(f"{{{namespace}}}{name}", nsmap=spaces)


def add(
    parent: Element, name: str, text: str = "", attributes: Mapping[str, str] | None = None
) -> Element:
    """Add an element below another one, and return it.

    A name without a namespace is in that of its parent. Attributes that are empty are left out.
    """
    namespace = etree.QName(parent).namespace
    full = name if name.startswith("{") or namespace is None else f"{{{namespace}}}{name}"
    kept = {key: value for key, value in (attributes or {}).items() if value}
    element = etree.SubElement(parent, full, kept)
    element.text = text or None
    return element


def add_text(parent: Element, name: str, text: str | None) -> None:
    """Add an element that holds a text, unless there is none."""
    if text:
        add(parent, name, text)


def append_text(element: Element, text: str) -> None:
    """Append text to the content of an element."""
    if not len(element):
        element.text = (element.text or "") + text
    else:
        element[-1].tail = (element[-1].tail or "") + text


def document(root: Element, names: tuple[str, str] = ("", ""), *, indented: bool = True) -> bytes:
    """The bytes of a document in UTF-8; one with running text must not be indented.

    ``names`` are the public and the system identifier of its document type, if it names one.
    """
    if indented:
        etree.indent(root)
    tree = etree.ElementTree(root)
    if all(names):
        tree.docinfo.public_id = names[0]
        tree.docinfo.system_url = names[1]  # type: ignore[attr-defined]  # Its stubs lack it.
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True) + b"\n"


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are not empty: files in JSON leave out what is not known."""
    return {name: value for name, value in values.items() if value not in ("", [], {}, None, ())}


def as_json(value: Any) -> bytes:
    """The bytes of a file in JSON, in UTF-8, for people to read too."""
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"
