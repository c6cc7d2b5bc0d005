"""The id that leads from an element on a page to its place in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.press.boxes.pull_quotes import sentences_of_quotes
from pipeline.press.parts.parts import ADDRESS

if TYPE_CHECKING:
    from pipeline.press.boxes.document_tree import DocumentTree

_ELSEWHERE = f"{ADDRESS}#"


def anchor_of(element: Any, tree: DocumentTree) -> str:
    """The id of an element or of the nearest one around it; empty if there is none.

    For a pull quote it is the id of its sentence, for an entry of the contents that of its target.
    """
    around = tree.ancestors(element)
    if tree.is_hidden(element):
        sentences = sentences_of_quotes(tree.root)
        return next((sentences[one] for one in around if one in sentences), "")
    footnote = next((one for one in around if tree.is_footnote(one)), None)
    if footnote is not None:
        return str(footnote.get("id"))
    if tree.is_in_contents(element):
        links = (one.get("href", "") for one in around[0].iter("a"))
        targets = (link.removeprefix(_ELSEWHERE) for link in links if link.startswith(_ELSEWHERE))
        return next(targets, "contents")
    inside = next((one for one in element.iter() if one.get("id")), None)
    found = tree.anchor_of(element) if element.tag != "li" or inside is None else inside
    return "" if found is None else tree.marked_id(found)
