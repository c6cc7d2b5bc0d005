"""The lines below a figure or table: where it comes from, and what has to be known about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.press.markup.labels import labelled_markup

if TYPE_CHECKING:
    from pipeline.note.text import Inlines
    from pipeline.press.markup.writer import Writer


def line_markup(name: str, inlines: Inlines, writer: Writer) -> str:
    """A line after its label, such as "Source: World Bank."."""
    label = writer.dialect.words[f"{name}_line"]
    return f'<p class="source">{labelled_markup(label, writer.small_print(inlines), writer)}</p>'
