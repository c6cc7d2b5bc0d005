"""Placement of pull quotes in the margin, on another page than the sentences they repeat.

The stylesheet takes pull quotes out of the flow (``position: absolute; top: 0``), so that they
take no room from the text and change no page break. After layout, each is moved to the page after
that of its sentence, or the one before, or else two pages on or back, so that nobody reads the same
words side by side; where there is no room beside text on any of them, it is not set. It is as high
on its page as the sentence is on its own, or as near to that as other quotes, panels, numerals and
the page edges allow, always by whole lines. Boxes are those of WeasyPrint 70, lengths are in px
(1/96 inch).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from pipeline.press.parts.parts import SENTENCE
from pipeline.press.parts.remarks import Remark

UNSET = "unset"
"""The class of a pull quote in the text that has no place away from its sentence."""
_PAGES_AWAY = (1, -1, 2, -2)
"""How many pages a quote may stand from its sentence, the best first."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A stretch of the margin column, from ``top`` down to ``bottom``."""

    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Wish:
    """The ideal position of a pull quote: its top, its height, and the line height it moves by."""

    top: float
    height: float
    line: float


def place_pull_quotes(pages: Sequence[Any]) -> tuple[Remark, ...]:
    """Move every pull quote to its place, and return a remark for those that have none.

    ``pages`` are those of a `weasyprint.Document`, before they are written.
    """
    quotes = list(_find_quotes(pages))
    sentences = _find_sentences(pages, {quote.sentence for quote in quotes})
    margin = _Margin(pages, quotes)
    placed: dict[int, list[_Quote]] = {}
    tops: dict[int, tuple[float, ...]] = {}
    left_out = list(_without_place(pages))
    for quote in quotes:
        home, baseline = sentences.get(quote.sentence, (quote.page, quote.baseline))
        wished = quote.aligned_to(baseline)
        for number, free in margin.places(home):
            together = sorted([*placed.get(number, ()), wished], key=_top_of)
            found = arrange([one.wish for one in together if one.wish], free)
            if found is not None:
                placed[number], tops[number] = together, found
                break
        else:
            _remove(quote)
            left_out.append(Remark("unset pull quote", home, quote.sentence))
    for number, on_page in sorted(placed.items()):
        for quote, top in zip(on_page, tops[number], strict=True):
            if quote.page != number:
                _move_to_page(quote, pages[number])
            quote.box.translate(0, top - quote.box.position_y)
    return tuple(left_out)


def _without_place(pages: Sequence[Any]) -> Iterator[Remark]:
    """Yield a remark for each pull quote that has no place in the text."""
    root = _root(pages[0]).element
    unset = [one for quote, one in sentences_of_quotes(root).items() if UNSET in _class(quote)]
    homes = _find_sentences(pages, set(unset)) if unset else {}
    for sentence in unset:
        yield Remark("unset pull quote", homes[sentence][0], sentence)


def arrange(wishes: Sequence[Wish], free: Sequence[Strip]) -> tuple[float, ...] | None:
    """The tops of all pull quotes, or None if there is not enough room.

    Wishes and free strips are ordered from the top. Pull quotes do not overlap, keep their order,
    each lies in one strip, and the sum of their distances from the ideal tops is minimal.
    """
    # The cheapest arrangement of all quotes so far, for each position of the last one.
    ends: list[tuple[float, float, tuple[float, ...]]] = [(float("-inf"), 0.0, ())]
    for wish in wishes:
        reached = []
        for top in _tops(wish, free):
            before = [(cost, tops) for end, cost, tops in ends if end <= top]
            if before:
                cost, tops = min(before)
                cost += abs(top - wish.top)
                reached.append((top + wish.height, cost, (*tops, top)))
        ends = reached
    return min((cost, tops) for _, cost, tops in ends)[1] if ends else None


