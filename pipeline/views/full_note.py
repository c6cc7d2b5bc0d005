"""The view of a whole note: what every edition with all of its text shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.note.text import Paragraph
from pipeline.note.walk import (
    blocks_below,
    footnotes_of,
    headings_of,
    key_messages,
    lifted_of,
    plain,
)
from pipeline.numbering.numerals import roman
from pipeline.views.authors import AuthorView, named_authors
from pipeline.views.imprint import Imprint, imprint
from pipeline.views.matter import BackCover, Cover, Roll, back_cover, cover, rolls

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.note.text import (
        Blocks,
        Footnote,
        Inlines,
        Introduction,
        Lifted,
        Question,
        Theme,
        Topic,
    )

THEME_COLOURS = 4

# A Chinese character, or anything else between spaces that has a letter or digit in it.
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_HAN}]|[^\W{_HAN}][^\s{_HAN}]*")


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic: its anchor, heading, text."""

    id: str
    title: Inlines
    short: str
    blocks: Blocks
    layout_hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question: its numeral, heading, key messages, text and topics."""

    id: str
    number: int
    title: Inlines
    short: str
    key_messages: tuple[Lifted, ...]
    blocks: Blocks
    topics: tuple[TopicView, ...]
    layout_hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme. ``colour`` is the number of its colour token, from 1 to 4, cyclically.

    ``key_messages`` are those outside its questions; ``all_key_messages`` are all of them.
    ``pulls`` are its pull quotes and ``footnotes`` its footnotes, in reading order.
    """

    id: str
    number: int
    numeral: str
    colour: int
    title: Inlines
    plain_title: str
    short: str
    subtitle: str | None
    lead: str | None
    blocks: Blocks
    topics: tuple[TopicView, ...]
    questions: tuple[QuestionView, ...]
    key_messages: tuple[Lifted, ...]
    all_key_messages: tuple[Lifted, ...]
    pulls: tuple[Lifted, ...]
    footnotes: tuple[Footnote, ...]
    layout_hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """The introduction: its anchor, heading, text and footnotes."""

    id: str
    title: Inlines
    short: str
    blocks: Blocks
    footnotes: tuple[Footnote, ...]
    layout_hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteView:
    """A whole note, ready for a template.

    ``words`` are the interface words of its language, ``languages`` every language in it with
    its own first, ``word_count`` the words of its running text, a Chinese character counting
    as a word.
    """

    slug: str
    language: str
    languages: tuple[str, ...]
    words: Mapping[str, str]
    cover: Cover
    authors: tuple[AuthorView, ...]
    imprint: Imprint
    introduction: SectionView
    themes: tuple[ThemeView, ...]
    rolls: tuple[Roll, ...]
    back_cover: BackCover
    word_count: int


def view_note(note: Note, words: Mapping[str, str]) -> NoteView:
    """The view of a note with the interface words of its language."""
    return NoteView(
        slug=note.slug,
        language=note.metadata.language,
        languages=_languages(note),
        words=words,
        cover=cover(note, words),
        authors=named_authors(note, words),
        imprint=imprint(note, words),
        introduction=_section(note.introduction),
        themes=tuple(_theme(theme) for theme in note.themes),
        rolls=rolls(note, words),
        back_cover=back_cover(note, words),
        word_count=_count_words(note),
    )


def _section(introduction: Introduction) -> SectionView:
    return SectionView(
        id=introduction.id,
        title=introduction.title,
        short=introduction.short,
        blocks=introduction.blocks,
        footnotes=tuple(footnotes_of(introduction.blocks)),
        layout_hints=introduction.layout_hints,
    )


def _topic(topic: Topic) -> TopicView:
    return TopicView(topic.id, topic.title, topic.short, topic.blocks, topic.layout_hints)


def _question(question: Question) -> QuestionView:
    return QuestionView(
        id=question.id,
        number=question.number,
        title=question.title,
        short=question.short,
        key_messages=key_messages(question),
        blocks=question.blocks,
        topics=tuple(_topic(topic) for topic in question.topics),
        layout_hints=question.layout_hints,
    )


def _theme(theme: Theme) -> ThemeView:
    questions = tuple(_question(question) for question in theme.questions)
    blocks = tuple(block for heading in headings_of(theme) for block in heading.blocks)
    own = key_messages(theme)
    return ThemeView(
        id=theme.id,
        number=theme.number,
        numeral=roman(theme.number),
        colour=(theme.number - 1) % THEME_COLOURS + 1,
        title=theme.title,
        plain_title=plain(theme.title),
        short=theme.short,
        subtitle=theme.subtitle,
        lead=theme.lead,
        blocks=theme.blocks,
        topics=tuple(_topic(topic) for topic in theme.topics),
        questions=questions,
        key_messages=own,
        all_key_messages=own + tuple(key for q in questions for key in q.key_messages),
        pulls=tuple(lifted_of(blocks, "pull")),
        footnotes=tuple(footnotes_of(blocks)),
        layout_hints=theme.layout_hints,
    )


def _languages(note: Note) -> tuple[str, ...]:
    own = note.metadata.language
    people = (*note.people.participants, *(p for d in note.people.observers for p in d.people))
    named = {tag for person in people for tag in person.name} - {own, own.partition("-")[0]}
    return (own, *sorted(named))


def _count_words(note: Note) -> int:
    headings = (note.introduction, *(h for theme in note.themes for h in headings_of(theme)))
    return sum(
        len(_WORD.findall(plain(block.inlines)))
        for heading in headings
        for block in blocks_below(heading.blocks)
        if isinstance(block, Paragraph)
    )
