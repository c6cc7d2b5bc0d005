"""A note laid out on pages, part by part: what the PDF editions write and others number by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.press.display import Display
from pipeline.press.fonts import font_face_css
from pipeline.press.markup import Dialect, Writer
from pipeline.press.paged_note import PagedNote
from pipeline.press.pagination import lay_out_alone, paginate
from pipeline.press.part_store import PartStore
from pipeline.press.parts import ADDRESS, PartJob
from pipeline.press.printing import colours_of, press_of, profile_for
from pipeline.press.stylesheets import stylesheet
from pipeline.views.cover_art import draw_cover

if TYPE_CHECKING:
    from pipeline.editions.workbench import Workbench

_FRONT = "front matter"
# As often are the pages numbered again if the contents list changes its own length.
_ROUNDS = 4
_FONTS = "fonts/"
_ID = re.compile(r'\bid="([^"]+)"')
_LINK = re.compile(rf'"{re.escape(ADDRESS)}#([^"]+)"')


def lay_out_note(bench: Workbench) -> PagedNote:
    """Return a note on pages.

    Raises SourceError with what the layout engine finds wrong, CannotRunError if it cannot run.
    """
    engine, store = bench.engine, PartStore(bench.cache)
    setter = _Setter(bench)
    front, *others = setter.jobs()
    for _ in range(_ROUNDS):
        count, parts = paginate(front, others, engine, store)
        pages: dict[str, int | str] = {
            name: page for part in parts for name, page in part.pages.items()
        }
        finished = lay_out_alone(setter.front_matter(pages), engine, store)
        if finished.page_count == count:
            return PagedNote((finished, *parts))
        # Numbers of another width moved a line of the contents list to another page.
        front = replace(front, html=setter.front_matter(pages).html)
    raise SourceError([_unsettled(count, finished.page_count)])


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
            css=faces + stylesheet(style, "print"),
            files={**fonts, **bench.note.pictures},
            folio=1,
            press=press,
        )

    def jobs(self) -> Iterator[PartJob]:
        """Yield the parts in order; the first is the front matter, its page numbers unknown."""
        yield self.front_matter(_Unknown())
        yield self._part("introduction", _Unknown())
        for theme in self._bench.view.themes:
            yield self._part("theme", _Unknown(), theme.id, theme=theme)
        yield self._part("back_matter", _Unknown())

    def front_matter(self, pages: Mapping[str, int | str]) -> PartJob:
        """Return the front matter with the page numbers of its contents list."""
        return self._part("front_matter", pages)

    def _part(
        self, template: str, pages: Mapping[str, int | str], name: str = "", **context: Any
    ) -> PartJob:
        html = self._bench.templates.render(
            f"paged/{template}.html", self._writer, pages=pages, **self._context, **context
        )
        own = set(_ID.findall(html))
        html = _LINK.sub(lambda link: _within(link, own), html)
        used = {path: data for path, data in self._job.files.items() if _is_used(path, html)}
        name = name or template.replace("_", " ")
        return replace(self._job, name=name, html=html, files=used)


class _Unknown(Mapping[str, int | str]):
    """Page numbers that are not known yet: as wide as those of most notes."""

    def __getitem__(self, name: str) -> str:
        return "00"

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _unsettled(one: int, other: int) -> Finding:
    message = f"the contents list takes {one} or {other} pages, depending on the numbers in it"
    return Finding("N390", message, Place(_FRONT), "shorten a heading that takes two lines in it")


def _within(link: re.Match[str], own: set[str]) -> str:
    """Return a link to an id as one inside the part, if it is there."""
    return f'"#{link.group(1)}"' if link.group(1) in own else link.group()


def _is_used(path: str, html: str) -> bool:
    return path.startswith(_FONTS) or path in html
