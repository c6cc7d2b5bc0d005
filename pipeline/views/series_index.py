"""The index of all notes: the data of its page, its feed and its catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin
from uuid import NAMESPACE_URL, uuid5

from pipeline.views.authors import AuthorView, authors_of, publisher_of
from pipeline.views.covers.cover_files import cover_suffix
from pipeline.views.description import description_of
from pipeline.views.downloads import Downloads, Output, list_downloads
from pipeline.views.linked_data import iso_date
from pipeline.views.revision import released
from pipeline.views.web_page import canonical_address

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.views.full_note import NoteView

PAGE = "web/index.html"
EPUB = "application/epub+zip"
MARKDOWN = "text/markdown"
_MARKS = re.compile(r"([\\`*_\[\]<>&#|~])")
_OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """The entry of one note in the index.

    ``date`` is printed, ``published`` is ISO 8601, ``day`` the same to the day, and ``updated`` a
    moment in UTC. ``address``
    is where the web edition is published, with a slash at its end, or empty if the note does not
    say; ``has_page`` says whether it has been made. ``downloads`` are the other editions, their
    paths below ``build/<slug>/``; ``cover_suffix`` is that of pictures of the cover.
    """

    slug: str
    language: str
    series: str
    series_number: int | None
    title: str
    subtitle: str | None
    full_title: str
    kind: str
    description: str
    subjects: tuple[str, ...]
    authors: tuple[AuthorView, ...]
    byline: str
    publisher: str
    date: str
    published: str
    day: str
    updated: str
    urn: str
    address: str
    downloads: Downloads
    has_page: bool = True
    cover_suffix: str = ".png"

    @property
    def cover(self) -> str:
        """The path below ``build/<slug>/`` of the picture of its cover."""
        return f"web/cover{self.cover_suffix}"

    @property
    def social_image(self) -> str:
        """The path below ``build/<slug>/`` of its picture for link previews."""
        return f"web/social{self.cover_suffix}"

    @property
    def main(self) -> str:
        """The path below ``build/<slug>/`` of what a reader opens first; empty if there is none."""
        if self.has_page:
            return PAGE
        return next((download.path for download in self.downloads.all), "")

    @property
    def shelf(self) -> str:
        """What the index lists it under: its series, or who publishes it; may be empty."""
        return self.series or self.publisher

    @property
    def page_address(self) -> str:
        """The address of its page, as seen from the index."""
        return self.address or self.address_of(PAGE)

    def address_of(self, path: str) -> str:
        """The address of a file below ``build/<slug>/``, as seen from the index."""
        return urljoin(self.address, f"../{path}") if self.address else f"{self.slug}/{path}"


@dataclass(frozen=True, slots=True)
class SeriesShelf:
    """The notes of a series, the newest first."""

    title: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class SeriesIndex:
    """The index: all series, the one with the newest note first.

    ``address`` is that of its folder, empty if its notes have none; ``name`` is that of the
    publisher, or what else it is called; ``urn`` is its lasting name; ``updated`` is the moment of
    the newest revision.
    """

    language: str
    words: Mapping[str, str]
    publisher: str
    name: str
    description: str
    address: str
    urn: str
    updated: str
    shelves: tuple[SeriesShelf, ...]
    linked_data: Mapping[str, Any]

    @property
    def entries(self) -> tuple[IndexEntry, ...]:
        """Every note, the newest first."""
        found = (entry for shelf in self.shelves for entry in shelf.entries)
        return tuple(sorted(found, key=_newest_first))


def index_entry(
    note: Note, view: NoteView, outputs: Sequence[Output], labels: Mapping[str, str]
) -> IndexEntry:
    """The entry of a note whose editions have been made into ``outputs``.

    ``labels`` gives by edition the key of the interface word that names it.
    """
    data = note.metadata
    return IndexEntry(
        slug=note.name,
        language=data.language,
        series=data.series.title if data.series else "",
        series_number=data.series.number if data.series else None,
        title=data.title,
        subtitle=data.subtitle,
        full_title=view.cover.full_title,
        kind=data.kind or "",
        description=description_of(note),
        subjects=data.subjects,
        authors=authors_of(note),
        byline=view.cover.byline,
        publisher=publisher_of(note),
        date=view.cover.date,
        published=iso_date(data),
        day=data.published.isoformat(),
        updated=released(data),
        urn=note.urn,
        address=canonical_address(note),
        downloads=list_downloads(view, outputs, labels),
        has_page=any(output.path == PAGE for output in outputs),
        cover_suffix=cover_suffix(note),
    )


def newest(entries: Sequence[IndexEntry]) -> IndexEntry:
    """The newest of at least one note; the index speaks its language."""
    return min(entries, key=_newest_first)


def view_index(entries: Sequence[IndexEntry], words: Mapping[str, str]) -> SeriesIndex:
    """The index of at least one note, with interface words in the newest's language."""
    ordered = sorted(entries, key=_newest_first)
    first = ordered[0]
    address = urljoin(first.address, "../../") if first.address else ""
    publisher = next((entry.publisher for entry in ordered if entry.publisher), "")
    description = words["index_description"].format(publisher=publisher) if publisher else ""
    places = {entry.shelf: at for at, entry in reversed(list(enumerate(ordered)))}
    ordered.sort(key=lambda entry: places[entry.shelf])
    shelves = groupby(ordered, key=lambda entry: entry.shelf)
    return SeriesIndex(
        language=first.language,
        words=words,
        publisher=publisher,
        name=publisher or words["all_notes"],
        description=description,
        address=address,
        urn=address or uuid5(NAMESPACE_URL, f"urn:notepress:index:{publisher}").urn,
        updated=max(entry.updated for entry in entries),
        shelves=tuple(SeriesShelf(title, tuple(notes)) for title, notes in shelves),
        linked_data=_describe(entries, publisher, address),
    )


