"""The numbers of headings, typed or set by a list: "1.", "1.2", "IV.", "A.", "Part Two"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.importing.vocabulary import any_of
from pipeline.languages import languages

Series = Literal["part", "roman", "letter", "arabic", "small", "han"]
"""Numerals, and whether a word such as "Section" stands before them (``part``)."""

_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50}
_HAN: Final = "一二三四五六七八九"
_STOP: Final = r"(?:\s*[.):：、．）–—-]+\s*|\s+)"


@dataclass(frozen=True, slots=True)
class HeadingNumber:
    """The number of a heading: its numerals, its values, outermost first, and its length."""

    series: Series
    values: tuple[int, ...]
    length: int
    is_marked: bool
    """A stop, a bracket or a word shows that it is a number; a bare figure may be a word."""
    word: str = ""
    """The word or bracket before it, in small letters: "section"."""

    @property
    def depth(self) -> int:
        """How many numbers it is made of: 2 for 1.2."""
        return len(self.values)


def _patterns() -> tuple[tuple[Series, re.Pattern[str]], ...]:
    ordinal = "|".join(map(re.escape, sorted(_ordinals(), key=len, reverse=True)))
    word = rf"(?:{any_of('theme')}|{any_of('annex')})"
    value = rf"(?P<n>\d{{1,2}}|[IVXL]+|[A-Z]|{ordinal})"
    return (
        ("part", re.compile(rf"(?P<word>{word})\s+{value}(?:{_STOP}(?=\S)|\s*$)", re.IGNORECASE)),
        ("han", re.compile(rf"第(?P<n>[{_HAN}十]+|\d+)[章节節部分篇]+\s*")),
        ("han", re.compile(rf"(?P<n>[{_HAN}十]+)、\s*")),
        ("han", re.compile(rf"(?P<word>[（(])(?P<n>[{_HAN}十]+)[）)]\s*")),
        ("arabic", re.compile(rf"(?P<n>\d{{1,2}}(?:\.\d{{1,2}})+)(?P<stop>{_STOP})(?=\S)")),
        ("arabic", re.compile(rf"[(（]?(?P<n>\d{{1,2}})(?P<stop>{_STOP})(?=\S)")),
        ("roman", re.compile(r"(?P<n>[IVXL]+)(?P<stop>\s*[.):：–—-]+\s+)(?=\S)")),
        ("letter", re.compile(r"(?P<n>[A-Z])(?P<stop>\s*[.):：]\s*|\s+[–—-]\s+)(?=\S)")),
        ("small", re.compile(r"[(]?(?P<n>[a-z])(?P<stop>\s*[.)]\s*)(?=\S)")),
    )


def _ordinals() -> dict[str, int]:
    """Ordinal and cardinal numbers in words, of all languages."""
    found: dict[str, int] = {}
    for language in languages():
        for listed in (language.importing.lines["ordinals"], language.importing.lines["cardinals"]):
            found |= {word: value for value, word in enumerate(listed, 1)}
    return found


def read_number(text: str) -> HeadingNumber | None:
    """The number that a heading begins with; None if it has none."""
    for series, pattern in _PATTERNS:
        if match := pattern.match(text):
            parts = match.groupdict()
            values = _values(parts["n"], series)
            if values:
                marked = bool((parts.get("stop") or ".").strip())
                word = (parts.get("word") or "").casefold()
                # "Section 1" has no other words, and stays.
                length = match.end() if match.end() < len(text.rstrip()) else 0
                return HeadingNumber(series, values, length, marked, word)
    return None


def _values(numeral: str, series: Series) -> tuple[int, ...]:
    if numeral[:1].isdigit():
        return tuple(int(part) for part in numeral.split("."))
    if series == "han":
        return (_han_value(numeral),)
    if series in {"letter", "small"}:
        return (ord(numeral.upper()) - ord("A") + 1,)
    if (value := _ORDINALS.get(numeral.casefold())) is not None:
        return (value,)
    if all(letter in _VALUES for letter in numeral.upper()):
        return (roman_value(numeral),)
    return (ord(numeral.upper()) - ord("A") + 1,) if len(numeral) == 1 else ()


def roman_value(numeral: str) -> int:
    """The value of a Roman numeral below 90."""
    total = 0
    values = [_VALUES[letter] for letter in numeral.upper()]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total


def _han_value(numeral: str) -> int:
    """The value of a Chinese number below 100."""
    tens, ten, ones = numeral.rpartition("十")
    value = (_HAN.find(tens[:1]) + 1 if tens else 1) * 10 if ten else 0
    return value + (_HAN.find(ones[:1]) + 1 if ones else 0)


_ORDINALS: Final = _ordinals()
_PATTERNS: Final = _patterns()
