"""The labels before captions, sources and notes: "Figure 1.", "Table 2:", "图1", "Source:"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from pipeline.importing.vocabulary import any_of
from pipeline.load.characters import HAN

Series = Literal["figure", "table", "box", "recommendation"]
SERIES: Final[tuple[Series, ...]] = ("figure", "table", "box", "recommendation")
Line = Literal["source", "note"]

_NUMBER: Final = r"\d{1,3}(?:[.\-–]\d{1,3}){0,2}[a-z]?|[A-Z]\.?\d{1,2}(?:\.\d{1,2})?|[IVXL]{1,6}"
_PARTED: Final = r"\s*[.:：–—|―]+\s*|\s+[-–—]\s+|[\t\u2002\u2003\u3000]\s*|\.?\s*\Z"
_LONGEST_TITLE: Final = 60


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a text: of what it is, its number, and its length.

    ``parted`` says that a sign stands between it and what follows.
    """

    series: Series
    number: str
    length: int
    parted: bool

    @property
    def name(self) -> str:
        """The name by which references find what has this label."""
        return f"{self.series} {self.number}".lower()


@cache
def _starts(series: Series) -> re.Pattern[str]:
    # Chinese has no space between the word and the number, nor behind it.
    return re.compile(
        rf"\s*(?:{any_of('captions', series)})(?:\.|\b|(?<=[{HAN}]))\s*(?:(?:no|n[°º]|№|nr)\.?\s*)?"
        rf"(?P<number>{_NUMBER})(?![\w%])(?P<sign>{_PARTED}|\s+|(?=[{HAN}(（]))",
        re.IGNORECASE,
    )


def label_of(text: str) -> Label | None:
    """The label at the start of a text, if it has one."""
    for series in SERIES:
        if found := _starts(series).match(text):
            sign = found["sign"]
            parted = sign not in {"", " ", "\u00a0"} or found.end() == len(text)
            return Label(series, found["number"].rstrip(".").lower(), found.end(), parted)
    return None


_STYLED: Final = re.compile(
    rf"\s*[^\W\d_]{{1,20}}\.?\s*(?P<number>{_NUMBER})(?!\w)(?:{_PARTED}|\s+)"
)


def styled_label_length(text: str) -> int:
    """The length of a word and a number at the start of a caption in any language."""
    found = _STYLED.match(text)
    return found.end() if found else 0


def is_caption(text: str, label: Label) -> bool:
    """Whether a text with a label is a caption and not a sentence, as "Figure 1 shows ..."."""
    rest = text[label.length :].strip()
    if len(rest.split()) > _LONGEST_TITLE or len(rest) > 500:
        return False
    if label.parted:
        return True
    return not rest or not (rest[0].islower() or rest.endswith((".", "。", "?", "？")))


@cache
def _lines(line: Line) -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of('captions', line)}\s*[:：]\s*(?=\S)", re.IGNORECASE)


def line_of(text: str) -> tuple[Line, int] | None:
    """Whether a text is the source or the note of a figure, and the length of that word."""
    for line in ("source", "note"):
        if found := _lines(line).match(text):
            return line, found.end()
    return None


@cache
def note_within() -> re.Pattern[str]:
    """A pattern for the word that begins a note behind a source, in the same paragraph."""
    return re.compile(rf"(?<=[.。;；])\s*(?={any_of('captions', 'note')}\s*[:：])", re.IGNORECASE)


@cache
def source_within() -> re.Pattern[str]:
    """A pattern for the word that begins a source behind a note, in the same paragraph."""
    return re.compile(rf"(?<=[.。;；])\s*(?={any_of('captions', 'source')}\s*[:：])", re.IGNORECASE)


@cache
def mentions() -> re.Pattern[str]:
    """A pattern for the mention of a figure, table, box or recommendation by its number."""
    words = "|".join(f"(?P<{series}>{any_of('captions', series)})" for series in SERIES)
    return re.compile(
        rf"(?<!\w)(?:{words})\.?[\s\u00a0]*(?P<number>{_NUMBER})(?![\w%])(?!\.\d)", re.IGNORECASE
    )
