"""Layout of the one-pagers: each theme is fitted on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.editions.covers.cover_photo import band_place, develop_places
from pipeline.editions.covers.emblem import band_rules, emblem_on
from pipeline.editions.drawings import drawn_inks
from pipeline.editions.fonts import page_style, style_for
from pipeline.editions.photos import develop_photos, photos_on_pages, pictures_to_lay_out
from pipeline.editions.table import PRINT
from pipeline.errors import SourceError
from pipeline.languages import direction_of
from pipeline.note.recommendations import recommendations_in, recommendations_of
from pipeline.note.walk import charts_of
from pipeline.press.engine.engine import LayoutFailedError
from pipeline.press.layout.fitting.copyfitting import limits_of
from pipeline.press.layout.fitting.drafted_pages import DraftedPages
from pipeline.press.layout.fitting.one_page import Figures, OnePage
from pipeline.press.layout.pagination import cannot_lay_out
from pipeline.press.markup.charts.size import ChartSize, chart_page
from pipeline.press.markup.display import Display
from pipeline.press.markup.qr_code import cached_qr_code
from pipeline.press.markup.stylesheets import stylesheet
from pipeline.press.markup.writer import Dialect, Writer
from pipeline.press.parts.part_store import PartStore
from pipeline.press.parts.parts import Extent, PartJob, PartPages, StyleBundle
from pipeline.press.pdf.printing.settings import colours_of, press_of, profile_for
from pipeline.views.cover_art import draw_cover
from pipeline.views.note_one_pager import view_note_one_pager
from pipeline.views.one_pager import OnePagerView, first_chart, view_one_pager
from pipeline.views.recommendations import Pages, first_recommendations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.editions.bench import Bench
    from pipeline.findings import Finding
    from pipeline.house_style import Style
    from pipeline.note import Theme
    from pipeline.press.layout.pagination import Pagination
    from pipeline.press.parts.paged_note import PagedNote
    from pipeline.press.parts.photo_copies import PhotoCopies
    from pipeline.views.full_note import ThemeView

_FONTS = "fonts/"
_WORDS = 55.0
"""The width of the words beside the chart of a theme with what stands between them, in mm."""
_GAP = 10.0
"""The distance of the two columns of a one-pager, in mm."""
_CHART_LINES = (15, 11, 8)
"""The lines of the grid that a chart may be high, if it can have any height."""
_DRAFTS = 4
"""How many one-pagers wait with their boxes, about 15 MB each, until the note is laid out."""
_SOME_PAGES: Pages = (10, 19)
"""What a draft shows in place of the pages of its theme."""


@dataclass(frozen=True, slots=True)
class OnePager:
    """A one-pager, laid out for the screen and for print."""

    view: OnePagerView
    pages: PartPages
    photos: Mapping[str, PhotoCopies] = field(default_factory=dict)

    def path(self, suffix: str = "") -> str:
        """The path of its PDF."""
        return f"one-pagers/{self.view.name}{suffix}.pdf"


def begin_one_pagers(bench: Bench, begun: Pagination) -> DraftedPages:
    """Begin the one-pagers of themes whose text shows no page numbers, beside the parts.

    Those that were made from the same text before are in the cache, or nearly, and are left out.
    """
    store, drafted = PartStore(bench.cache), DraftedPages(bench.engine)
    for draft in islice(_drafts(bench, store), _DRAFTS):
        begun.add_other(partial(drafted.begin, draft))
    return drafted


def lay_out_one_pagers(
    bench: Bench, paged: PagedNote, drafted: DraftedPages
) -> tuple[OnePager, ...]:
    """Lay out the one-pager of the note, if it has a summary, and that of every theme.

    Page numbers refer to the laid-out note. Raises SourceError with an N320 for each one-pager
    whose text does not fit.
    """
    themes = bench.view_as_typed.themes
    on_pages = {name: (page, page) for name, page in paged.pages.items()}
    on_pages |= paged.spans([part.id for part in bench.view.in_order])
    views = [*_of_note(bench, on_pages), *(_view(bench, on_pages, theme) for theme in themes)]
    pages = list(_lay_out(bench, drafted, [job_for(bench, view) for view in views]))
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
    press = replace(press_of(style), is_wanted=PRINT in bench.making)
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
        style=style_for("".join((html, *charts)), _style(bench, page), bench.fonts),
        pictures={
            **(photo.files if photo else {}),
            **{path: file for one in laid_out.values() for path, file in one.files.items()},
        },
        press=replace(press, drawn=drawn_inks(bench).get(emblem.path, {})) if emblem else press,
    )
    figures = Figures(len(charts), is_beside=not page.number)
    return OnePage(part, limits_of(style), width, height, page.source, page.can_be_shorter, figures)


def _style(bench: Bench, page: OnePagerView) -> StyleBundle:
    """The style in which all one-pagers of a note are laid out."""
    sheets = stylesheet(bench.style, "one_pager", direction_of(page.language))
    if charts_of(bench.note):
        sheets += stylesheet(bench.style, "charts")
    return page_style(bench.fonts, sheets + band_rules(bench), page.words["digits"])


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


def _view(bench: Bench, pages: Mapping[str, Pages], theme: ThemeView) -> OnePagerView:
    view, own = bench.view_as_typed, _theme(bench, theme)
    some, every = recommendations_in(own), recommendations_of(bench.note)
    recommended = first_recommendations(some, every, view, bench.labels, pages)
    page = view_one_pager(bench.note, view, theme, pages[theme.id], recommended)
    return replace(page, figure=first_chart((own,), bench.labels))


def _theme(bench: Bench, theme: ThemeView) -> Theme:
    return next(one for one in bench.note.themes if one.id == theme.id)


def _drafts(bench: Bench, store: PartStore) -> Iterator[OnePage]:
    """Yield the one-pagers that can be fitted before the note is laid out, and were not yet."""
    for theme in bench.view_as_typed.themes:
        if not recommendations_in(_theme(bench, theme)):
            draft = job_for(bench, _view(bench, {theme.id: _SOME_PAGES}, theme))
            if store.extent(draft.part) is None:
                store.keep_extent(draft.part, Extent(1))
                yield draft


def _of_note(bench: Bench, pages: Mapping[str, Pages]) -> Iterator[OnePagerView]:
    """Yield the one-pager of the whole note, if it has a summary."""
    view = bench.view_as_typed
    summary = next((part for part in view.parts if part.kind.role == "summary"), None)
    if summary is None:
        return
    page = view_note_one_pager(bench.note, view, summary, bench.labels, pages)
    yield replace(page, figure=first_chart(bench.note.parts, bench.labels))


def _lay_out(bench: Bench, drafted: DraftedPages, jobs: Sequence[OnePage]) -> Iterator[PartPages]:
    """The pages in order; those that are not cached are laid out in parallel."""
    store = PartStore(bench.cache)
    found = [store.find(job.part) for job in jobs]
    missing = [index for index, pages in enumerate(found) if pages is None]
    findings: list[Finding] = []
    for number, outcome in drafted.finish([jobs[index] for index in missing]):
        index = missing[number]
        if isinstance(outcome, PartPages):
            found[index] = outcome
            store.keep(jobs[index].part, outcome)
        else:
            findings += _findings_of(jobs[index], outcome)
    if findings:
        raise SourceError(findings)
    return (pages for pages in found if pages is not None)


def _findings_of(job: OnePage, error: SourceError | LayoutFailedError) -> tuple[Finding, ...]:
    if isinstance(error, SourceError):
        return error.findings
    return (cannot_lay_out(job.part.name, error),)
