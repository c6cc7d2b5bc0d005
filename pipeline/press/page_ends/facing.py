"""Facing pages that end on the same line, by whole lines of space between what stands on them.

What is on a page is settled by then, and the number of its first page known. So nothing is laid
out again: where one of two facing pages is shorter, boxes move down or up by whole lines. Space is
given above headings and on either side of figures, tables, boxes and recommendations, a line at
each place, or taken there. Pages that cannot be made level so are left as they are. Boxes are those
of WeasyPrint 70, lengths are in px (1/96 inch).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from weasyprint.anchors import gather_anchors
from weasyprint.formatting_structure.boxes import BlockBox, FootnoteAreaBox
from weasyprint.layout.background import layout_box_backgrounds

from pipeline.press.boxes.document_tree import HEADINGS
from pipeline.press.page_ends.ends import classes_of, page_ends

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.press.page_ends.ends import PageEnd, Unit

_DISPLAYS: Final = frozenset({"titled", "table-frame", "box", "recommendation"})
"""The classes of what has as much space around it as may be changed."""
_LEAST_ABOVE: Final = {"question-title": 3}
"""From how many empty lines above it a line may be taken, by the class of what follows."""
_LEAST: Final = 2
"""From how many elsewhere."""
_RANKS: Final = ("question-title", "topic-title")
"""Where space is changed first."""
_ROUNDING: Final = 0.01


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where a page may have a line more or less: above ``below``, in the boxes ``around``.

    ``lines`` is how many empty lines there are; ``rank`` tells where space is changed first.
    """

    around: tuple[Any, ...]
    below: Any
    lines: float
    least: int
    rank: int

    def change(self, height: float) -> None:
        """Give it more space, or less if that is negative."""
        inner = self.below
        for box in reversed(self.around):
            children = list(box.children)
            place = next(at for at, child in enumerate(children) if child is inner)
            for child in children[place + (inner is not self.below) :]:
                child.translate(0, height)
            box.height += height
            inner = box


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two facing pages: how many lines of it are empty, and by which it may change."""

    page: Any
    line: float
    empty: int
    wider: tuple[Gap, ...]
    closer: tuple[Gap, ...]

    @property
    def reach(self) -> range:
        """How many lines may be empty on it."""
        return range(max(0, self.empty - len(self.wider)), self.empty + len(self.closer) + 1)

    def leave(self, empty: int) -> bool:
        """Change its gaps so that so many lines are empty; return whether any changed."""
        lines = self.empty - empty
        gaps, change = (self.wider, self.line) if lines > 0 else (self.closer, -self.line)
        for gap in gaps[: abs(lines)]:
            gap.change(change)
        return bool(lines)


def level_facing_pages(pages: Sequence[Any], folio: int) -> None:
    """Make facing pages end on the same line where space allows it.

    ``pages`` are those of a `weasyprint.Document`, before anything is read from them; ``folio`` is
    the number of the first one. A left-hand page, in a note that is read from right to left a
    right-hand one, has an even number. A page on which a text ends, or was made to end, ends where
    it does, and so does the one that faces it.
    """
    ends = {end.page: end for end in page_ends(pages) if end.next is not None}
    for number in range(folio % 2, len(pages) - 1, 2):
        facing = [ends[at] for at in (number, number + 1) if at in ends]
        if len(facing) == 2:
            _level(*(_side_of(end, pages[end.page]) for end in facing))


def _level(first: _Side, second: _Side) -> None:
    """Make two facing pages as long as each other, as little changed as can be, and long."""
    reached = set(first.reach) & set(second.reach)
    if first.empty == second.empty or not reached:
        return

    def changed(empty: int) -> tuple[int, int]:
        return abs(first.empty - empty) + abs(second.empty - empty), empty

    empty = min(reached, key=changed)
    for side in (first, second):
        if side.leave(empty):
            _read_again(side.page)


def _side_of(end: PageEnd, page: Any) -> _Side:
    areas = page._page_box.children  # noqa: SLF001 - it has no public name
    if any(isinstance(area, FootnoteAreaBox) for area in areas):
        # Footnotes end a page at its foot, however long the text above them is.
        return _Side(page, end.line, 0, (), ())
    gaps = sorted(_gaps(end), key=lambda gap: gap.rank)
    closer = tuple(gap for gap in gaps if gap.lines >= gap.least - _ROUNDING)
    return _Side(page, end.line, end.free_lines, tuple(gaps), closer)


def _gaps(end: PageEnd) -> Iterator[Gap]:
    for above, below in pairwise(end.units):
        rank = _rank(above, below)
        around = [box for box in below.around if any(box is other for other in above.around)]
        if rank is None or not all(_is_plain(box) for box in around):
            continue
        first = [*below.around, below.box][len(around)]
        names = classes_of(below.element)
        least = next((_LEAST_ABOVE[name] for name in names if name in _LEAST_ABOVE), _LEAST)
        yield Gap(tuple(around), first, (below.top - above.bottom) / end.line, least, rank)


def _rank(above: Unit, below: Unit) -> int | None:
    """Where between others the space between two units is changed; None if it is not."""
    names = classes_of(below.element)
    if above.box.element_tag in HEADINGS:
        return None
    for rank, name in enumerate(_RANKS):
        if name in names:
            return rank
    displays = [_DISPLAYS.intersection(classes_of(unit.block)) for unit in (above, below)]
    if not any(displays) or all("recommendation" in one for one in displays):
        return None
    return len(_RANKS)


def _is_plain(box: Any) -> bool:
    """Whether a box holds blocks one below another."""
    return (
        type(box) is BlockBox and box.style["column_width"] == box.style["column_count"] == "auto"
    )


def _read_again(page: Any) -> None:
    """Let a page know where its grounds, links and targets are after boxes moved."""
    body = page._page_box  # noqa: SLF001 - it has no public name
    layout_box_backgrounds(body, body.children[0], _no_picture)
    page.anchors, page.links, page.bookmarks, page.forms = {}, [], [], {None: []}
    gather_anchors(body, page.anchors, page.links, page.bookmarks, page.forms)


def _no_picture(**_: object) -> None:
    """No picture: grounds that style sheets give have none."""
