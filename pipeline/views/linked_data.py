"""Structured data about the note for the web edition, in the vocabulary of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from pipeline.note.text import Figure
from pipeline.note.walk import blocks_below, headings_in
from pipeline.views.authors import authors_of
from pipeline.views.description import description_of
from pipeline.views.imprint.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.note import Metadata, Note
    from pipeline.note.metadata import Event, Organisation
    from pipeline.views.authors import AuthorView
    from pipeline.views.downloads import Download
    from pipeline.views.full_note import NoteView
    from pipeline.views.imprint.terms import Terms


def describe(
    note: Note, view: NoteView, downloads: Iterable[Download], address: str, minutes: int
) -> dict[str, Any]:
    """The description of a note as a schema.org ``Report``, ready for JSON-LD.

    ``address`` is the canonical address of the web edition, or empty, and other addresses are then
    relative to it; ``minutes`` is its reading time.
    """
    data = note.metadata
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
        **({"author": authors} if authors else {}),
        **({"publisher": _organisation(note.publisher)} if note.publisher else {}),
        **({"keywords": list(data.subjects)} if data.subjects else {}),
        **_licence(terms_of(note, view.words)),
        "image": urljoin(address, "social.png"),
        "wordCount": view.word_count,
        "timeRequired": f"PT{minutes}M",
        **_about(data.event),
        **_original(data),
        **_accessibility(note),
        "hasPart": [
            _chapter(theme.numeral, theme.plain_title, theme.id, address) for theme in view.themes
        ],
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
        yield f"https://doi.org/{data.identifiers.doi}"


def _series(data: Metadata) -> dict[str, Any]:
    series = data.series
    if series is None:
        return {}
    number = {} if series.number is None else {"position": series.number}
    return {"isPartOf": {"@type": "CreativeWorkSeries", "name": series.title, **number}}


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


def _encoding(download: Download, address: str) -> dict[str, Any]:
    return {
        "@type": "MediaObject",
        "name": f"{download.label} ({download.format})",
        "encodingFormat": download.media_type,
        "contentSize": str(download.size),
        "contentUrl": urljoin(address, f"../{download.path}"),
    }
