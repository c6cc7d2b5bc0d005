"""The entry of one note in the index of all notes, as it is kept in the manifest of the note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

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


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """The entry of one note in the index.

    ``date`` is printed, ``published`` is ISO 8601, ``day`` the same to the day, and ``updated`` a
    moment in UTC. ``address``
    is where the web edition is published, with a slash at its end, or empty if the note does not
    say; ``has_page`` says whether it has been made. ``downloads`` are the other editions, their
    paths below the note's folder of outputs; ``cover_suffix`` is that of pictures of the cover.
    ``slug`` is the path of that folder below the index. ``work`` is the name of the work of a note
    in several languages, or empty, and ``is_original`` is true unless it is a translation there.
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
    work: str = ""
    is_original: bool = True

    @property
    def cover(self) -> str:
        """The path below its folder of outputs of the picture of its cover."""
        return f"web/cover{self.cover_suffix}"

    @property
    def social_image(self) -> str:
        """The path below its folder of outputs of its picture for link previews."""
        return f"web/social{self.cover_suffix}"

    @property
    def main(self) -> str:
        """The path below it of what a reader opens first; empty if there is none."""
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
        """The address of a file below its folder of outputs, as seen from the index."""
        return urljoin(self.address, f"../{path}") if self.address else f"{self.slug}/{path}"


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
        work=note.work or "",
        is_original=note.original is None,
    )
