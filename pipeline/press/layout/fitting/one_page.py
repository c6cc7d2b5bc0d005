"""A text on one page: as large as it can be, with what fills the room that it leaves.

Run this through the engine, like `pipeline.press.layout.weasyprint`. Only the final size and
leading are laid out: the room that the text leaves at others is foretold. Should it be another on
the page that is laid out, the text is measured by layouts, and fitted anew.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.press.layout.fitting.copyfitting import Fit, Limits, fit_larger, fit_text
from pipeline.press.parts.parts import PartJob, PartPages, StyleBundle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.press.layout.fitting.rooms import Rooms
    from pipeline.press.layout.weasyprint import PreloadedStyle

_NOT_MEASURED = re.compile(r"<(header|footer)\b.*?</\1>", re.DOTALL)
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
# Room that differs by less is what was foretold, in lines.
_SAME = 0.01


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


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A page that is fitted: the CSS of what fills it, the fit of its text, and the lines left."""

    css: str
    fit: Fit
    lines: float


class _MisjudgedError(Exception):
    """The room on a page is not what was foretold."""


def load_style(style: StyleBundle, request: object) -> PreloadedStyle:
    """Load a style, as `pipeline.press.layout.weasyprint.load_style` does, and all modules."""
    from pipeline.press.layout import weasyprint
    from pipeline.press.layout.fitting import rooms  # noqa: F401 - once, and not for each page

    return weasyprint.load_style(style, request)


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
        fitted = _fit(complete, job)
        if job.is_draft:
            html = request(None)
            is_fitted = _text_of(html) == _text_of(job.part.html)
            job = replace(job, part=replace(job.part, html=html))
            if not is_fitted:
                fitted = _fit(complete, job)
        try:
            return _lay_out(complete, job, fitted, is_foretold=True)
        except _MisjudgedError:
            fitted = _fit(complete, job, are_foretold=False)
            return _lay_out(complete, job, fitted, is_foretold=False)


def _text_of(html: str) -> str:
    """What of a document is measured."""
    return _NOT_MEASURED.sub("", html)


def _lay_out(
    style: PreloadedStyle, job: OnePage, fitted: _Fitted, *, is_foretold: bool
) -> PartPages:
    """Lay out a page that is fitted. Raises _MisjudgedError if it was foretold, and is another."""
    from pipeline.press.layout.fitting.rooms import room_on, type_css
    from pipeline.press.layout.weasyprint import lay_out_preloaded

    fit = fitted.fit

    def check(pages: Sequence[Any]) -> None:
        if is_foretold and (
            len(pages) > 1
            or abs(room_on(pages[0], fit.size, fit.leading).lines - fitted.lines) > _SAME
        ):
            raise _MisjudgedError

    if fit.room.lines < 0:
        if is_foretold:
            raise _MisjudgedError
        raise SourceError([_too_long(job, fit)])
    css = f"{fitted.css}\n{type_css(fit.size, fit.leading)}"
    pages = lay_out_preloaded(style, job.part, lambda _: job.part.numbering, css, check)
    if pages.page_count != 1:
        raise SourceError([_too_long(job, fit)])
    return pages


def _fit(style: PreloadedStyle, job: OnePage, *, are_foretold: bool = True) -> _Fitted:
    """Fit the text of a page, which may have no room, and what fills the page."""
    from pipeline.press.layout.fitting.rooms import Rooms

    rooms = Rooms(style, job.part, job.width, job.height, are_foretold=are_foretold)
    css, fit = _text_fitted(rooms, job)
    if fit.room.lines < 0:
        return _Fitted(css, fit, fit.room.lines)
    filling = _filling(rooms, job, fit, css)
    css += filling.css
    fit = replace(fit, room=replace(fit.room, lines=filling.lines))
    if fit.size == job.limits.size_max:
        fit = fit_larger(rooms.with_css(css), job.limits, fit, filling.over)
    lines = _SPARE_LINES if filling.figure else fit.room.lines
    return _Fitted(css + _at_foot(filling.figure, fit), fit, lines)


def _text_fitted(rooms: Rooms, job: OnePage) -> tuple[str, Fit]:
    """The text as large as it can be, with the figure beside it if that leaves it room."""
    if job.figures.is_beside:
        for css in map(_WITH_FIGURE_BESIDE.format, range(1, job.figures.count + 1)):
            fit = fit_text(rooms.with_css(css), job.limits)
            if fit.room.lines >= 0:
                return css, fit
    fit = fit_text(rooms.with_css(), job.limits)
    if fit.room.lines >= 0 or not job.has_spare:
        return "", fit
    return _WITHOUT_SPARE, fit_text(rooms.with_css(_WITHOUT_SPARE), job.limits)


def _filling(rooms: Rooms, job: OnePage, fit: Fit, css: str) -> Filling:
    """What fills the room that the text leaves: its figure on the foot, or its pull quote."""
    if fit.room.lines < _MIN_QUOTE_LINES:
        return Filling(fit.room.lines)
    if not job.figures.is_beside:
        for number in range(1, job.figures.count + 1):
            shown = _WITH_FIGURE.format(number)
            room = rooms.with_css(css + shown)(fit.size, fit.leading)
            if room.lines >= _OVER_FIGURE:
                return Filling(room.lines, shown, f".figure-{number}", _OVER_FIGURE)
    quoted = rooms.with_css(css + _WITH_QUOTE)(fit.size, fit.leading).lines
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
