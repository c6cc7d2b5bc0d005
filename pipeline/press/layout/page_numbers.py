"""Page numbers, filled in after layout, when the first page number of the part is known.

A part is laid out as if its first page were page 10. The stylesheet sets page numbers, of the
page itself or of a target, in a counter style of our own, so that they can be found and replaced
once the true number is known. The text of an element with ``data-page-of`` is replaced likewise.
So the layout of a part does not depend on the parts before it. All numbers are given the width of
two digits; a wider or narrower one stays aligned as ``text-align`` demands, and one in running text
is followed by the rest of its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.text.line_break import line_size

from pipeline.errors import SourceError
from pipeline.findings import Finding
from pipeline.languages.digits import COUNTER_STYLES, EUROPEAN, in_digits
from pipeline.press.boxes.page_starts import printed_pages
from pipeline.press.layout.repeated_pages import boxes_of_repeated, place_links, take_out
from pipeline.press.layout.respacing import respace
from pipeline.press.parts.parts import IN_TEXT, SHOWN
from pipeline.press.parts.style_places import STYLE

if TYPE_CHECKING:
    from pipeline.press.parts.parts import Numbering

FIRST = 10
"""The page number of the first page during layout."""

# A word joiner has no width and no ink (Unicode 16.0, 23.2).
_MARK = "\u2060"
_DIGITS = re.compile(f"(?:{_MARK}\\d)+")
_STYLES = "|".join(COUNTER_STYLES.values())
_NUMBER = re.compile(
    r"(\bcounter\(\s*page|\btarget-counter\((?:[^()]|\([^()]*\))*,\s*page)"
    rf"(?:\s*,\s*({_STYLES}))?\s*\)"
)
_OTHER = re.compile(r"(?:counters?\(|target-counters?\([^;{}]*,)\s*pages?\s*[,)][^;}]*")
_RULES = f"""
@page :first {{ counter-reset: page {FIRST} }}
"""


def with_fields(css: str, digits: str = EUROPEAN) -> str:
    """Make a stylesheet set page numbers in ``digits`` that `fill_in` can find and replace.

    A number that names the counter style of some digits is set in them.

    Raises SourceError (N521) for numbers that cannot be replaced: those in another counter style,
    and the total number of pages.
    """
    other = _OTHER.search(_NUMBER.sub("", css))
    if other is not None:
        message = f"`{other.group().strip()}` has no effect: the note is laid out part by part"
        hint = "use counter(page) or target-counter(..., page) for page numbers"
        raise SourceError([Finding("N521", message, STYLE, hint)])
    own = COUNTER_STYLES[digits]
    styles = {own, *(found[1] for found in _NUMBER.findall(css))} - {""}

    def field(number: re.Match[str]) -> str:
        return f"{number[1]}, page-number-{number[2] or own})"

    rules = (_counter_style(one, style) for one, style in COUNTER_STYLES.items() if style in styles)
    return f"{_NUMBER.sub(field, css)}\n{''.join(rules)}{_RULES}"


def _counter_style(digits: str, style: str) -> str:
    symbols = " ".join(f'"\\{ord(_MARK):x} {digit}"' for digit in digits)
    return f"@counter-style page-number-{style} {{ system: numeric; symbols: {symbols} }}\n"


def fill_in(pages: Sequence[Any], numbering: Numbering, digits: str = EUROPEAN) -> None:
    """Replace all page numbers in a laid-out part by the true ones.

    ``digits`` are those of numbers that no stylesheet sets.
    """
    own = printed_pages(pages, numbering.folio)
    numbers = {**numbering.others, **own}
    changes: dict[Any, float] = {}
    repeated = boxes_of_repeated(pages, numbers)
    for box, text in _fields(pages, numbering.folio, numbers, digits):
        width = set_text_of(box, text)
        if _is_in_running_text(box):
            changes[box] = width - box.width
        else:
            box.position_x += _shift(box, box.width - width)
        box.width = width
    for box in repeated:
        changes[box] = changes.get(box, 0.0) - box.width
        box.width = 0.0
    if changes:
        respace(pages, changes)
        place_links(pages)
    if repeated:
        take_out(pages, {box.element for box in repeated})


def _fields(
    pages: Iterable[Any], folio: int, numbers: Mapping[str, int], digits: str
) -> Iterator[tuple[Any, str]]:
    """Yield every text box with page numbers, and its final text."""

    def own(field: re.Match[str]) -> str:
        laid_out = field.group().replace(_MARK, "")
        ten = next(one for one in COUNTER_STYLES if laid_out[0] in one)
        return in_digits(str(int(laid_out) - FIRST + folio), ten)

    for page in pages:
        for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001
            if not isinstance(box, TextBox):
                continue
            if _MARK in box.text:
                yield box, _DIGITS.sub(own, box.text)
            elif box.element is not None and (place := box.element.get(SHOWN)) is not None:
                box.element.text = in_digits(str(numbers[place]), digits)
                yield box, box.element.text


def _is_in_running_text(box: Any) -> bool:
    return box.element is not None and box.element.get("class") == IN_TEXT


def set_text_of(box: Any, text: str) -> float:
    """Change the text of a laid-out box, and return the width in px that it is to be given."""
    layout = box.pango_layout
    box.text = layout.text = text
    layout.reactivate(box.style)
    width, _ = line_size(layout.get_first_line()[0], box.style)
    layout.deactivate()
    return float(width)


def _shift(box: Any, room: float) -> float:
    """How far to move a text, in px, that is narrower by ``room``, or wider if that is negative."""
    alignment = box.style["text_align_all"]
    if alignment == "center":
        return room / 2
    at_right = "start" if box.style["direction"] == "rtl" else "end"
    return room if alignment in ("right", at_right) else 0.0
