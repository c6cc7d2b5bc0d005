"""The documents of an EPUB in reading order, and their contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.note.text import Figure, Footnote, WorkList
from pipeline.note.walk import id_of, nodes_below
from pipeline.views.listings import AbbreviationList

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.note.text import Blocks
    from pipeline.views.full_note import NoteView, PartView

Kind = Literal[
    "cover", "title_page", "imprint", "contents", "abbreviations", "part", "theme", "people"
]


# The imprint itself, and the colophon that every edition adds to it.
_IMPRINT = frozenset({"imprint", "imprint-colophon"})


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the reading order.

    ``name`` is its file name without ending, ``title`` what it is called, ``ids`` the anchors
    in it, ``blocks`` all its running text; ``part`` is the part of the text in it, if it has one.
    """

    kind: Kind
    name: str
    title: str
    ids: frozenset[str] = frozenset()
    blocks: Blocks = ()
    part: PartView | None = None

    @property
    def role(self) -> str:
        """What it is: the role of its part, or else its kind."""
        return self.part.kind.role if self.part else self.kind

    @property
    def href(self) -> str:
        """The name of its file."""
        return f"{self.name}.xhtml"


def list_documents(view: NoteView) -> tuple[Document, ...]:
    """The documents of a note from cover to people."""
    words = view.words
    sections = frozenset(section.id for section in view.imprint.sections)
    listings = frozenset(listing.id for listing in view.listings)
    return (
        Document("cover", "cover", words["cover"], frozenset({"cover"})),
        Document("title_page", "title-page", words["title_page"]),
        Document("imprint", "imprint", words["imprint"], sections | _IMPRINT),
        Document("contents", "contents", words["contents"], listings | {"contents"}),
        *(
            _abbreviations(part) if isinstance(part, AbbreviationList) else _part(part)
            for part in view.in_order
        ),
        *_people(view),
    )


def places_of(documents: Sequence[Document]) -> Mapping[str, str]:
    """The file that contains each anchor."""
    return {anchor: document.href for document in documents for anchor in document.ids}


def figures_of(documents: Sequence[Document]) -> tuple[Figure, ...]:
    """The figures in reading order, those of footnotes among them."""
    return tuple(
        node
        for document in documents
        for node in nodes_below(document.blocks)
        if isinstance(node, Figure)
    )


def _part(part: PartView) -> Document:
    topics = (*part.topics, *(topic for q in part.questions for topic in q.topics))
    headings = {part.id, *(q.id for q in part.questions), *(topic.id for topic in topics)}
    return Document(
        kind="theme" if part.kind.role == "theme" else "part",
        name=part.kind.role if part.kind.is_single else f"{part.kind.role}-{part.id}",
        title=part.full_title,
        ids=frozenset({*headings, *_ids_in(part.all_blocks)}),
        blocks=part.all_blocks,
        part=part,
    )


def _abbreviations(listed: AbbreviationList) -> Document:
    ids = frozenset({listed.id, *(one.id for one in listed.entries)})
    return Document("abbreviations", "abbreviations", listed.title, ids)


def _people(view: NoteView) -> Iterator[Document]:
    if not view.rolls:
        return
    ids: set[str] = set()
    for roll in view.rolls:
        ids.add(roll.id)
        for group in roll.groups:
            ids.add(group.id)
            ids.update(person.id for person in group.people)
    title = view.words["comma"].join(roll.title for roll in view.rolls)
    yield Document("people", "people", title, frozenset(ids))


def pictures_of(documents: Sequence[Document]) -> tuple[str, ...]:
    """The paths of the pictures in reading order, each once."""
    found = [figure.source for figure in figures_of(documents) if figure.chart is None]
    signed = (one for document in documents if document.part for one in document.part.signed)
    found += [one.picture for one in signed if one.picture]
    return tuple(dict.fromkeys(found))


def _ids_in(blocks: Blocks) -> Iterator[str]:
    for node in nodes_below(blocks):
        if name := id_of(node):
            yield name
        if isinstance(node, Footnote):
            yield f"{node.id}-call"
        elif isinstance(node, WorkList):
            yield from (work.id for work in node.works)
