"""The web edition: a page with separate fonts and pictures, and the same page in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.editions.edition import Artefact
from pipeline.editions.pdf_description import programs_for
from pipeline.editions.photos import published_pictures, screen_pictures
from pipeline.editions.social_image import draw_social_image
from pipeline.editions.table import FOR_READERS
from pipeline.editions.web.kept_revisions import keep_revisions
from pipeline.editions.web.web_writer import DATA, PageWriter
from pipeline.press.fonts.web_fonts import fonts_of_page
from pipeline.press.pdf.rendering.part_picture import draw_first_page
from pipeline.views.covers.cover_files import cover_suffix, cover_type, social_name
from pipeline.views.downloads import Output
from pipeline.views.recommendations import as_csv, as_json, view_recommendations
from pipeline.views.web_page import canonical_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.editions.bench import Bench
    from pipeline.editions.photos import PublishedPicture
    from pipeline.editions.web.kept_revisions import EarlierRevisions
    from pipeline.editions.workbench import Workbench
    from pipeline.press.fonts.font_sets import FontSet
    from pipeline.press.parts.paged_note import PagedNote

_NAME = "web"
_COVER_WIDTH = 600


def make(bench: Workbench, paged: PagedNote, earlier: EarlierRevisions) -> tuple[Artefact, ...]:
    """Make the web edition of a note, which lists the other editions with their sizes.

    Earlier revisions are kept beside it.
    """
    note, outputs = bench.note, tuple(_outputs(bench))
    pictures = published_pictures(bench.pictures, paged.photos)
    writer = PageWriter(bench, pictures, paged.starts_by_anchor(), earlier.kept(note))
    draft = writer.draft(outputs)
    fonts = fonts_of_page(draft.html, bench.view.words, bench.cache, bench.typefaces)
    alone = writer.finish(draft, fonts)
    itself = Output(_NAME, f"{note.slug}.html", len(alone), "text/html")
    page = writer.page((*outputs, itself), fonts)
    return (
        Artefact("web/index.html", page, "text/html"),
        Artefact(itself.path, alone, "text/html"),
        *_fonts_and_pictures(fonts, pictures),
        *_recommendations(bench),
        *writer.data(),
        *writer.head_picture(),
        Artefact(f"web/{social_name(note)}", draw_social_image(bench), cover_type(note)),
        Artefact(f"web/cover{cover_suffix(note)}", draw_cover(bench, paged), cover_type(note)),
        *keep_revisions(bench, earlier),
    )


def prepare_fonts(bench: Workbench) -> None:
    """Fill the cache with the fonts, before it is known where pages begin.

    If the names of downloads or the pages need further characters, a font is made once more later.
    """
    pictures = published_pictures(bench.pictures, {})
    draft = PageWriter(bench, pictures, {}).draft(())
    fonts_of_page(draft.html, bench.view.words, bench.cache, bench.typefaces)


def _outputs(bench: Workbench) -> Iterator[Output]:
    for name in FOR_READERS:
        if name != _NAME:
            yield from bench.outputs(name)


def draw_cover(bench: Workbench, paged: PagedNote) -> bytes:
    """A picture of the PDF's cover, for the index and for catalogues."""
    front = paged.parts[0]
    return draw_first_page(
        front,
        programs_for(bench, (front,)),
        _COVER_WIDTH,
        bench.cache,
        screen_pictures(paged.photos),
        as_photo=bench.note.metadata.cover is not None,
    )


def _fonts_and_pictures(
    fonts: FontSet, pictures: Mapping[str, PublishedPicture]
) -> Iterator[Artefact]:
    for font in fonts.fonts:
        yield Artefact(f"web/fonts/{font.file_name}", font.content, "font/woff2")
    for picture in sorted(pictures.values(), key=lambda one: one.path):
        yield Artefact(f"web/{picture.path}", picture.content, picture.media_type)


def _recommendations(bench: Bench) -> Iterator[Artefact]:
    """Yield the recommendations as files for spreadsheets and for machines."""
    found = view_recommendations(bench.note, bench.labels, bench.view.words)
    address = canonical_address(bench.note)
    if found:
        path = f"web/{DATA}/recommendations"
        yield Artefact(f"{path}.csv", as_csv(found, address), "text/csv")
        yield Artefact(f"{path}.json", as_json(found, bench.note, address), "application/json")