def _newest_first(entry: IndexEntry) -> tuple[int, str]:
    # Dates sort as numbers; notes of one day by their names.
    day = int(entry.day.replace("-", ""))
    return -day, entry.slug


def _describe(entries: Sequence[IndexEntry], publisher: str, address: str) -> dict[str, Any]:
    parts = [
        {"@type": "Report", "name": entry.full_title, **_url(entry)}
        for entry in sorted(entries, key=_newest_first)
    ]
    by = {"publisher": {"@type": "Organization", "name": publisher}} if publisher else {}
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        **({"@id": address} if address else {}),
        **by,
        "hasPart": parts,
    }


def _url(entry: IndexEntry) -> dict[str, str]:
    return {"url": entry.page_address} if entry.has_page else {}


def catalogue(index: SeriesIndex) -> dict[str, Any]:
    """The EPUBs of the index as an OPDS 2.0 feed, ready for JSON."""
    address = urljoin(index.address, "opds.json")
    page = index.address or "index.html"
    return {
        "metadata": {"title": index.name, "modified": index.updated},
        "links": [
            {"rel": "self", "href": address, "type": "application/opds+json"},
            {"rel": "alternate", "href": page, "type": "text/html"},
        ],
        "publications": [
            _publication(entry, download.path)
            for entry in index.entries
            for download in entry.downloads.editions
            if download.media_type == EPUB
        ],
    }


def list_for_machines(index: SeriesIndex) -> str:
    """The notes of the index, each with its Markdown, in the form of llmstxt.org.

    A note that has no Markdown is listed with its web page, and not at all if it has neither.
    """
    lines = [f"# {_escaped(index.name)}"]
    lines += ["", f"> {_escaped(index.description)}"] if index.description else []
    for shelf in index.shelves:
        listed = [line for entry in shelf.entries for line in _listed(entry)]
        head = ["", f"## {_escaped(shelf.title)}"] if shelf.title else []
        lines += [*head, "", *listed] if listed else []
    return "\n".join(lines) + "\n"


def _listed(entry: IndexEntry) -> Iterator[str]:
    """Yield the line of a note, if there is anything to read."""
    texts = [one.path for one in entry.downloads.editions if one.media_type == MARKDOWN]
    addresses = [entry.address_of(quote(path)) for path in texts]
    addresses += [entry.page_address] if entry.has_page else []
    by = f" ({_escaped(entry.byline)})" if entry.byline else ""
    for address in addresses[:1]:
        yield f"- [{_escaped(entry.full_title)}]({address}){by}: {_escaped(entry.description)}"


def _escaped(text: str) -> str:
    """Escape plain text for one line of Markdown."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _contributor(author: AuthorView) -> str | dict[str, str]:
    if not author.is_person:
        return author.written
    identifier = {"identifier": author.orcid} if author.orcid else {}
    return {"name": author.written, "sortAs": author.name.inverted, **identifier}


def _publication(entry: IndexEntry, path: str) -> dict[str, Any]:
    position = {} if entry.series_number is None else {"position": entry.series_number}
    metadata = {
        "@type": "http://schema.org/Report",
        "title": entry.title,
        "subtitle": entry.subtitle,
        "identifier": entry.urn,
        "language": entry.language,
        "author": [_contributor(author) for author in entry.authors] or None,
        "publisher": entry.publisher or None,
        "published": entry.published,
        "modified": entry.updated,
        "description": entry.description,
        "subject": list(entry.subjects),
        "belongsTo": {"series": {"name": entry.series, **position}} if entry.series else None,
    }
    page = {"rel": "alternate", "href": entry.page_address, "type": "text/html"}
    media_type = "image/jpeg" if entry.cover.endswith(".jpg") else "image/png"
    cover = {"href": entry.address_of(entry.cover), "type": media_type}
    return {
        "metadata": {name: value for name, value in metadata.items() if value is not None},
        "links": [
            {"rel": _OPEN_ACCESS, "href": entry.address_of(path), "type": EPUB},
            *([page] if entry.has_page else []),
        ],
        **({"images": [cover]} if entry.has_page else {}),
    }
