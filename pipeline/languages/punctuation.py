"""The stops of all scripts, at which a sentence ends or a line best does, and marks in words."""

from __future__ import annotations

import re
from typing import Final

SENTENCE_ENDS: Final = ".?!…。？！؟۔।॥"
"""The signs in which a sentence may end, for a character class: Sentence_Terminal of Unicode
(Standard Annex 29) in the scripts that have a file or a face here, and the ellipsis."""
MARKED_ENDS: Final = tuple("?!…؟？！")
"""Those that are more than a full stop, behind which no colon stands."""
SPACED_ENDS: Final = ".?!…؟۔।॥"
"""Those behind which the next sentence begins after a space."""
STOPS: Final = SENTENCE_ENDS + ",;:،؛、，：；"
"""All stops, within a sentence too, for a character class."""

_WITHIN_HEBREW: Final = re.compile("(?<=[\u05d0-\u05ea])[\"'](?=[\u05d0-\u05ea])")
_LETTERS: Final = {'"': "\u05f4", "'": "\u05f3"}


def with_gershayim(text: str) -> str:
    """Text with the gershayim and geresh of Hebrew words that were typed as quotation marks.

    Keyboards have no keys for them, and between two letters nothing else can be meant.
    """
    return _WITHIN_HEBREW.sub(lambda match: _LETTERS[match.group()], text)
