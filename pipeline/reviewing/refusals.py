"""Why a reviewer's change cannot go into the source."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

from pipeline.note.word_marks import BOXED, STYLES

if TYPE_CHECKING:
    from pipeline.reviewing.parts import Kind, Part

MADE: Final[Mapping[Kind, str]] = {
    "fixed": "notepress generates this line",
    "label": "notepress generates this line",
    "abbreviation": "the list of abbreviations is made from abbreviations.yaml: change it there",
    "work": "the references are made from the bibliography: change it there",
    "signature": "this picture is under signed: at the head of its file: change it there",
    "collected": "notepress generates this table: change the recommendations themselves",
    "data": "the rows of this table are in a CSV file: change it there",
    "drawn": "this table is drawn with + and | in the source: change it there",
}
"""Kinds of parts that no source has the words of, and the reason why they stay as they are."""

_HOMES: Final[Mapping[Kind, str]] = {
    "value": "in note.yaml or people.yaml",
    "signatory": "under signed: at the head of this file",
    "fixed": "in note.yaml or people.yaml",
    "label": "in note.yaml or people.yaml",
    "abbreviation": "in abbreviations.yaml",
    "work": "to the bibliography, and cite it",
    "signature": "under signed: at the head of this file",
}
"""Where the lines are that stand with a part, for kinds that have no place in the text."""

WHOLE_FILE: Final = "this part is a file of its own: move, rename or delete the file"

_SHAPES: Final = {
    "heading": "a heading",
    "item": "a list item",
    "paragraph": "a paragraph",
    "quotation": "a quotation",
}


def recast(old: Part, new: Part) -> str:
    """What the shape of a part became."""
    was, level, is_ordered = old.shape
    kind, new_level, _ = new.shape
    if was != kind:
        return (
            f"{_SHAPES.get(was, was)} became {_SHAPES.get(kind, kind)}: change this in the source"
        )
    if level != new_level:
        return f"its level changed from {level} to {new_level}: change this in the source"
    given = "lost its number" if is_ordered else "got a number"
    return f"the list item {given}: change this in the source"


def restyled(old: str, new: str, styles: Collection[str]) -> str:
    """What a paragraph became that went into a box or recommendation, or out of one.

    A program that knows no styles of ours gives all of them up, which says nothing.
    """
    was, now = BOXED.get(old, ""), BOXED.get(new, "")
    if was == now or (not now and old not in styles and new not in STYLES.values()):
        return ""
    if not now:
        return f"this paragraph was taken out of its {was}: move it in the source"
    return f"this paragraph was put into a {now}: move it in the source"


def refusal(part: Part, after: str, base: Mapping[str, Part]) -> str:
    """The reason why a new part cannot go into the source; empty if it can."""
    anchor = base.get(after)
    match part.kind:
        case "picture":
            return "a new picture: put its file into figures/ and add it to the text"
        case "cell" | "row":
            return _new_in_table(part.kind, anchor.kind if anchor else "")
        case "footnote":
            return "a new paragraph of a footnote: add it in the source"
        case "heading" if part.piece.level not in {2, 3}:
            return "a new heading of this level: a theme is a file of its own"
    if part.piece.style == "text box":
        return "text in a text box has no position in the text"
    if anchor is None:
        return "text before the first heading"
    if home := _HOMES.get(anchor.kind):
        return f"not a part of the text: add it {home}"
    return ""


def _new_in_table(kind: str, anchor: str) -> str:
    """The reason why a new cell or row of a table cannot go behind what it follows."""
    match anchor:
        case "data":
            return f"a new {kind}: the rows of this table are in a CSV file: add it there"
        case "drawn":
            return f"a new {kind}: this table is drawn with + and | in the source: add it there"
        case "cell" if kind == "row":
            return ""
    return f"a new {kind}: change the table in the source"
