"""The catalogue numbers of a PDF in its XMP packet: by Dublin Core, XMP and PRISM."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from pipeline.press.pdf.joining.xmp_schemas import Property, Schema

if TYPE_CHECKING:
    from collections.abc import Iterator

_PRISM = "http://prismstandard.org/namespaces/basic/2.0/"
_MEANINGS = {
    "doi": "Digital object identifier",
    "isbn": "ISBN of this edition",
    "issn": "ISSN of the series in print",
    "eIssn": "ISSN of the series online",
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one edition in catalogues, each empty where it has none.

    ``issn`` is that of the series in print, ``online_issn`` that of the series on the web.
    """

    doi: str = ""
    isbn: str = ""
    issn: str = ""
    online_issn: str = ""


NO_NUMBERS = Numbers()
"""The numbers of what no catalogue knows, such as a one-pager."""


def xmp_of_numbers(numbers: Numbers) -> str:
    """The numbers as properties; nothing if there are none.

    ``dc:identifier`` is one value in XMP, the DOI if there is one; ``xmp:Identifier`` are all that
    name the edition itself.
    """
    prism = _prism(numbers)
    if not prism:
        return ""
    own = [f"doi:{numbers.doi}"] if numbers.doi else []
    own += [f"urn:isbn:{numbers.isbn}"] if numbers.isbn else []
    items = "".join(f"<rdf:li>{escape(one, quote=False)}</rdf:li>" for one in own)
    general = (
        f"<dc:identifier>{escape(own[0], quote=False)}</dc:identifier>\n"
        f"<xmp:Identifier><rdf:Bag>{items}</rdf:Bag></xmp:Identifier>\n"
        if own
        else ""
    )
    stated = "".join(
        f"<prism:{name}>{escape(number, quote=False)}</prism:{name}>\n"
        for name, number in prism.items()
    )
    return (
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:prism="{_PRISM}">\n'
        f"{general}{stated}</rdf:Description>\n"
    )


def schemas_of(numbers: Numbers) -> Iterator[Schema]:
    """Yield the schema of the properties that PDF/A does not know."""
    properties = tuple(
        Property(name, "Text", "external", _MEANINGS[name]) for name in _prism(numbers)
    )
    if properties:
        yield Schema("PRISM basic metadata", _PRISM, "prism", properties)


def _prism(numbers: Numbers) -> dict[str, str]:
    """The numbers there are, by their names in PRISM 2.0."""
    named = {
        "doi": numbers.doi,
        "isbn": numbers.isbn,
        "issn": numbers.issn,
        "eIssn": numbers.online_issn,
    }
    return {name: number for name, number in named.items() if number}
