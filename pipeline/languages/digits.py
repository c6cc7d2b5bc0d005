"""Digits, and the signs between them, as languages write numbers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from pipeline.languages.language import Digits

if TYPE_CHECKING:
    from collections.abc import Mapping

EUROPEAN: Final = "0123456789"
"""The digits of numbers that machines read."""
WORD: Final = "digits"
"""The name, among the words of a language, of the ten digits in which its numbers are written."""
DIGITS: Final[Mapping[Digits, str]] = {
    "european": EUROPEAN,
    "arabic-indic": "٠١٢٣٤٥٦٧٨٩",
    "extended-arabic-indic": "۰۱۲۳۴۵۶۷۸۹",
    "devanagari": "०१२३४५६७८९",
}
"""The ten digits of each kind (Unicode CLDR, numbering systems latn, arab, arabext and deva)."""
COUNTER_STYLES: Final[Mapping[str, str]] = {
    EUROPEAN: "decimal",
    DIGITS["arabic-indic"]: "arabic-indic",
    DIGITS["extended-arabic-indic"]: "persian",
    DIGITS["devanagari"]: "devanagari",
}
"""The counter style of each ten digits (CSS Counter Styles Level 3, section 6.1)."""
AS_LANGUAGE: Final = "as-language"
"""The value of the token for the digits of the language."""

FRACTION: Final = "٫"
"""What stands before a fraction in Arabic digits (Unicode CLDR)."""
THOUSANDS: Final = "٬"
"""What stands between thousands in Arabic digits (Unicode CLDR)."""

_ARABIC: Final = frozenset({DIGITS["arabic-indic"], DIGITS["extended-arabic-indic"]})
_NARROW_SPACE: Final = "\u202f"
_OTHER: Final = re.compile(r"[^\W\D0-9_]")


@dataclass(frozen=True, slots=True)
class NumberSigns:
    """The ten ``digits`` of numbers, and what stands before a fraction and between thousands."""

    digits: str = EUROPEAN
    decimal: str = "."
    thousands: str = ","


def number_signs(digits: str, decimal: str) -> NumberSigns:
    """The signs of numbers in ten digits, in a language with this decimal sign beside European.

    Numbers in Arabic digits have the signs of the Unicode CLDR, U+066B and U+066C, whatever the
    language writes beside European ones.
    """
    if digits in _ARABIC:
        return NumberSigns(digits, FRACTION, THOUSANDS)
    return NumberSigns(digits, decimal, "," if decimal == "." else _NARROW_SPACE)


def digits_of(token: str, language: Digits) -> str:
    """The ten digits that a checked token names, or those of the language."""
    return next((DIGITS[kind] for kind in get_args(Digits) if kind == token), DIGITS[language])


def in_digits(text: str, digits: str) -> str:
    """A text whose European digits are written as these ten."""
    return text if digits == EUROPEAN else text.translate(str.maketrans(EUROPEAN, digits))


def zero_of(digit: str) -> str:
    """The zero of the digits of which this is one."""
    return chr(ord(digit) - unicodedata.decimal(digit))


def in_european(text: str) -> str:
    """A text whose digits of any kind are European, for machines."""
    return _OTHER.sub(lambda digit: str(unicodedata.decimal(digit.group())), text)
