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

_FONTS = "index-fonts"


def make_series_index(
    entries: Sequence[IndexEntry], style: Style, cache: Cache
) -> tuple[Artefact, ...]:
    """Make the files of the index, with paths below ``build/``; none if there is no note."""
    if not entries:
        return ()
    index = view_index(entries, style.words(newest(entries).language))
    writer = _IndexWriter(index, style)
    draft = writer.page(inline("", "", "", {}))
    fonts = fonts_of_page(draft, index.words, cache, typefaces_of(style, cache))
    turns = any(map(is_right_to_left, (index.language, *(one.language for one in entries))))
    sheets = ("index", *["index_languages"] * bool(index.sisters), *["right_to_left"] * turns)
    css = font_face_css(fonts, f"{_FONTS}/{{}}".format)
    css += "".join(small_stylesheet(style, one, cache) for one in sheets)
    early = writer.render("web/early.js")
    page = writer.page(inline(css, early, "", index.linked_data))
    feed = writer.render("index/feed.xml", index=index)
    opds = json.dumps(catalogue(index), ensure_ascii=False, indent=1) + "\n"
    return (
        Artefact("index.html", page.encode(), "text/html"),
        Artefact("feed.xml", feed.encode(), "application/atom+xml"),
        Artefact("opds.json", opds.encode(), "application/opds+json"),
        Artefact("llms.txt", list_for_machines(index).encode(), "text/plain"),
        *_site_map(index, writer),
        *(Artefact(f"{_FONTS}/{one.file_name}", one.content, "font/woff2") for one in fonts.fonts),
    )


def _site_map(index: SeriesIndex, writer: _IndexWriter) -> Iterator[Artefact]:
    """Yield the site map, which says in which languages each page is, if any is in several."""
    listed = [entry for entry in index.entries if entry.has_page and entry.address]
    if index.sisters and listed:
        text = writer.render("index/sitemap.xml", index=index, entries=listed)
        yield Artefact("sitemap.xml", text.encode(), "application/xml")


class _IndexWriter:
    """Renders the templates of the index."""

    def __init__(self, index: SeriesIndex, style: Style) -> None:
        self._index = index
        self._colours = colours_of(style)
        self._templates = Templates(style)
        self._writer = Writer(Dialect("web", index.language))

    def page(self, inlined: Inlined) -> str:
        """The page with its inline content."""
        return self.render(
            "index/page.html",
            index=self._index,
            colours=self._colours,
            inlined=inlined,
            policy=policy(inlined, alone=False),
        )

    def render(self, name: str, **context: Any) -> str:
        """Render a template."""
        return self._templates.render(name, self._writer, **context)
