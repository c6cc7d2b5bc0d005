"""Footnotes that are numbered anew on each page, where a style asks for it.

On which page a note is called is known after a layout, and the width of its number is part of it:
what was found is told to the next layout, a few times at most. Numbers that are still others then,
as a note goes to and fro between two pages, are replaced in the finished pages.

A page on which a note of an earlier page stands at its foot, for lack of room there, goes on with
the numbers of that page, so that no number is on it twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from weasyprint.formatting_structure.boxes import FootnoteAreaBox, TextBox

from pipeline.languages.digits import COUNTER_STYLES, in_digits
from pipeline.press.layout.page_numbers import set_text_of
from pipeline.press.layout.respacing import respace
from pipeline.press.parts.parts import BACK

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

MOST_LAYOUTS: Final = 3
"""How often a part is laid out again with the numbers of the layout before."""
_CALL: Final = "::footnote-call"
_MARKER: Final = "::footnote-marker"
_NUMBER: Final = re.compile(r"\d+")


def numbers_by_page(pages: Sequence[Any], root: Any) -> Mapping[Any, int]:
    """The number of each footnote, by its element, in the order of the text below a root."""
    order = {element: place for place, element in enumerate(root.iter())}
    stands = {note: number for number, page in enumerate(pages) for note in _noted(page)}
    found: dict[Any, int] = {}
    last = 0
    for number, page in enumerate(pages):
        if all(stands.get(note, -1) < number for note in found):
            last = 0
        called = {box.element for box in _boxes(page, _CALL)} - found.keys()
        for note in sorted(called, key=order.__getitem__):
            last += 1
            found[note] = last
    return found


def begun_anew(numbers: Mapping[Any, int]) -> frozenset[str]:
    """The ids of the footnotes from which counting begins again: the first of each page but one."""
    firsts = [note for note, number in numbers.items() if number == 1]
    return frozenset(str(note.get("id")) for note in firsts[1:])


def beginning_anew(names: Collection[str]) -> str:
    """The CSS that begins to count footnotes anew at those with these ids."""
    return "".join(f'\n[id="{name}"] {{ counter-set: footnote 0 }}' for name in sorted(names))


def set_numbers(pages: Sequence[Any], numbers: Mapping[Any, int]) -> None:
    """Give calls and notes these numbers wherever they have others, and links back their words."""
    changes: dict[Any, float] = {}
    texts = (box for page in pages for box in _boxes(page, _CALL, _MARKER))
    for box in texts:
        printed = _NUMBER.search(box.text) if isinstance(box, TextBox) else None
        number = numbers.get(box.element)
        if printed is None or number is None or int(printed.group()) == number:
            continue
        width = set_text_of(box, _with_number(box.text, number))
        changes[box], box.width = width - box.width, width
    if changes:
        respace(pages, changes)
    for note, number in numbers.items():
        back = note.get(BACK)
        if back:
            note.set(BACK, _with_number(back, number))


def _with_number(text: str, number: int) -> str:
    """A text with another number, in the digits of its own."""

    def other(printed: re.Match[str]) -> str:
        ten = next(one for one in COUNTER_STYLES if printed.group()[0] in one)
        return in_digits(str(number), ten)

    return _NUMBER.sub(other, text, count=1)


def _noted(page: Any) -> Iterator[Any]:
    """Yield the elements of the footnotes at the foot of a page."""
    areas = page._page_box.children  # noqa: SLF001 - it has no public name
    for area in areas:
        if isinstance(area, FootnoteAreaBox):
            yield from (box.element for box in area.children)


def _boxes(page: Any, *names: str) -> Iterator[Any]:
    """Yield the boxes of calls, or of the numbers before notes, whose names end with these."""
    for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001
        if box.element_tag is not None and box.element_tag.endswith(names):
            yield box
