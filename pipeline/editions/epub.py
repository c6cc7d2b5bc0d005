"""The EPUB edition: EPUB 3.3, one document for each part of the note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.editions.covers.emblem import emblem_on_paper
from pipeline.editions.covers.logos import EPUB, box_rule, strip_rules
from pipeline.editions.edition import Artefact
from pipeline.editions.pdf_description import programs_for
from pipeline.editions.photos import published_pictures, screen_pictures
from pipeline.languages import direction_of
from pipeline.note.walk import charts_of
from pipeline.press.epub.epub_container import PACKAGE, Resource, pack
from pipeline.press.epub.epub_style import epub_stylesheet
from pipeline.press.fonts.font_sets import FontSet, make_web_fonts
from pipeline.press.fonts.web_fonts import fonts_of_page
from pipeline.press.markup.drawings import drawings_with_words
from pipeline.press.markup.writer import Dialect, Writer
from pipeline.press.pdf.rendering.part_picture import draw_first_page
from pipeline.views.covers.cover_files import cover_suffix, cover_type
from pipeline.views.epub_contents import list_contents, list_landmarks
from pipeline.views.epub_documents import list_documents, pictures_of, places_of
from pipeline.views.epub_package import view_package

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.editions.bench import Bench
    from pipeline.note import Note
    from pipeline.press.parts.paged_note import PagedNote
    from pipeline.views.epub_contents import Entry, Landmark
    from pipeline.views.epub_documents import Document

COVER_WIDTH = 1200
"""The width of the cover picture, in px: sharp on a tablet, and not larger than the text."""
PHOTO_WIDTH = 1600
"""The same where there is a photo on it."""

_BOLD_HAN = "note-han-700"


@dataclass(frozen=True, slots=True)
class _Page:
    """An entry of the page list: the printed page number and a reference to its start."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class _Book:
    """The data for writing the documents.

    ``places`` are the files of ids, ``pictures`` are resources by their source; ``contents`` and
    ``landmarks`` link to the documents.
    """

    bench: Bench
    paged: PagedNote
    documents: tuple[Document, ...]
    places: Mapping[str, str]
    pictures: Mapping[str, Resource]
    contents: tuple[Entry, ...]
    landmarks: tuple[Landmark, ...]


def make(bench: Bench, paged: PagedNote) -> tuple[Artefact, ...]:
    """Make the EPUB of a note, with the page numbers of its PDF."""
    documents = list_documents(bench.view)
    book = _Book(
        bench,
        paged,
        documents,
        places_of(documents),
        _pictures(bench, paged, documents),
        list_contents(bench.view),
        list_landmarks(documents, bench.view.words),
    )
    texts, pages = _write(book)
    fonts = _fonts(bench, "".join(texts.values()))
    resources = (
        *_texts(texts),
        *_styling(bench, fonts),
        _cover(bench, paged),
        *book.pictures.values(),
    )
    package = bench.templates.render(
        f"epub/{PACKAGE}",
        Writer(Dialect("epub", bench.view.language)),
        package=view_package(bench.note, bench.view, [page.label for page in pages]),
        resources=resources,
        spine=[resource.id for resource in _texts(texts)],
        cover=_cover_path(bench.note),
    )
    content = pack(package, resources, bench.note.metadata.published)
    return (Artefact(f"{bench.view.slug}.epub", content, "application/epub+zip"),)


def _write(book: _Book) -> tuple[dict[str, str], tuple[_Page, ...]]:
    """Write the documents; returns them by file name, and the pages that are marked in them."""
    texts = {document.href: _render(book, document) for document in book.documents}
    pages = tuple(_find_pages(book.paged, texts))
    for document in book.documents:
        if document.kind == "contents":
            texts[document.href] = _render(book, document, pages)
    return texts, pages


def _render(book: _Book, document: Document, pages: tuple[_Page, ...] = ()) -> str:
    bench, view = book.bench, book.bench.view
    return bench.templates.render(
        f"epub/{document.kind}.xhtml",
        _writer(book, document),
        view=view,
        words=view.words,
        document=document,
        cover=_cover_path(bench.note),
        emblem=emblem_on_paper(bench),
        contents=book.contents,
        landmarks=book.landmarks,
        pages=pages,
    )


def _writer(book: _Book, document: Document) -> Writer:
    def href(anchor: str) -> str:
        place = book.places[anchor]
        return f"#{anchor}" if place == document.href else f"{place}#{anchor}"

    dialect = Dialect(
        "epub",
        book.bench.view.language,
        href=href,
        picture=lambda source: f"../{book.pictures[source].path}",
        page_starts=book.paged.starts_by_anchor(),
        labels=book.bench.labels,
        abbreviations=book.bench.note.abbreviations,
        words=book.bench.view.words,
        label_width=book.bench.label_width,
        drawings=drawings_with_words(book.bench.note.pictures),
    )
    return Writer(dialect)


