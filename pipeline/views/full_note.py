"""The view of a whole note: what every edition with all of its text shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.bidi import isolated
from pipeline.languages.digits import in_digits
from pipeline.note.abbreviation_list import around_list
from pipeline.note.brevity import is_brief
from pipeline.note.repeating import opening_of, repeated
from pipeline.note.text import Paragraph
from pipeline.note.walk import (
    blocks_below,
    footnotes_of,
    headings_in,
    headings_of,
    key_messages,
    lifted_of,
    plain,
)
from pipeline.numerals import numeral_of_part
from pipeline.part_kinds import kind_of
from pipeline.phrases import numeral
from pipeline.views.authors import AuthorView, named_authors
from pipeline.views.imprint.imprint_page import Imprint, imprint
from pipeline.views.matter import BackCover, Cover, Roll, back_cover, cover, rolls
from pipeline.views.sisters import SisterView, sisters_of

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.note.parts import Part, Question, Signatory, Topic
    from pipeline.note.repeating import Opening
    from pipeline.note.text import Blocks, Footnote, Inlines, Lifted
    from pipeline.part_kinds import PartKind, Role
    from pipeline.views.listings import AbbreviationList, Listing

THEME_COLOURS = 4
_LONGEST_HEAD = 100

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
    """A question: its numeral, heading, key messages, text and topics.

    ``numeral`` is its ``number`` as printed, empty for one without.
    """

    id: str
    number: int
    numeral: str
    title: Inlines
    short: str
    key_messages: tuple[Lifted, ...]
    blocks: Blocks
    topics: tuple[TopicView, ...]
    layout_hints: tuple[str, ...]

    @property
    def opening(self) -> Opening:
        """Its key messages and what stands below them."""
        return opening_of(self.key_messages, self.blocks, _first_of(self.topics))


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the text.

    ``source`` is the path of its file, ``numeral`` its number as printed, ``label`` what stands
    before its title, such as "Annex A", both empty where it has none. ``key_messages`` are those
    outside its questions; ``all_key_messages`` are all of them. ``pulls`` are its pull quotes and
    ``footnotes`` its footnotes, in reading order.
    """

    kind: PartKind
    source: str
    id: str
    number: int
    numeral: str
    label: str
    title: Inlines
    plain_title: str
    language: str
    short: str
    subtitle: str | None
    lead: str | None
    signed: tuple[Signatory, ...]
    blocks: Blocks
    topics: tuple[TopicView, ...]
    questions: tuple[QuestionView, ...]
    key_messages: tuple[Lifted, ...]
    all_key_messages: tuple[Lifted, ...]
    pulls: tuple[Lifted, ...]
    footnotes: tuple[Footnote, ...]
    layout_hints: tuple[str, ...]

    @property
    def role(self) -> Role:
        """What it is for the note."""
        return self.kind.role

    @property
    def name(self) -> str:
        """Its name among the parts of a note, such as that of its one-pager."""
        return f"{self.number}-{self.id}"

    @property
    def full_title(self) -> str:
        """Its title in one line, after its label or numeral; the short one if it has neither."""
        before = self.label or self.numeral
        return f"{before}. {self.plain_title}" if before else self.short

    @property
    def running_head(self) -> str:
        """What stands at the head of its pages."""
        head = self.plain_title if len(self.plain_title) <= _LONGEST_HEAD else self.short
        return isolated(head, self.language)

    @property
    def opening(self) -> Opening:
        """Its key messages outside its questions, and what stands below them."""
        return opening_of(self.key_messages, self.blocks, _first_of(self.topics))

    @property
    def all_blocks(self) -> Blocks:
        """Its running text in reading order."""
        found = [self.blocks, *(topic.blocks for topic in self.topics)]
        for question in self.questions:
            found += [question.blocks, *(topic.blocks for topic in question.topics)]
        return tuple(block for blocks in found for block in blocks)


def _first_of(topics: tuple[TopicView, ...]) -> Blocks:
    return topics[0].blocks if topics else ()


@dataclass(frozen=True, slots=True)
class ThemeView(PartView):
    """A theme. ``colour`` is the number of its colour token, from 1 to 4, cyclically."""

    colour: int = 1


