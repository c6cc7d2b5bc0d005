"""Declarations of properties that XMP does not know, as PDF/A wants them (ISO 19005-3, 6.6.2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Property:
    """A property: ``category`` says whether a program or a person sets it."""

    name: str
    type: Literal["Text", "Integer"]
    category: Literal["internal", "external"]
    description: str


@dataclass(frozen=True, slots=True)
class Schema:
    """The properties of one namespace."""

    name: str
    namespace: str
    prefix: str
    properties: tuple[Property, ...]


def declare(*schemas: Schema) -> str:
    """The declaration of all schemas of a packet; there can be only one."""
    return f"{_BEGIN}{''.join(map(_schema, schemas))}{_END}"


def _schema(schema: Schema) -> str:
    properties = "".join(map(_property, schema.properties))
    return (
        '<rdf:li rdf:parseType="Resource">\n'
        f"<pdfaSchema:schema>{schema.name}</pdfaSchema:schema>\n"
        f"<pdfaSchema:namespaceURI>{schema.namespace}</pdfaSchema:namespaceURI>\n"
        f"<pdfaSchema:prefix>{schema.prefix}</pdfaSchema:prefix>\n"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property>\n"
        "</rdf:li>"
    )


def _property(one: Property) -> str:
    return (
        '<rdf:li rdf:parseType="Resource">\n'
        f"<pdfaProperty:name>{one.name}</pdfaProperty:name>\n"
        f"<pdfaProperty:valueType>{one.type}</pdfaProperty:valueType>\n"
        f"<pdfaProperty:category>{one.category}</pdfaProperty:category>\n"
        f"<pdfaProperty:description>{one.description}</pdfaProperty:description>\n"
        "</rdf:li>"
    )


_BEGIN = """\
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>"""
_END = """\
</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
