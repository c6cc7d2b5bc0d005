"""What all formats say of a note: its facts, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urljoin

from pipeline.languages import find_language
from pipeline.note.wording import own_wording
from pipeline.views.authors import authors_of, publisher_of
from pipeline.views.description import description_of
from pipeline.views.imprint.funding import funders_of
from pipeline.views.imprint.terms import terms_of
from pipeline.views.linked_data import iso_date
from pipeline.views.revision import released
from pipeline.views.web_page import canonical_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.note import Metadata, Note
    from pipeline.note.identifiers import BookFormat, Issns
    from pipeline.note.metadata import Partner
    from pipeline.numbering import Labels
    from pipeline.views.authors import AuthorView
    from pipeline.views.full_note import NoteView
    from pipeline.views.imprint.funding import FunderView
    from pipeline.views.imprint.terms import Terms

_FORMATS: Final = {
    "pdf": ("{}.pdf", "application/pdf"),
    "epub": ("{}.epub", "application/epub+zip"),
    "web": ("web/", "text/html"),
    "markdown": ("{}.md", "text/markdown"),
}
_UNKNOWN_LANGUAGE: Final = "und"


Medium = Literal["print", "online"]
"""In what a series appears."""


@dataclass(frozen=True, slots=True)
class Format:
    """An edition on the web: its name, its media type and its address."""

    name: str
    media_type: str
    address: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a note.

    ``authors`` are those who are cited for it. ``date`` is ISO 8601, as precise as the note says
    it, and ``released`` the moment of its revision in UTC. ``address`` is that of its web edition,
    and ``formats`` are the editions published there; both are empty if the note has no address.
    ``isbns`` are by edition and ``issns``, those of the series, by medium, both with hyphens.
    ``terms`` are those of use.
    """

    note: Note
    view: NoteView
    labels: Labels
    authors: tuple[AuthorView, ...]
    publisher: str
    description: str
    date: str
    released: str
    address: str
    formats: tuple[Format, ...]
    isbns: tuple[tuple[BookFormat, str], ...]
    issns: tuple[tuple[Medium, str], ...]
    terms: Terms | None

    @property
    def data(self) -> Metadata:
        """The metadata of the note."""
        return self.note.metadata

    @property
    def title(self) -> str:
        """The title with the subtitle, if there is one, in one line."""
        return self.view.cover.full_title

    @property
    def doi(self) -> str:
        """Its DOI without a resolver's address, or empty."""
        return self.data.identifiers.doi or ""

    @property
    def series_number(self) -> str:
        """Its number in its series, or empty."""
        series = self.data.series
        return str(series.number) if series and series.number else ""

    @property
    def landing_page(self) -> str:
        """Where a reader finds it: its web edition, or else its DOI; empty if it has neither."""
        return self.address or (f"https://doi.org/{self.doi}" if self.doi else "")

    @property
    def funders(self) -> tuple[FunderView, ...]:
        """Who paid for it."""
        return funders_of(self.note)

    @property
    def other_partners(self) -> tuple[tuple[str, Partner], ...]:
        """The partners who are not its authors, each after its name."""
        named = {author.written for author in self.authors}
        partners = ((own_wording(one.name, self.data.language), one) for one in self.data.partners)
        return tuple((name, one) for name, one in partners if name not in named)


def gather(note: Note, view: NoteView, labels: Labels) -> Facts:
    """The facts of a note, its view and the labels of what it numbers."""
    data, address = note.metadata, canonical_address(note)
    names = data.identifiers
    return Facts(
        note=note,
        view=view,
        labels=labels,
        authors=view.authors or authors_of(note),
        publisher=publisher_of(note),
        description=description_of(note),
        date=iso_date(data),
        released=released(data),
        address=address,
        formats=_formats(note.slug, address) if address else (),
        isbns=names.isbns.given,
        issns=tuple(_issns(names.issns)),
        terms=terms_of(note, view.words),
    )


def _issns(given: Issns) -> Iterator[tuple[Medium, str]]:
    if given.print:
        yield "print", given.print
    if given.online:
        yield "online", given.online


def _formats(slug: str, address: str) -> tuple[Format, ...]:
    return tuple(
        Format(name, kind, address if name == "web" else urljoin(address, f"../{path}"))
        for name, (path, kind) in _FORMATS.items()
        for path in (path.format(slug),)
    )


def bibliographic_code(tag: str) -> str:
    """The code of a language in library catalogues (ISO 639-2/B), such as ``ger``."""
    known = find_language(tag)
    return known.codes.bibliographic if known else _code_of(tag)


def terminology_code(tag: str) -> str:
    """The code of a language in ISO 639-3, such as ``deu``."""
    known = find_language(tag)
    return known.codes.terminology if known else _code_of(tag)


def _code_of(tag: str) -> str:
    own = tag.partition("-")[0]
    return own if len(own) == 3 else _UNKNOWN_LANGUAGE
