"""The documents of an EPUB in reading order, and their contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.note.text import Figure, Footnote
from pipeline.note.walk import id_of, nodes_below

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.note.text import Block, Blocks
    from pipeline.views.full_note import NoteView, ThemeView

Kind = Literal["cover", "title_page", "imprint", "contents", "introduction", "theme", "people"]


# The imprint itself, and the colophon that every edition adds to it.
_IMPRINT = frozenset({"imprint", "imprint-colophon"})


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the reading order.

    ``name`` is its file name without ending, ``title`` what it is called, ``ids`` the anchors
    in it, ``blocks`` all its running text; ``theme`` is set for a theme alone.
    """

    kind: Kind
    name: str
    title: str
    ids: frozenset[str] = frozenset()
    blocks: Blocks = ()
    theme: ThemeView | None = None

    @property
    def href(self) -> str:
        """The name of its file."""
        return f"{self.name}.xhtml"


def list_documents(view: NoteView) -> tuple[Document, ...]:
    """The documents of a note from cover to people."""
    words = view.words
    sections = frozenset(section.id for section in view.imprint.sections)
    return (
        Document("cover", "cover", words["cover"], frozenset({"cover"})),
        Document("title_page", "title-page", words["title_page"]),
        Document("imprint", "imprint", words["imprint"], sections | _IMPRINT),
        Document("contents", "contents", words["contents"], frozenset({"contents"})),
        _introduction(view),
        *(_theme(theme) for theme in view.themes),
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


def _introduction(view: NoteView) -> Document:
    section = view.introduction
    ids = frozenset({section.id, *_ids_in(section.blocks)})
    return Document("introduction", "introduction", section.short, ids, section.blocks)


def _theme(theme: ThemeView) -> Document:
    topics = (*theme.topics, *(topic for q in theme.questions for topic in q.topics))
    headings = {theme.id, *(q.id for q in theme.questions), *(topic.id for topic in topics)}
    blocks = tuple(theme_blocks(theme))
    return Document(
        kind="theme",
        name=f"theme-{theme.id}",
        title=f"{theme.numeral}. {theme.plain_title}",
        ids=frozenset({*headings, *_ids_in(blocks)}),
        blocks=blocks,
        theme=theme,
    )


def theme_blocks(theme: ThemeView) -> Iterator[Block]:
    """Yield the running text of a theme in reading order."""
    yield from theme.blocks
    for topic in theme.topics:
        yield from topic.blocks
    for question in theme.questions:
        yield from question.blocks
        for topic in question.topics:
            yield from topic.blocks


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


def _ids_in(blocks: Blocks) -> Iterator[str]:
    for node in nodes_below(blocks):
        if name := id_of(node):
            yield name
        if isinstance(node, Footnote):
            yield f"{node.id}-call"
