"""Numerals as they are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.languages import decimal_sign
from pipeline.languages.dates import locale_of
from pipeline.languages.digits import in_digits, number_signs
from pipeline.phrases import numeral

if TYPE_CHECKING:
    from collections.abc import Mapping


def page_range(words: Mapping[str, str], first: int, last: int) -> str:
    """Format pages as ``5`` or ``5–13``."""
    begin, end = numeral(words, first), numeral(words, last)
    return begin if first == last else f"{begin}–{end}"


def file_size(size: int, language: str, words: Mapping[str, str]) -> str:
    """A number of bytes as people read it: ``912 B``, ``87 KB``, ``1.2 MB``."""
    from babel.numbers import format_decimal

    name, unit, pattern = "size_bytes", 1, "0"
    if size >= 999_500:
        name, unit, pattern = "size_megabytes", 1_000_000, "0.0"
    elif size >= 1000:
        name, unit, pattern = "size_kilobytes", 1000, "0"
    number = format_decimal(size / unit, format=pattern, locale=locale_of(language))
    whole, _, fraction = number.replace(",", ".").partition(".")
    signs = number_signs(words["digits"], decimal_sign(language))
    written = f"{whole}{signs.decimal}{fraction}" if fraction else whole
    return words[name].format(number=in_digits(written, signs.digits))
