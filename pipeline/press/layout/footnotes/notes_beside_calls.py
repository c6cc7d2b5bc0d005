"""Paragraphs that would drive footnotes from the page of their call.

Where the second line of a paragraph has no room above the footnotes of its page, WeasyPrint 70
carries these over to the next page, whatever their policy says, so that two lines of the paragraph
stand together. Which paragraphs do so is known after a layout. They are marked, and the style
(``styles/editions/print/together.css``) begins them on the next page.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from weasyprint.formatting_structure.boxes import FootnoteAreaBox

from pipeline.press.page_ends.ends import classes_of, units_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UNPARTED: Final = "unparted"
_CALL: Final = "::footnote-call"
_MAY_BE_ELSEWHERE: Final = "auto"


def keep_beside_calls(pages: Sequence[Any], html: Any) -> bool:  # noqa: ARG001 - a step of layout
    """Mark such paragraphs; return whether the pages have to be laid out again.

    Notes whose policy lets them stand on a later page may do so.
    """
    is_new = False
    for page, following in pairwise(pages):
        noted = {box.element for box in _notes(following) if not _may_be_elsewhere(box)}
        if noted.isdisjoint(box.element for box in _calls(page)):
            continue
        last, first = units_of(page)[-1:], units_of(following)[:1]
        for unit in last:
            classes = classes_of(unit.element)
            goes_on = any(one.element is unit.element for one in first)
            if goes_on and _UNPARTED not in classes:
                unit.element.set("class", " ".join((*classes, _UNPARTED)))
                is_new = True
    return is_new


def _may_be_elsewhere(note: Any) -> bool:
    return bool(note.style["footnote_policy"] == _MAY_BE_ELSEWHERE)


def _notes(page: Any) -> Iterator[Any]:
    for area in page._page_box.children:  # noqa: SLF001 - it has no public name
        if isinstance(area, FootnoteAreaBox):
            yield from area.children


def _calls(page: Any) -> Iterator[Any]:
    for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001
        if box.element_tag is not None and box.element_tag.endswith(_CALL):
            yield box