def _find_pages(paged: PagedNote, texts: Mapping[str, str]) -> Iterable[_Page]:
    """Yield the pages that are marked in the documents, in order."""
    for start in paged.starts:
        for href, text in texts.items():
            if f'<span id="page-{start.label}"' in text:
                yield _Page(start.label, f"{href}#page-{start.label}")


def _pictures(
    bench: Bench, paged: PagedNote, documents: tuple[Document, ...]
) -> dict[str, Resource]:
    """The pictures used; their files are numbered, so that any source name is possible."""
    found, published = {}, published_pictures(bench.pictures, paged.photos)
    drawn = drawings_with_words(bench.note.pictures)
    files = (source for source in pictures_of(documents) if source not in drawn)
    for number, source in enumerate(files, 1):
        picture = published[source]
        path = f"pictures/figure-{number}{picture.suffix}"
        found[source] = Resource(path, picture.content, picture.media_type)
    for number, source in enumerate(bench.logos, 1):
        picture = published[source]
        path = f"pictures/logo-{number}{picture.suffix}"
        found[source] = Resource(path, picture.content, picture.media_type)
    return found


def _fonts(bench: Bench, text: str) -> FontSet:
    """The fonts of all documents: those of web pages, and bold Chinese for names."""
    fonts = fonts_of_page(text, {}, bench.cache, bench.typefaces)
    if any(font.face.name == _BOLD_HAN for font in fonts.fonts):
        return fonts
    groups = [group for roll in bench.view.rolls for group in roll.groups]
    named = [group.names for group in groups]
    named += [person.names for group in groups for person in group.people]
    names = "".join(name.text for names in named for name in names)
    bold = make_web_fonts({_BOLD_HAN: names}, bench.cache, bench.typefaces)
    return FontSet((*fonts.fonts, *bold.fonts))


def _texts(texts: Mapping[str, str]) -> tuple[Resource, ...]:
    return tuple(
        Resource(
            f"text/{href}",
            text.encode(),
            "application/xhtml+xml",
            _properties(href, text),
        )
        for href, text in texts.items()
    )


def _properties(href: str, text: str) -> str:
    """The properties of a document that the package names (EPUB 3.3, D.6)."""
    given = {"nav": href == "contents.xhtml", "mathml": "<math " in text, "svg": "<svg " in text}
    return " ".join(name for name, is_given in given.items() if is_given)


def _of_charts(bench: Bench) -> tuple[tuple[str, ...], str]:
    """The style sheets of charts, and the rules for the places of their labels."""
    charts = charts_of(bench.note)
    if not charts:
        return (), ""
    # Few notes have charts.
    from pipeline.press.markup.charts.chart import chart_rules

    view = bench.view
    dialect = Dialect("epub", view.language, words=view.words, label_width=bench.label_width)
    return ("charts_epub",), chart_rules(charts, dialect)


def _styling(bench: Bench, fonts: FontSet) -> tuple[Resource, ...]:
    sheets, rules = _of_charts(bench)
    if bench.logos:
        sheets, rules = (*sheets, "logos_epub"), rules + _logo_rules(bench)
    if drawings_with_words(bench.note.pictures):
        sheets = (*sheets, "drawings")
    direction = direction_of(bench.view.language)
    css = epub_stylesheet(bench.style, fonts, sheets, rules, direction, bench.view.words["digits"])
    files = (Resource(f"fonts/{one.file_name}", one.content, "font/woff2") for one in fonts.fonts)
    return (Resource("styles/note.css", css.encode(), "text/css"), *files)


def _logo_rules(bench: Bench) -> str:
    """The rules for the sizes of logos, and of the emblem on the title page."""
    shown = emblem_on_paper(bench)
    emblem = box_rule(bench.logos[shown.path], ".emblem img", (12, 4), "em") if shown else ""
    return strip_rules(bench, EPUB) + emblem


def _cover_path(note: Note) -> str:
    return f"pictures/cover{cover_suffix(note)}"


def _cover(bench: Bench, paged: PagedNote) -> Resource:
    front, note = paged.parts[0], bench.note
    has_photo = note.metadata.cover is not None
    picture = draw_first_page(
        front,
        programs_for(bench, (front,)),
        PHOTO_WIDTH if has_photo else COVER_WIDTH,
        bench.cache,
        screen_pictures(paged.photos),
        as_photo=has_photo,
    )
    return Resource(_cover_path(note), picture, cover_type(note), "cover-image")
