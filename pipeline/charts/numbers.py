"""Numbers as a chart and its table print them, in the signs of a language."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from pipeline.languages.digits import in_digits
from pipeline.note.table_shape import MINUS

if TYPE_CHECKING:
    from pipeline.languages.digits import NumberSigns


def set_number(value: Decimal, decimals: int | None, signs: NumberSigns) -> str:
    """A number with some digits behind its decimal sign, or its own, thousands apart."""
    rounded = value
    if decimals is not None:
        rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)
    digits = f"{abs(rounded):,f}"
    whole, _, fraction = digits.partition(".")
    whole = whole.replace(",", signs.thousands)
    written = f"{whole}{signs.decimal}{fraction}" if fraction else whole
    return f"{MINUS if rounded < 0 else ''}{in_digits(written, signs.digits)}"
