"""A text on one page: as large as it can be, with what fills the room that it leaves.

Run this through the engine, like `pipeline.press.layout.weasyprint`. The text is measured on a
page so tall that everything fits, without header and footer, which is quick and exact; only the
final size and leading are laid out in full.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.press.layout.fitting.copyfitting import (
    Fit,
    Limits,
    Measure,
    Room,
    fit_larger,
    fit_text,
)
from pipeline.press.parts.parts import PartJob, PartPages, StyleBundle

if TYPE_CHECKING:
    from pipeline.press.layout.weasyprint import PreloadedStyle

_TALL = 4000.0
_TALL_CSS = "@page {{ size: {:g}mm {:g}mm }} header, footer {{ display: none }}"
_NOT_MEASURED = re.compile(r"<(header|footer)\b.*?</\1>", re.DOTALL)
_PX_PER_MM = 96 / 25.4
_PX_PER_PT = 96 / 72
_WITH_QUOTE = "\n.quote { display: block }"
_WITH_FIGURE = """
.figure-{} {{ display: grid; grid-template-columns: 47mm 1fr; column-gap: 8mm }}
"""
_WITH_FIGURE_BESIDE = """
.beside {{
  display: grid;
  grid-template-columns: var(--one-pager-points) var(--one-pager-discussed);
  align-items: start;
  column-gap: 10mm;
}}
.figure-{} {{ display: block }}
"""
_WITHOUT_SPARE = (
    "\n.recommended, .quote-recommended { display: none } .quote-alone { display: block }"
)
# With fewer free lines than this a quote cannot fit.
_MIN_QUOTE_LINES = 6
# Between the text and a figure below it are so many lines at least; a hair's breadth of the room
# stays free, so that rounding makes no second page.
_OVER_FIGURE = 1.2
_SPARE_LINES = 0.1


@dataclass(frozen=True, slots=True)
class Figures:
    """In how many heights a page has its figure, the first the highest, and where it stands.

    One that ``is_beside`` other text has its place before the size of the text is chosen.
    """

    count: int = 0
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class OnePage:
    """A page to fit: its document, the limits, its size in mm, and the file of its text.

    ``has_spare`` is true for a page with recommendations that it can do without. One that
    ``is_draft`` shows page numbers that are not known yet: its text is fitted, and then its
    document is asked for.
    """

    part: PartJob
    limits: Limits
    width: float
    height: float
    source: str
    has_spare: bool = False
    figures: Figures = Figures()
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills the room that a text leaves, as CSS that shows it.

    ``lines`` are then free; ``figure`` is the selector of one at the foot of the page, and ``over``
    what has to be free above it.
    """

    lines: float
    css: str = ""
    figure: str = ""
    over: float = 0.0


def lay_out_one_page(
    style: PreloadedStyle,
    job: OnePage,
    request: Callable[[None], str],
) -> PartPages:
    """Lay out a text on one page; ``request`` gives the HTML of a draft with its page numbers.

    Raises SourceError with N320 if it cannot be fitted.
    """
    from pipeline.press.faster.faster import made_faster
    from pipeline.press.layout.own_faces import own_faces

    own = job.part.style.own
    # They are there from the first measurement on.
    job = replace(job, part=replace(job.part, style=StyleBundle("", {})))
    with own_faces(own, style.options, style.warnings) as warnings, made_faster():
        complete = replace(style, warnings=warnings)
        css, fit = _fit(complete, job)
        if job.is_draft:
            html = request(None)
            is_fitted = _text_of(html) == _text_of(job.part.html)
            job = replace(job, part=replace(job.part, html=html))
            if not is_fitted:
                css, fit = _fit(complete, job)
        return _lay_out(complete, job, css, fit)


def _text_of(html: str) -> str:
    """What of a document is measured."""
    return _NOT_MEASURED.sub("", html)


def _lay_out(style: PreloadedStyle, job: OnePage, css: str, fit: Fit) -> PartPages:
    from pipeline.press.layout.weasyprint import lay_out_preloaded

    if fit.room.lines < 0:
        raise SourceError([_too_long(job, fit)])
    css += f"\n{_type_css(fit.size, fit.leading)}"
    pages = lay_out_preloaded(style, job.part, lambda _: job.part.numbering, css)
    if pages.page_count != 1:
        raise SourceError([_too_long(job, fit)])
    return pages


def _fit(style: PreloadedStyle, job: OnePage) -> tuple[str, Fit]:
    """The CSS by which a page is filled, and the fit of its text, which may have no room."""
    css, fit = _fitted(style, job)
    if fit.room.lines < 0:
        return css, fit
    filling = _filling(style, job, fit, css)
    css += filling.css
    fit = replace(fit, room=replace(fit.room, lines=filling.lines))
    if fit.size == job.limits.size_max:
        fit = fit_larger(_measurement(style, job, css), job.limits, fit, filling.over)
    return css + _at_foot(filling.figure, fit), fit


