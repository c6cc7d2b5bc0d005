"""The words of an edited part as they will be read back from the source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.importing.reading.runs import LINE_BREAK
from pipeline.reviewing.edits.wording import settle
from pipeline.reviewing.tokens import strip_blanks

if TYPE_CHECKING:
    from pipeline.reviewing.parts import Part
    from pipeline.reviewing.source.source_parts import SourcePart
    from pipeline.reviewing.tokens import Token


def settled(source: SourcePart, part: Part) -> tuple[Token, ...]:
    """The tokens of an edited part: sentences lifted whole, lines broken where they can."""
    tokens = part.tokens
    if source.kind not in {"paragraph", "item", "quotation", "footnote"}:
        tokens = strip_blanks(
            replace(token, text=" ") if token.text == LINE_BREAK else token for token in tokens
        )
    return settle(source.words, tokens)
