"""The index of all notes: a page, an Atom feed and an OPDS catalogue, beside the notes' folders."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.editions.edition import Artefact
from pipeline.press.fonts import font_face_css
from pipeline.press.markup import Dialect, Writer
from pipeline.press.printing import colours_of
from pipeline.press.stylesheets import stylesheet
from pipeline.press.templates import Templates
from pipeline.press.web_fonts import fonts_of_page
from pipeline.press.web_page import Inlined, inline, policy
from pipeline.views.series_index import SeriesIndex, catalogue, newest, view_index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.cache import Cache
    from pipeline.house_style import Style
    from pipeline.views.series_index import IndexEntry

_FONTS = "index-fonts"


def make_series_index(
    entries: Sequence[IndexEntry], style: Style, cache: Cache
) -> tuple[Artefact, ...]:
    """Return the files of the index, their paths below ``build/``; none if there is no note."""
    if not entries:
        return ()
    index = view_index(entries, style.words(newest(entries).language))
    draft = _render(index, style, inline("", "", "", {}))
    fonts = fonts_of_page(draft, index.words, cache)
    css = font_face_css(fonts, f"{_FONTS}/{{}}".format) + stylesheet(style, "index")
    early = _template("web/early.js", index, style)
    page = _render(index, style, inline(css, early, "", index.linked_data))
    feed = _template("index/feed.xml", index, style)
    opds = json.dumps(catalogue(index), ensure_ascii=False, indent=1) + "\n"
    return (
        Artefact("index.html", page.encode(), "text/html"),
        Artefact("feed.xml", feed.encode(), "application/atom+xml"),
        Artefact("opds.json", opds.encode(), "application/opds+json"),
        *(Artefact(f"{_FONTS}/{one.file_name}", one.content, "font/woff2") for one in fonts.fonts),
    )


def _render(index: SeriesIndex, style: Style, inlined: Inlined) -> str:
    return Templates(style).render(
        "index/page.html",
        Writer(Dialect("web", index.language)),
        index=index,
        colours=colours_of(style),
        inlined=inlined,
        policy=policy(inlined, alone=False),
    )


def _template(name: str, index: SeriesIndex, style: Style) -> str:
    return Templates(style).render(name, Writer(Dialect("web", index.language)), index=index)
