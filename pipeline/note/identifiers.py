"""The identifiers of a note (`identifiers` in `note.yaml`): its names in catalogues and shops."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from pipeline.note.types import Model

BookFormat = Literal["pdf", "print", "epub", "web"]
"""An edition that has an ISBN of its own (ISO 2108; EU style guide, 4.4.1)."""

Isbn = Annotated[
    str,
    Field(pattern=r"^(97[89][ -]?)?[0-9][0-9 -]{7,12}[0-9X]$", coerce_numbers_to_str=True),
]
"""An ISBN-13 as it is to be printed, with its hyphens."""

Issn = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{3}[0-9X]$")]
"""An ISSN (ISO 3297) with its hyphen."""

Doi = Annotated[str, Field(pattern=r"^10\.[0-9]{4,9}(\.[0-9]+)*/\S+$")]
"""A digital object identifier (ISO 26324) without a resolver's address."""

UnSymbol = Annotated[
    str,
    Field(pattern=r"^[A-Z][A-Z0-9.-]*(/[A-Za-z0-9.+*-]+( ?\([A-Za-z0-9. -]+\))?)+$"),
]
"""A document symbol of the United Nations: what issues, its bodies, number and changes."""

SalesNumber = Annotated[
    str,
    Field(pattern=r"^(GV\.)?(M|[ACEFRS](/[ACEFRS])*)\.[0-9]{2}\.([IVX]+|0)(\.[A-Z])?\.[0-9]+$"),
]
"""A sales number of the United Nations: language, year, category, number."""

JelCode = Annotated[str, Field(pattern=r"^[A-RYZ][0-9]{0,2}$")]
"""A code of the Journal of Economic Literature: a letter and up to two digits."""


class Isbns(Model):
    """One ISBN for each edition; never the same for two."""

    pdf: Isbn | None = None
    """ISBN of the PDF."""
    print: Isbn | None = None
    """ISBN of the printed edition; the barcode of the back cover."""
    epub: Isbn | None = None
    """ISBN of the EPUB."""
    web: Isbn | None = None
    """ISBN of the web edition."""

    @property
    def given(self) -> tuple[tuple[BookFormat, str], ...]:
        """Each edition that has an ISBN, with it."""
        formats: tuple[BookFormat, ...] = ("print", "pdf", "epub", "web")
        found = ((one, getattr(self, one)) for one in formats)
        return tuple((one, isbn) for one, isbn in found if isbn)

    @property
    def for_all(self) -> str:
        """The one for records that have room for one: the PDF's if it has one; or empty."""
        return self.pdf or next((isbn for _, isbn in self.given), "")


class Issns(Model):
    """The ISSN of the series in each medium; never the same for two."""

    print: Issn | None = None
    """ISSN of the printed series."""
    online: Issn | None = None
    """ISSN of the series on the web."""


def _form(value: object) -> str:
    return "[for each]" if isinstance(value, Mapping | Model) else "[plain]"


class Identifiers(Model):
    """The identifiers of a note in catalogues."""

    urn: Annotated[str, Field(pattern=r"^urn:[a-z0-9][a-z0-9-]{0,31}:\S+$")] | None = None
    """Permanent name of the note, such as urn:uuid:...; the EPUB's unique identifier."""
    doi: Doi | None = None
    """Digital object identifier without a resolver's address."""
    isbn: (
        Annotated[
            Annotated[Isbn, Tag("[plain]")] | Annotated[Isbns, Tag("[for each]")],
            Discriminator(_form),
        ]
        | None
    ) = None
    """ISBN-13 for each of pdf, print, epub and web; one alone is that of the PDF."""
    issn: (
        Annotated[
            Annotated[Issn, Tag("[plain]")] | Annotated[Issns, Tag("[for each]")],
            Discriminator(_form),
        ]
        | None
    ) = None
    """ISSN of the series, for print and online; one alone is that of the series online."""
    symbol: UnSymbol | None = None
    """Document symbol of the United Nations, such as ST/ESA/378."""
    sales_number: SalesNumber | None = None
    """Sales number of the United Nations, such as E.20.II.D.12."""
    translation_of: Doi | None = None
    """DOI of the note in the language from which it was translated."""
    translations: tuple[Doi, ...] = ()
    """DOIs of the note in other languages."""
    replaces: tuple[Doi, ...] = ()
    """DOIs of its earlier revisions, if each has one of its own."""
    version_of: Doi | None = None
    """DOI that stands for all its revisions."""

    @property
    def isbns(self) -> Isbns:
        """The ISBN of each edition, however they were written."""
        if isinstance(self.isbn, Isbns):
            return self.isbn
        return Isbns(pdf=self.isbn)

    @property
    def issns(self) -> Issns:
        """The ISSN of the series in each medium, however they were written."""
        if isinstance(self.issn, Issns):
            return self.issn
        return Issns(online=self.issn)


def digits_of(isbn: str) -> str:
    """An ISBN or ISSN as machines have it, without hyphens and spaces."""
    return isbn.replace("-", "").replace(" ", "")
