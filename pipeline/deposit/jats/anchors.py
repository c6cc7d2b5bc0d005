"""What each id of a note is in JATS, so that a reference says what it refers to."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pipeline.note.text import Box, Citation, Figure, Footnote, Recommendation, Table, WorkList
from pipeline.note.walk import display_formula, id_of, is_block, nodes_below

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.note.text import Block, Inline
    from pipeline.views.full_note import NoteView, PartView


def anchors_of(view: NoteView) -> Mapping[str, str]:
    """The ids that stand in the text of a note, each with its ``ref-type``."""
    found = {person.id: "other" for roll in view.rolls for g in roll.groups for person in g.people}
    found |= {group.id: "other" for roll in view.rolls for group in roll.groups if group.names}
    if view.abbreviations is not None:
        found |= {view.abbreviations.id: "other"}
        found |= {one.id: "other" for one in view.abbreviations.entries}
    for part in view.parts:
        found[part.id] = "app" if part.role == "annex" else "sec"
        found |= dict(_in_part(part))
    return found


def _in_part(part: PartView) -> Iterator[tuple[str, str]]:
    for node in nodes_below(part.title):
        yield from _anchor(node)
    topics = (*part.topics, *(topic for one in part.questions for topic in one.topics))
    headings = ((one.id, one.title) for one in part.questions), ((o.id, o.title) for o in topics)
    for name, title in chain(*headings):
        yield name, "sec"
        for node in nodes_below(title):
            yield from _anchor(node)
    for node in nodes_below(part.all_blocks):
        yield from _anchor(node)


def _anchor(node: Block | Inline) -> Iterator[tuple[str, str]]:
    if isinstance(node, WorkList):
        yield from ((work.id, "bibr") for work in node.works)
    elif (name := id_of(node)) and not isinstance(node, Citation):
        yield name, _kind(node)


def _kind(node: Block | Inline) -> str:
    match node:
        case Figure():
            return "fig"
        case Table():
            return "table"
        case Box():
            return "boxed-text"
        case Recommendation():
            return "statement"
        case Footnote():
            return "table-fn" if node.is_lettered else "fn"
        case _:
            is_equation = is_block(node) and display_formula(node) is not None
            return "disp-formula" if is_equation else "other"
