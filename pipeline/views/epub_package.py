"""The metadata in the package document of an EPUB, as plain data.

Clause numbers are those of EPUB 3.3 (W3C Recommendation) unless another standard is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.note.identifiers import digits_of
from pipeline.note.text import Figure
from pipeline.note.walk import nodes_below
from pipeline.note.wording import own_wording
from pipeline.views.authors import authors_of, publisher_of
from pipeline.views.description import description_of
from pipeline.views.imprint.terms import terms_of
from pipeline.views.revision import released
from pipeline.views.sisters import sisters_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.note import Metadata, Note
    from pipeline.note.metadata import Partner
    from pipeline.views.authors import AuthorView
    from pipeline.views.full_note import NoteView

# MARC relator terms: author; organiser and sponsor of the event that the text arose from.
_AUTHOR = "aut"
_PARTNER_ROLES = {"convener": "orm", "supporter": "spn"}


@dataclass(frozen=True, slots=True)
class Title:
    """A title and what part of the whole title it is (5.5.3.2.2, ``title-type``)."""

    text: str
    part: Literal["main", "subtitle"]


@dataclass(frozen=True, slots=True)
class Identifier:
    """A name in a catalogue; ``onix_type`` is its code in ONIX code list 5, or None."""

    text: str
    onix_type: str | None = None


@dataclass(frozen=True, slots=True)
class Maker:
    """A contributor to the note, with a MARC relator code.

    ``other_names`` are names in other scripts by language tag; ``file_as`` is the name of a
    person for a sorted list, empty where it is the name itself.
    """

    name: str
    role: str
    other_names: Mapping[str, str]
    file_as: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A conformance claim that a person made after an evaluation; ``date`` is ISO 8601."""

    conforms_to: str
    certified_by: str
    date: str


