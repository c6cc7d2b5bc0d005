"""Layout of a note as pages, part by part, for the PDF editions and for page numbers in others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

from pipeline.editions.covers.cover_photo import develop_places, opener_places, page_place
from pipeline.editions.covers.emblem import emblem_on, page_rules
from pipeline.editions.covers.logos import cover_strip, imprint_strip, strip_rules
from pipeline.editions.drawings import LaidOutPicture, drawn_inks
from pipeline.editions.fonts import page_style, style_for
from pipeline.editions.photos import (
    develop_photos,
    digests_of,
    photos_on_pages,
    pictures_to_lay_out,
)
from pipeline.editions.table import PRINT
from pipeline.errors import NotepressError
from pipeline.house_style.paper import LARGE, SIZE
from pipeline.languages import direction_of
from pipeline.note.text import Figure
from pipeline.note.walk import charts_of, headings_in
from pipeline.press.fonts.measuring import label_baseline_in
from pipeline.press.layout.pagination import Pagination
from pipeline.press.markup.charts.size import chart_page
from pipeline.press.markup.display import Display
from pipeline.press.markup.drawings import drawings_with_words
from pipeline.press.markup.drawn.markup import drawn_for
from pipeline.press.markup.stylesheets import stylesheet
from pipeline.press.markup.writer import Dialect, Writer
from pipeline.press.parts.part_store import PartStore
from pipeline.press.parts.parts import ADDRESS, SHOWN, Numbering, PartJob
from pipeline.press.pdf.printing.settings import colours_of, press_of, profile_for, sides_of
from pipeline.views.cover_art import draw_cover
from pipeline.views.listings import AbbreviationList
from pipeline.views.spreadsheets.table_data import charts_as_csv

if TYPE_CHECKING:
    from pipeline.editions.bench import Bench
    from pipeline.editions.covers.cover_photo import PhotoPlace
    from pipeline.note import Note
    from pipeline.press.markup.barcode import Barcode
    from pipeline.press.parts.paged_note import PagedNote
    from pipeline.views.full_note import PartView

# The most letters of a title at the foot of a page, and the measure in mm that has room for them.
_HEAD, _HEAD_MEASURE = 100, 126
# The most questions that an opener lists at full size, and the height in mm that has room for them.
_OPENER_ROOM, _OPENER_HEIGHT = 6, 275
_ID = re.compile(r'\bid="([^"]+)"')
_LINK = re.compile(rf'"{re.escape(ADDRESS)}#([^"]+)"')
_SHOWN = re.compile(rf'\b{SHOWN}="([^"]+)"')


def begin_parts(bench: Bench) -> Pagination:
    """Start the layout of a note's parts: the first ones while the markup of others is written.

    Themes whose text has changed come first, so that they need not wait for the others.
    Raises SourceError if a template of the style cannot be rendered, CannotRunError if the
    layout engine cannot run.
    """
    pagination = Pagination(bench.engine, PartStore(bench.cache))
    try:
        jobs, changed = _JobMaker(bench), frozenset(bench.changed)
        in_order = list(enumerate(_parts(bench)))
        for place, part in sorted(in_order, key=lambda one: changed.isdisjoint(one[1].sources)):
            pagination.add(jobs.job(part), place)
    except NotepressError:
        pagination.close()
        raise
    return pagination


def finish_parts(bench: Bench, begun: Pagination) -> PagedNote:
    """Wait for the parts that were started, and develop the photos on them.

    Raises SourceError with all findings.
    """
    pictures = photos_on_pages(bench.pictures)
    digests = digests_of(pictures)  # Now, while the engine is at work.
    paged = begun.finish()
    if not paged.photo_widths:
        return paged
    profile = profile_for(bench.style)
    widths = {path: width for path, width in paged.photo_widths.items() if path in pictures}
    photos = develop_photos(bench, pictures, widths, profile, digests)
    places = _photo_places(bench)
    if places:
        covers = develop_places(bench, tuple(places.values()), paged.photo_texts, profile)
        photos = {**photos, **covers}
    return replace(paged, photos=photos)


def _photo_places(bench: Bench) -> Mapping[str, PhotoPlace]:
    """The places on pages that show the photo of the cover, by the path of the part cut out."""
    if bench.note.metadata.cover is None:
        return {}
    found = (page_place(bench), *opener_places(bench).values())
    return {place.path: place for place in found if place is not None}


@dataclass(frozen=True, slots=True)
class _Part:
    """A part: its template and the context for it, and the files of its text, if it has any."""

    name: str
    template: str
    sources: frozenset[str] = frozenset()
    context: Mapping[str, Any] = field(default_factory=dict)


def _parts(bench: Bench) -> Iterator[_Part]:
    """Yield the parts of a note in order; those that stand together are one to the engine."""
    yield _Part("front matter", "front_matter")
    stand_together = bench.style.token("part-start") == "together"
    for is_theme, parts in groupby(bench.view.in_order, lambda part: part.role == "theme"):
        if stand_together and not is_theme:
            yield _together(tuple(parts))
        else:
            yield from map(_part, parts)
    yield _Part("back matter", "back_matter")


def _part(part: PartView | AbbreviationList) -> _Part:
    if isinstance(part, AbbreviationList):
        return _Part("list of abbreviations", "abbreviations")
    template = "theme" if part.role == "theme" else "part"
    return _Part(part.id, template, frozenset({part.source}), {"part": part})


def _together(parts: tuple[PartView | AbbreviationList, ...]) -> _Part:
    alone = [_part(part) for part in parts]
    names = dict.fromkeys((alone[0].name, alone[-1].name))
    sources = frozenset[str]().union(*(part.sources for part in alone))
    return _Part(" to ".join(names), "together", sources, {"parts": parts})


def _barcode(bench: Bench) -> Barcode | None:
    isbn = bench.note.metadata.identifiers.isbns.print
    if not isbn:
        return None
    # Most notes are not in the book trade.
    from pipeline.press.markup.barcode import barcode_of

    return barcode_of(isbn)


def _sheets(bench: Bench) -> Iterator[str]:
    """Yield the style sheets of the pages; few notes have charts or logos."""
    direction = direction_of(bench.view.language)
    yield stylesheet(bench.style, "print", direction)
    if not bench.style.length("margin-column"):
        yield stylesheet(bench.style, "print_narrow", direction)
    if bench.style.token(SIZE) == LARGE:
        yield stylesheet(bench.style, "print_large", direction)
    if charts_of(bench.note):
        yield stylesheet(bench.style, "charts")
    if bench.logos:
        strips = (cover_strip(bench.style), imprint_strip(bench.style))
        yield "".join(strip_rules(bench, one) for one in strips) + page_rules(bench)
    if drawings_with_words(bench.note.pictures):
        yield stylesheet(bench.style, "drawn")


def _figures_of(note: Note) -> Iterator[Figure]:
    """Yield the figures that have the width of the text, or their own: those in nothing else."""
    for heading in headings_in(note):
        yield from (block for block in heading.blocks if isinstance(block, Figure))


class _JobMaker:
    """Renders the templates of a note and makes layout jobs of them."""

    def __init__(self, bench: Bench) -> None:
        style = bench.style
        view = bench.view
        wanted = PRINT in bench.making
        press = replace(press_of(style), sides=sides_of(style), is_wanted=wanted)
        self._bench = bench
        self._themes_start_recto = style.token("opener-start") == "recto"
        self._inks = drawn_inks(bench)
        places = _photo_places(bench)
        drawn = drawn_for(_figures_of(bench.note), bench.note.pictures)
        shapes = {one.path: one.lifted.shapes for one in drawn.values()}
        self._pictures = {
            **pictures_to_lay_out({**bench.pictures, **shapes}),
            **{path: LaidOutPicture(place.files) for path, place in places.items()},
        }
        display = Display(style, bench.fonts, view.language)
        self._writer = Writer(
            Dialect(
                "paged",
                view.language,
                href=f"{ADDRESS}#{{}}".format,
                display=display,
                labels=bench.labels,
                shows_pages=True,
                abbreviations=bench.note.abbreviations,
                words=view.words,
                leading=style.length("line") / style.length("text-size"),
                ink=colours_of(style)["ink"],
                colours=colours_of(style),
                charts=charts_as_csv(bench.note),
                chart_page=chart_page(style),
                label_width=bench.label_width,
                label_baseline=label_baseline_in(bench.typefaces) if drawn else 0.0,
                drawn=drawn,
            )
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
            "photo": page_place(bench),
            "emblem": emblem_on(bench, "blue"),
            "emblem_place": style.token("emblem-place"),
            "opener_photos": opener_places(bench),
            "colophon": (),
            "barcode": _barcode(bench),
            "part_start": style.token("part-start"),
            "opener_form": style.token("opener"),
            "bleed": press.bleed,
            "opener_room": int(
                _OPENER_ROOM * min(1.0, style.length("trim-height") / _OPENER_HEIGHT)
            ),
            "head_length": round(_HEAD * min(1.0, style.length("text-measure") / _HEAD_MEASURE)),
        }
        self._job = PartJob(
            name="",
            html="",
            style=page_style(bench.fonts, "".join(_sheets(bench)), view.words["digits"]),
            pictures={},
            press=press,
            notes_by_page=style.token("footnote-numbers") == "page",
        )

    def job(self, part: _Part) -> PartJob:
        """The job for laying out a part."""
        html = self._bench.templates.render(
            f"paged/{part.template}.html", self._writer, **self._context, **part.context
        )
        own = set(_ID.findall(html))
        html = _LINK.sub(lambda link: _within(link, own), html)
        used = [path for path in self._pictures if path in html]
        files = [self._pictures[path].files for path in used]
        drawn = [self._inks[path] for path in used if path in self._inks]
        return replace(
            self._job,
            name=part.name,
            html=html,
            style=style_for(html, self._job.style, self._bench.fonts),
            starts_recto=part.template == "theme" and self._themes_start_recto,
            pictures={path: content for one in files for path, content in one.items()},
            press=replace(self._job.press, drawn=dict(chain(*(one.items() for one in drawn)))),
            numbering=Numbering(
                others={shown: 0 for shown in _SHOWN.findall(html) if shown not in own}
            ),
        )


def _within(link: re.Match[str], own: set[str]) -> str:
    """Turn a link to an id into one inside the part, if the id is there."""
    return f'"#{link.group(1)}"' if link.group(1) in own else link.group()
