"""The navigation of an EPUB: its contents down to the topics, and its landmarks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.note.repeating import unlinked
from pipeline.note.text import Text
from pipeline.views.listings import AbbreviationList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.note.text import Inlines
    from pipeline.views.epub_documents import Document, Kind
    from pipeline.views.full_note import NoteView, PartView, QuestionView, TopicView


_LANDMARKS: Mapping[Kind, str] = {
    "cover": "cover",
    "title_page": "titlepage",
    "imprint": "copyright-page",
    "contents": "toc",
    "abbreviations": "glossary",
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
        *(
            Entry(part.id, "", (Text(text=part.title),))
            if isinstance(part, AbbreviationList)
            else _part(part)
            for part in view.in_order
        ),
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
        title=unlinked(part.title),
        entries=(*_topics(part.topics), *(_question(question) for question in part.questions)),
    )


def _question(question: QuestionView) -> Entry:
    return Entry(
        id=question.id,
        numeral=f"{question.numeral}. " if question.numeral else "",
        title=unlinked(question.title),
        entries=_topics(question.topics),
    )


def _topics(topics: Sequence[TopicView]) -> tuple[Entry, ...]:
    return tuple(Entry(topic.id, "", unlinked(topic.title)) for topic in topics)
