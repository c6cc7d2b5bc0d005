"""Numbers as a chart and its table print them, in the signs of a language."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from pipeline.note.table_shape import MINUS

_NARROW_SPACE = "\u202f"


def set_number(value: Decimal, decimals: int | None, sign: str) -> str:
    """A number with some digits behind its decimal ``sign``, or its own, thousands apart."""
    rounded = value
    if decimals is not None:
        rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)
    digits = f"{abs(rounded):,f}"
    whole, _, fraction = digits.partition(".")
    if sign == ",":
        whole = whole.replace(",", _NARROW_SPACE)
    is_negative = rounded < 0
    return f"{MINUS if is_negative else ''}{whole}{sign + fraction if fraction else ''}"