def _fitted(style: PreloadedStyle, job: OnePage) -> tuple[str, Fit]:
    """The text as large as it can be, with the figure beside it if that leaves it room."""
    if job.figures.is_beside:
        for css in map(_WITH_FIGURE_BESIDE.format, range(1, job.figures.count + 1)):
            fit = fit_text(_measurement(style, job, css), job.limits)
            if fit.room.lines >= 0:
                return css, fit
    fit = fit_text(_measurement(style, job), job.limits)
    if fit.room.lines >= 0 or not job.has_spare:
        return "", fit
    return _WITHOUT_SPARE, fit_text(_measurement(style, job, _WITHOUT_SPARE), job.limits)


def _filling(style: PreloadedStyle, job: OnePage, fit: Fit, css: str) -> Filling:
    """What fills the room that the text leaves: its figure on the foot, or its pull quote."""
    if fit.room.lines < _MIN_QUOTE_LINES:
        return Filling(fit.room.lines)
    if not job.figures.is_beside:
        for number in range(1, job.figures.count + 1):
            shown = _WITH_FIGURE.format(number)
            room = _measurement(style, job, css + shown)(fit.size, fit.leading)
            if room.lines >= _OVER_FIGURE:
                return Filling(room.lines, shown, f".figure-{number}", _OVER_FIGURE)
    quoted = _measurement(style, job, css + _WITH_QUOTE)(fit.size, fit.leading).lines
    return Filling(quoted, _WITH_QUOTE) if quoted >= 0 else Filling(fit.room.lines)


def _at_foot(figure: str, fit: Fit) -> str:
    """CSS by which a figure that fills the page stands on its foot."""
    if not figure:
        return ""
    above = (fit.room.lines - _SPARE_LINES) * fit.size * fit.leading
    return f"{figure} {{ margin-top: {above:.2f}pt }}"


def _too_long(job: OnePage, fit: Fit) -> Finding:
    lines = max(1, math.ceil(-fit.room.lines))
    excess = "1 line" if lines == 1 else f"{lines} lines"
    return Finding(
        "N320",
        f"{job.part.name} is {excess} too long at {fit.size:g} pt with leading {fit.leading:g}",
        Place(job.source),
        f"shorten the lead or {fit.room.fullest} of this theme, "
        "or lower --one-pager-size-min or --one-pager-leading-min in styles/tokens.css, "
        "or choose a larger paper for it there, such as --one-pager-paper-size: a4",
    )


def _type_css(size: float, leading: float) -> str:
    return f":root {{ --size: {size:g}pt; --leading: {leading:g} }}"


def _measurement(style: PreloadedStyle, job: OnePage, more_css: str = "") -> Measure:
    """A function that lays the text out on a tall page and measures the room it leaves."""
    from weasyprint import HTML

    from pipeline.press.layout.engine_warnings import EngineWarnings
    from pipeline.press.layout.even_lines import even_lines
    from pipeline.press.layout.fetcher import GivenFiles
    from pipeline.press.layout.long_words import long_words_fixed
    from pipeline.press.layout.planned_lines.planned_lines import lines_planned
    from pipeline.press.layout.right_to_left import right_to_left
    from pipeline.press.layout.text_ends import text_ends_fixed
    from pipeline.press.layout.weasyprint import BASE
    from pipeline.press.steady.steady import same_everywhere

    fetcher = GivenFiles(job.part.pictures)
    measured: dict[tuple[float, float], Room] = {}
    tall = _TALL_CSS.format(job.width, _TALL)
    # Warnings are reported when the page is laid out in full.
    ignored = EngineWarnings(Place(job.part.name), fetcher)
    with ignored:
        html = HTML(string=job.part.html, base_url=BASE, url_fetcher=fetcher)

    def measure(size: float, leading: float) -> Room:
        if (size, leading) not in measured:
            with (
                ignored,
                same_everywhere(),
                text_ends_fixed(),
                long_words_fixed(),
                lines_planned(),
                even_lines(),
                right_to_left(html.etree_element),
            ):
                sheets = style.with_css(f"{tall}{more_css}\n{_type_css(size, leading)}")
                document = html.render(stylesheets=sheets, **style.options)
            measured[size, leading] = _room(document.pages[0], job, size * leading * _PX_PER_PT)
        return measured[size, leading]

    return measure


def _room(page: Any, job: OnePage, line: float) -> Room:
    box = page._page_box  # noqa: SLF001 - the boxes of a page have no public name
    top = box.content_box_y()
    height = box.height - (_TALL - job.height) * _PX_PER_MM
    bottom, fullest = max(_marked_bottoms(box), default=(top, "the lead"))
    return Room((top + height - bottom) / line, fullest, height / line)


def _marked_bottoms(box: Any) -> Iterator[tuple[float, str]]:
    """Yield the lower edge, in px, and the name of each part of the text marked ``data-fit``."""
    for inner in box.descendants():
        name = inner.element.get("data-fit") if inner.element is not None else None
        if name is not None and inner.element_tag == "section":
            yield inner.position_y + inner.margin_height() - inner.margin_bottom, name
