"""Digits, as languages write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.languages.language import Digits

_EUROPEAN: Final = "0123456789"
_DIGITS: Final[Mapping[Digits, str]] = {
    "european": _EUROPEAN,
    "arabic-indic": "٠١٢٣٤٥٦٧٨٩",
    "extended-arabic-indic": "۰۱۲۳۴۵۶۷۸۹",
    "devanagari": "०१२३४५६७८९",
}


def in_digits(text: str, digits: Digits) -> str:
    """A text whose European digits are those of another kind (Unicode CLDR, numbering systems)."""
    return text.translate(str.maketrans(_EUROPEAN, _DIGITS[digits]))
