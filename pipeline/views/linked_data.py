"""Structured data about the note for the web edition, in the vocabulary of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from pipeline.note.identifiers import digits_of
from pipeline.note.text import Figure
from pipeline.note.walk import blocks_below, headings_in
from pipeline.views.authors import authors_of
from pipeline.views.covers.cover_files import social_name
from pipeline.views.description import description_of
from pipeline.views.imprint.funding import funders_of
from pipeline.views.imprint.numbers import DOI
from pipeline.views.imprint.terms import terms_of
from pipeline.views.sisters import sisters_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.note import Metadata, Note
    from pipeline.note.metadata import Event, Organisation
    from pipeline.views.authors import AuthorView
    from pipeline.views.downloads import Download
    from pipeline.views.full_note import NoteView
    from pipeline.views.imprint.funding import FunderView
    from pipeline.views.imprint.terms import Terms
    from pipeline.views.recommendations import RecommendationView
    from pipeline.views.sisters import SisterView


_JEL: Final = "https://www.aeaweb.org/econlit/jelCodes.php"
_BOOK_FORMATS: Final = {
    "print": "https://schema.org/Paperback",
    "pdf": "https://schema.org/EBook",
    "epub": "https://schema.org/EBook",
    "web": "https://schema.org/EBook",
}
_ENCODINGS: Final = {
    "pdf": {"encodingFormat": "application/pdf"},
    "epub": {"encodingFormat": "application/epub+zip"},
    "web": {"encodingFormat": "text/html"},
}


def describe(
    note: Note,
    view: NoteView,
    downloads: Iterable[Download],
    address: str,
    minutes: int,
    recommendations: Iterable[RecommendationView] = (),
) -> dict[str, Any]:
    """The description of a note as a schema.org ``Report``, ready for JSON-LD.

    ``address`` is the canonical address of the web edition, or empty, and other addresses are then
    relative to it; ``minutes`` is its reading time.
    """
    data = note.metadata
    chapters = [
        _chapter(theme.numeral, theme.plain_title, theme.id, address) for theme in view.themes
    ]
    advice = [_recommendation(one, address, iso_date(data)) for one in recommendations]
    authors = [_author(author) for author in authors_of(note)]
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        **({"@id": address, "url": address} if address else {}),
        "headline": data.title,
        "name": view.cover.full_title,
        "description": description_of(note),
        **({"genre": data.kind} if data.kind else {}),
        "inLanguage": list(view.languages),
        "datePublished": iso_date(data),
        **({"dateModified": data.revised.isoformat()} if data.revisions else {}),
        "version": str(data.revision),
        "identifier": list(_identifiers(note)),
        **_series(data),
        **_editions(data),
        **_translations(note),
        **({"author": authors} if authors else {}),
        **({"publisher": _organisation(note.publisher)} if note.publisher else {}),
        **_funding(note),
        **_subjects(data),
        **_licence(terms_of(note, view.words)),
        "image": urljoin(address, social_name(note)),
        "wordCount": view.word_count,
        "timeRequired": f"PT{minutes}M",
        **_about(data.event),
        **_original(data),
        **_accessibility(note),
        "hasPart": chapters + advice,
        "encoding": [_encoding(download, address) for download in downloads],
    }


def iso_date(data: Metadata) -> str:
    """The publication date in ISO 8601, as precise as the note says it."""
    length = {"day": 10, "month": 7, "year": 4}[data.date_precision]
    return data.published.isoformat()[:length]


def _licence(terms: Terms | None) -> dict[str, Any]:
    if terms is None:
        return {}
    own = {"@type": "CreativeWork", "name": terms.name, "text": terms.statement}
    return {"license": terms.web or own}


def _identifiers(note: Note) -> Iterator[Any]:
    data = note.metadata
    yield note.urn
    if isbn := data.identifiers.isbns.web:
        yield {"@type": "PropertyValue", "propertyID": "ISBN", "value": isbn}
    if data.identifiers.doi:
        yield f"{DOI}{data.identifiers.doi}"
    if number := data.identifiers.sales_number:
        yield {"@type": "PropertyValue", "propertyID": "UN sales number", "value": number}


def _editions(data: Metadata) -> dict[str, Any]:
    """The number of the report, and each edition that has an ISBN as an example of the work."""
    symbol = data.identifiers.symbol
    examples = [
        {"@type": "Book", "isbn": digits_of(isbn), "bookFormat": _BOOK_FORMATS[edition], **kind}
        for edition, isbn in data.identifiers.isbns.given
        for kind in [_ENCODINGS.get(edition, {})]
    ]
    return {
        **({"reportNumber": symbol} if symbol else {}),
        **({"workExample": examples} if examples else {}),
    }


def _translations(note: Note) -> dict[str, Any]:
    """What the note was translated from, and into: its sisters, and what else it says of itself."""
    names, sisters = note.metadata.identifiers, sisters_of(note)
    original = [_sister(one) for one in sisters if one.is_original]
    if names.translation_of and not original:
        original = [{"@id": f"{DOI}{names.translation_of}"}]
    found = [_sister(one) for one in sisters if one.is_translation]
    known = {one.doi for one in sisters}
    found += [{"@id": f"{DOI}{doi}"} for doi in names.translations if f"{DOI}{doi}" not in known]
    return {
        **({"translationOfWork": original[0]} if original else {}),
        **({"workTranslation": found} if found else {}),
    }


def _sister(sister: SisterView) -> dict[str, Any]:
    return {
        "@type": "Report",
        **_id(sister.lasting),
        "name": sister.title,
        "inLanguage": sister.language,
        **({"url": sister.address} if sister.address else {}),
    }


def _funding(note: Note) -> dict[str, Any]:
    """The funders, and their grants where they have numbers."""
    found = [(_funder(funder), funder.grant) for funder in funders_of(note)]
    grants = [
        {"@type": "Grant", "identifier": grant, "funder": funder}
        for funder, grant in found
        if grant
    ]
    return {
        **({"funder": [funder for funder, _ in found]} if found else {}),
        **({"funding": grants} if grants else {}),
    }


def _funder(funder: FunderView) -> dict[str, Any]:
    known = [one for one in (funder.ror, funder.doi) if one]
    return {
        "@type": "Organization",
        "name": funder.name,
        **_id(known[0] if known else ""),
        **({"sameAs": known[1:]} if known[1:] else {}),
    }


def _subjects(data: Metadata) -> dict[str, Any]:
    codes = [
        {"@type": "DefinedTerm", "termCode": code, "inDefinedTermSet": _JEL} for code in data.jel
    ]
    found = [*data.subjects, *codes]
    return {"keywords": found} if found else {}


def _series(data: Metadata) -> dict[str, Any]:
    series = data.series
    if series is None:
        return {}
    number = {} if series.number is None else {"position": series.number}
    issns = [issn for issn in (data.identifiers.issns.print, data.identifiers.issns.online) if issn]
    issn = {"issn": issns} if issns else {}
    return {"isPartOf": {"@type": "CreativeWorkSeries", "name": series.title, **number, **issn}}


def _author(author: AuthorView) -> dict[str, Any]:
    identifier = author.orcid or author.ror
    parts = {
        "givenName": author.name.given,
        "familyName": author.name.family,
        "email": author.email,
        "affiliation": [
            {"@type": "Organization", "name": one.name, **_id(one.address)}
            for one in author.affiliations
        ],
        "identifier": identifier,
        "sameAs": identifier,
    }
    return {
        "@type": "Person" if author.is_person else "Organization",
        "name": author.written,
        **{name: part for name, part in parts.items() if part},
    }


def _id(address: str) -> dict[str, str]:
    return {"@id": address} if address else {}


def _organisation(organisation: Organisation) -> dict[str, Any]:
    address = {"url": organisation.web} if organisation.web else {}
    return {"@type": "Organization", "name": organisation.name, **address}


def _about(event: Event | None) -> dict[str, Any]:
    if event is None:
        return {}
    place = {"location": {"@type": "Place", "name": event.place}} if event.place else {}
    return {
        "about": {
            "@type": "Event",
            "name": event.title,
            "startDate": event.date.isoformat(),
            **place,
        }
    }


def _original(data: Metadata) -> dict[str, Any]:
    original = data.original
    if original is None:
        return {}
    return {
        "isBasedOn": {
            "@type": "Report",
            "name": original.title,
            "publisher": _organisation(original.publisher),
            "datePublished": original.date.isoformat(),
            "copyrightNotice": original.copyright,
        }
    }


def _accessibility(note: Note) -> dict[str, Any]:
    """The accessibility features of the page, in the vocabulary schema.org adopted from W3C."""
    figures = [
        block
        for heading in headings_in(note)
        for block in blocks_below(heading.blocks)
        if isinstance(block, Figure) and block.alternative
    ]
    features = ["displayTransformability", "readingOrder", "structuralNavigation"]
    features += ["tableOfContents", "ARIA", *(["alternativeText"] if figures else [])]
    return {
        "accessMode": ["textual", "visual"] if figures else ["textual"],
        "accessModeSufficient": [{"@type": "ItemList", "itemListElement": ["textual"]}],
        "accessibilityFeature": features,
        "accessibilityHazard": ["none"],
    }


def _chapter(numeral: str, title: str, anchor: str, address: str) -> dict[str, Any]:
    return {"@type": "Chapter", "position": numeral, "name": title, "url": f"{address}#{anchor}"}


def _recommendation(one: RecommendationView, address: str, published: str) -> dict[str, Any]:
    """A recommendation as a work that is a part of the note.

    The ``Recommendation`` of schema.org is a kind of ``Review``, of which checkers ask what is
    reviewed and how it is rated. The time by which it is due ends the one that it is about.
    """
    place = f"{address}#{one.id}"
    return {
        "@type": "CreativeWork",
        **({"@id": place} if address else {}),
        "url": place,
        **({"position": one.number} if one.number else {}),
        "text": one.words,
        **({"audience": {"@type": "Audience", "audienceType": one.to}} if one.to else {}),
        **({"temporalCoverage": f"{published}/{one.by}"} if one.by else {}),
    }


def _encoding(download: Download, address: str) -> dict[str, Any]:
    return {
        "@type": "MediaObject",
        "name": f"{download.label} ({download.format})",
        "encodingFormat": download.media_type,
        "contentSize": str(download.size),
        "contentUrl": urljoin(address, f"../{download.path}"),
    }
