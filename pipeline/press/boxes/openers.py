"""Room between the title on a theme's opener and the list of its questions.

Both have places of their own on the page (``position: absolute``), the title from its head, the
list from its foot, so that a long list reaches up to the title. After layout the title is moved up
as far as it needs, its numeral staying where it is. Boxes are those of WeasyPrint 70, lengths are
in px (1/96 inch).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pipeline.press.parts.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORDS: Final = "opener-words"
_LIST: Final = "opener-list"
_NUMERAL: Final = "opener-numeral"
_TITLE: Final = "opener-title"
_PARTS: Final = frozenset({_WORDS, _LIST, _NUMERAL, _TITLE})
_LEAST: Final = 32.0
"""The least distance between the words and the list."""


def make_room_on_opener(pages: Sequence[Any]) -> Iterator[Remark]:
    """Part the title and the list on the first page of a part, if that is an opener.

    Yields a remark if the page has no room for both.
    """
    found = _parts(pages[0]) if pages else {}
    words, listed = found.get(_WORDS), found.get(_LIST)
    if words is None or listed is None:
        return
    lacking = words.border_box_y() + words.border_height() + _LEAST - listed.border_box_y()
    if lacking <= 0:
        return
    numeral = found[_NUMERAL]
    free = words.border_box_y() - (numeral.border_box_y() + numeral.border_height())
    words.translate(0, -lacking)
    numeral.translate(0, lacking)
    if lacking > free:
        heading = found[_TITLE].element.get("id", "")
        yield Remark("crowded opener", 0, heading.removesuffix("-heading"))


def _parts(page: Any) -> dict[str, Any]:
    """The boxes of an opener by their classes."""
    found: dict[str, Any] = {}
    for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001 - its boxes are there
        name = box.element.get("class") if box.element is not None else None
        if name in _PARTS:
            found.setdefault(name, box)
    return found
