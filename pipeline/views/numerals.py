"""Numerals as they are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.languages.dates import locale_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def page_range(first: int, last: int) -> str:
    """Format pages as ``5`` or ``5–13``."""
    return str(first) if first == last else f"{first}–{last}"


def file_size(size: int, language: str, words: Mapping[str, str]) -> str:
    """A number of bytes as people read it: ``912 B``, ``87 KB``, ``1.2 MB``."""
    from babel.numbers import format_decimal

    name, unit, pattern = "size_bytes", 1, "0"
    if size >= 999_500:
        name, unit, pattern = "size_megabytes", 1_000_000, "0.0"
    elif size >= 1000:
        name, unit, pattern = "size_kilobytes", 1000, "0"
    number = format_decimal(size / unit, format=pattern, locale=locale_of(language))
    return words[name].format(number=number)
