"""Wishes of the author about the layout that have no effect, or none any more.

A wish is tried by laying the part out again without it: only in a part with wishes, and only
where the pages do not tell already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.press.layout_check.found import Found

if TYPE_CHECKING:
    from pipeline.note.text import LayoutHint
    from pipeline.press.layout_check.reading import Page, Piece

    LayOut = Callable[[], Sequence[Page]]
    """Lays the part out as its elements are now."""


def find_idle_knobs(root: Any, pages: Sequence[Page], lay_out: LayOut) -> Iterator[Found]:
    """Yield the wishes in a part that change nothing, and those that cannot be met.

    ``pages`` are the part as its author wishes it. Elements are changed while ``lay_out`` is
    called, and are afterwards as they were.
    """
    yield from _idle_breaks(root, pages, lay_out)
    yield from _idle_keeping(root, pages, lay_out)
    yield from _idle_tightening(root, pages, lay_out)


def _idle_breaks(root: Any, pages: Sequence[Page], lay_out: LayOut) -> Iterator[Found]:
    for element, pieces in _with("break-before", root, pages):
        free = _without("break-before", [element], lay_out)
        first = _pieces(element, free)[0]
        if free[first.page].flow[0] is first:
            yield Found("idle break", pieces[0].page, element, ".break-before")


def _idle_keeping(root: Any, pages: Sequence[Page], lay_out: LayOut) -> Iterator[Found]:
    for element, pieces in _with("keep-together", root, pages):
        first = pieces[0]
        if not _is_whole(pieces):
            yield Found("vain keeping", first.page, element, ".keep-together")
        elif _follows_text(first, pages) or _is_whole(
            _pieces(element, _without("keep-together", [element], lay_out))
        ):
            yield Found("idle keeping", first.page, element, ".keep-together")


def _idle_tightening(root: Any, pages: Sequence[Page], lay_out: LayOut) -> Iterator[Found]:
    wishes = _with("tighter", root, pages)
    if not wishes:
        return
    # How many lines a paragraph has does not hang on what stands before it.
    loose = _without("tighter", [element for element, _ in wishes], lay_out)
    for element, pieces in wishes:
        if len(pieces) == len(_pieces(element, loose)):
            yield Found("idle tightening", pieces[0].page, element, ".tighter")


def _follows_text(first: Piece, pages: Sequence[Page]) -> bool:
    """Tell whether more than headings stands before a piece on its page, so that it was not moved.

    What is kept together and would not fit goes to the next page, with its heading.
    """
    flow = pages[first.page].flow
    return any(piece.kind in ("text", "cell", "picture") for piece in flow[: flow.index(first)])


def _is_whole(pieces: Sequence[Piece]) -> bool:
    return pieces[0].page == pieces[-1].page


def _with(knob: LayoutHint, root: Any, pages: Sequence[Page]) -> list[tuple[Any, list[Piece]]]:
    """Return the elements with a wish, and what stands on the pages of each."""
    elements = (one for one in root.iter() if knob in one.get("class", "").split())
    found = ((element, _pieces(element, pages)) for element in elements)
    return [(element, pieces) for element, pieces in found if pieces]


def _without(knob: LayoutHint, elements: Sequence[Any], lay_out: LayOut) -> Sequence[Page]:
    """Return the layout that elements have without a wish."""
    before = [element.get("class", "") for element in elements]
    for element, names in zip(elements, before, strict=True):
        element.set("class", " ".join(name for name in names.split() if name != knob))
    try:
        return lay_out()
    finally:
        for element, names in zip(elements, before, strict=True):
            element.set("class", names)


def _pieces(element: Any, pages: Sequence[Page]) -> list[Piece]:
    """Return the lines and pictures of an element."""
    inside = set(element.iter())
    return [piece for page in pages for piece in page.flow if piece.block in inside]
