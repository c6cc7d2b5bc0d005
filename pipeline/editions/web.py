"""The web edition: one page with its fonts and pictures beside it, and again in one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from pipeline.editions.edition import Artefact, Edition
from pipeline.editions.pdf_description import programs_for
from pipeline.editions.social_image import draw_social_image
from pipeline.editions.table import NAMES
from pipeline.press.fonts import FontSet, font_face_css
from pipeline.press.markup import Dialect, Writer
from pipeline.press.part_picture import draw_first_page
from pipeline.press.printing import colours_of
from pipeline.press.stylesheets import stylesheet
from pipeline.press.web_fonts import fonts_of_page
from pipeline.press.web_page import Inlined, data_url, inline, policy
from pipeline.views.downloads import Output, list_downloads
from pipeline.views.web_page import WebView, view_web_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.editions.workbench import Workbench
    from pipeline.press.page_start import PageStart

_SCRIPTS = ("status", "colours", "contents", "search", "links")
_PICTURE_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
_NAME = "web"
_COVER_WIDTH = 600


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page stands: with its files beside it, or ``alone`` in one file."""

    alone: bool
    font: Callable[[str], str]
    picture: Callable[[str], str]


_BESIDE = _Place(alone=False, font="fonts/{}".format, picture=quote)


def make(bench: Workbench) -> tuple[Artefact, ...]:
    """Return the web edition of a note, which lists the other editions with their sizes."""
    outputs = tuple(_outputs(bench))
    fonts = _fonts(bench, outputs)
    alone = _page(bench, outputs, fonts, _alone(bench, fonts))
    itself = Output(_NAME, f"{bench.note.slug}.html", len(alone), "text/html")
    page = _page(bench, (*outputs, itself), fonts, _BESIDE)
    return (
        Artefact("web/index.html", page, "text/html"),
        Artefact(itself.path, alone, "text/html"),
        *_fonts_and_pictures(bench, fonts),
        Artefact("web/social.png", draw_social_image(bench), "image/png"),
        Artefact("web/cover.png", _cover(bench), "image/png"),
    )


def _outputs(bench: Workbench) -> Iterator[Output]:
    for name in NAMES:
        if name != _NAME:
            for one in bench.artefacts(name):
                yield Output(name, one.path, len(one.content), one.media_type)


def _alone(bench: Workbench, fonts: FontSet) -> _Place:
    files = {font.file_name: font.content for font in fonts.fonts}
    return _Place(
        alone=True,
        font=lambda name: data_url("font/woff2", files[name]),
        picture=lambda path: data_url(_picture_type(path), bench.note.pictures[path]),
    )


def _fonts(bench: Workbench, outputs: Iterable[Output]) -> FontSet:
    web = view_web_page(bench.note, bench.view, list_downloads(bench.view, outputs))
    html = _render(bench, web, _BESIDE, inline("", "", "", {}))
    return fonts_of_page(html, bench.view.words, bench.cache)


def _page(bench: Workbench, outputs: Iterable[Output], fonts: FontSet, place: _Place) -> bytes:
    downloads = list_downloads(bench.view, outputs)
    web = view_web_page(bench.note, bench.view, downloads, alone=place.alone)
    css = font_face_css(fonts, place.font) + stylesheet(bench.style, "web")
    early, script = _script(bench, "early"), "".join(_script(bench, name) for name in _SCRIPTS)
    return _render(bench, web, place, inline(css, early, script, web.head.linked_data)).encode()


def _render(bench: Workbench, web: WebView, place: _Place, inlined: Inlined) -> str:
    return bench.templates.render(
        "web/page.html",
        _writer(bench, place.picture, bench.paged.starts_by_anchor()),
        view=bench.view,
        web=web,
        colours=colours_of(bench.style),
        inlined=inlined,
        policy=policy(inlined, alone=place.alone),
    )


def _script(bench: Workbench, name: str) -> str:
    return bench.templates.render(f"web/{name}.js", _writer(bench, str, {}))


def _writer(
    bench: Workbench,
    picture: Callable[[str], str],
    starts: Mapping[str, tuple[PageStart, ...]],
) -> Writer:
    return Writer(Dialect("web", bench.view.language, picture=picture, page_starts=starts))


def _cover(bench: Workbench) -> bytes:
    """Return the cover of the PDF as a picture, for the index and for catalogues."""
    front = bench.paged.parts[0]
    return draw_first_page(front, programs_for(bench, (front,)), _COVER_WIDTH, bench.cache)


def _fonts_and_pictures(bench: Workbench, fonts: FontSet) -> Iterator[Artefact]:
    for font in fonts.fonts:
        yield Artefact(f"web/fonts/{font.file_name}", font.content, "font/woff2")
    for path, content in sorted(bench.note.pictures.items()):
        yield Artefact(f"web/{path}", content, _picture_type(path))


def _picture_type(path: str) -> str:
    return _PICTURE_TYPES[PurePosixPath(path).suffix.lower()]


EDITION = Edition(_NAME, "the web edition: one page, and the same in one file", make)
