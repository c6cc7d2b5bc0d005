"""Room for titles: on the opener of a theme, and in the band at the head of a one-pager.

They have a place of their own on the page (``position: absolute``). A long list of questions
reaches up to the title of an opener, and a long title runs out of a band. After layout the title
is moved up as far as it needs, its numeral staying where it is. Boxes are those of WeasyPrint 70,
lengths are in px (1/96 inch).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pipeline.press.parts.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.press.parts.remarks import Kind

_PARTS: Final = frozenset(
    {
        *("opener-words", "opener-title", "opener-numeral", "opener-list"),
        *("band-words", "band-title", "band-numeral", "band-art", "band-series", "band-counter"),
    }
)
_OVER_LIST: Final = 32.0
_IN_BAND: Final = 12.0
"""The least distance of the words from the list below them, or from the edge of their band."""


def make_room_for_titles(pages: Sequence[Any]) -> Iterator[Remark]:
    """Move the title on the first page of a part up, if that is an opener or a one-pager.

    Yields a remark if the page has no room for all that has to stand there.
    """
    found = _parts(pages[0]) if pages else {}
    if "opener-list" in found:
        foot = found["opener-list"].border_box_y() - _OVER_LIST
        yield from _raise(found, "opener", foot, _bottom(found["opener-numeral"]))
    elif "band-words" in found:
        above = [found[name] for name in ("band-series", "band-counter") if name in found]
        head = max(map(_bottom, above), default=found["band-art"].border_box_y())
        yield from _raise(found, "band", _bottom(found["band-art"]) - _IN_BAND, head)


def _raise(found: dict[str, Any], where: str, foot: float, head: float) -> Iterator[Remark]:
    """Move words up so that they end at ``foot``; they have to begin below ``head``."""
    words = found[f"{where}-words"]
    lacking = _bottom(words) - foot
    if lacking <= 0:
        return
    has_room = lacking <= words.border_box_y() - head
    words.translate(0, -lacking)
    if f"{where}-numeral" in found:
        found[f"{where}-numeral"].translate(0, lacking)
    if not has_room:
        kind: Kind = "crowded opener" if where == "opener" else "crowded band"
        heading = found[f"{where}-title"].element.get("id", "")
        yield Remark(kind, 0, heading.removesuffix("-heading"))


def _bottom(box: Any) -> float:
    bottom: float = box.border_box_y() + box.border_height()
    return bottom


def _parts(page: Any) -> dict[str, Any]:
    """The boxes of an opener or a band by their classes."""
    found: dict[str, Any] = {}
    for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001 - its boxes are there
        name = box.element.get("class") if box.element is not None else None
        if name in _PARTS:
            found.setdefault(name, box)
    return found
