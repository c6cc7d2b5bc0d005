"""Copyfitting to one page: the largest type size that fits, then leading increased to fill it.

Run this through the engine, like `pipeline.press.layout.weasyprint`. The text is measured on a
page so tall that everything fits, without header and footer, which is quick and exact; only the
final size and leading are laid out in full.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.press.parts.parts import PartJob, PartPages

if TYPE_CHECKING:
    from pipeline.house_style import Style
    from pipeline.press.layout.weasyprint import PreloadedStyle

_TALL = 4000.0
_PX_PER_MM = 96 / 25.4
_PX_PER_PT = 96 / 72
_SIZE_STEP = 0.05
_LEADING_STEP = 0.01
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
# After this many guesses room evidently does not shrink evenly; bisect instead.
_MAX_SECANTS = 6


@dataclass(frozen=True, slots=True)
class Limits:
    """The range for fitting a one-pager: sizes in pt, leading as a multiple of the size."""

    size_min: float
    size_max: float
    leading_min: float
    leading_max: float


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

    ``has_spare`` is true for a page with recommendations that it can do without.
    """

    part: PartJob
    limits: Limits
    width: float
    height: float
    source: str
    has_spare: bool = False
    figures: Figures = Figures()


@dataclass(frozen=True, slots=True)
class Room:
    """The free lines below the text, negative if it is too long.

    ``fullest`` names the longest part of the text.
    """

    lines: float
    fullest: str


@dataclass(frozen=True, slots=True)
class Fit:
    """The chosen size in pt and leading, and the room they leave."""

    size: float
    leading: float
    room: Room


Measure = Callable[[float, float], Room]
"""Measures the room left at a size and a leading."""


def limits_of(style: Style) -> Limits:
    """The limits set by a style."""
    names = ("size-min", "size-max", "leading-min", "leading-max")
    return Limits(*(style.length(f"one-pager-{name}") for name in names))


def lay_out_one_page(
    style: PreloadedStyle,
    job: OnePage,
    request: Callable[[int], int],  # noqa: ARG001 - it knows its page number
) -> PartPages:
    """Lay out a text on one page. Raises SourceError with N320 if it cannot be fitted."""
    from pipeline.press.faster.faster import made_faster

    with made_faster():
        return _lay_out(style, job)


def _lay_out(style: PreloadedStyle, job: OnePage) -> PartPages:
    from pipeline.press.layout.weasyprint import lay_out_preloaded

    css, fit = _fitted(style, job)
    if fit.room.lines < 0:
        raise SourceError([_too_long(job, fit)])
    css += _filling(style, job, fit, css)
    css += f"\n{_type_css(fit.size, fit.leading)}"
    pages = lay_out_preloaded(style, job.part, lambda _: job.part.numbering, css)
    if pages.page_count != 1:
        raise SourceError([_too_long(job, fit)])
    return pages


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


def _filling(style: PreloadedStyle, job: OnePage, fit: Fit, css: str) -> str:
    """What fills the room that the text leaves: its figure on the foot, or its pull quote."""
    if fit.room.lines < _MIN_QUOTE_LINES:
        return ""
    if not job.figures.is_beside:
        for number in range(1, job.figures.count + 1):
            shown = _WITH_FIGURE.format(number)
            room = _measurement(style, job, css + shown)(fit.size, fit.leading)
            if room.lines >= _OVER_FIGURE:
                above = (room.lines - _SPARE_LINES) * fit.size * fit.leading
                return f"{shown}.figure-{number} {{ margin-top: {above:.2f}pt }}"
    has_room = _measurement(style, job, css + _WITH_QUOTE)(fit.size, fit.leading).lines >= 0
    return _WITH_QUOTE if has_room else ""


def fit_text(measure: Measure, limits: Limits) -> Fit:
    """Find the largest size that fits at medium leading, then increase the leading to fill.

    The leading is reduced only if no size fits. For a text that does not fit at all, the result
    has the smallest size and leading, and negative room.
    """
    medium = round((limits.leading_min + limits.leading_max) / 2, 2)
    sizes = _Steps(limits.size_min, limits.size_max, _SIZE_STEP, 2.5)
    size = _largest(sizes, lambda size: measure(size, medium))
    if size is not None:
        leadings = _Steps(medium, limits.leading_max, _LEADING_STEP, 6, is_measured=True)
    else:
        size = limits.size_min
        leadings = _Steps(limits.leading_min, medium, _LEADING_STEP, 6)
    leading = _largest(leadings, lambda leading: measure(size, leading)) or limits.leading_min
    return Fit(size, leading, measure(size, leading))


@dataclass(frozen=True, slots=True)
class _Steps:
    """Values from ``low`` to ``high`` in steps; about ``per_line`` steps take up one line.

    The search begins at the highest value, or at the lowest if that one ``is_measured``.
    """

    low: float
    high: float
    step: float
    per_line: float
    is_measured: bool = False

    @property
    def first(self) -> int:
        return 0 if self.is_measured else self.last

    @property
    def last(self) -> int:
        return int((self.high - self.low) / self.step + 1e-6)

    def value(self, index: int) -> float:
        return round(self.low + index * self.step, 3)


def _largest(steps: _Steps, try_value: Callable[[float], Room]) -> float | None:
    """The largest value that fits, found by the secant method; None if there is none.

    Room shrinks almost evenly, so the second or third guess is usually right or one step off.
    """
    fits, too_large = -1, steps.last + 1
    tried: list[tuple[int, float]] = []
    index = steps.first
    while too_large - fits > 1:
        room = try_value(steps.value(index)).lines
        tried.append((index, room))
        if room >= 0:
            fits = index
        else:
            too_large = index
        index = max(fits + 1, min(too_large - 1, _next_guess(steps, tried, fits, too_large)))
    return None if fits < 0 else steps.value(fits)


def _next_guess(
    steps: _Steps, tried: Sequence[tuple[int, float]], fits: int, too_large: int
) -> int:
    """Where the line through the last two guesses reaches zero, or the middle of the range."""
    if len(tried) == 1:
        index, room = tried[0]
        return index + math.floor(room * steps.per_line)
    (one, room_one), (other, room_other) = tried[-2:]
    if len(tried) > _MAX_SECANTS or room_one == room_other:
        return (fits + too_large) // 2
    return math.floor(other - room_other * (other - one) / (room_other - room_one))


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
    tall = f"@page {{ size: {job.width:g}mm {_TALL:g}mm }} header, footer {{ display: none }}"
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
    end = box.content_box_y() + box.height - (_TALL - job.height) * _PX_PER_MM
    bottom, fullest = max(_marked_bottoms(box), default=(box.content_box_y(), "the lead"))
    return Room((end - bottom) / line, fullest)


def _marked_bottoms(box: Any) -> Iterator[tuple[float, str]]:
    """Yield the lower edge, in px, and the name of each part of the text marked ``data-fit``."""
    for inner in box.descendants():
        name = inner.element.get("data-fit") if inner.element is not None else None
        if name is not None and inner.element_tag == "section":
            yield inner.position_y + inner.margin_height() - inner.margin_bottom, name
