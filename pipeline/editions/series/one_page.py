"""The index of all notes, beside their folders: a page, a feed, a catalogue, and `llms.txt`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.editions.edition import Artefact
from pipeline.languages import is_right_to_left
from pipeline.press.fonts.font_sets import font_face_css
from pipeline.press.fonts.typefaces import typefaces_of
from pipeline.press.fonts.web_fonts import fonts_of_page
from pipeline.press.markup.templates import Templates
from pipeline.press.markup.web_page import Inlined, inline, policy, small_stylesheet
from pipeline.press.markup.writer import Dialect, Writer
from pipeline.press.pdf.printing.settings import colours_of
from pipeline.views.series.catalogues import catalogue, list_for_machines
from pipeline.views.series.index import SeriesIndex, newest, view_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.cache import Cache
    from pipeline.house_style import Style
    from pipeline.views.series.entries import IndexEntry

FONTS = "index-fonts"
"""The folder of the fonts of the index."""


def make_series_index(
    entries: Sequence[IndexEntry], style: Style, cache: Cache
) -> tuple[Artefact, ...]:
    """Make the files of an index on one page, with paths below ``build/``.

    There are none if there is no note.
    """
    if not entries:
        return ()
    index = view_index(entries, style.words(newest(entries).language))
    writer = IndexWriter(index.language, style)
    draft = writer.page(index, inline("", "", "", {}))
    fonts = fonts_of_page(draft, index.words, cache, typefaces_of(style, cache))
    turns = any(map(is_right_to_left, (index.language, *(one.language for one in entries))))
    sheets = ("index", *["index_languages"] * bool(index.sisters), *["right_to_left"] * turns)
    css = font_face_css(fonts, f"{FONTS}/{{}}".format)
    css += "".join(small_stylesheet(style, one, cache) for one in sheets)
    early = writer.render("web/early.js")
    page = writer.page(index, inline(css, early, "", index.linked_data))
    feed = writer.render("index/feed.xml", index=index, paging=None)
    return (
        Artefact("index.html", page.encode(), "text/html"),
        Artefact("feed.xml", feed.encode(), "application/atom+xml"),
        Artefact("opds.json", as_json(catalogue(index)), "application/opds+json"),
        Artefact("llms.txt", list_for_machines(index).encode(), "text/plain"),
        *(_site_map(index, writer) if index.sisters else ()),
        *(Artefact(f"{FONTS}/{one.file_name}", one.content, "font/woff2") for one in fonts.fonts),
    )


def _site_map(index: SeriesIndex, writer: IndexWriter) -> Iterator[Artefact]:
    """Yield the site map, which says in which languages each page is, if any is in several."""
    if text := writer.site_map(index):
        yield Artefact("sitemap.xml", text, "application/xml")


def as_json(data: object) -> bytes:
    """Data as the text of a JSON file."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


class IndexWriter:
    """Renders the templates of the index in its language."""

    def __init__(self, language: str, style: Style) -> None:
        self._colours = colours_of(style)
        self._templates = Templates(style)
        self._writer = Writer(Dialect("web", language))

    def page(self, index: SeriesIndex, inlined: Inlined, paging: object = None) -> str:
        """A page with its inline content; ``paging`` leads to the others, if there are any."""
        return self.render(
            "index/page.html",
            index=index,
            colours=self._colours,
            inlined=inlined,
            paging=paging,
            policy=policy(inlined, alone=False, loads=paging is not None),
        )

    def site_map(self, index: SeriesIndex) -> bytes:
        """The site map of the notes that have a page with an address; empty if none has."""
        listed = [entry for entry in index.entries if entry.has_page and entry.address]
        if not listed:
            return b""
        return self.render("index/sitemap.xml", index=index, entries=listed).encode()

    def render(self, name: str, **context: Any) -> str:
        """Render a template."""
        return self._templates.render(name, self._writer, **context)
