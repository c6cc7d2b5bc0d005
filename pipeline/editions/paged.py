"""A note laid out on pages, part by part: what the PDF editions write and others number by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipeline.errors import NotepressError
from pipeline.press.display import Display
from pipeline.press.fonts import font_face_css
from pipeline.press.markup import Dialect, Writer
from pipeline.press.pagination import Pagination
from pipeline.press.part_store import PartStore
from pipeline.press.parts import ADDRESS, SHOWN, Look, Numbering, PartJob
from pipeline.press.printing import colours_of, press_of, profile_for
from pipeline.press.stylesheets import stylesheet
from pipeline.views.cover_art import draw_cover

if TYPE_CHECKING:
    from pipeline.editions.workbench import Workbench

_FONTS = "fonts/"
_ID = re.compile(r'\bid="([^"]+)"')
_LINK = re.compile(rf'"{re.escape(ADDRESS)}#([^"]+)"')
_SHOWN = re.compile(rf'\b{SHOWN}="([^"]+)"')


def begin_note(bench: Workbench) -> Pagination:
    """Begin to lay out the parts of a note: the first ones while the next are being written.

    Raises SourceError if a template of the style cannot be filled in, CannotRunError if the
    layout engine cannot run.
    """
    pagination = Pagination(bench.engine, PartStore(bench.cache))
    try:
        for job in _Setter(bench).jobs():
            pagination.add(job)
    except NotepressError:
        pagination.close()
        raise
    return pagination


class _Setter:
    """Fills in the templates of a note and makes jobs of them."""

    def __init__(self, bench: Workbench) -> None:
        style = bench.style
        view = bench.view
        press = press_of(style, profile_for(style, bench.note.pictures))
        self._bench = bench
        display = Display(style, bench.fonts, view.language)
        self._writer = Writer(
            Dialect("paged", view.language, href=f"{ADDRESS}#{{}}".format, display=display)
        )
        self._context: dict[str, Any] = {
            "view": view,
            "words": view.words,
            "colours": colours_of(style),
            "art": draw_cover(
                bench.note,
                style.length("trim-width") + 2 * press.bleed,
                style.length("trim-height") + 2 * press.bleed,
            ),
            "colophon": (),
        }
        fonts = {f"{_FONTS}{font.file_name}": font.content for font in bench.fonts.fonts}
        faces = font_face_css(bench.fonts, f"{ADDRESS}{_FONTS}{{}}".format)
        self._job = PartJob(
            name="",
            html="",
            look=Look(faces + stylesheet(style, "print"), fonts),
            pictures={},
            press=press,
        )

    def jobs(self) -> Iterator[PartJob]:
        """Yield the parts in order."""
        yield self._part("front_matter")
        yield self._part("introduction")
        for theme in self._bench.view.themes:
            yield self._part("theme", theme.id, theme=theme)
        yield self._part("back_matter")

    def _part(self, template: str, name: str = "", **context: Any) -> PartJob:
        html = self._bench.templates.render(
            f"paged/{template}.html", self._writer, **self._context, **context
        )
        own = set(_ID.findall(html))
        html = _LINK.sub(lambda link: _within(link, own), html)
        used = {path: data for path, data in self._bench.note.pictures.items() if path in html}
        return replace(
            self._job,
            name=name or template.replace("_", " "),
            html=html,
            pictures=used,
            numbering=Numbering(
                others={shown: 0 for shown in _SHOWN.findall(html) if shown not in own}
            ),
        )


def _within(link: re.Match[str], own: set[str]) -> str:
    """Return a link to an id as one inside the part, if it is there."""
    return f'"#{link.group(1)}"' if link.group(1) in own else link.group()
