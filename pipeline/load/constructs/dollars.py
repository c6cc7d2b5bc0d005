"""Dollar signs that begin no formula, hidden from pandoc.

To pandoc two dollar signs close to their words are a formula, as in "US$5 or US$6". Which ones are
is said by `pipeline.load.constructs.dollar_pairs` alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

DOLLAR: Final = "\U00011fdd"
"""What pandoc is given for such a dollar sign: another sign of a currency, and no text holds it."""

_SIGN: Final = re.compile(r"\$")
_ADDRESS: Final = re.compile(r"(?<![(<])https?://[^\s<>]*\$[^\s<>]*")


def hide_dollars(text: str, uncovered: str, formulas: Collection[tuple[int, int]]) -> str:
    """A text without the dollar signs that belong to no formula.

    ``uncovered`` is the text without code, escapes and addresses, ``formulas`` are the stretches
    of its formulas.
    """
    if text.count("$") < 2:
        return text
    inside = {at for start, end in formulas for at in range(start, end)}
    places = {match.start() for match in _SIGN.finditer(uncovered)} - inside
    for address in _ADDRESS.finditer(text):
        places |= {address.start() + at.start() for at in _SIGN.finditer(address.group())} - inside
    return "".join(DOLLAR if at in places else sign for at, sign in enumerate(text))
