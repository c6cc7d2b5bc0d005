"""Citations as data -> as they are typed in a note: ``[see @smith2020, p. 3]``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.importing.citations.marks import PAGES
from pipeline.languages import find_language

if TYPE_CHECKING:
    from collections.abc import Iterable

_PAGES: Final = re.compile(f"{PAGES}(?P<pages>[^;\\]]*)")
_SEVERAL: Final = re.compile(r"[-–,&]")
_BARE: Final = re.compile(r"[0-9ivxlcIVXLCA-Z]+(?:[ ]?[-–,&][ ]?[0-9ivxlcIVXLCA-Z]+)*")
_LABELS: Final = {
    "act": "act", "appendix": "app.", "article": "art.", "book": "bk.", "canon": "can.",
    "chapter": "chap.", "column": "col.", "elocation": "loc.", "equation": "eq.",
    "figure": "fig.", "folio": "fol.", "issue": "no.", "line": "l.", "note": "n.",
    "opus": "op.", "paragraph": "para.", "part": "pt.", "rule": "r.", "scene": "sc.",
    "section": "sec.", "sub-verbo": "s.v.", "sub verbo": "s.v.", "supplement": "supp.",
    "table": "tbl.", "timestamp": "ts.", "verse": "v.", "version": "ver.", "volume": "vol.",
}  # fmt: skip
_BRACKETS: Final = str.maketrans({"[": "(", "]": ")", ";": ",", "@": "", "\n": " "})
_SPECIAL: Final = re.compile(r"[\\`*<{}^~|$]|(?<!\w)_|_(?!\w)")


@dataclass(frozen=True, slots=True)
class Cited:
    """A work in a citation: its key, the place in it, the words around.

    ``label`` says what the locator counts, in the words of CSL, such as page or chapter.
    """

    key: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    is_without_author: bool = False
    is_in_text: bool = False
    """Whether its author is named in the sentence, as in Smith (2020)."""


def typed(cited: Iterable[Cited]) -> str:
    """The citation of works as it is typed; page numbers have no label yet."""
    works = tuple(cited)
    if len(works) == 1 and works[0].is_in_text and not works[0].prefix.strip():
        where = f"{_locator(works[0])}{_after(works[0])}".strip()
        return f"@{works[0].key}" + (f" [{where}]" if where else "")
    return f"[{'; '.join(map(_typed_one, works))}]"


def _typed_one(one: Cited) -> str:
    prefix = _words(one.prefix).strip()
    key = f"{'-' * one.is_without_author}@{one.key}"
    locator = _locator(one)
    return f"{prefix} {key}{', ' if locator else ''}{locator}{_after(one)}".strip()


def _after(one: Cited) -> str:
    """The words behind a work, with a space before them, since other signs may be part of a key."""
    words = _words(one.suffix).strip()
    return words if not words or words.startswith(",") else f" {words}"


def _locator(one: Cited) -> str:
    where = _words(one.locator).strip()
    if not where:
        return ""
    if one.label in {"", "page"}:
        return f"{PAGES}{where}" if _BARE.fullmatch(where) else where
    return f"{_LABELS.get(one.label, one.label)} {where}"


def _words(text: str) -> str:
    """Words that end neither the citation nor its part, and begin no mark."""
    plain = " ".join(re.sub(r"</?[a-z][^<>]*>", "", text).translate(_BRACKETS).split())
    return _SPECIAL.sub(lambda match: f"\\{match.group()}", plain)


def with_labels(citation: str, language: str) -> str:
    """A citation whose page numbers have the label that the language of the note has for them.

    In a language without a file a number alone is a page.
    """
    known = find_language(language)
    page, pages = (
        (known.importing.facts["page"][0], known.importing.facts["pages"][0]) if known else ("", "")
    )

    def label(match: re.Match[str]) -> str:
        several = _SEVERAL.search(match["pages"].partition(", ")[0])
        return f"{pages if several else page} {match['pages']}".strip()

    return _PAGES.sub(label, citation)
