"""What a line of text is made of in the end: characters, line breaks, code and formulas."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict

from pipeline.note.types import Model


class InlineElement(Model):
    """An element in a line of text."""


class Text(InlineElement):
    """A run of plain text with its quotation marks and dashes already right."""

    # The space at the end of a run separates it from its neighbour.
    model_config = ConfigDict(str_strip_whitespace=False)

    kind: Literal["text"] = "text"
    text: str
    """The characters, white space collapsed to single spaces; soft hyphens may be among them."""


class LineBreak(InlineElement):
    """A line that ends where the author ended it."""

    kind: Literal["line_break"] = "line_break"


class Code(InlineElement):
    """Text typed into a computer."""

    model_config = ConfigDict(str_strip_whitespace=False)

    kind: Literal["code"] = "code"
    text: str
    """The characters as they are typed."""


class Formula(InlineElement):
    """A formula, in a line of text or alone in its paragraph."""

    kind: Literal["formula"] = "formula"
    tex: str
    """The formula in TeX, as it is typed."""
    mathml: str
    """The same in presentation MathML, without the ``math`` element around it."""
    is_display: bool = False
    """Whether it stands on lines of its own."""
    is_numbered: bool = False
    """Whether its paragraph was given an id, which asks for a number."""
