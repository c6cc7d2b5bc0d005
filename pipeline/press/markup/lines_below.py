"""The lines below a figure or table: where it comes from, and what has to be known about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.note.text import Inlines
    from pipeline.press.markup.writer import Writer


def line_markup(name: str, inlines: Inlines, writer: Writer) -> str:
    """A line after its label, such as "Source: World Bank."."""
    words = writer.dialect.words
    label = words[f"{name}_line"]
    before, _, after = words["labelled"].format(label=label, text="\0").partition("\0")
    inside = f"{writer.text(before)}{writer.inlines(inlines)}{writer.text(after)}"
    return f'<p class="source">{inside}</p>'
