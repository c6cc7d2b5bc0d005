"""Calls of footnotes that a colon follows, as in ``this way[^1]:``, which pandoc takes for text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.importing.dialects.stretches import rewrite

if TYPE_CHECKING:
    from pipeline.importing.ledger import Ledger

_CALL: Final = re.compile(r"(?<=[^\s>])(?P<call>\[\^[^\]\s]+\]):(?!:)")


def read_calls(text: str, ledger: Ledger) -> str:  # noqa: ARG001
    """A text in which no colon makes a definition of the call of a footnote."""
    return rewrite(text, _CALL, lambda match: f"{match['call']}\\:")
