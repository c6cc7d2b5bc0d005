"""Where a line may not break, whatever version of Pango is installed.

The rules of UAX 14 have changed with Unicode 15.1 and 16, and Pango's with them: there are places
where Pango 1.50 (Debian 12) breaks a line and 1.56 (Debian 13) does not, and others the other way
round. Outputs have to be equal in bytes on both, so a line breaks only where all of them break it.
What is here was found by asking both about pairs of characters of every class, with and without
spaces between them and letters around them.

Pango's attribute that forbids breaks changes no glyph and no width.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial, partialmethod
from typing import Any, Final

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango

ffi.cdef("PangoAttribute * pango_attr_allow_breaks_new (gboolean allow_breaks);")

_TO_THE_END: Final = 2**32 - 1
_OPENING_QUOTES: Final = "«‘“‹"
_CLOSING_QUOTES: Final = "»’”›"
_QUOTES: Final = f"\"'{_OPENING_QUOTES}{_CLOSING_QUOTES}"
_BRACKETS: Final = r"(\[{¡¿‚„\u3008\u300a\u300c\u300e\u3010\u3014\uff08\uff3b\uff5b"
_STOPS: Final = ",.:;\u037e\u0589\u060c\u060d\u2044"
_ENDS: Final = rf"{_QUOTES}{_STOPS})\]}}!?/\t\n \u00a0\u2007\u202f\u200b\u2011\u2060\u3001\u3002"
_WIDE: Final = (
    r"\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60"
    r"\uffe0-\uffe6\U0001f1e6-\U0001faff\U00020000-\U0003fffd"
)
_SPACES: Final = r" \t\n\u00a0\u2007\u202f\u200b\u3000"
# Marks and signs of direction, which count as part of what they stand behind.
_MARKS: Final = (
    r"[\u0300-\u036f\u061c\u064b-\u065f\u0900-\u0903\u093a-\u094d\u200c-\u200f\u202a-\u202e"
    r"\u2066-\u2069]*"
)
_FIRST: Final = r"(?<![^{}][\s\S])"
_TIED: Final = re.compile(
    # All begin with one class, so that nothing else is tried at other characters.
    rf"[ \u3000\u2010\u2013{_QUOTES}{_STOPS}{_WIDE}-](?:"
    # » ( and "x" : -- LB 15 and 13 of Unicode 15.0
    rf"(?<=[{_QUOTES}]){_MARKS} +(?=[{_BRACKETS}])"
    rf"|(?<= ) *(?:(?=[{_STOPS}])"
    # x » and « x -- LB 15b and 15a of 15.1
    rf"|(?=[{_CLOSING_QUOTES}]{_MARKS}(?:[{_ENDS}]|$)))"
    rf"|(?<=[{_OPENING_QUOTES}]){_FIRST.format(_SPACES + _BRACKETS + _QUOTES)}{_MARKS} +(?=.)"
    # -x -- LB 20a of 16.0
    rf"|(?<=[\u2010-]){_FIRST.format(_SPACES)}{_MARKS}(?=[^-\s\d{_WIDE}{_ENDS}])"
    # .1 -- LB 25 of 16.0
    rf"|(?<=[{_STOPS}]){_MARKS}(?=\d)"
    # 中“ and ”中 -- LB 19 of 15.1
    rf"|(?<=[{_WIDE}\u3000]){_MARKS}(?=[{_OPENING_QUOTES}])"
    rf"|(?<=[{_CLOSING_QUOTES}]){_MARKS}(?=[{_WIDE}])"
    # A range of numbers is one thing: all versions break 2019–2023 after its dash.
    rf"|(?<=\d[\u2013-]){_MARKS}(?=\d)"
    ")"
)


def tied(text: str) -> list[int]:
    """The places in a text before which a line does not break, in characters."""
    return [match.end() for match in _TIED.finditer(text)]


@contextmanager
def same_breaks() -> Iterator[None]:
    """Break lines alike with every version of Pango while the context is active."""
    layout, log_attrs = line_break.Layout, line_break.get_log_attrs
    set_text = layout.set_text
    layout.set_text = partialmethod(_set_text, set_text)
    line_break.get_log_attrs = partial(_log_attrs, log_attrs)
    try:
        yield
    finally:
        layout.set_text = set_text
        line_break.get_log_attrs = log_attrs


def _set_text(layout: Any, original: Callable[..., None], text: str, **named: bool) -> None:
    """Set the text of a layout, and forbid breaks in it."""
    original(layout, text, **named)
    places = tied(layout.text)
    if places or getattr(layout, "has_ties", False):
        _forbid(layout.layout, layout.text, places)
        layout.has_ties = bool(places)


def _forbid(layout: Any, text: str, places: Iterable[int]) -> None:
    attributes = pango.pango_layout_get_attributes(layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    # What was said of the text before goes.
    _add(attributes, allowed=True, start=0, end=_TO_THE_END)
    for place in places:
        # Between the characters of a passage, and not at its ends.
        start = len(text[: place - 1].encode())
        _add(attributes, allowed=False, start=start, end=len(text[: place + 1].encode()))
    pango.pango_layout_set_attributes(layout, attributes)


def _add(attributes: Any, *, allowed: bool, start: int, end: int) -> None:
    attribute = pango.pango_attr_allow_breaks_new(allowed)
    attribute.start_index, attribute.end_index = start, end
    pango.pango_attr_list_change(attributes, attribute)


def _log_attrs(original: Callable[..., Any], text: str, lang: str | None) -> Any:
    """What Pango says of each place in a text, by itself and without a layout."""
    found = original(text, lang)
    for place in tied(text):
        found[place].is_line_break = 0
    return found