@dataclass(frozen=True, slots=True)
class NoteView:
    """A whole note, ready for a template.

    ``parts`` are those of its text, the themes among them, in the order of reading;
    ``abbreviations`` is the list of them, or None if the note has no such list, ``listings`` are
    those of figures and tables. ``words`` are
    the interface words of its language, ``languages`` every language in it with its own first,
    ``word_count`` the words of its running text, a Chinese character counting as a word. The pages
    of one that ``is_brief`` have no contents, and its text begins below the title of its theme.
    """

    slug: str
    language: str
    languages: tuple[str, ...]
    words: Mapping[str, str]
    cover: Cover
    authors: tuple[AuthorView, ...]
    imprint: Imprint
    parts: tuple[PartView, ...]
    rolls: tuple[Roll, ...]
    back_cover: BackCover
    word_count: int
    is_brief: bool
    abbreviations: AbbreviationList | None = None
    listings: tuple[Listing, ...] = ()
    sisters: tuple[SisterView, ...] = ()

    @property
    def in_order(self) -> tuple[PartView | AbbreviationList, ...]:
        """The parts, and what notepress lists itself, in the order of reading."""
        before, behind = around_list(self.parts)
        listed = (self.abbreviations,) if self.abbreviations else ()
        return (*before, *listed, *behind)

    @property
    def themes(self) -> tuple[ThemeView, ...]:
        """The themes in order."""
        return tuple(part for part in self.parts if isinstance(part, ThemeView))


def view_note(
    note: Note,
    words: Mapping[str, str],
    abbreviations: AbbreviationList | None = None,
    listings: tuple[Listing, ...] = (),
) -> NoteView:
    """The view of a note with the interface words of its language, and with its lists."""
    return NoteView(
        slug=note.slug,
        language=note.metadata.language,
        languages=_languages(note),
        words=words,
        cover=cover(note, words),
        authors=named_authors(note, words),
        imprint=imprint(note, words),
        parts=tuple(_part(part, words, note.metadata.language) for part in note.parts),
        rolls=rolls(note, words),
        back_cover=back_cover(note, words),
        word_count=_count_words(note),
        is_brief=is_brief(note),
        abbreviations=abbreviations,
        listings=listings,
        sisters=sisters_of(note),
    )


def _topic(topic: Topic) -> TopicView:
    return TopicView(topic.id, topic.title, topic.short, topic.blocks, topic.layout_hints)


def _question(question: Question, words: Mapping[str, str]) -> QuestionView:
    return QuestionView(
        id=question.id,
        number=question.number,
        numeral=numeral(words, question.number) if question.number else "",
        title=question.title,
        short=question.short,
        key_messages=_key_messages(question),
        blocks=question.blocks,
        topics=tuple(_topic(topic) for topic in question.topics),
        layout_hints=question.layout_hints,
    )


def _key_messages(heading: Part | Question) -> tuple[Lifted, ...]:
    """The key messages of a heading as they are repeated: their anchors are in the text."""
    found = key_messages(heading)
    return tuple(one.model_copy(update={"inlines": repeated(one.inlines)}) for one in found)


def _part(part: Part, words: Mapping[str, str], language: str) -> PartView:
    blocks = tuple(block for heading in headings_of(part) for block in heading.blocks)
    questions = tuple(_question(question, words) for question in part.questions)
    own, kind = _key_messages(part), kind_of(part.role)
    number = in_digits(numeral_of_part(kind, part.number, language), words["digits"])
    fields: dict[str, Any] = {
        "kind": kind,
        "source": part.source,
        "id": part.id,
        "number": part.number,
        "numeral": number,
        "label": words[kind.label].format(number=number) if kind.label else "",
        "title": part.title,
        "plain_title": plain(part.title),
        "language": language,
        "short": part.short,
        "subtitle": part.subtitle,
        "lead": part.lead,
        "signed": part.signed,
        "blocks": part.blocks,
        "topics": tuple(_topic(topic) for topic in part.topics),
        "questions": questions,
        "key_messages": own,
        "all_key_messages": own + tuple(key for q in questions for key in q.key_messages),
        "pulls": tuple(lifted_of(blocks, "pull")),
        "footnotes": tuple(footnotes_of(blocks)),
        "layout_hints": part.layout_hints,
    }
    if part.role == "theme":
        return ThemeView(**fields, colour=(part.number - 1) % THEME_COLOURS + 1)
    return PartView(**fields)


def _languages(note: Note) -> tuple[str, ...]:
    own = note.metadata.language
    people = (*note.people.participants, *(p for d in note.people.observers for p in d.people))
    named = {tag for person in people for tag in person.name} - {own, own.partition("-")[0]}
    return (own, *sorted(named))


def _count_words(note: Note) -> int:
    headings = headings_in(note)
    return sum(
        len(_WORD.findall(plain(block.inlines)))
        for heading in headings
        for block in blocks_below(heading.blocks)
        if isinstance(block, Paragraph)
    )
