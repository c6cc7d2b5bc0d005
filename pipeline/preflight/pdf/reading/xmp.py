"""A reader of XMP packets, which yields plain values (ISO 16684-1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PREFIXES: Final = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
}
"""The namespaces whose properties are read, with our prefixes."""


def read_xmp(packet: bytes) -> Mapping[str, tuple[str, ...]]:
    """The properties of a packet: values by name, such as ``dc:title``.

    Raises ValueError if it is not well-formed XML.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(packet, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for description in root.iter(f"{{{_RDF}}}Description"):
        for key, value in description.attrib.items():
            if (name := _named(str(key))) is not None:
                found[name] += (str(value),)
        for child in description:
            if isinstance(child.tag, str) and (name := _named(child.tag)) is not None:
                items = [item.text or "" for item in child.iter(f"{{{_RDF}}}li")]
                found[name] += tuple(items or [child.text or ""])
    return found


def _named(tag: str) -> str | None:
    namespace, _, name = tag.removeprefix("{").partition("}")
    prefix = PREFIXES.get(namespace)
    return None if prefix is None else f"{prefix}:{name}"
