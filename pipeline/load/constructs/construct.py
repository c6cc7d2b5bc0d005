"""One construct of another tool: how it is recognized, and what a finding says of it."""

from __future__ import annotations

from typing import Final, NamedTuple

NOT_IN_FORM: Final = "N129"
"""The code of a construct that has no place in the form."""
NO_MARKS: Final = "N147"
"""The code of a mark in a value that is plain text."""
NO_CALLOUT: Final = "this is not how a box is written in a note"
"""What is said of the boxes of other tools."""
AS_BOX: Final = (
    'replace this line with ::: {.box title="What it is about"}, and end the box with a line :::'
)
"""The way on for them."""
COVER: Final = "\0"
"""What stands in the place of a character that means only itself; no text of a note holds it."""
BULLETS: Final = "•◦▪▫‣●○■□⁃∙·➢➤►❖✓✔☐☑☒\uf0b7\uf0a7\uf0d8\uf0fc"
"""Characters that other programs put before the items of a list."""
IN_BLOCK: Final = r"\n(?![ \t]*\n)"
"""A line end inside a block, as a regular expression."""
IN_PARAGRAPH: Final = (
    r"\n(?![ \t]*\n|[ \t>]*(?:[-*+#|]|\d{1,9}[.)])[ \t]|[ \t>]*(?:=+|-+)[ \t]*(?:\n|\Z)|[ \t]*:::)"
)
"""A line end inside a paragraph: the next line is no item, row, heading or fence."""
BLOCK_START: Final = r"(?:\A|\n[ \t]*\n)[ \t>]*"
"""The beginning of a block, as a regular expression."""


class Construct(NamedTuple):
    """A construct, recognized by a regular expression over a covered text.

    The expression is tried only where one of ``signs`` is in the text. The caret stands under
    its group ``at``, or under all of it. ``%s`` in the message or hint is what was found there.
    Every expression is linear: what may repeat is bounded by a line or a block. One that
    ``is_formula`` is part of the form, whose dollar signs are left to pandoc.
    """

    signs: tuple[str, ...]
    pattern: str
    message: str
    hint: str
    code: str = NOT_IN_FORM
    is_formula: bool = False
