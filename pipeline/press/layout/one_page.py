"""Text fitted on exactly one page: the largest size that fits, then lines opened to fill it.

To be run by the engine, like `pipeline.press.layout.weasyprint`. The page is measured on a sheet so
tall that everything fits, without its band and foot, which is quick and exact; only the size and
leading found are laid out in full.
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
    from pipeline.press.layout.weasyprint import ReadyLook

_TALL = 4000.0
_PX_PER_MM = 96 / 25.4
_PX_PER_PT = 96 / 72
_SIZE_STEP = 0.05
_LEADING_STEP = 0.01
_WITH_QUOTE = "\n.quote { display: block }"
# With less room than this there is no need to try.
_QUOTE_LINES = 6
# After so many tries the rest is halved: then room does not shrink evenly.
_MOST_SECANTS = 6


@dataclass(frozen=True, slots=True)
class Limits:
    """Within what a one-pager may be fitted: sizes in pt, leadings as multiples of the size."""

    size_min: float
    size_max: float
    leading_min: float
    leading_max: float


@dataclass(frozen=True, slots=True)
class OnePage:
    """A page to fit: its document, the limits, its height in mm, the source of its text."""

    part: PartJob
    limits: Limits
    height: float
    source: str


@dataclass(frozen=True, slots=True)
class Room:
    """What a try leaves free under the text, in lines, less than 0 if the text is too long.

    ``fullest`` names what is longest.
    """

    lines: float
    fullest: str


@dataclass(frozen=True, slots=True)
class Fit:
    """The size in pt and the leading that were found, and the room they leave."""

    size: float
    leading: float
    room: Room


Measure = Callable[[float, float], Room]
"""Tells the room that a size and a leading leave."""


def limits_of(style: Style) -> Limits:
    """Return the limits that a style sets."""
    names = ("size-min", "size-max", "leading-min", "leading-max")
    return Limits(*(style.length(f"one-pager-{name}") for name in names))


def lay_out_one_page(
    look: ReadyLook,
    job: OnePage,
    ask: Callable[[int], int],  # noqa: ARG001 - it knows its page number
) -> PartPages:
    """Return a text on one page. Raises SourceError with N320 if it cannot be fitted."""
    from pipeline.press.layout.weasyprint import lay_out_ready

    fit = fit_text(_measure_of(look, job), job.limits)
    if fit.room.lines < 0:
        raise SourceError([_too_long(job, fit)])
    css = _chosen(fit.size, fit.leading)
    if _has_room_for_quote(look, job, fit):
        css += _WITH_QUOTE
    pages = lay_out_ready(look, job.part, lambda _: job.part.numbering, css)
    if pages.page_count != 1:
        raise SourceError([_too_long(job, fit)])
    return pages


def fit_text(measure: Measure, limits: Limits) -> Fit:
    """Return the largest size that fits at a middling leading, its lines then opened to fill.

    Only if no size fits so are the lines closed up. A text that does not fit at all comes back
    with the smallest size and leading, and the room it lacks.
    """
    middling = round((limits.leading_min + limits.leading_max) / 2, 2)
    sizes = _Steps(limits.size_min, limits.size_max, _SIZE_STEP, 2.5)
    size = _largest(sizes, lambda size: measure(size, middling))
    if size is not None:
        leadings = _Steps(middling, limits.leading_max, _LEADING_STEP, 6, is_measured=True)
    else:
        size = limits.size_min
        leadings = _Steps(limits.leading_min, middling, _LEADING_STEP, 6)
    leading = _largest(leadings, lambda leading: measure(size, leading)) or limits.leading_min
    return Fit(size, leading, measure(size, leading))


def _has_room_for_quote(look: ReadyLook, job: OnePage, fit: Fit) -> bool:
    """Tell whether a short text leaves room for the pull quote that a long one leaves out."""
    if fit.room.lines < _QUOTE_LINES:
        return False
    return _measure_of(look, job, _WITH_QUOTE)(fit.size, fit.leading).lines >= 0


@dataclass(frozen=True, slots=True)
class _Steps:
    """Values from ``low`` to ``high`` in steps, of which about ``a_line`` take a line's room.

    The first value tried is the highest, or the lowest, which ``is_measured`` already.
    """

    low: float
    high: float
    step: float
    a_line: float
    is_measured: bool = False

    @property
    def begin(self) -> int:
        return 0 if self.is_measured else self.last

    @property
    def last(self) -> int:
        return int((self.high - self.low) / self.step + 1e-6)

    def value(self, place: int) -> float:
        return round(self.low + place * self.step, 3)


def _largest(steps: _Steps, try_value: Callable[[float], Room]) -> float | None:
    """Return the largest value that leaves room, found by secants; None if none does.

    Room shrinks almost evenly, so that the second or third guess is the place or beside it.
    """
    fits, too_large = -1, steps.last + 1
    tried: list[tuple[int, float]] = []
    place = steps.begin
    while too_large - fits > 1:
        room = try_value(steps.value(place)).lines
        tried.append((place, room))
        if room >= 0:
            fits = place
        else:
            too_large = place
        place = max(fits + 1, min(too_large - 1, _next_guess(steps, tried, fits, too_large)))
    return None if fits < 0 else steps.value(fits)


def _next_guess(
    steps: _Steps, tried: Sequence[tuple[int, float]], fits: int, too_large: int
) -> int:
    """Return where room would end on the line through the last two tries."""
    if len(tried) == 1:
        place, room = tried[0]
        return place + math.floor(room * steps.a_line)
    (one, room_one), (other, room_other) = tried[-2:]
    if len(tried) > _MOST_SECANTS or room_one == room_other:
        return (fits + too_large) // 2
    return math.floor(other - room_other * (other - one) / (room_other - room_one))


def _too_long(job: OnePage, fit: Fit) -> Finding:
    lines = max(1, math.ceil(-fit.room.lines))
    over = "1 line" if lines == 1 else f"{lines} lines"
    return Finding(
        "N320",
        f"{job.part.name} is over by {over} at {fit.size:g} pt on {fit.leading:g}",
        Place(job.source),
        f"shorten the lead or {fit.room.fullest} of this theme, "
        "or lower --one-pager-size-min or --one-pager-leading-min in styles/tokens.css",
    )


def _chosen(size: float, leading: float) -> str:
    return f":root {{ --size: {size:g}pt; --leading: {leading:g} }}"


def _measure_of(look: ReadyLook, job: OnePage, more: str = "") -> Measure:
    """Return what lays a page out on a tall sheet, with more CSS, and measures the text."""
    from weasyprint import HTML

    from pipeline.press.layout.engine_warnings import EngineWarnings
    from pipeline.press.layout.fetcher import GivenFiles
    from pipeline.press.layout.text_ends import mended_text_ends
    from pipeline.press.layout.weasyprint import BASE

    fetcher = GivenFiles(job.part.pictures)
    known: dict[tuple[float, float], Room] = {}
    tall = f"@page {{ size: 210mm {_TALL:g}mm }} header, footer {{ display: none }}"
    # What is wrong is told when the page is laid out in full.
    silence = EngineWarnings(Place(job.part.name), fetcher)
    with silence:
        html = HTML(string=job.part.html, base_url=BASE, url_fetcher=fetcher)

    def measure(size: float, leading: float) -> Room:
        if (size, leading) not in known:
            with silence, mended_text_ends():
                sheets = look.and_more(f"{tall}{more}\n{_chosen(size, leading)}")
                document = html.render(stylesheets=sheets, **look.options)
            known[size, leading] = _room(document.pages[0], job, size * leading * _PX_PER_PT)
        return known[size, leading]

    return measure


def _room(page: Any, job: OnePage, line: float) -> Room:
    box = page._page_box  # noqa: SLF001 - the boxes of a page have no public name
    end = box.content_box_y() + box.height - (_TALL - job.height) * _PX_PER_MM
    bottom, fullest = max(_columns(box))
    return Room((end - bottom) / line, fullest)


def _columns(box: Any) -> Iterator[tuple[float, str]]:
    """Yield the lowest edge of each part of the text that is marked, in px, and its name."""
    for inner in box.descendants():
        name = inner.element.get("data-fit") if inner.element is not None else None
        if name is not None and inner.element_tag == "section":
            yield inner.position_y + inner.margin_height() - inner.margin_bottom, name
