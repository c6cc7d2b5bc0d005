"""What the files of the parts of a note are called, and findings about other names."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final

from pipeline.findings import Place
from pipeline.languages import languages
from pipeline.numerals import numeral_of_part
from pipeline.part_kinds import PART_KINDS, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.load.report import Report
    from pipeline.part_kinds import PartKind, PartPlace

_SINGLE: Final = tuple(kind.file for kind in PART_KINDS if kind.file and kind.is_single)
_MEANT: Final = {"preface": "foreword", "prologue": "foreword", "abstract": "summary"}


def hint_for_name(name: str) -> str:
    """The hint for a file in ``text/`` whose name is not that of any part."""
    stem = re.sub(r"[^a-z]+", "-", name.rpartition(".")[0].lower()).strip("-")
    if name.lower().startswith(_words_for_annex()):
        return f"name it with a letter and a few words: text/{_example(kind_of('annex'))}"
    words = f"{_MEANT.get(stem, stem)}.md"
    close = difflib.get_close_matches(words, _SINGLE, 1, 0.6)
    if close and not name[:1].isdigit():
        return f"did you mean text/{close[0]}?"
    example = _example(kind_of("theme"))
    return f"name it with a number, a hyphen and a few words: text/{example}"


def _words_for_annex() -> tuple[str, ...]:
    return tuple(word for language in languages() for word in language.importing.annex)


def _example(kind: PartKind) -> str:
    """The name of a file of a kind of which a note can have many."""
    name = kind.file.replace("#", "1").replace("*", "a")
    return name.replace("?", f"first-{kind.role}")


def duplicate_finding(place: PartPlace, first: str, name: str) -> tuple[str, Place, str]:
    """What is said of a second file for the same place: message, place and hint."""
    kind = place.kind
    numeral = numeral_of_part(kind, place.number, before_another=True)
    sign = "letter" if kind.numerals == "letters" else "number"
    message = f"{kind.role} {numeral} exists twice, also as {first}"
    return message, Place(name), f"give each {kind.role} a {sign} of its own"


def check_parts(placed: Mapping[PartPlace, str], report: Report) -> None:
    """Report a note without a theme, and letters that are left out."""
    if not any(place.kind.role == "theme" for place in placed):
        hint = "write the first theme in text/1-its-name.md"
        report.add("N150", "the note has no theme", Place("text"), hint)
    for kind in PART_KINDS:
        if kind.numerals == "letters":
            _check_letters(kind, placed, report)


def _check_letters(kind: PartKind, placed: Mapping[PartPlace, str], report: Report) -> None:
    """Report the first letter that is left out among the parts of a kind."""
    for wanted, place in enumerate(sorted(one for one in placed if one.kind is kind), 1):
        if place.number == wanted:
            continue
        letter = numeral_of_part(kind, wanted)
        message = f"there is no {kind.role} {letter} before {kind.role} "
        message += numeral_of_part(kind, place.number)
        name = placed[place].rpartition("/")[2]
        found = kind.pattern.fullmatch(name)
        renamed = f"{name[: found.start(1)]}{letter.lower()}{name[found.end(1) :]}" if found else ""
        hint = f"rename it {renamed}, and those after it accordingly"
        report.add("N139", message, Place(placed[place]), hint)
        return
