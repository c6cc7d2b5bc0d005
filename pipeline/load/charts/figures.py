"""Charts in the text: `![What it shows](figures/aid.yaml "Caption")`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.load.charts.reading import read_chart
from pipeline.note.text import Text

if TYPE_CHECKING:
    from pipeline.load.charts.reading import ChartText
    from pipeline.load.context import Context
    from pipeline.load.nodes import Node
    from pipeline.note.text import Figure


def chart_of(node: Node, context: Context) -> ChartText | None:
    """The chart that a picture names; None after findings in its files."""
    if node.text not in context.data:
        return None  # It is too large, or behind a link, which has been reported.
    files, known = context.data, context.pictures
    found = read_chart(node.text, files, known, context.language, context.findings)
    if found is not None:
        context.gathered.data.add(found.chart.data)
    return found


def with_chart(figure: Figure, drawn: ChartText, node: Node, context: Context) -> Figure:
    """A figure with its chart; what the text says of it goes before what the chart's file says."""
    credit, note = ((Text(text=words),) if words else () for words in (drawn.source, drawn.note))
    if not figure.credit and not credit:
        hint = f"say where the data comes from: source: ... in {node.text}"
        context.report("N166", "the chart has no source", node, hint)
    lines = {"source": (figure.credit, credit), "note": (figure.note, note)}
    says = frozenset(name for name, (typed, said) in lines.items() if said and not typed)
    made = context.ids.make(f"{figure.id}-data", context.place(node))
    return figure.model_copy(
        update={
            "chart": drawn.chart.model_copy(update={"id": made, "says": says}),
            "credit": figure.credit or credit,
            "note": figure.note or note,
        }
    )
