"""The view of the web edition: what its page shows beside the note, and what its head says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from pipeline.phrases import counted, numeral
from pipeline.views.authors import authors, authors_of
from pipeline.views.citation import Citation, cite
from pipeline.views.cover_art import CoverArt, draw_cover
from pipeline.views.covers.cover_files import cover_type, social_name
from pipeline.views.description import description_of
from pipeline.views.imprint.numbers import DOI
from pipeline.views.imprint.terms import terms_of
from pipeline.views.kept_revisions import link_revisions
from pipeline.views.linked_data import describe, iso_date
from pipeline.views.sisters import alternates_of, page_of, sisters_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.note import Note
    from pipeline.views.authors import AuthorView
    from pipeline.views.downloads import Downloads
    from pipeline.views.full_note import NoteView
    from pipeline.views.imprint.imprint_page import Imprint
    from pipeline.views.kept_revisions import KeptRevision, Superseded
    from pipeline.views.recommendations import RecommendationView
    from pipeline.views.sisters import Alternate

WORDS_A_MINUTE = 238
"""The silent reading speed of adults in English non-fiction (Brysbaert 2019, Journal of Memory and
Language 109)."""

SOCIAL_IMAGE = (1200, 630)
"""Width and height in px of the picture that link previews show."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A name and what it says, for a ``meta`` element."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class PageHead:
    """The content of the head of the page.

    ``named`` are the statements of catalogues (Highwire Press, Dublin Core terms), ``properties``
    those of the Open Graph protocol, ``linked_data`` is for JSON-LD; ``alternates`` are the page in
    all its languages, if there are several.
    """

    title: str
    description: str
    canonical: str
    named: tuple[Statement, ...]
    properties: tuple[Statement, ...]
    linked_data: Mapping[str, Any]
    alternates: tuple[Alternate, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A link to the page of a sister, by the name of its language in itself."""

    language: str
    name: str
    page: str


@dataclass(frozen=True, slots=True)
class WebView:
    """The content of the web edition besides the note itself.

    ``root`` is the path from the page to the folder of all editions, ``iso_date`` is the
    publication date for machines, ``art`` is drawn for the masthead. ``folder`` is the path to
    the files beside the page, ``recommendations`` are those of the note. ``imprint`` leads to
    earlier revisions; the page of one of these is ``superseded``. ``languages`` lead to the page in
    other languages.
    """

    head: PageHead
    root: str
    iso_date: str
    reading_time: str
    downloads: Downloads
    citation: Citation
    art: CoverArt
    folder: str
    recommendations: tuple[RecommendationView, ...]
    imprint: Imprint
    superseded: Superseded | None = None
    languages: tuple[LanguageLink, ...] = ()


def canonical_address(note: Note) -> str:
    """The address of the web edition's folder, with a slash at its end; empty if it has none."""
    address = note.metadata.web_address
    return address.rstrip("/") + "/" if address else ""


def minutes_to_read(view: NoteView) -> int:
    """The time to read a note, in minutes."""
    return max(1, round(view.word_count / WORDS_A_MINUTE))


def view_web_page(
    note: Note,
    view: NoteView,
    downloads: Downloads,
    recommendations: tuple[RecommendationView, ...] = (),
    kept: tuple[KeptRevision, ...] = (),
    *,
    alone: bool = False,
) -> WebView:
    """The content of the web edition besides the note.

    A page ``alone`` in a single file links to the published editions, or to those beside it if the
    note has no address; any other to those in the folder above it. ``kept`` are the revisions of
    which something is kept.
    """
    canonical = canonical_address(note)
    minutes = minutes_to_read(view)
    folder = (canonical or "web/") if alone else ""
    return WebView(
        head=PageHead(
            title=view.cover.full_title,
            description=description_of(note),
            canonical=canonical,
            named=(
                *_highwire(note, view, downloads, canonical),
                *_dublin_core(note, view, canonical),
            ),
            properties=tuple(_open_graph(note, view, canonical)),
            linked_data=describe(note, view, downloads.all, canonical, minutes, recommendations),
            alternates=alternates_of(note, canonical, alone=alone),
        ),
        root=(urljoin(canonical, "../") if canonical else "") if alone else "../",
        iso_date=iso_date(note.metadata),
        reading_time=_reading_time(minutes, view.words),
        downloads=downloads,
        citation=cite(note, view.words),
        art=draw_cover(note, 150, 100),
        folder=folder,
        recommendations=recommendations,
        imprint=link_revisions(view.imprint, note.metadata, view.words, kept, folder),
        languages=tuple(
            LanguageLink(one.language, one.name, page_of(one, canonical, alone=alone))
            for one in sisters_of(note)
        ),
    )


def view_superseded_page(
    note: Note, view: NoteView, downloads: Downloads, superseded: Superseded
) -> WebView:
    """The content of the page of an earlier revision besides the note, in a single file.

    What is downloaded lies beside it. Catalogues and link previews are left to the current page,
    which is the canonical one.
    """
    minutes = minutes_to_read(view)
    data = describe(note, view, (), superseded.address, minutes)
    return WebView(
        head=PageHead(
            title=view.cover.full_title,
            description=description_of(note),
            canonical=superseded.canonical,
            named=(),
            properties=(),
            linked_data={name: value for name, value in data.items() if name != "image"},
        ),
        root="",
        iso_date=iso_date(note.metadata),
        reading_time=_reading_time(minutes, view.words),
        downloads=downloads,
        citation=cite(note, view.words),
        art=draw_cover(note, 150, 100),
        folder="",
        recommendations=(),
        imprint=view.imprint,
        superseded=superseded,
    )


def _reading_time(minutes: int, words: Mapping[str, str]) -> str:
    """How long it takes to read a note, in words."""
    phrase = counted(words, "minutes_to_read", minutes)
    return phrase.format(minutes=numeral(words, minutes))


def _highwire(
    note: Note, view: NoteView, downloads: Downloads, canonical: str
) -> Iterator[Statement]:
    """Yield the tags that Google Scholar and reference managers read."""
    data = note.metadata
    yield Statement("citation_title", view.cover.full_title)
    for author in authors_of(note):
        yield from _highwire_author(author)
    yield Statement("citation_publication_date", iso_date(data).replace("-", "/"))
    if note.publisher:
        yield Statement("citation_technical_report_institution", note.publisher.name)
    if data.series is not None:
        yield Statement("citation_series_title", data.series.title)
    number = data.series.number if data.series else None
    if report := data.identifiers.symbol or (str(number) if number else ""):
        yield Statement("citation_technical_report_number", report)
    if data.identifiers.doi:
        yield Statement("citation_doi", data.identifiers.doi)
    if isbn := data.identifiers.isbns.web or data.identifiers.isbns.for_all:
        yield Statement("citation_isbn", isbn)
    if issn := data.identifiers.issns.online or data.identifiers.issns.print:
        yield Statement("citation_issn", issn)
    yield Statement("citation_language", data.language)
    if data.subjects:
        yield Statement("citation_keywords", "; ".join(data.subjects))
    if not canonical:
        return
    yield Statement("citation_public_url", canonical)
    for download in downloads.editions:
        if download.edition == "pdf":
            yield Statement("citation_pdf_url", urljoin(canonical, f"../{download.path}"))


def _highwire_author(author: AuthorView) -> Iterator[Statement]:
    yield Statement("citation_author", author.name.inverted)
    for one in author.affiliations:
        yield Statement("citation_author_institution", one.name)
    if author.orcid:
        yield Statement("citation_author_orcid", author.orcid)
    if author.email:
        yield Statement("citation_author_email", author.email)


def _dublin_core(note: Note, view: NoteView, canonical: str) -> Iterator[Statement]:
    """Yield statements in DCMI Metadata Terms (ISO 15836-2)."""
    data = note.metadata
    yield Statement("dcterms.title", view.cover.full_title)
    for author in authors(note):
        yield Statement("dcterms.creator", author)
    if note.publisher:
        yield Statement("dcterms.publisher", note.publisher.name)
    yield Statement("dcterms.issued", iso_date(data))
    if data.revisions:
        yield Statement("dcterms.modified", data.revised.isoformat())
    yield Statement("dcterms.type", "Text")
    yield Statement("dcterms.format", "text/html")
    yield Statement("dcterms.language", data.language)
    if canonical:
        yield Statement("dcterms.identifier", canonical)
    yield Statement("dcterms.identifier", note.urn)
    if data.identifiers.doi:
        yield Statement("dcterms.identifier", f"{DOI}{data.identifiers.doi}")
    if data.series is not None:
        yield Statement("dcterms.isPartOf", data.series.title)
    for subject in data.subjects:
        yield Statement("dcterms.subject", subject)
    yield Statement("dcterms.description", description_of(note))
    if terms := terms_of(note, view.words):
        yield Statement("dcterms.rights", terms.statement)
        if terms.web:
            yield Statement("dcterms.license", terms.web)
    if data.original:
        yield Statement("dcterms.source", f"{data.original.title}, {data.original.copyright}")


def _open_graph(note: Note, view: NoteView, canonical: str) -> Iterator[Statement]:
    """Yield the statements that link previews are made from (ogp.me)."""
    data = note.metadata
    width, height = SOCIAL_IMAGE
    yield Statement("og:type", "article")
    yield Statement("og:title", data.title)
    yield Statement("og:description", description_of(note))
    if note.publisher:
        yield Statement("og:site_name", note.publisher.name)
    if re.fullmatch("[a-z]{2}-[A-Z]{2}", data.language):
        yield Statement("og:locale", data.language.replace("-", "_"))
        for one in note.sisters:
            if re.fullmatch("[a-z]{2}-[A-Z]{2}", one.language):
                yield Statement("og:locale:alternate", one.language.replace("-", "_"))
    if canonical:
        yield Statement("og:url", canonical)
        yield Statement("og:image", urljoin(canonical, social_name(note)))
        yield Statement("og:image:type", cover_type(note))
        yield Statement("og:image:width", str(width))
        yield Statement("og:image:height", str(height))
        yield Statement("og:image:alt", view.cover.shows)
    yield Statement("article:published_time", iso_date(data))
    if data.revisions:
        yield Statement("article:modified_time", data.revised.isoformat())
    for subject in data.subjects:
        yield Statement("article:tag", subject)
