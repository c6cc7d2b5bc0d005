"""The stops of all scripts: at them a sentence ends, or a line best does."""

from __future__ import annotations

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
