"""What the files of the parts of a note are called, and findings about other names."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final

from pipeline.findings import Place
from pipeline.part_kinds import PART_KINDS, letter_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.load.report import Report
    from pipeline.part_kinds import PartPlace

_SINGLE: Final = tuple(kind.file for kind in PART_KINDS if kind.is_single)
_ANNEX: Final = re.compile(r"(annex|appendix|anhang|annexe|anexo)", re.IGNORECASE)
_MEANT: Final = {"preface": "foreword", "prologue": "foreword", "abstract": "summary"}


def hint_for_name(name: str) -> str:
    """The hint for a file in ``text/`` whose name is not that of any part."""
    stem = re.sub(r"[^a-z]+", "-", name.rpartition(".")[0].lower()).strip("-")
    if _ANNEX.match(name):
        return "name it with a letter and a few words: text/annex-a-first-annex.md"
    words = f"{_MEANT.get(stem, stem)}.md"
    close = difflib.get_close_matches(words, _SINGLE, 1, 0.6)
    if close and not name[:1].isdigit():
        return f"did you mean text/{close[0]}?"
    return "name it with a number, a hyphen and a few words: text/1-first-theme.md"


def duplicate_finding(place: PartPlace, first: str, name: str) -> tuple[str, Place, str]:
    """What is said of a second file for the same place: message, place and hint."""
    if place.kind.role == "theme":
        message, sign = f"theme {place.number} exists twice, also as {first}", "number"
    else:
        letter = letter_of(place.number)
        message, sign = f"{place.kind.role} {letter} exists twice, also as {first}", "letter"
    return message, Place(name), f"give each {place.kind.role} a {sign} of its own"


def check_parts(placed: Mapping[PartPlace, str], report: Report) -> None:
    """Report a note without a theme, and letters that are left out."""
    if not any(place.kind.role == "theme" for place in placed):
        hint = "write the first theme in text/1-its-name.md"
        report.add("N150", "the note has no theme", Place("text"), hint)
    annexes = sorted(place for place in placed if place.kind.label)
    for wanted, place in enumerate(annexes, 1):
        if place.number != wanted:
            name, letter = placed[place], letter_of(wanted)
            message = f"there is no annex {letter} before annex {letter_of(place.number)}"
            rest = name.split("-", 2)[2]
            hint = f"rename it annex-{letter.lower()}-{rest}, and those after it accordingly"
            report.add("N139", message, Place(name), hint)
            return
