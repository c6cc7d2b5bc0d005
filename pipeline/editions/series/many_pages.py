"""The index of many notes: pages, feeds, catalogues and lists by year, and a search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pipeline.editions.edition import Artefact
from pipeline.editions.series.one_page import FONTS, IndexWriter, as_json
from pipeline.languages.writing import script_of, script_of_letter
from pipeline.press.fonts.faces import FACES, HAN_SCRIPTS, LATIN_BASE
from pipeline.press.fonts.font_sets import font_face_css, make_web_fonts
from pipeline.press.fonts.typefaces import typefaces_of
from pipeline.press.markup.web_page import inline, small_stylesheet
from pipeline.views.series.catalogues import catalogue, list_for_machines
from pipeline.views.series.index import SeriesIndex, view_index
from pipeline.views.series.paging import paging_of
from pipeline.views.series.searching import ID, SAME, shards

if TYPE_CHECKING:
    from pipeline.cache import Cache
    from pipeline.house_style import Style
    from pipeline.press.fonts.font_sets import FontSet
    from pipeline.views.series.entries import IndexEntry
    from pipeline.views.series.paging import Division

_SHEETS: Final = ("index", "index_languages", "index_pages", "right_to_left")
_FACES: Final = ("note-serif-400", "note-sans-400", "note-sans-600", "note-display-300")
_TITLES: Final = "note-display-400"
# All letters that notes in Latin and Cyrillic letters may be written in, whatever notes there are.
_LETTERS: Final = LATIN_BASE + "".join(
    chr(one)
    for first, last in ((0x12C, 0x17F), (0x1A0, 0x1B0), (0x1E00, 0x1EFF), (0x400, 0x45F))
    for one in range(first, last + 1)
)


class PageMaker:
    """Makes the files of an index divided into pages, each from the entries of its notes alone.

    Fonts have the letters of Latin and Cyrillic and of the script of the index, whatever notes
    there are, so that no note changes the fonts; names in other scripts are shown in the fonts
    that readers of these have. The same is true of an index in Chinese.
    """

    def __init__(self, division: Division, notes: int, style: Style, cache: Cache) -> None:
        self._division = division
        self._notes = notes
        self._style = style
        self._cache = cache
        self._words = style.words(division.whole.language)
        self._writer = IndexWriter(division.whole.language, style)

    def page(self, place: int, entries: Sequence[IndexEntry]) -> Iterator[Artefact]:
        """Yield the files of a page from the entries on it.

        The newest ones have no feed, catalogue and list, because the front has what is on them.
        """
        index = self._index(entries)
        name = self._division.chunks[place].name
        yield self._html(f"notes-{name}.html", index, place)
        if text := self._writer.site_map(index):
            yield Artefact(f"sitemap-{name}.xml", text, "application/xml")
        if place >= self._division.front:
            yield from self._lists(index, place, f"-{name}")

    def front(self, entries: Sequence[IndexEntry]) -> Iterator[Artefact]:
        """Yield the files of the front from the entries on the newest pages."""
        index = self._index(entries)
        yield self._html("index.html", index, None)
        yield from self._lists(index, None, "")
        address = self._division.whole.address
        maps = [
            (chunk.name, max(row.updated for row in chunk.rows if row.listed))
            for chunk in self._division.chunks
            if any(row.listed for row in chunk.rows)
        ]
        if address and maps:
            text = self._writer.render("index/sitemaps.xml", address=address, maps=maps)
            yield Artefact("sitemap.xml", text.encode(), "application/xml")

    def fonts(self) -> Iterator[Artefact]:
        """Yield the fonts of all pages."""
        for one in self._fonts.fonts:
            yield Artefact(f"{FONTS}/{one.file_name}", one.content, "font/woff2")

    def _index(self, entries: Sequence[IndexEntry]) -> SeriesIndex:
        return view_index(entries, self._words, self._division.whole)

    def _html(self, path: str, index: SeriesIndex, place: int | None) -> Artefact:
        early, search = self._scripts
        inlined = inline(self._css, early, search, index.linked_data)
        page = self._writer.page(index, inlined, paging_of(self._division, place))
        return Artefact(path, page.encode(), "text/html")

    def _lists(self, index: SeriesIndex, place: int | None, name: str) -> Iterator[Artefact]:
        paging = paging_of(self._division, place)
        chunks, front = self._division.chunks, self._division.front
        newer = chunks[place - 1].name if place is not None and place > front else ""
        feed = self._writer.render("index/feed.xml", index=index, paging=paging, newer_feed=newer)
        yield Artefact(f"feed{name}.xml", feed.encode(), "application/atom+xml")
        found = catalogue(
            index, f"opds{name}.json", f"opds-{paging.older}.json" * bool(paging.older)
        )
        yield Artefact(f"opds{name}.json", as_json(found), "application/opds+json")
        others = [chunk.name for chunk in chunks[front:]] if place is None else []
        text = list_for_machines(index, others)
        yield Artefact(f"llms{name}.txt", text.encode(), "text/plain")

    @cached_property
    def _scripts(self) -> tuple[str, str]:
        search = self._writer.render(
            "index/search.js", shards=shards(self._notes), id_length=ID, same=tuple(SAME.items())
        )
        return self._writer.render("web/early.js"), search

    @cached_property
    def _css(self) -> str:
        css = font_face_css(self._fonts, f"{FONTS}/{{}}".format)
        return css + "".join(small_stylesheet(self._style, one, self._cache) for one in _SHEETS)

    @cached_property
    def _fonts(self) -> FontSet:
        text = _LETTERS + "".join(self._words.values())
        wanted = dict.fromkeys((*_FACES, _TITLES), text)
        script = script_of(self._division.whole.language)
        if script not in {"Latn", "Cyrl", *HAN_SCRIPTS}:
            own = "".join(one for one in map(chr, range(0x370, 0x3000)) if _is_of(one, script))
            faces = (face.name for face in FACES if face.design.script == script)
            wanted = dict.fromkeys((*wanted, *faces), text + own)
        return make_web_fonts(wanted, self._cache, typefaces_of(self._style, self._cache))


def _is_of(character: str, script: str) -> bool:
    return script_of_letter(character) == script
