"""The room that a text leaves on its page: foretold, or measured on a page laid out by the engine.

The page that is measured is so tall that everything fits, and has no header and footer, which is
quick and exact.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Final

from weasyprint import HTML

from pipeline.findings import Place
from pipeline.press.layout.engine_warnings import EngineWarnings
from pipeline.press.layout.even_lines import even_lines
from pipeline.press.layout.fetcher import GivenFiles
from pipeline.press.layout.fitting.copyfitting import Measure, Room
from pipeline.press.layout.fitting.foretelling import ForetoldPage
from pipeline.press.layout.fitting.line_heights import UnforetellableError
from pipeline.press.layout.long_words import long_words_fixed
from pipeline.press.layout.planned_lines.planned_lines import lines_planned
from pipeline.press.layout.right_to_left import right_to_left
from pipeline.press.layout.text_ends import text_ends_fixed
from pipeline.press.layout.weasyprint import BASE
from pipeline.press.steady.steady import same_everywhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.press.layout.weasyprint import PreloadedStyle
    from pipeline.press.parts.parts import PartJob

_PX_PER_MM: Final = 96 / 25.4
_TALL: Final = 4000.0
_TALL_CSS: Final = f"@page {{{{ size: {{:g}}mm {_TALL:g}mm }}}}"
_WITHOUT_EDGES: Final = "header, footer { display: none }"
_PX_PER_PT: Final = 96 / 72
# What is foretold to leave less room than this, or lack it, in lines, is measured.
_CLOSE: Final = 0.001


class Rooms:
    """The room that the text of a page leaves, by CSS that is added, by size and by leading.

    The page is ``width`` and ``height`` mm large.
    """

    def __init__(
        self,
        style: PreloadedStyle,
        part: PartJob,
        width: float,
        height: float,
        *,
        are_foretold: bool,
    ) -> None:
        self._style, self._are_foretold = style, are_foretold
        self._width, self._height = width, height
        fetcher = GivenFiles(part.pictures)
        # Warnings are reported when the page is laid out in full.
        self._ignored = EngineWarnings(Place(part.name), fetcher)
        with self._ignored:
            self._html = HTML(string=part.html, base_url=BASE, url_fetcher=fetcher)
        self._found: dict[tuple[str, float, float], Room] = {}
        self._pages: dict[str, ForetoldPage | None] = {}

    def with_css(self, css: str = "") -> Measure:
        """What says how much room the text leaves with added CSS."""

        def measure(size: float, leading: float) -> Room:
            key = (css, size, leading)
            if key not in self._found:
                room = self.foretold(css, size, leading) if self._are_foretold else None
                if room is None or abs(room.lines) < _CLOSE:
                    room = self.measured(css, size, leading)
                self._found[key] = room
            return self._found[key]

        return measure

    def foretold(self, css: str, size: float, leading: float) -> Room | None:
        """The room that is foretold; None if there is something on the page that is not known."""
        if css not in self._pages:
            self._pages[css] = self._page(css, size, leading)
        page = self._pages[css]
        if page is None:
            return None
        try:
            with same_everywhere():
                return page.room(size, leading, _line(size, leading))
        except UnforetellableError:
            return None

    def measured(self, css: str, size: float, leading: float) -> Room:
        """The room on a page that the engine lays out."""
        tall = _TALL_CSS.format(self._width)
        with self._laying_out():
            sheets = self._sheets(f"{tall}\n{css}", size, leading)
            document = self._html.render(stylesheets=sheets, **self._style.options)
        return room_on(document.pages[0], size, leading, (_TALL - self._height) * _PX_PER_MM)

    def _page(self, css: str, size: float, leading: float) -> ForetoldPage | None:
        with self._laying_out():
            sheets = self._sheets(css, size, leading)
            try:
                return ForetoldPage(
                    self._html,
                    sheets,
                    self._style.options,
                    self._width * _PX_PER_MM,
                    self._height * _PX_PER_MM,
                )
            except UnforetellableError:
                return None

    def _sheets(self, css: str, size: float, leading: float) -> list[Any]:
        return self._style.with_css(f"{_WITHOUT_EDGES}\n{css}\n{type_css(size, leading)}")

    @contextmanager
    def _laying_out(self) -> Iterator[None]:
        with ExitStack() as stack:
            stack.enter_context(self._ignored)
            for context in (same_everywhere, text_ends_fixed, long_words_fixed, lines_planned):
                stack.enter_context(context())
            stack.enter_context(even_lines())
            stack.enter_context(right_to_left(self._html.etree_element))
            yield


def type_css(size: float, leading: float) -> str:
    """CSS that sets the text at a size in pt with a leading."""
    return f":root {{ --size: {size:g}pt; --leading: {leading:g} }}"


def room_on(page: Any, size: float, leading: float, less: float = 0.0) -> Room:
    """The room that is left on a page of `weasyprint.Document`, were it ``less`` px lower."""
    box, line = page._page_box, _line(size, leading)  # noqa: SLF001 - the boxes of a page have no public name
    top = box.content_box_y()
    height = box.height - less
    bottom, fullest = max(_marked_bottoms(box), default=(top, "the lead"))
    return Room((top + height - bottom) / line, fullest, height / line)


def _line(size: float, leading: float) -> float:
    return size * leading * _PX_PER_PT


def _marked_bottoms(box: Any) -> Iterator[tuple[float, str]]:
    """Yield the lower edge, in px, and the name of each part of the text marked ``data-fit``."""
    for inner in box.descendants():
        name = inner.element.get("data-fit") if inner.element is not None else None
        if name is not None and inner.element_tag == "section":
            yield inner.position_y + inner.margin_height() - inner.margin_bottom, name
