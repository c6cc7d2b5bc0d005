"""The navigation of an EPUB: its contents down to the topics, and its landmarks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.note.text import (
    Code,
    Emphasis,
    Footnote,
    Foreign,
    Formula,
    Lifted,
    LineBreak,
    Link,
    Raised,
    Reference,
    Strong,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.note.text import Inline, Inlines
    from pipeline.views.epub_documents import Document, Kind
    from pipeline.views.full_note import NoteView, PartView, QuestionView, TopicView


_LANDMARKS: Mapping[Kind, str] = {
    "cover": "cover",
    "title_page": "titlepage",
    "imprint": "copyright-page",
    "contents": "toc",
    "people": "appendix",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its target, its label or numeral with a full stop, or nothing, and its words."""

    id: str
    numeral: str
    title: Inlines
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Landmark:
    """A main part of the publication; ``type`` is its term in ``epub:type``."""

    type: str
    href: str
    title: str


def list_contents(view: NoteView) -> tuple[Entry, ...]:
    """The entries from the imprint to the people."""
    return (
        Entry("imprint", "", (Text(text=view.words["imprint"]),)),
        *(_part(part) for part in view.parts),
        *(Entry(roll.id, "", (Text(text=roll.title),)) for roll in view.rolls),
    )


def list_landmarks(documents: Sequence[Document], words: Mapping[str, str]) -> tuple[Landmark, ...]:
    """The landmarks of a publication (EPUB 3.3, section 7.4.2.3); its text begins only once."""
    found: list[Landmark] = []
    begun = False
    for document in documents:
        part = document.part
        landmark = part.kind.landmark if part else _LANDMARKS.get(document.kind)
        if landmark and not (begun and landmark == "bodymatter"):
            begun = begun or landmark == "bodymatter"
            title = words["start_of_text"] if landmark == "bodymatter" else document.title
            found.append(Landmark(landmark, document.href, title))
    return tuple(found)


def _part(part: PartView) -> Entry:
    before = part.label or part.numeral
    return Entry(
        id=part.id,
        numeral=f"{before}. " if before else "",
        title=_without_links(part.title),
        entries=(*_topics(part.topics), *(_question(question) for question in part.questions)),
    )


def _question(question: QuestionView) -> Entry:
    return Entry(
        id=question.id,
        numeral=f"{question.number}. " if question.number else "",
        title=_without_links(question.title),
        entries=_topics(question.topics),
    )


def _topics(topics: Sequence[TopicView]) -> tuple[Entry, ...]:
    return tuple(Entry(topic.id, "", _without_links(topic.title)) for topic in topics)


def _without_links(inlines: Inlines) -> Inlines:
    """A heading whose links are plain words: an entry is a link, and links do not nest."""
    return tuple(_unlinked(inlines))


def _unlinked(inlines: Inlines) -> Iterator[Inline]:
    for inline in inlines:
        match inline:
            case Link() | Reference():
                yield from _unlinked(inline.inlines)
            case Emphasis() | Strong() | Raised() | Foreign():
                yield inline.model_copy(update={"inlines": _without_links(inline.inlines)})
            case Text() | Code() | Formula() | LineBreak() | Lifted() | Footnote():
                yield inline
