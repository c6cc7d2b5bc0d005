"""Page numbers on laid-out pages, filled in when it is known where the part begins.

A part is laid out as if its first page were page 10. Every number of a page that the stylesheet
sets, its own or that of another place, is written in digits of our own, so that it can be found
again, and is changed when the true number is known; so is the text of an element that names a
place as ``data-page-of``, in this part or another. So no layout depends on what stands before it,
and all numbers take the room of two digits; one that needs more or less keeps the edge that
``text-align`` names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.text.line_break import line_size

from pipeline.errors import SourceError
from pipeline.findings import Finding
from pipeline.press.boxes.page_starts import printed_pages
from pipeline.press.parts.parts import SHOWN
from pipeline.press.parts.style_places import STYLE

if TYPE_CHECKING:
    from pipeline.press.parts.parts import Numbering

FIRST = 10
"""The number that a part is laid out with for its first page."""

# A word joiner takes no room and has no ink (Unicode 16.0, 23.2).
_MARK = "\u2060"
_DIGITS = re.compile(f"(?:{_MARK}[0-9])+")
_NUMBER = re.compile(r"(\bcounter\(\s*page|\btarget-counter\((?:[^()]|\([^()]*\))*,\s*page)\s*\)")
_OTHER = re.compile(r"(?:counters?\(|target-counters?\([^;{}]*,)\s*pages?\s*[,)][^;}]*")
_SYMBOLS = " ".join(f'"\\{ord(_MARK):x} {digit}"' for digit in range(10))
_RULES = f"""
@counter-style page-number {{ system: numeric; symbols: {_SYMBOLS} }}
@page :first {{ counter-reset: page {FIRST} }}
"""


def with_fields(css: str) -> str:
    """Return a stylesheet that sets page numbers in digits that can be found again.

    Raises SourceError (N521) for numbers that cannot be changed afterwards: in another kind of
    digits, or of all pages.
    """
    other = _OTHER.search(_NUMBER.sub("", css))
    if other is not None:
        message = f"`{other.group().strip()}` has no effect: a part does not know all pages"
        hint = "page numbers are set by counter(page) and target-counter(..., page)"
        raise SourceError([Finding("N521", message, STYLE, hint)])
    return _NUMBER.sub(r"\1, page-number)", css) + _RULES


def fill_in(pages: Sequence[Any], numbering: Numbering) -> None:
    """Set the page numbers that a laid-out part shows."""
    own = printed_pages(pages, numbering.folio)
    for box, text in _fields(pages, numbering.folio, {**numbering.others, **own}):
        width = _set_text(box, text)
        box.position_x += _shift(box, box.width - width)
        box.width = width


def _fields(
    pages: Iterable[Any], folio: int, numbers: Mapping[str, int]
) -> Iterator[tuple[Any, str]]:
    """Yield every box of text with page numbers, and what it is to say."""

    def own(digits: re.Match[str]) -> str:
        return str(int(digits.group().replace(_MARK, "")) - FIRST + folio)

    for page in pages:
        for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001
            if not isinstance(box, TextBox):
                continue
            if _MARK in box.text:
                yield box, _DIGITS.sub(own, box.text)
            elif box.element is not None and (place := box.element.get(SHOWN)) is not None:
                box.element.text = str(numbers[place])
                yield box, box.element.text


def _set_text(box: Any, text: str) -> float:
    """Change the text of a box and return its new width in px."""
    layout = box.pango_layout
    box.text = layout.text = text
    layout.reactivate(box.style)
    width, _ = line_size(layout.get_first_line()[0], box.style)
    layout.deactivate()
    return float(width)


def _shift(box: Any, room: float) -> float:
    """Return how far a text moves that leaves some room, or less than 0 if it lacks it, in px."""
    alignment = box.style["text_align_all"]
    if alignment == "center":
        return room / 2
    at_right = "start" if box.style["direction"] == "rtl" else "end"
    return room if alignment in ("right", at_right) else 0.0
