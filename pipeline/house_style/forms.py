"""Tokens whose values are words, and what these can be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from pipeline.citing.styles import BUILT_IN
from pipeline.house_style.citation_styles import NAME as CITATION_STYLE
from pipeline.house_style.paper import ONE_PAGER_PAPER, PAPER
from pipeline.house_style.style import NUMERALS
from pipeline.languages.digits import AS_LANGUAGE
from pipeline.languages.digits import WORD as DIGITS
from pipeline.languages.language import Digits

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a value, a hint for one of another form, and the values in short."""

    pattern: re.Pattern[str]
    hint: str
    values: str


_LIST: Final = Form(
    re.compile(r"none|always|from [1-9][0-9]{0,2}"),
    "use none, always, or from and a whole number, such as: from 8",
    "none, always, from N",
)
_NUMERALS: Final = Form(
    re.compile(r"none|un|(?:arabic|roman|letters|by-theme)(?: unless-alone)?(?: on-use)?"),
    "use arabic, roman, letters, by-theme, un or none, such as: arabic unless-alone on-use",
    "arabic, roman, letters, by-theme, un, none; with unless-alone, on-use",
)
_FORMS: Final[Mapping[str, Form]] = {
    "page-multiple": Form(
        re.compile(r"[1-9]|[1-5][0-9]|6[0-4]"),
        "use a whole number from 1 to 64, such as 4 for saddle stitching",
        "1 to 64",
    ),
    "page-lines": Form(
        re.compile(r"[1-9][0-9]{0,2}"), "use a whole number from 1 to 999, such as 50", "1 to 999"
    ),
    "imposition": Form(re.compile(r"none|booklet"), "use none or booklet", "none, booklet"),
    "photo-strips": Form(
        re.compile(r"none|note|one-pagers|all"),
        "use none, note, one-pagers or all",
        "none, note, one-pagers, all",
    ),
    "edition-size": Form(re.compile(r"standard|large"), "use standard or large", "standard, large"),
    "page-sides": Form(
        re.compile(r"mirrored|single"), "use mirrored or single", "mirrored, single"
    ),
    "emblem-place": Form(re.compile(r"head|foot"), "use head or foot", "head, foot"),
    "part-start": Form(re.compile(r"page|together"), "use page or together", "page, together"),
    "text-align": Form(re.compile(r"start|justify"), "use start or justify", "start, justify"),
    "opener-start": Form(re.compile(r"any|recto"), "use any or recto", "any, recto"),
    "opener": Form(re.compile(r"page|band"), "use page or band", "page, band"),
    DIGITS: Form(
        re.compile("|".join((AS_LANGUAGE, *get_args(Digits)))),
        f"use {AS_LANGUAGE}, {', '.join(get_args(Digits)[:-1])} or {get_args(Digits)[-1]}",
        f"{AS_LANGUAGE}, {', '.join(get_args(Digits))}",
    ),
    "list-of-abbreviations": _LIST,
    "list-of-figures": _LIST,
    "list-of-tables": _LIST,
    "references": Form(re.compile(r"note|theme"), "use note or theme", "note, theme"),
    "footnote-numbers": Form(re.compile(r"note|page"), "use note or page", "note, page"),
    "pdf-standard": Form(
        re.compile(r"ua-1\+a-3a|ua-2\+a-4f"),
        "use ua-1+a-3a or ua-2+a-4f",
        "ua-1+a-3a, ua-2+a-4f",
    ),
    # What these can be is checked where they are read.
    PAPER: Form(re.compile(r".*"), "", "a4, a5, b5, letter, W H in mm or in"),
    ONE_PAGER_PAPER: Form(re.compile(r".*"), "", "as-note, a4, a5, b5, letter, W H in mm or in"),
    CITATION_STYLE: Form(re.compile(r".*"), "", f"{', '.join(BUILT_IN)}, a .csl file"),
    "printing-condition": Form(re.compile(r".*"), "", "fogra39, fogra51, the path of a profile"),
}


def form_of(name: str) -> Form | None:
    """The form of the values of a token; None for a colour, a length, a number or faces."""
    return _NUMERALS if name.endswith(NUMERALS) else _FORMS.get(name)
