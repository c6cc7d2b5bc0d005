"""The lines of figures and tables: their captions, sources and notes.

One without marks is the value of an attribute, printed as it is typed. One with marks was read by
pandoc, and the value is its key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.load.characters import printed
from pipeline.load.constructs.plain_values import unescaped
from pipeline.load.reading.marked_lines import key_of_line
from pipeline.load.text import inlines
from pipeline.load.text.running_text import check_quotation_marks
from pipeline.note.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.load.context import Context
    from pipeline.load.nodes import Node
    from pipeline.note.text import Inlines, Table


def read_line(value: str | None, context: Context) -> Inlines:
    """The line that is the value of an attribute; nothing without one.

    ``context`` counts the notes of its figure or table.
    """
    return _read(value or "", unescaped(value or ""), context)


def read_title(title: str, context: Context) -> Inlines:
    """The caption of a figure, which is the title of its picture."""
    # Pandoc reads the backslashes of a title, but not those of a value in braces.
    return _read(title, title, context)


def read_words(nodes: Sequence[Node], context: Context) -> Inlines:
    """The caption of a table that stands in square brackets."""
    if all(node.kind == "Text" for node in nodes):
        found = inlines.read_inlines(nodes, context.within("line"))
        words = "".join(one.text for one in found if isinstance(one, Text)).strip()
        return (Text(text=words),) if words else ()
    return _marked(nodes, context)


def with_lines_below(table: Table, node: Node, context: Context) -> Table:
    """A table with its source and note, whose notes are lettered after those of its cells."""
    source = read_line(node.value("source"), context)
    note = read_line(node.value("note"), context)
    return table.model_copy(update={"source": source, "note": note}) if source or note else table


def _read(value: str, words: str, context: Context) -> Inlines:
    nodes = context.lines.get(key_of_line(value)) if context.lines else None
    if nodes is not None:
        return _marked(nodes, context)
    shown = printed(words, context.language)
    return (Text(text=shown),) if shown else ()


def _marked(nodes: Sequence[Node], context: Context) -> Inlines:
    check_quotation_marks(nodes, context)
    return inlines.read_inlines(nodes, context.within("line"))
