"""The words by which parts of a manuscript are recognised: its sections, kinds and dates."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING, Final, Literal

from pipeline.importing.outlining.heading_numbers import read_number
from pipeline.importing.vocabulary import any_of, any_word, words
from pipeline.languages import languages

if TYPE_CHECKING:
    from pipeline.importing.facts.given import Precision

Region = Literal[
    "front", "letter", "contents", "lists", "disclaimer", "imprint", "contact", "foreword",
    "acknowledgements", "summary", "introduction", "body", "conclusion", "annex", "references",
    "participants", "observers",
]  # fmt: skip
"""A stretch of a manuscript; a ``letter`` is one that covers it, ``lists`` are of its figures."""
_SECTIONS: Final[tuple[Region, ...]] = (
    "contents", "lists", "disclaimer", "imprint", "contact", "foreword", "acknowledgements",
    "summary", "introduction", "conclusion", "references", "participants", "observers",
)  # fmt: skip
TEXT_REGIONS: Final = frozenset(
    {
        *("foreword", "acknowledgements", "summary", "introduction", "body", "conclusion"),
        *("annex", "references"),
    }
)
"""The regions whose words are set as text."""
# The label of an annex: "Annex 1", "Appendix B:", "附件二". "Annexes of the treaty" has none.
_LETTER: Final = r"(?:\s+(?:(?-i:[A-Z])|[IVX]+)|\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2}))(?!\w)"
_PREFIX: Final = re.compile(
    rf"{any_of('annex')}(?:{_LETTER}\s*[:：.–—-]*|\s*[:：.–—-]+)\s*(?=\S)", re.IGNORECASE
)
_ANNEX: Final = re.compile(rf"{any_of('annex')}(?:{_LETTER})?\s*[:：.–—-]*", re.IGNORECASE)
_KIND: Final = re.compile(any_of("kinds"), re.IGNORECASE)
_COUNTED: Final = re.compile(
    rf"(?P<kind>{any_of('kinds')})\s*[,:–—-]?\s*(?:(?:no|nr|núm|num|nº|n°|№|issue|第)\.?\s*)?"
    r"(?:(?:19|20)\d\d\s*[/-]\s*(?=\d))?(?P<number>\d{1,4})(?:\s*[/-]\s*\d{2,4})?\s*[号期]?",
    re.IGNORECASE,
)
_DRAFT: Final = re.compile(any_of("lines", "draft"), re.IGNORECASE)
_VERSION: Final = re.compile(
    rf"(?:\w+\s+)?{any_of('lines', 'version')}\s*:?\s*v?[\d.]*", re.IGNORECASE
)
_LONGEST_LINE: Final = 200
"""The most characters of a line of a title page: longer ones are text."""
_PARTED: Final = re.compile(r"\s*[,;|(]\s*|\s+[–—-]\s+")
_PLACE_WORDS: Final = 3
_SERIES: Final = re.compile(rf"(?<![a-z]){any_of('series')}(?![a-z])", re.IGNORECASE)

_ORGANISATION: Final = re.compile(any_of("organisations"), re.IGNORECASE)
_NAME_WORDS: Final = 10
_ELISION: Final = re.compile(r"\b(?:[dDlL]|dell|Dell)[’'](?=\w)")
_LINKING: Final = 3
"""Letters of the longest word such as "of" or "des" in a name."""

_MONTHS: Final = {
    name.lower(): number
    for language in languages()
    for name, number in language.dates.numbers.items()
}
_ENDING: Final = any_word(tuple(e for one in languages() for e in one.dates.day_endings))
_BETWEEN: Final = any_word(tuple(word for one in languages() for word in one.dates.between))
_BEFORE: Final = any_word(tuple(word for one in languages() for word in one.dates.before))
_YEAR_ENDING: Final = any_word(tuple(e for one in languages() for e in one.dates.year_endings))
_NUMERAL: Final = re.compile(r"(?![0-9])\d")
"""A numeral of Arabic, Persian or Devanagari, or a wide one."""
_DAY: Final = r"(?P<d>\d{1,2})"
_NAME: Final = f"(?P<n>{'|'.join(_MONTHS)})"
_YEAR: Final = rf"(?P<y>(?:19|20)\d{{2}})(?:\s?{_YEAR_ENDING})?"
_DATES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}-(?P<m>\d{{1,2}})-{_DAY}",
        rf"(?:{_BEFORE} )?{_DAY}{_ENDING}?(?: {_BETWEEN})? {_NAME},?(?: {_BETWEEN})? {_YEAR}",
        rf"{_NAME} {_DAY}{_ENDING}?,? {_YEAR}",
        rf"{_NAME}(?:(?: {_BETWEEN})? |\s?[/-]\s?){_YEAR}",
        rf"{_DAY}\.\s?(?P<m>\d{{1,2}})\.\s?{_YEAR}",
        rf"{_YEAR}\s*年\s*(?P<m>\d{{1,2}})\s*月(?:\s*{_DAY}\s*日)?",
        _YEAR,
    )
)


def landmark(text: str) -> Region | None:
    """The region that a heading opens, or None if it is no landmark."""
    text = text.strip()
    bare = text[annex_length(text) :] or text
    number = read_number(bare)
    starts = {0, number.length if number and number.series != "small" else 0}
    for start in sorted(starts):
        asked = bare[start:].strip(" .:：").casefold().replace("'", "’")
        for region in _SECTIONS:
            if asked in words("sections", region):
                return region
    return "annex" if annex_length(text) or _ANNEX.fullmatch(text) else None


def annex_length(text: str) -> int:
    """The length of the label before the title of an annex; 0 where there is none."""
    match = _PREFIX.match(text)
    return match.end() if match else 0


def names_introduction(text: str) -> bool:
    """Whether a heading is the very word for an introduction, in any language."""
    number = read_number(text)
    bare = text[number.length if number else 0 :].strip(" .:：").casefold()
    return bare in {language.words["introduction"].casefold() for language in languages()}


def names_annexes(text: str) -> bool:
    """Whether a heading is the word for annexes alone, with which a list of them begins."""
    return text.strip(" .:：").casefold() in words("annex")


def is_kind(text: str) -> bool:
    """Whether a line says what kind of document this is."""
    return _KIND.fullmatch(text.strip(" .")) is not None


def says_draft(text: str) -> bool:
    """Whether a line says how far a manuscript is: "Draft, not for citation"."""
    if len(text) > _LONGEST_LINE:
        return False
    parts = [part.strip(" .()[]") for part in _PARTED.split(text)]
    known = [part for part in parts if part]
    return bool(known) and all(_DRAFT.fullmatch(part) or _VERSION.fullmatch(part) for part in known)


def read_placed_date(text: str) -> tuple[dt.date, Precision] | None:
    """The date behind a place or the state of a draft: "Nairobi, March 2024"."""
    if len(text) > _LONGEST_LINE:
        return None
    for match in _PARTED.finditer(text):
        before, after = text[: match.start()].strip(), text[match.end() :].strip()
        is_place = len(before.split()) <= _PLACE_WORDS and before[:1].isupper()
        if (is_place or says_draft(before)) and (found := read_date(after)):
            return found
    return None


def read_counted_kind(text: str) -> tuple[str, int] | None:
    """The kind of document and its number in a series: "Policy Brief No. 12/2024"."""
    match = _COUNTED.fullmatch(text.strip(" ."))
    return (match["kind"].strip(), int(match["number"])) if match else None


def names_organisation(text: str) -> bool:
    """Whether a line is the name of an organisation: "Ministry of Water", "River University"."""
    parts = _ELISION.sub("", text).split()
    if not parts or len(parts) > _NAME_WORDS or text.endswith((".", "?", "!")):
        return False
    first, last = _ORGANISATION.match(parts[0]), _ORGANISATION.match(parts[-1])
    small = len(parts) > 1 and (parts[1].islower() or text.isupper())
    linked = small and len(parts[1]) <= _LINKING
    is_name = all(part[:1].isupper() for part in parts if len(part) > _LINKING)
    return is_name and bool((first and linked) or (last and len(parts) > 1))


def names_series(text: str) -> bool:
    """Whether a line names a series."""
    return _SERIES.search(text) is not None


def read_date(text: str) -> tuple[dt.date, Precision] | None:
    """The date that a line is, and how much of it is given; None if it is no date."""
    text = _NUMERAL.sub(lambda match: str(unicodedata.decimal(match[0])), text.strip(" .,،"))
    for pattern in _DATES:
        match = pattern.fullmatch(text)
        if not match:
            continue
        parts = match.groupdict()
        name = parts.get("n")
        month = _MONTHS[name.lower()] if name else int(parts.get("m") or 0)
        day = int(parts.get("d") or 0)
        try:
            date = dt.date(int(parts["y"]), month or 1, day or 1)
        except ValueError:
            return None
        return date, "day" if day else "month" if month else "year"
    return None
