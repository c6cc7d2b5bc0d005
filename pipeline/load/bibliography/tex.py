"""Values of BibTeX that pandoc cannot read as TeX, or reads as what was not meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.load.positions import Spot

if TYPE_CHECKING:
    from pipeline.findings import Place
    from pipeline.load.bibliography.entries import Entry, Field
    from pipeline.load.report import Report

TEX: Final = "N197"
"""The code of findings about TeX in the values of a bibliography."""

# fmt: off
_PRINTED: Final = frozenset({
    "title", "subtitle", "titleaddon", "booktitle", "booksubtitle", "maintitle", "journal",
    "journaltitle", "author", "editor", "translator", "publisher", "institution", "organization",
    "school", "series", "note", "addendum", "number", "edition", "address", "location", "type",
    "howpublished", "chapter", "pages", "volume", "eventtitle", "version",
})
# fmt: on
_SIGN: Final = re.compile(r"\\.|\$", re.DOTALL)
_COMMAND: Final = re.compile(
    r"\\(?:begin|end|verb|def|newcommand|let|input|include)(?![A-Za-z])|\\[\[\]]"
)
_MONEY: Final = re.compile(r"(?<![\\$])(?<=[A-Z])\$(?=[0-9])")


def check_tex(entry: Entry, report: Report) -> None:
    """Report dollar signs that begin no formula, and commands that set no text."""
    for field in entry.fields:
        if field.name not in _PRINTED:
            continue
        dollars = [one.start() for one in _SIGN.finditer(field.value) if one.group() == "$"]
        if (money := _MONEY.search(field.value)) or len(dollars) % 2:
            at = money.start() if money else dollars[-1]
            hint = "write \\$ for a dollar sign, or $…$ for a formula"
            report.add(
                TEX, "a dollar sign begins a formula in TeX", *_at(entry, field, at, 1, hint)
            )
        elif command := _COMMAND.search(field.value):
            message = f"{command.group()} cannot be read in a bibliography"
            at, length = command.start(), len(command.group())
            report.add(TEX, message, *_at(entry, field, at, length, "write what shall be printed"))


def _at(entry: Entry, field: Field, at: int, length: int, hint: str) -> tuple[Place, str]:
    """The place of a stretch of a value; of the value, if it was written with abbreviations."""
    source = entry.source
    start = source.offset_of(field.spot)
    if source.text[start : start + at + length] != field.value[: at + length]:
        return entry.place_of(field), hint
    spot = source.spot_at(start + at)
    return source.place(Spot(spot.line, spot.column, length)), hint
