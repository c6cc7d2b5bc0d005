"""The web edition: a page with separate fonts and pictures, and the same page in one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.editions.edition import Artefact
from pipeline.editions.pdf_description import programs_for
from pipeline.editions.social_image import draw_social_image
from pipeline.editions.table import FOR_READERS, LABELS
from pipeline.note.walk import divides_words
from pipeline.press.fonts.font_sets import FontSet, font_face_css
from pipeline.press.fonts.web_fonts import fonts_of_page
from pipeline.press.markup.web_page import Inlined, data_url, inline, policy, small_stylesheet
from pipeline.press.markup.writer import Dialect, Writer
from pipeline.press.pdf.printing.settings import colours_of
from pipeline.press.pdf.rendering.part_picture import draw_first_page
from pipeline.views.downloads import Output, list_downloads
from pipeline.views.recommendations import as_csv, as_json, view_recommendations
from pipeline.views.spreadsheets.table_data import file_name, tables_as_csv
from pipeline.views.web_page import WebView, canonical_address, view_web_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.editions.bench import Bench
    from pipeline.editions.workbench import Workbench
    from pipeline.press.parts.paged_note import PagedNote

_SCRIPTS = ("status", "colours", "contents", "search", "links")
_PICTURE_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
_NAME = "web"
_DATA = "data"
_CSV = "text/csv;charset=utf-8"
_COVER_WIDTH = 600


# Placeholders with characters that cannot occur in a note.
_STYLE_GOES_HERE = "\0style\0"
_POLICY_GOES_HERE = "\0policy\0"


@dataclass(frozen=True, slots=True)
class _Draft:
    """A page with placeholders for its style, which includes fonts for its text, and its policy.

    ``data`` is its JSON-LD, which the policy must allow.
    """

    html: str
    data: Mapping[str, Any]


def make(bench: Workbench, paged: PagedNote) -> tuple[Artefact, ...]:
    """Make the web edition of a note, which lists the other editions with their sizes."""
    outputs = tuple(_outputs(bench))
    writer = _PageWriter(bench, paged)
    draft = writer.draft(outputs)
    fonts = fonts_of_page(draft.html, bench.view.words, bench.cache)
    alone = writer.finish(draft, fonts)
    itself = Output(_NAME, f"{bench.note.slug}.html", len(alone), "text/html")
    page = writer.page((*outputs, itself), fonts)
    return (
        Artefact("web/index.html", page, "text/html"),
        Artefact(itself.path, alone, "text/html"),
        *_fonts_and_pictures(bench, fonts),
        *_recommendations(bench),
        *writer.data(),
        Artefact("web/social.png", draw_social_image(bench), "image/png"),
        Artefact("web/cover.png", _cover(bench, paged), "image/png"),
    )


def prepare(bench: Workbench, paged: PagedNote) -> None:
    """Fill the cache with the slow parts: the cover and the fonts.

    If the names of downloads need further characters, the fonts are made once more later.
    """
    draft = _PageWriter(bench, paged).draft(())
    fonts_of_page(draft.html, bench.view.words, bench.cache)
    _cover(bench, paged)


def _outputs(bench: Workbench) -> Iterator[Output]:
    for name in FOR_READERS:
        if name != _NAME:
            yield from bench.outputs(name)


class _PageWriter:
    """Renders the template of the page."""

    def __init__(self, bench: Workbench, paged: PagedNote) -> None:
        self._bench = bench
        self._starts = paged.starts_by_anchor()
        sheets = ("web", "web_revisions") if bench.note.metadata.revisions else ("web",)
        self._style = "".join(small_stylesheet(bench.style, one, bench.cache) for one in sheets)
        self._divides = divides_words(bench.note)
        self._tables = tables_as_csv(bench.note)
        self._early = self._script("early")
        names = (*_SCRIPTS, "divided_words") if self._divides else _SCRIPTS
        self._scripts = "".join(map(self._script, names))

    def draft(self, outputs: Iterable[Output]) -> _Draft:
        """The page in one file, with placeholders for what depends on its text."""
        web = self._view(outputs, alone=True)
        inlined = inline(_STYLE_GOES_HERE, self._early, self._scripts, web.head.linked_data)
        data = {table: data_url(_CSV, content) for table, content in self._tables.items()}
        html = self._render(web, inlined, _POLICY_GOES_HERE, self._picture_inside, data)
        return _Draft(html, web.head.linked_data)

    def finish(self, draft: _Draft, fonts: FontSet) -> bytes:
        """The page in one file, with its fonts embedded."""
        files = {font.file_name: font.content for font in fonts.fonts}
        faces = font_face_css(fonts, lambda name: data_url("font/woff2", files[name]))
        inlined = inline(faces + self._style, self._early, self._scripts, draft.data)
        html = draft.html.replace(_STYLE_GOES_HERE, inlined.style)
        allowed = escape(policy(inlined, alone=True))
        return html.replace(_POLICY_GOES_HERE, allowed).encode()

    def page(self, outputs: Iterable[Output], fonts: FontSet) -> bytes:
        """The page with separate fonts and pictures."""
        web = self._view(outputs, alone=False)
        style = font_face_css(fonts, "fonts/{}".format) + self._style
        inlined = inline(style, self._early, self._scripts, web.head.linked_data)
        data = {table: f"{_DATA}/{file_name(table)}" for table in self._tables}
        return self._render(web, inlined, policy(inlined, alone=False), quote, data).encode()

    def data(self) -> Iterator[Artefact]:
        """Yield the tables as files for spreadsheets."""
        for table, content in self._tables.items():
            yield Artefact(f"web/{_DATA}/{file_name(table)}", content, "text/csv")

    def _view(self, outputs: Iterable[Output], *, alone: bool) -> WebView:
        downloads = list_downloads(self._bench.view, outputs, LABELS)
        found = view_recommendations(self._bench.note, self._bench.labels)
        return view_web_page(self._bench.note, self._bench.view, downloads, found, alone=alone)

    def _render(
        self,
        web: WebView,
        inlined: Inlined,
        allowed: str,
        picture: Callable[[str], str],
        data: Mapping[str, str],
    ) -> str:
        bench = self._bench
        dialect = Dialect(
            "web",
            bench.view.language,
            picture=picture,
            page_starts=self._starts,
            labels=bench.labels,
            abbreviations=bench.note.abbreviations,
            words=bench.view.words,
            data=data,
        )
        return bench.templates.render(
            "web/page.html",
            Writer(dialect),
            view=bench.view,
            web=web,
            colours=colours_of(bench.style),
            inlined=inlined,
            policy=allowed,
        )

    def _script(self, name: str) -> str:
        writer = Writer(Dialect("web", self._bench.view.language))
        values = {"divides_words": self._divides}
        return self._bench.templates.render(f"web/{name}.js", writer, **values)

    def _picture_inside(self, path: str) -> str:
        return data_url(_picture_type(path), self._bench.note.pictures[path])


def _cover(bench: Workbench, paged: PagedNote) -> bytes:
    """A picture of the PDF's cover, for the index and for catalogues."""
    front = paged.parts[0]
    return draw_first_page(front, programs_for(bench, (front,)), _COVER_WIDTH, bench.cache)


def _fonts_and_pictures(bench: Workbench, fonts: FontSet) -> Iterator[Artefact]:
    for font in fonts.fonts:
        yield Artefact(f"web/fonts/{font.file_name}", font.content, "font/woff2")
    for path, content in sorted(bench.note.pictures.items()):
        yield Artefact(f"web/{path}", content, _picture_type(path))


def _recommendations(bench: Bench) -> Iterator[Artefact]:
    """Yield the recommendations as files for spreadsheets and for machines."""
    found, address = view_recommendations(bench.note, bench.labels), canonical_address(bench.note)
    if found:
        path = f"web/{_DATA}/recommendations"
        yield Artefact(f"{path}.csv", as_csv(found, address), "text/csv")
        yield Artefact(f"{path}.json", as_json(found, bench.note, address), "application/json")


def _picture_type(path: str) -> str:
    return _PICTURE_TYPES[PurePosixPath(path).suffix.lower()]
