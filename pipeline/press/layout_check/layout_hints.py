"""Layout hints of the author that have no effect, or no longer have one.

A hint is tested by laying the part out again without it, but only if the pages do not already
show whether it has an effect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.press.layout_check.found import Found

if TYPE_CHECKING:
    from pipeline.note.text import LayoutHint
    from pipeline.press.layout_check.reading import Page, Piece

    LayOut = Callable[[], Sequence[Page]]
    """Lays the part out with the current state of its elements."""


def find_ineffective_hints(root: Any, pages: Sequence[Page], lay_out: LayOut) -> Iterator[Found]:
    """Yield the hints in a part that change nothing, and those that cannot be followed.

    ``pages`` are the part laid out with all hints. Elements are changed while ``lay_out`` is
    called, and restored afterwards.
    """
    yield from _ineffective_breaks(root, pages, lay_out)
    yield from _ineffective_keeping(root, pages, lay_out)
    yield from _ineffective_tightening(root, pages, lay_out)


def _ineffective_breaks(root: Any, pages: Sequence[Page], lay_out: LayOut) -> Iterator[Found]:
    for element, pieces in _with("break-before", root, pages):
        free = _without("break-before", [element], lay_out)
        first = _pieces(element, free)[0]
        if free[first.page].flow[0] is first:
            yield Found("needless break", pieces[0].page, element, ".break-before")


def _ineffective_keeping(root: Any, pages: Sequence[Page], lay_out: LayOut) -> Iterator[Found]:
    for element, pieces in _with("keep-together", root, pages):
        first = pieces[0]
        if not _is_whole(pieces):
            yield Found("impossible keeping", first.page, element, ".keep-together")
        elif _follows_text(first, pages) or _is_whole(
            _pieces(element, _without("keep-together", [element], lay_out))
        ):
            yield Found("needless keeping", first.page, element, ".keep-together")


def _ineffective_tightening(root: Any, pages: Sequence[Page], lay_out: LayOut) -> Iterator[Found]:
    tightened = _with("tighter", root, pages)
    if not tightened:
        return
    # One layout for all: the number of lines of a paragraph does not depend on those before it.
    loose = _without("tighter", [element for element, _ in tightened], lay_out)
    for element, pieces in tightened:
        if len(pieces) == len(_pieces(element, loose)):
            yield Found("needless tightening", pieces[0].page, element, ".tighter")


def _follows_text(first: Piece, pages: Sequence[Page]) -> bool:
    """Whether anything but headings comes before a piece on its page, so that it was not moved.

    A block that is kept together and does not fit moves to the next page with its heading.
    """
    flow = pages[first.page].flow
    return any(piece.kind in ("text", "cell", "picture") for piece in flow[: flow.index(first)])


def _is_whole(pieces: Sequence[Piece]) -> bool:
    return pieces[0].page == pieces[-1].page


def _with(hint: LayoutHint, root: Any, pages: Sequence[Page]) -> list[tuple[Any, list[Piece]]]:
    """The elements with a hint, and the lines and pictures of each."""
    elements = (one for one in root.iter() if hint in one.get("class", "").split())
    found = ((element, _pieces(element, pages)) for element in elements)
    return [(element, pieces) for element, pieces in found if pieces]


def _without(hint: LayoutHint, elements: Sequence[Any], lay_out: LayOut) -> Sequence[Page]:
    """The layout of the part without a hint on these elements."""
    before = [element.get("class", "") for element in elements]
    for element, names in zip(elements, before, strict=True):
        element.set("class", " ".join(name for name in names.split() if name != hint))
    try:
        return lay_out()
    finally:
        for element, names in zip(elements, before, strict=True):
            element.set("class", names)


def _pieces(element: Any, pages: Sequence[Page]) -> list[Piece]:
    """The lines and pictures of an element."""
    inside = set(element.iter())
    return [piece for page in pages for piece in page.flow if piece.block in inside]
