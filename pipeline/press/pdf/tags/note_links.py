"""Links from the calls of notes to the notes, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pydyf

from pipeline.press.parts.parts import BACK
from pipeline.press.pdf.tags.links import PRINTED
from pipeline.press.pdf.tags.tag_tree import LinkArea, Spot, Tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.press.boxes.document_tree import DocumentTree
    from pipeline.press.pdf.tags.tag_tree import Note, TagTree

CALL: Final = "-call"
"""What the id of a note is followed by in that of its call."""
_MOST_WORDS: Final = 30
"""How many words of a note describe the link to it, which viewers show beside the call."""


def called_at(tags: TagTree) -> Mapping[str, Tag]:
    """The calls of footnotes, by the names of the destinations that lead to them."""
    return {
        f"{element.get('id')}{CALL}": note.call
        for element, note in tags.notes.items()
        if element.get("id") and note.call is not None
    }


def link_notes(pdf: Any, tree: DocumentTree, tags: TagTree) -> None:
    """Add links between notes and their calls to a PDF of pydyf and its structure tree.

    The calls of lettered notes are links already.
    """
    for element, note in tags.notes.items():
        name = element.get("id")
        if not name:
            continue
        if note.call is not None and note.called is not None:
            words = tree.text_of(element).split()
            shown = " ".join(words[:_MOST_WORDS]) + (" …" if len(words) > _MOST_WORDS else "")
            _add_link(pdf, note.call, note.called, name, shown or name)
            _add_destination(pdf, f"{name}{CALL}", note.called)
        if note.label is not None and note.labelled is not None and _is_called(element, note, tree):
            back = element.get(BACK) or name
            _add_link(pdf, note.label, note.labelled, f"{name}{CALL}", back)


def _is_called(element: Any, note: Note, tree: DocumentTree) -> bool:
    """Whether the call of a note is on a page; that of a lettered one has an id in the text."""
    name = f"{element.get('id')}{CALL}"
    return note.call is not None or any(one.get("id") == name for one in tree.root.iter())


def _add_link(pdf: Any, link: Tag, spot: Spot, target: str, words: str) -> None:
    annotation = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": pydyf.Array(spot.corners),
            "BS": pydyf.Dictionary({"W": 0}),
            "Contents": pydyf.String(words),
            "Dest": pydyf.String(target),
            "F": PRINTED,
        }
    )
    pdf.add_object(annotation)
    page = pdf.objects[int(pdf.page_references[spot.page].split()[0])]
    page.setdefault("Annots", pydyf.Array()).append(annotation.reference)
    link.kids.append(LinkArea(spot.page, annotation))


def _add_destination(pdf: Any, name: str, spot: Spot) -> None:
    left, _, _, top = spot.corners
    page = pdf.page_references[spot.page]
    places = pdf.catalog["Names"]["Dests"]["Names"]
    places += [pydyf.String(name), pydyf.Array([page, "/XYZ", left, top, 0])]
