"""`[](#recommendations)` in a paragraph of its own: a table of all recommendations of the note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.load.text.attributes import LAYOUT_HINTS, check_attributes, layout_hints_of
from pipeline.load.text.references import has_recommendations, is_reference
from pipeline.load.text.table_nodes import WIDE
from pipeline.note.recommendations import COLLECTED
from pipeline.note.text import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.load.context import Context, Gathered
    from pipeline.load.nodes import Node
    from pipeline.load.report import Report
    from pipeline.numbering.series import Sections

_CODE: Final = "N173"
_NOT_INSIDE: Final = {"footnote": "a footnote", "table": "a cell of a table"}


def is_collection(paragraph: Node) -> bool:
    """Whether a paragraph is nothing but the reference to all recommendations."""
    if len(paragraph.children) != 1:
        return False
    node = paragraph.children[0]
    return node.kind == "Link" and is_reference(node) and node.text == f"#{COLLECTED}"


def read_collection(paragraph: Node, context: Context) -> Iterator[Table]:
    """Yield the table, which gets its rows when the note is numbered.

    One in the wrong place is reported and left out.
    """
    node = paragraph.children[0]
    check_attributes(paragraph, context, classes=(WIDE, *LAYOUT_HINTS), may_have_id=True)
    check_attributes(node, context)
    if where := next((name for name in context.inside if name in _NOT_INSIDE), None):
        hint = "put it between two paragraphs of the text"
        message = f"the table of recommendations is in {_NOT_INSIDE[where]}"
        context.report(_CODE, message, node, hint)
        return
    context.gathered.collections.append(context.place(node))
    made = f"{context.heading}-{COLLECTED}"
    yield Table(
        id=context.ids.choose(paragraph.id, made, context.place(paragraph)),
        wide=WIDE in paragraph.classes,
        collects=COLLECTED,
        alignments=(),
        head=(),
        body=(),
        layout_hints=layout_hints_of(paragraph),
    )


def check_collections(gathered: Gathered, text: Sections, report: Report) -> None:
    """Report tables of recommendations in a note that has none."""
    if gathered.collections and not has_recommendations(text):
        for place in gathered.collections:
            hint = (
                'write one, between ::: {.recommendation to="..." by="..."} and :::, '
                "or remove this line"
            )
            report.add(_CODE, "the note has no recommendations to collect", place, hint)
