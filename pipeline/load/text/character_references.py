"""Characters written as references: ``&#7;`` is as bad as the character itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.invisible import CODE, HINT, SOFT_HYPHEN, find_invisible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.load.nodes import Node
    from pipeline.load.report import Report, SourceText


def check_character_references(nodes: Iterable[Node], source: SourceText, report: Report) -> None:
    """Report each character not allowed in text that was written as a reference."""
    if "&" not in source.text:
        return
    for node in (inner for outer in nodes for inner in outer.below()):
        for offset, message in find_invisible(node.text, SOFT_HYPHEN):
            report.add(CODE, message, source.place(node.spot_of(offset)), HINT)
        # MathML, which pandoc makes, has invisible operators.
        for text in (node.title, *(value for key, value in node.pairs if key != "mathml")):
            for _, message in find_invisible(text, SOFT_HYPHEN):
                report.add(CODE, message, source.place(node.spot), HINT)
