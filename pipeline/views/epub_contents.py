"""The navigation of an EPUB: its contents down to the topics, and its landmarks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.note.text import (
    Code,
    Emphasis,
    Footnote,
    Foreign,
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
    from pipeline.views.full_note import NoteView, QuestionView, ThemeView, TopicView


_LANDMARKS: Mapping[Kind, str] = {
    "cover": "cover",
    "title_page": "titlepage",
    "imprint": "copyright-page",
    "contents": "toc",
    "introduction": "bodymatter",
    "people": "appendix",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its target, its numeral with a full stop or nothing, and its words."""

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
    introduction = view.introduction
    return (
        Entry("imprint", "", (Text(text=view.words["imprint"]),)),
        Entry(introduction.id, "", _without_links(introduction.title)),
        *(_theme(theme) for theme in view.themes),
        *(Entry(roll.id, "", (Text(text=roll.title),)) for roll in view.rolls),
    )


def list_landmarks(documents: Sequence[Document], words: Mapping[str, str]) -> tuple[Landmark, ...]:
    """The landmarks of a publication (EPUB 3.3, section 7.4.2.3), each type once."""
    found = {}
    for document in documents:
        landmark = _LANDMARKS.get(document.kind)
        if landmark and landmark not in found:
            title = words["start_of_text"] if landmark == "bodymatter" else document.title
            found[landmark] = Landmark(landmark, document.href, title)
    return tuple(found.values())


def _theme(theme: ThemeView) -> Entry:
    return Entry(
        id=theme.id,
        numeral=f"{theme.numeral}. ",
        title=_without_links(theme.title),
        entries=(*_topics(theme.topics), *(_question(question) for question in theme.questions)),
    )


def _question(question: QuestionView) -> Entry:
    return Entry(
        id=question.id,
        numeral=f"{question.number}. ",
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
            case Text() | Code() | LineBreak() | Lifted() | Footnote():
                yield inline
