"""The page of the web edition, written with files beside it or alone in one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.editions.covers.cover_photo import head_photo
from pipeline.editions.covers.emblem import emblem_on, favicon, head_rules
from pipeline.editions.covers.logos import WEB, strip_rules
from pipeline.editions.edition import Artefact
from pipeline.editions.photos import PublishedPicture
from pipeline.editions.table import LABELS
from pipeline.languages import is_right_to_left
from pipeline.note.walk import charts_of, divides_words
from pipeline.press.fonts.font_sets import FontSet, font_face_css
from pipeline.press.markup.counters import with_counters
from pipeline.press.markup.dialect import WorksFile
from pipeline.press.markup.drawings import drawings_with_words
from pipeline.press.markup.web_page import Inlined, data_url, inline, policy, small_stylesheet
from pipeline.press.markup.writer import Dialect, Writer
from pipeline.press.pdf.printing.settings import colours_of
from pipeline.views.downloads import Output, list_downloads
from pipeline.views.recommendations import view_recommendations
from pipeline.views.reference_files.works import works_as_files
from pipeline.views.spreadsheets.table_data import file_name, tables_as_csv
from pipeline.views.web_page import WebView, view_superseded_page, view_web_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.editions.bench import Bench
    from pipeline.note import Note
    from pipeline.press.parts.page_start import PageStart
    from pipeline.views.full_note import NoteView
    from pipeline.views.kept_revisions import KeptRevision, Superseded
    from pipeline.views.reference_files.files import CitationFile

DATA = "data"
"""The folder beside the page with tables and recommendations as files."""
_HEAD = "head.jpg"
"""The file beside the page with the photo in its head."""
_SCRIPTS = ("status", "colours", "contents", "search", "links")
_CSV = "text/csv;charset=utf-8"

# Placeholders with characters that cannot occur in a note.
_STYLE_GOES_HERE = "\0style\0"
_POLICY_GOES_HERE = "\0policy\0"


@dataclass(frozen=True, slots=True)
class Draft:
    """A page with placeholders for its style, which includes fonts for its text, and its policy.

    ``data`` is its JSON-LD, which the policy must allow.
    """

    html: str
    data: Mapping[str, Any]


class PageWriter:
    """Renders the template of the page.

    ``pictures`` are published under a path of their own, by their path in the note; ``starts`` are
    the beginnings of pages to mark, by anchor; ``kept`` are the revisions of which
    something is kept. The page of an earlier revision is ``superseded``.
    """

    def __init__(
        self,
        bench: Bench,
        pictures: Mapping[str, PublishedPicture],
        starts: Mapping[str, tuple[PageStart, ...]],
        kept: tuple[KeptRevision, ...] = (),
        superseded: Superseded | None = None,
    ) -> None:
        self._bench = bench
        self._pictures = pictures
        self._starts = starts
        self._kept = kept
        self._superseded = superseded
        has_revisions = bench.note.metadata.revisions or kept or superseded
        charts = charts_of(bench.note)
        sheets = [
            "web",
            *["web_revisions"] * bool(has_revisions),
            *["charts_web"] * bool(charts),
            *["right_to_left"] * _turns(bench.view),
        ]
        self._style = "".join(small_stylesheet(bench.style, one, bench.cache) for one in sheets)
        self._photo = head_photo(bench) if bench.note.metadata.cover else b""
        if self._photo:
            self._pictures = {**pictures, _HEAD: PublishedPicture(_HEAD, self._photo)}
            self._style += small_stylesheet(bench.style, "photo_head", bench.cache)
            self._style += _focus_rule(bench.note)
        if bench.note.sisters:
            self._style += small_stylesheet(bench.style, "languages_web", bench.cache)
        if bench.logos:
            self._style += small_stylesheet(bench.style, "logos_web", bench.cache)
            self._style += strip_rules(bench, WEB) + head_rules(bench)
        self._drawings = drawings_with_words(bench.note.pictures)
        if self._drawings:
            self._style += small_stylesheet(bench.style, "drawings", bench.cache)
        if charts:
            from pipeline.press.markup.charts.chart import chart_rules

            view = bench.view
            dialect = Dialect("web", view.language, words=view.words, label_width=bench.label_width)
            self._style += chart_rules(charts, dialect)
        self._style = with_counters(self._style, bench.view.words["digits"])
        self._divides = divides_words(bench.note)
        self._tables = tables_as_csv(bench.note)
        self._works = works_as_files(bench.note)
        self._early = self._script("early")
        names = [*_SCRIPTS, *["divided_words"] * self._divides]
        names += ["languages"] * bool(bench.note.sisters)
        self._scripts = "".join(map(self._script, names))

    def draft(self, outputs: Iterable[Output]) -> Draft:
        """The page in one file, with placeholders for what depends on its text."""
        web = self._view(outputs, alone=True)
        inlined = inline(_STYLE_GOES_HERE, self._early, self._scripts, web.head.linked_data)
        data = {table: data_url(_CSV, content) for table, content in self._tables.items()}
        works = self._works_at(lambda file: data_url(file.media_type, file.content.encode()))
        inside = self._picture_inside
        html = self._render(web, inlined, _POLICY_GOES_HERE, inside, data, works)
        return Draft(html, web.head.linked_data)

    def finish(self, draft: Draft, fonts: FontSet) -> bytes:
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
        data = {table: f"{DATA}/{file_name(table)}" for table in self._tables}
        works = self._works_at(lambda file: f"{DATA}/{file.name}")
        allowed = policy(inlined, alone=False)
        beside = self._picture_beside
        return self._render(web, inlined, allowed, beside, data, works).encode()

    def head_picture(self) -> Iterator[Artefact]:
        """Yield the photo in the head of the page, if there is one."""
        if self._photo:
            yield Artefact(f"web/{_HEAD}", self._photo, "image/jpeg")

    def data(self) -> Iterator[Artefact]:
        """Yield the tables as files for spreadsheets, and the works cited for their programs."""
        for table, content in self._tables.items():
            yield Artefact(f"web/{DATA}/{file_name(table)}", content, "text/csv")
        for file in chain.from_iterable(self._works.values()):
            yield Artefact(f"web/{DATA}/{file.name}", file.content.encode(), file.media_type)

    def _works_at(self, address: Callable[[CitationFile], str]) -> dict[str, tuple[WorksFile, ...]]:
        slug = self._bench.note.slug
        return {
            name: tuple(WorksFile(one.format, address(one), f"{slug}-{one.name}") for one in files)
            for name, files in self._works.items()
        }

    def _view(self, outputs: Iterable[Output], *, alone: bool) -> WebView:
        downloads = list_downloads(self._bench.view, outputs, LABELS)
        note, view = self._bench.note, self._bench.view
        if self._superseded:
            return view_superseded_page(note, view, downloads, self._superseded)
        found = view_recommendations(note, self._bench.labels, self._bench.view.words)
        return view_web_page(note, view, downloads, found, self._kept, alone=alone)

    def _render(
        self,
        web: WebView,
        inlined: Inlined,
        allowed: str,
        picture: Callable[[str], str],
        data: Mapping[str, str],
        works: Mapping[str, tuple[WorksFile, ...]],
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
            works=works,
            drawings=self._drawings,
            label_width=bench.label_width,
        )
        return bench.templates.render(
            "web/page.html",
            Writer(dialect),
            view=bench.view,
            web=web,
            colours=colours_of(bench.style),
            photo=picture(_HEAD) if self._photo else "",
            emblem=emblem_on(bench, "blue"),
            icon=favicon(bench),
            photo_shows=(bench.note.metadata.cover and bench.note.metadata.cover.alt) or "",
            inlined=inlined,
            policy=allowed,
        )

    def _script(self, name: str) -> str:
        view = self._bench.view
        writer = Writer(Dialect("web", view.language, words=view.words))
        return self._bench.templates.render(f"web/{name}.js", writer)

    def _picture_inside(self, path: str) -> str:
        picture = self._pictures[path]
        return data_url(picture.media_type, picture.content)

    def _picture_beside(self, path: str) -> str:
        return quote(self._pictures[path].path)


def _turns(view: NoteView) -> bool:
    """Whether a note, or what it says of a person, is written from right to left."""
    people = (one for roll in view.rolls for group in roll.groups for one in group.people)
    said = (detail.language or "" for person in people for detail in person.details)
    return any(map(is_right_to_left, (view.language, *said)))


def _focus_rule(note: Note) -> str:
    """The style rule that keeps the focus of the photo in view, whatever the window cuts off."""
    across, down = note.metadata.cover.focus if note.metadata.cover else (50, 50)
    return f".masthead-photo{{object-position:{across}% {down}%}}"