def _tops(wish: Wish, free: Sequence[Strip]) -> Iterator[float]:
    """Yield the possible tops of a pull quote: whole lines above or below the ideal one."""
    highest, lowest = free[0].top if free else 0.0, free[-1].bottom if free else 0.0
    for lines in range(
        -int((wish.top - highest) // wish.line), int((lowest - wish.top) // wish.line)
    ):
        top = wish.top + lines * wish.line
        if any(strip.top <= top and top + wish.height <= strip.bottom for strip in free):
            yield top


@dataclass(frozen=True, slots=True)
class _Quote:
    """A pull quote on its page: its box, the parent of that, the baseline of its first line."""

    sentence: str
    page: int
    box: Any
    parent: Any
    baseline: float
    line: float
    wish: Wish | None = None

    def aligned_to(self, baseline: float) -> _Quote:
        """The pull quote with the wish to share a baseline with its sentence."""
        top = self.box.position_y + baseline - self.baseline
        return replace(self, wish=Wish(top, self.box.margin_height(), self.line))


def _find_quotes(pages: Sequence[Any]) -> Iterator[_Quote]:
    sources: dict[Any, str] = {}
    for number, page in enumerate(pages):
        root = _root(page)
        sources = sources or sentences_of_quotes(root.element)
        for box, parent in _boxes(root):
            if box.element in sources and box.element_tag == "blockquote" and _is_placed(box):
                first = next(_lines(box))
                baseline = first.position_y + first.baseline
                yield _Quote(sources[box.element], number, box, parent, baseline, first.height)


def _is_placed(box: Any) -> bool:
    """Whether a pull quote stands in the margin: without a margin column it is in the flow."""
    return bool(box.style["position"] == "absolute")


def sentences_of_quotes(root: Any) -> dict[Any, str]:
    """The id of the sentence of each pull quote, by the element of the quote."""
    found = ((one, one.get(SENTENCE)) for one in root.iter("blockquote"))
    return {quote: sentence for quote, sentence in found if sentence}


def _find_sentences(pages: Sequence[Any], wanted: set[str]) -> dict[str, tuple[int, float]]:
    """The page of each sentence and the baseline of the line it begins on."""
    found: dict[str, tuple[int, float]] = {}
    for number, page in enumerate(pages):
        for line in _lines(_root(page)):
            for box, _ in _boxes(line):
                name = box.element.get("id") if box.element is not None else None
                if name in wanted:
                    found.setdefault(name, (number, line.position_y + line.baseline))
    return found


def _remove(quote: _Quote) -> None:
    quote.parent.children = [child for child in quote.parent.children if child is not quote.box]


def _move_to_page(quote: _Quote, page: Any) -> None:
    """Move a pull quote to another page."""
    _remove(quote)
    root = _root(page)
    root.children = [*root.children, quote.box]


def _top_of(quote: _Quote) -> float:
    return quote.wish.top if quote.wish else 0.0


class _Margin:
    """The parts of the margin column of each page that are free for pull quotes."""

    def __init__(self, pages: Sequence[Any], quotes: Sequence[_Quote]) -> None:
        self._pages = pages
        self._own = {id(quote.box) for quote in quotes}
        # The bottom margin of a quote keeps others away, and may extend beyond the text area.
        self._below = max((quote.box.margin_bottom for quote in quotes), default=0.0)
        self._found: dict[int, list[Strip]] = {}

    def free(self, number: int) -> list[Strip]:
        """What is free on a page, from the top."""
        if number not in self._found:
            self._found[number] = self._free_strips(self._pages[number])
        return self._found[number]

    def places(self, home: int) -> Iterator[tuple[int, list[Strip]]]:
        """Yield the pages for a sentence on page ``home`` with what is free there beside text."""
        for number in (home + away for away in _PAGES_AWAY):
            if 0 <= number < len(self._pages) and self._is_like(number, home):
                yield number, self.beside_text(number)

    def beside_text(self, number: int) -> list[Strip]:
        """What is free on a page above the end of its text."""
        bottom = max(line.position_y + line.height for line in self._lines(number)) + self._below
        strips = (Strip(strip.top, min(strip.bottom, bottom)) for strip in self.free(number))
        return [strip for strip in strips if strip.top < strip.bottom]

    def _is_like(self, number: int, home: int) -> bool:
        """Whether a page has text where another one has it."""
        root, other = _root(self._pages[number]), _root(self._pages[home])
        same = (root.position_x, root.width) == (other.position_x, other.width)
        return same and any(True for _ in self._lines(number))

    def _lines(self, number: int) -> Iterator[Any]:
        return _lines(_root(self._pages[number]), self._own)

    def _free_strips(self, page: Any) -> list[Strip]:
        root = _root(page)
        body = page._page_box  # noqa: SLF001 - WeasyPrint keeps the boxes of a page there
        top = body.content_box_y()
        bottom = top + body.height + self._below
        taken = sorted(
            (box.border_box_y(), box.border_box_y() + box.border_height())
            for box, _ in _boxes(root, skip=self._own)
            if _is_in_margin(box, root)
        )
        edges = [(top, top), *taken, (bottom, bottom)]
        free, low = [], top
        for (_, end), (start, _) in pairwise(edges):
            low = max(low, end)
            if start > low:
                free.append(Strip(low, start))
        return free


def _is_in_margin(box: Any, root: Any) -> bool:
    """Whether a box reaches into the margin column, which is before the lines of the text."""
    if root.style["direction"] == "ltr":
        return bool(box.border_box_x() < root.position_x - 1)
    return bool(box.border_box_x() + box.border_width() > root.position_x + root.width + 1)


def _root(page: Any) -> Any:
    return page._page_box.children[0]  # noqa: SLF001


def _boxes(box: Any, skip: frozenset[int] | set[int] = frozenset()) -> Iterator[tuple[Any, Any]]:
    """Yield every box inside a box, with its parent."""
    for child in getattr(box, "children", ()):
        if id(child) in skip:
            continue
        yield child, box
        yield from _boxes(child, skip)


def _lines(box: Any, skip: frozenset[int] | set[int] = frozenset()) -> Iterator[Any]:
    from weasyprint.formatting_structure.boxes import LineBox

    for inner, _ in _boxes(box, skip):
        if isinstance(inner, LineBox):
            yield inner


def _class(element: Any) -> list[str]:
    return str(element.get("class", "")).split()
