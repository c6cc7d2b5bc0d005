"""The wording of remarks: turns each into a finding, with its place in the source."""

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
        "{words} is at the end of the page, and its text is on the next",
        "add {{.break-before}} to it, or shorten or lengthen the text above by a line or two",
    ),
    "orphan": _Wording(
        "N302",
        "the first line of a paragraph is alone at the end of the page: {words}",
        "shorten or lengthen the text above by a line, or add {{.keep-together}} to the paragraph",
    ),
    "widow": _Wording(
        "N303",
        "the last line of a paragraph is alone at the top of the page: {words}",
        "shorten the paragraph by a line, perhaps with {{.tighter}}",
    ),
    "short last word": _Wording(
        "N304",
        "the last line is one short word: {words}",
        "reword the paragraph, or join it to the word before with a no-break space: &nbsp;",
    ),
    "short last line": _Wording(
        "N327",
        "the last line fills less than a quarter of its measure: {words}",
        "reword the paragraph by a few letters, so that its lines break elsewhere",
        "remark",
    ),
    "pair of hyphens": _Wording(
        "N328",
        "two lines in succession end with hyphens, the first of them in {words}",
        "put a shorter word in place of it, or reword the text around it",
        "remark",
    ),
    "divided name": _Wording(
        "N329",
        "a name is hyphenated: {words}",
        "reword the text around it, so that the name stands within a line",
        "remark",
    ),
    "near-empty page": _Wording(
        "N305",
        "the page has only {lines}",
        "save as many lines above, perhaps with {{.tighter}} on a paragraph, or add text",
    ),
    "overfull line": _Wording(
        "N306",
        "the line is {size:.1f} mm too long: {words}",
        "break up the long word, or reword the line",
        "error",
    ),
    "overfull page": _Wording(
        "N306",
        "the text runs off the end of the page: {words}",
        "split the element that cannot break, or make the picture above it smaller",
        "error",
    ),
    "loose line": _Wording(
        "N307",
        "the spaces in the line are too wide: {words}",
        "reword the text around it, so that the lines break elsewhere",
    ),
    "short line": _Wording(
        "N307",
        "the line is {size:.0f} mm too short: {words}",
        "what follows cannot be broken: split it, or reword the text",
    ),
    "displaced footnote": _Wording(
        "N308",
        "the footnote is not on the page of its reference",
        "shorten it, or move its reference some lines up or down",
    ),
    "lost footnote": _Wording(
        "N308",
        "the footnote does not fit on a page, and is truncated or lost",
        "shorten it, or move its content to the text",
        "error",
    ),
    "divided row": _Wording(
        "N309",
        "a table row is divided by the end of the page: {words}",
        "split it into two rows, or move its content to the text",
    ),
    "overfull table": _Wording(
        "N322",
        "the table is {size:.0f} mm too wide, even at the smallest legible size",
        "shorten the longest words of its columns, leave columns out, or make two tables of it",
        "error",
    ),
    "hyphen at page end": _Wording(
        "N310",
        "the page ends in the middle of a word: {words}",
        "reword the text around it, so that the lines break elsewhere",
    ),
    "hyphen in heading": _Wording(
        "N311",
        "a line of the heading ends with a hyphen: {words}",
        "end the line elsewhere with a backslash, or reword the heading",
    ),
    "misplaced pull quote": _Wording(
        "N312",
        "the pull quote extends beyond its column or overlaps something: {words}",
        "mark another sentence as .pull, without such a long word",
        "error",
    ),
    "unset pull quote": _Wording(
        "N321",
        "the pull quote is not set: the pages near that of its sentence have no room for it",
        "leave it, as the web edition has it; on pages it needs fewer or shorter ones nearby, "
        "and a text of two pages",
        "remark",
    ),
    "crowded opener": _Wording(
        "N323",
        "the opener of the theme has no room for its title and the list of its questions",
        "shorten the title or the questions, or set --opener: band, which does not list them",
        "error",
    ),
    "crowded band": _Wording(
        "N324",
        "the band at the head of the one-pager has no room for its title",
        "shorten the title or the subtitle, or make --band-title-size smaller",
        "error",
    ),
    "wrong dash": _Wording(
        "N313",
        "there is a hyphen in place of a dash: {words}",
        "type the dash – itself; in the text two hyphens make one",
    ),
    "wrong quotation mark": _Wording(
        "N314",
        "a quotation mark is straight, or faces the wrong way: {bare}",
        "type the mark itself: “ and ‘ open, ” and ’ close",
    ),
    "missing no-break space": _Wording(
        "N315",
        "the line breaks between words that belong together: {words}",
        "type a no-break space there: &nbsp;",
    ),
    "needless break": _Wording(
        "N316",
        "{{.break-before}} has no effect: a page begins here without it",
        "remove it, or it may get in the way when the text changes",
    ),
    "needless keeping": _Wording(
        "N317",
        "{{.keep-together}} has no effect: no page ends here without it",
        "remove it, or it may get in the way when the text changes",
    ),
    "impossible keeping": _Wording(
        "N317",
        "{{.keep-together}} is impossible: this is longer than a page",
        "remove it, or add it to a part of this",
    ),
    "needless tightening": _Wording(
        "N318",
        "{{.tighter}} saves no line here",
        "remove it",
    ),
}


def is_remark(remark: Remark) -> bool:
    """Whether its finding is told on request only."""
    return _WORDINGS[remark.kind].severity == "remark"


def layout_finding(remark: Remark, place: Place, where: str = "") -> Finding:
    """Turn a remark into a finding.

    ``place`` is that of its anchor in the source, with the page; the words quoted are searched
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
    """The place of the words in a line, or of the longest word, if it occurs there once.

    The printed words may differ from the source in marks, quotation marks and spaces.
    """
    longest = max(_WORD.findall(words), key=len, default="")
    for wanted in (words, longest):
        if wanted and place.text.count(wanted) == 1:
            return replace(place, column=place.text.find(wanted) + 1, length=len(wanted))
    return place