@dataclass(frozen=True, slots=True)
class Accessibility:
    """The accessibility features (EPUB Accessibility 1.1, section 2), in schema.org terms.

    Each entry of ``sufficient`` is a set of modes, joined by commas, that is enough by itself.
    """

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    summary: str
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The note in another language: where it is published, and what that is to this one.

    ``relation`` is a property of schema.org; empty for another translation of the same original.
    """

    language: str
    address: str
    relation: str


@dataclass(frozen=True, slots=True)
class PackageView:
    """The metadata of a package.

    ``identifiers`` begins with the unique identifier. ``date`` is ISO 8601, ``modified`` a
    moment in UTC. ``sources`` are the publication that the note restates and its printed edition,
    ``page_source`` the paged edition whose page numbers the markers carry, None where there is
    none; it is named by its ISBN if it has one.
    """

    language: str
    languages: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    titles: tuple[Title, ...]
    creators: tuple[Maker, ...]
    contributors: tuple[Maker, ...]
    publisher: str
    date: str
    modified: str
    description: str
    subjects: tuple[str, ...]
    rights: tuple[str, ...]
    sources: tuple[str, ...]
    series: str | None
    series_number: int | None
    series_issn: str
    page_source: str | None
    accessibility: Accessibility
    languages_elsewhere: tuple[OtherLanguage, ...] = ()


def view_package(note: Note, view: NoteView, page_labels: Sequence[str]) -> PackageView:
    """The metadata of a note whose text carries markers of the pages with these labels."""
    data = note.metadata
    creators, contributors = _makers(note)
    return PackageView(
        language=view.language,
        languages=view.languages,
        identifiers=_identifiers(note),
        titles=_titles(data),
        creators=creators,
        contributors=contributors,
        publisher=publisher_of(note),
        date=view.cover.iso_date,
        modified=released(data),
        description=description_of(note),
        subjects=data.subjects,
        rights=_rights(note, view.words),
        sources=tuple(_sources(data)),
        series=data.series.title if data.series else None,
        series_number=data.series.number if data.series else None,
        series_issn=data.identifiers.issns.online or data.identifiers.issns.print or "",
        page_source=_page_source(data, view) if page_labels else None,
        accessibility=accessibility_of(data, view, has_pages=bool(page_labels)),
        languages_elsewhere=tuple(_languages(note)),
    )


def _languages(note: Note) -> Iterator[OtherLanguage]:
    """Yield the sisters that are published somewhere."""
    for one in sisters_of(note):
        relation = "translationOfWork" if one.is_original else ""
        relation = "workTranslation" if one.is_translation else relation
        if one.lasting:
            yield OtherLanguage(one.language, one.lasting, relation)


def _identifiers(note: Note) -> tuple[Identifier, ...]:
    names = note.metadata.identifiers
    found = [Identifier(note.urn)]
    if names.isbns.epub:
        found.append(Identifier(_urn(names.isbns.epub), "15"))
    if names.doi:
        found.append(Identifier(f"doi:{names.doi}", "06"))
    return tuple(found)


def _titles(data: Metadata) -> tuple[Title, ...]:
    main = Title(data.title, "main")
    return (main, Title(data.subtitle, "subtitle")) if data.subtitle else (main,)


def _makers(note: Note) -> tuple[tuple[Maker, ...], tuple[Maker, ...]]:
    """The authors, and the partners who are not authors, with their roles."""
    language = note.metadata.language
    authors = authors_of(note)
    names = {author.written for author in authors}
    partners = {own_wording(partner.name, language): partner for partner in note.metadata.partners}
    creators = tuple(
        Maker(author.written, _AUTHOR, author.other_names, _file_as(author)) for author in authors
    )
    contributors = tuple(
        Maker(name, _PARTNER_ROLES[partner.role], _other_names(partner, name))
        for name, partner in partners.items()
        if name not in names
    )
    return creators, contributors


def _file_as(author: AuthorView) -> str:
    turned = author.name.inverted
    return turned if turned != author.written else ""


def _other_names(partner: Partner, shown: str) -> Mapping[str, str]:
    return {tag: name for tag, name in partner.name.items() if name != shown}


def _rights(note: Note, words: Mapping[str, str]) -> tuple[str, ...]:
    terms, original = terms_of(note, words), note.metadata.original
    licence = f"{terms.statement} {terms.web}".rstrip() if terms else ""
    return tuple(text for text in (licence, original.copyright if original else "") if text)


def _sources(data: Metadata) -> Iterator[str]:
    """Yield what the note restates, and the printed book whose text this is."""
    if original := data.original:
        yield f"{original.title}. {original.publisher.name}, {original.date.isoformat()}"
    if isbn := data.identifiers.isbns.print:
        yield _urn(isbn)


def _urn(isbn: str) -> str:
    """An ISBN as a name of a resource (RFC 3187)."""
    return f"urn:isbn:{digits_of(isbn)}"


def _page_source(data: Metadata, view: NoteView) -> str:
    """The paged edition; its pages are the same in print and in the PDF."""
    if isbn := data.identifiers.isbns.print or data.identifiers.isbns.pdf:
        return _urn(isbn)
    return view.words["paged_source"].format(title=view.cover.title, date=view.cover.date)


def accessibility_of(data: Metadata, view: NoteView, *, has_pages: bool) -> Accessibility:
    """The accessibility features of the EPUB of a note, with page numbers of the PDF or without."""
    figures = any(
        isinstance(node, Figure) and node.alternative
        for part in view.parts
        for node in nodes_below(part.all_blocks)
    )
    features = [
        "alternativeText",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
        "displayTransformability",
        "ARIA",
    ]
    if has_pages:
        features += ["pageBreakMarkers", "pageNavigation"]
    parts = ["text", "figures" if figures else "cover"]
    parts += ["pages"] if has_pages else []
    parts += ["languages"] if len(view.languages) > 1 else []
    return Accessibility(
        modes=("textual", "visual"),
        sufficient=("textual",),
        features=tuple(features),
        hazards=("none",),
        summary=" ".join(view.words[f"access_{part}"] for part in parts),
        claim=_claim(data),
    )


def _claim(data: Metadata) -> Claim | None:
    claim = data.accessibility
    if claim is None:
        return None
    return Claim(claim.conforms_to, claim.certified_by, claim.date.isoformat())
