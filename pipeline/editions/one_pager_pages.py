"""Layout of the one-pagers: each theme is fitted on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from pipeline.editions.covers.cover_photo import band_place, develop_places
from pipeline.editions.covers.emblem import band_rules, emblem_on
from pipeline.editions.drawings import drawn_inks
from pipeline.editions.photos import develop_photos, photos_on_pages, pictures_to_lay_out
from pipeline.errors import SourceError
from pipeline.languages import direction_of
from pipeline.note.recommendations import recommendations_in, recommendations_of
from pipeline.note.walk import charts_of
from pipeline.press.engine.engine import LayoutFailedError
from pipeline.press.engine.parallel import (
    Outcome,
    run_parallel,
    workers,
)
from pipeline.press.fonts.font_sets import font_face_css
from pipeline.press.layout.copyfitting import limits_of
from pipeline.press.layout.one_page import Figures, OnePage
from pipeline.press.layout.pagination import LOAD_STYLE, cannot_lay_out
from pipeline.press.markup.charts.size import ChartSize, chart_page
from pipeline.press.markup.display import Display
from pipeline.press.markup.qr_code import cached_qr_code
from pipeline.press.markup.stylesheets import stylesheet
from pipeline.press.markup.writer import Dialect, Writer
from pipeline.press.parts.part_store import PartStore
from pipeline.press.parts.parts import ADDRESS, PartJob, PartPages, StyleBundle, without_style
from pipeline.press.pdf.printing.settings import colours_of, press_of, profile_for
from pipeline.views.cover_art import draw_cover
from pipeline.views.note_one_pager import view_note_one_pager
from pipeline.views.one_pager import OnePagerView, first_chart, view_one_pager
from pipeline.views.recommendations import first_recommendations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.editions.bench import Bench
    from pipeline.findings import Finding
    from pipeline.house_style import Style
    from pipeline.press.parts.paged_note import PagedNote
    from pipeline.press.parts.photo_copies import PhotoCopies
    from pipeline.views.full_note import ThemeView

LAY_OUT = "pipeline.press.layout.one_page:lay_out_one_page"
_FONTS = "fonts/"
_WORDS = 55.0
"""The width of the words beside the chart of a theme with what stands between them, in mm."""
_GAP = 10.0
"""The distance of the two columns of a one-pager, in mm."""
_CHART_LINES = (15, 11, 8)
"""The lines of the grid that a chart may be high, if it can have any height."""


@dataclass(frozen=True, slots=True)
class OnePager:
    """A one-pager, laid out for the screen and for print."""

    view: OnePagerView
    pages: PartPages
    photos: Mapping[str, PhotoCopies] = field(default_factory=dict)

    def path(self, suffix: str = "") -> str:
        """The path of its PDF."""
        return f"one-pagers/{self.view.name}{suffix}.pdf"


def lay_out_one_pagers(bench: Bench, paged: PagedNote) -> tuple[OnePager, ...]:
    """Lay out the one-pager of the note, if it has a summary, and that of every theme.

    Page numbers refer to the laid-out note. Raises SourceError with an N320 for each one-pager
    whose text does not fit.
    """
    themes = bench.view_as_typed.themes
    views = [*_of_note(bench, paged), *(_view(bench, paged, theme) for theme in themes)]
    pages = list(_lay_out(bench, [job_for(bench, view) for view in views]))
    photos = _photos(bench, views, pages)
    return tuple(
        OnePager(view, page, {path: photos[path] for path in page.photos})
        for view, page in zip(views, pages, strict=True)
    )


def _photos(
    bench: Bench, views: Sequence[OnePagerView], pages: Sequence[PartPages]
) -> Mapping[str, PhotoCopies]:
    """The photo of the cover as the bands of the pages show it."""
    bands = (band_place(bench, view.number, view.colour) for view in views)
    places = [place for place in bands if place is not None]
    texts = {path: found for page in pages for path, found in page.photo_texts.items()}
    profile = profile_for(bench.style)
    covers = develop_places(bench, places, texts, profile) if places else {}
    emblems: dict[str, float] = {}
    for path, width in (one for page in pages for one in page.photos.items()):
        if path in bench.logos:
            emblems[path] = max(width, emblems.get(path, 0.0))
    return {**covers, **develop_photos(bench, photos_on_pages(bench.pictures), emblems, profile)}


def job_for(bench: Bench, page: OnePagerView) -> OnePage:
    """The job for fitting a one-pager on its page."""
    style = bench.style
    press = press_of(style)
    width, height = style.length("one-pager-width"), style.length("one-pager-height")
    display = Display(style, bench.fonts, page.language)
    href = partial(_address, bench.note.metadata.web_address)
    ink = colours_of(style)["ink"]
    dialect = Dialect(
        "paged",
        page.language,
        href=href,
        display=display,
        abbreviations=bench.note.abbreviations,
        ink=ink,
        label_width=bench.label_width,
        words=page.words,
        colours=colours_of(style),
        chart_page=chart_page(style),
    )
    writer = Writer(dialect)
    photo = band_place(bench, page.number, page.colour)
    charts = _charts(page, writer, style)
    emblem = emblem_on(bench, f"theme-{page.colour}")
    laid_out = pictures_to_lay_out({emblem.path: bench.pictures[emblem.path]}) if emblem else {}
    html = bench.templates.render(
        "one_pager.html",
        writer,
        page=page,
        charts=charts,
        code=cached_qr_code(page.address, bench.cache) if page.address else None,
        colours=colours_of(style),
        photo=photo,
        emblem=emblem,
        bleed=press.bleed,
        art=draw_cover(bench.note, width + 2 * press.bleed, height + 2 * press.bleed),
    )
    part = PartJob(
        name=f"one-pager {page.number}",
        html=html,
        style=StyleBundle(
            font_face_css(bench.fonts, f"{ADDRESS}{_FONTS}{{}}".format)
            + stylesheet(style, "one_pager", direction_of(page.language))
            # All one-pagers of a note are laid out in one style.
            + (stylesheet(style, "charts") if charts_of(bench.note) else "")
            + band_rules(bench),
            {f"{_FONTS}{font.file_name}": font.content for font in bench.fonts.fonts},
            page.words["digits"],
        ),
        pictures={
            **(photo.files if photo else {}),
            **{path: file for one in laid_out.values() for path, file in one.files.items()},
        },
        press=replace(press, drawn=drawn_inks(bench).get(emblem.path, {})) if emblem else press,
    )
    figures = Figures(len(charts), is_beside=not page.number)
    return OnePage(part, limits_of(style), width, height, page.source, page.can_be_shorter, figures)


def _charts(page: OnePagerView, writer: Writer, style: Style) -> tuple[str, ...]:
    """The chart of a one-pager in the heights that it can have, the highest first."""
    if page.figure is None:
        return ()
    width = style.length("one-pager-discussed")
    if page.number:
        width += style.length("one-pager-points") + _GAP - _WORDS
    drawn = (writer.chart(page.figure.figure, ChartSize(width, lines)) for lines in _CHART_LINES)
    return tuple(dict.fromkeys(drawn))


def _address(web_address: str | None, anchor: str) -> str:
    """Where a link into the note leads: to its web edition, if that has an address."""
    return f"{web_address}#{anchor}" if web_address else ""


def _view(bench: Bench, paged: PagedNote, theme: ThemeView) -> OnePagerView:
    own_pages = paged.spans([part.id for part in bench.view.in_order])[theme.id]
    view, pages = bench.view_as_typed, {name: (page, page) for name, page in paged.pages.items()}
    own = next(one for one in bench.note.themes if one.id == theme.id)
    some, every = recommendations_in(own), recommendations_of(bench.note)
    recommended = first_recommendations(some, every, view, bench.labels, pages)
    page = view_one_pager(bench.note, view, theme, own_pages, recommended)
    return replace(page, figure=first_chart((own,), bench.labels))


def _of_note(bench: Bench, paged: PagedNote) -> Iterator[OnePagerView]:
    """Yield the one-pager of the whole note, if it has a summary."""
    view = bench.view_as_typed
    summary = next((part for part in view.parts if part.kind.role == "summary"), None)
    if summary is None:
        return
    pages = {name: (page, page) for name, page in paged.pages.items()}
    pages |= paged.spans([part.id for part in bench.view.in_order])
    page = view_note_one_pager(bench.note, view, summary, bench.labels, pages)
    yield replace(page, figure=first_chart(bench.note.parts, bench.labels))


def _lay_out(bench: Bench, jobs: list[OnePage]) -> Iterator[PartPages]:
    """The pages in order; those that are not cached are laid out in parallel."""
    store = PartStore(bench.cache)
    found = [store.find(job.part) for job in jobs]
    missing = [index for index, pages in enumerate(found) if pages is None]
    findings: list[Finding] = []
    for number, outcome in _run(bench, [jobs[index] for index in missing]):
        index = missing[number]
        if isinstance(outcome, PartPages):
            found[index] = outcome
            store.keep(jobs[index].part, outcome)
        else:
            findings += _findings_of(jobs[index], outcome)
    if findings:
        raise SourceError(findings)
    return (pages for pages in found if pages is not None)


def _run(bench: Bench, jobs: list[OnePage]) -> Iterator[tuple[int, Outcome]]:
    """Lay out pages, which all share one style."""
    if not jobs:
        return iter(())
    preloaded = bench.engine.preload(LOAD_STYLE, jobs[0].part.style)
    bare = [replace(job, part=without_style(job.part)) for job in jobs]
    # This process makes other editions meanwhile, which seldom takes as long.
    return run_parallel(preloaded, LAY_OUT, bare, workers())


def _findings_of(job: OnePage, error: SourceError | LayoutFailedError) -> tuple[Finding, ...]:
    if isinstance(error, SourceError):
        return error.findings
    return (cannot_lay_out(job.part.name, error),)
