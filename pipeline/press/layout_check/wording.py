"""Remarks in words: the finding that each becomes, with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pipeline.findings import Finding, Place, Severity

if TYPE_CHECKING:
    from pipeline.press.parts.remarks import Kind, Remark

_LONGEST_QUOTATION: Final = 60
_WORD: Final = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class _Wording:
    code: str
    message: str
    hint: str
    severity: Severity = "warning"


_WORDINGS: Final[Mapping[Kind, _Wording]] = {
    "stranded heading": _Wording(
        "N301",
        "{words} ends the page, and what it heads is on the next",
        "put {{.break-before}} on it, or change what stands above it by a line or two",
    ),
    "orphan": _Wording(
        "N302",
        "the first line of a paragraph ends the page: {words}",
        "change what stands above it by a line, or put {{.keep-together}} on the paragraph",
    ),
    "widow": _Wording(
        "N303",
        "the last line of a paragraph begins the page: {words}",
        "shorten the paragraph by a line, perhaps with {{.tighter}}",
    ),
    "short last word": _Wording(
        "N304",
        "the last line is one short word: {words}",
        "reword, or tie it to the word before it with a no-break space: &nbsp;",
    ),
    "near-empty page": _Wording(
        "N305",
        "the page holds no more than {lines}",
        "win the lines back above, perhaps with {{.tighter}} on a paragraph, or say more",
    ),
    "overfull line": _Wording(
        "N306",
        "the line is {size:.1f} mm longer than its measure: {words}",
        "divide the long word or address, or say it in other words",
        "error",
    ),
    "overfull page": _Wording(
        "N306",
        "the text runs over the end of the page: {words}",
        "divide what cannot be parted, or make the picture above it smaller",
        "error",
    ),
    "loose line": _Wording(
        "N307",
        "the spaces of the line are stretched wide: {words}",
        "change the words around it, so that the lines break elsewhere",
    ),
    "short line": _Wording(
        "N307",
        "the line ends {size:.0f} mm before its measure: {words}",
        "what follows cannot be broken: divide it, or say it in other words",
    ),
    "footnote elsewhere": _Wording(
        "N308",
        "the footnote is not printed on the page it is called on",
        "shorten it, or call it some lines earlier or later",
    ),
    "lost footnote": _Wording(
        "N308",
        "no page has room for the footnote, which is cut or left out",
        "shorten it, or move what it says to the text",
        "error",
    ),
    "cut row": _Wording(
        "N309",
        "the end of the page cuts a row of the table: {words}",
        "make two rows of it, or move what it says to the text",
    ),
    "hyphen at page end": _Wording(
        "N310",
        "the page ends in the middle of a word: {words}",
        "change the words around it, so that the lines break elsewhere",
    ),
    "hyphen in heading": _Wording(
        "N311",
        "a line of the heading ends with a hyphen: {words}",
        "end the line elsewhere with a backslash, or choose other words",
    ),
    "straying pull quote": _Wording(
        "N312",
        "the pull quote runs out of its column or touches something: {words}",
        "mark another sentence as .pull, without so long a word",
        "error",
    ),
    "crowded pull quote": _Wording(
        "N321",
        "pull quote #{anchor} finds no room in the margin",
        "mark fewer sentences close together as .pull, or a shorter one",
        "error",
    ),
    "wrong dash": _Wording(
        "N313",
        "a hyphen stands where a dash belongs: {words}",
        "type the dash – itself; in the text two hyphens make one",
    ),
    "wrong quotation mark": _Wording(
        "N314",
        "a quotation mark is straight, or faces the wrong way: {bare}",
        "type the mark itself: “ and ‘ open, ” and ’ close",
    ),
    "missing tie": _Wording(
        "N315",
        "the line ends between what belongs together: {words}",
        "type a no-break space there: &nbsp;",
    ),
    "idle break": _Wording(
        "N316",
        "{{.break-before}} has no effect: a page begins here without it",
        "take it away, or it will be in the way when the text changes",
    ),
    "idle keeping": _Wording(
        "N317",
        "{{.keep-together}} has no effect: no page ends in it without it",
        "take it away, or it will be in the way when the text changes",
    ),
    "vain keeping": _Wording(
        "N317",
        "{{.keep-together}} cannot be done: this is longer than a page",
        "take it away, or put it on a part of this",
    ),
    "idle tightening": _Wording(
        "N318",
        "{{.tighter}} wins no line here",
        "take it away",
    ),
}


def layout_finding(remark: Remark, place: Place, where: str = "") -> Finding:
    """Return the finding that a remark becomes.

    ``place`` is that of its anchor in the source, with the page; the words quoted are looked for
    in its line. ``where`` names a document other than the note, such as a one-pager.
    """
    wording = _WORDINGS[remark.kind]
    count = int(remark.size)
    message = wording.message.format(
        words=f"“{_shortened(remark.words)}”",
        bare=_shortened(remark.words),
        anchor=remark.anchor,
        size=remark.size,
        lines="1 line" if count == 1 else f"{count} lines",
    )
    return Finding(
        code=wording.code,
        message=f"{where}: {message}" if where else message,
        place=_at_words(place, remark.words),
        hint=wording.hint.format(),
        severity=wording.severity,
    )


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST_QUOTATION:
        return words
    return words[: _LONGEST_QUOTATION - 1].rstrip() + "…"


def _at_words(place: Place, words: str) -> Place:
    """Return the place of the words in a line, or of the longest of them if it stands there once.

    What is printed may differ from what is typed by marks, quotation marks and spaces.
    """
    longest = max(_WORD.findall(words), key=len, default="")
    for wanted in (words, longest):
        if wanted and place.text.count(wanted) == 1:
            return replace(place, column=place.text.find(wanted) + 1, length=len(wanted))
    return place
