"""Quotation marks of one paragraph: curl straight ones, remove those without a partner."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from pipeline.load.characters import quotation_marks, quotation_pairs

if TYPE_CHECKING:
    from pipeline.importing.reading.runs import Edits

_BEFORE_OPENING: Final = " \n\u2028([{–—/“‘«„‚\"'\u00a0\u202f"
_AFTER_CLOSING: Final = " \n\u2028"
_YEAR: Final = re.compile(r"\d\ds?\b")
_CURLED: Final = "straight quotation marks and apostrophes replaced by curly ones"
_UNPAIRED: Final = "quotation marks without a partner removed"


def set_quotation_marks(text: str, language: str) -> tuple[Edits, Counter[str]]:
    """The changes to the text of a paragraph, and how often each was made and why."""
    edits: Edits = {}
    pairs = quotation_pairs(language)
    partners = {closing: opening for opening, closing in pairs.items()}
    singles, in_single = quotation_marks(language, double=False), False
    open_marks: list[tuple[int, str]] = []
    done: Counter[str] = Counter()
    for match in re.finditer("[\"'“”„«»]", text):
        at, mark = match.start(), match.group()
        if mark in "\"'":
            typed, is_open = mark, bool(open_marks) if mark == '"' else in_single
            before = edits[at - 1][1] if at - 1 in edits else text[at - 1 : at] if at else ""
            mark = _curl((before[-1:], typed, text[at + 1 : at + 5]), is_open, language)
            if typed == "'":
                in_single = mark == singles[0] or (in_single and mark != singles[1])
            edits[at] = (at + 1, mark)
            done[_CURLED] += 1
        bare = mark.strip()
        if bare in pairs:
            open_marks.append((at, bare))
        elif bare in partners and (not open_marks or open_marks.pop()[1] != partners[bare]):
            edits[at] = (at + 1, _nothing(text, at))
            done[_UNPAIRED] += 1
    for at, _ in open_marks:
        # A quotation of several paragraphs opens each of them and closes only the last.
        if at:
            edits[at] = (at + 1, _nothing(text, at))
            done[_UNPAIRED] += 1
    return edits, done


def _nothing(text: str, at: int) -> str:
    """The replacement for a mark that is removed: a space between two words, else nothing."""
    return " " if text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum() else ""


def _curl(around: tuple[str, str, str], is_open: bool, language: str) -> str:  # noqa: FBT001
    """The meaning of a straight mark: a quotation mark, an apostrophe, or inches.

    It is the second of ``around``, between the character before it and a few after it.
    """
    before, mark, rest = around
    after = rest[:1]
    opening, closing = quotation_marks(language, mark == '"')
    closed = {closing, quotation_marks(language, mark != '"')[1]}
    opens = (
        (not before or (before in _BEFORE_OPENING and before not in closed))
        and bool(after)
        and after not in _AFTER_CLOSING
    )
    if mark == '"':
        if before.isdigit() and not is_open:
            return "″"
        return opening if opens else closing
    is_year = _YEAR.match(rest) is not None
    if opens and not is_year:
        return opening
    return closing if is_open and not after.isalpha() else "’"
