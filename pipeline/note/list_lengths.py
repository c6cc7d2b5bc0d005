"""How long a list that notepress makes itself has to be, as a token of the style says it."""

from __future__ import annotations

import re
from typing import Final

_FROM: Final = re.compile(r"from ([0-9]+)")


def fewest_of(form: str) -> int:
    """The fewest things that are listed, by ``always`` or ``from 8``; 0 for no list, ``none``."""
    if found := _FROM.fullmatch(form):
        return int(found[1])
    return 1 if form == "always" else 0
