"""A note as a Word file for review, with named styles, languages, and ids as bookmarks."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.house_style.families import ROLES
from pipeline.languages import decimal_sign
from pipeline.languages.digits import in_digits
from pipeline.languages.word_faces import WORD_FACES, complex_tag
from pipeline.languages.writing import script_of
from pipeline.note.abbreviation_list import Abbreviation, around_list, listed_abbreviations
from pipeline.note.text import WorkList
from pipeline.note.values import Value, values_of
from pipeline.note.walk import headings_of
from pipeline.note.word_marks import SECTIONS, STYLES, bookmark_of, signature_mark
from pipeline.numbering import number_note
from pipeline.numerals import numeral_of_part
from pipeline.pandoc import run_pandoc
from pipeline.part_kinds import kind_of
from pipeline.phrases import filled
from pipeline.press.markup.templates import Templates
from pipeline.press.markup.writer import Dialect, Writer
from pipeline.press.pdf.printing.settings import colours_of
from pipeline.press.word.word_numbers import name_inlines, tab
from pipeline.press.word.word_package import Properties, finish
from pipeline.press.word.word_tree import Tree, TreeWriter, WordPicture, bookmarked, heading, styled
from pipeline.press.word.word_tree import words as plain_words

if TYPE_CHECKING:
    from pipeline.house_style import Style
    from pipeline.note import Note
    from pipeline.note.parts import Heading, Part
    from pipeline.note.values import Place

_VERSION: Final = [1, 23, 1]
_HEAD_STYLES: Final = {"subtitle": "theme subtitle", "lead": "lead"}
_SECTIONS: Final[Mapping[Place, str]] = {
    "participants": "participants",
    "observers": "observers",
    "front matter": "imprint",
}


@dataclass(frozen=True, slots=True)
class About:
    """What the properties of a Word file say of a note beside its own metadata."""

    creators: tuple[str, ...] = ()
    description: str = ""


_UNSAID: Final = About()


def write_word_file(
    note: Note, style: Style, pictures: Mapping[str, WordPicture], about: About = _UNSAID
) -> bytes:
    """Write a note as a Word file in the colours of a style.

    Every heading, paragraph and value of the YAML files has a bookmark that links an edited copy
    to its source; lifted sentences have the styles "Key Message" and "Pull Quote"; the source is
    embedded. ``pictures`` are keyed by the path of their figures. The output is deterministic.
    Raises PandocRefusedError if pandoc would exceed its limits.
    """
    data = note.metadata
    words = style.words(data.language)
    numbered = number_note(note, style.numerals(), words)
    writer = TreeWriter(pictures, words, numbered.labels, decimal_sign(data.language))
    listed = listed_abbreviations(numbered.note, style.token("list-of-abbreviations"))
    written = _Document(numbered.note, values_of(note), words, writer, listed).blocks()
    document = {"pandoc-api-version": _VERSION, "meta": {}, "blocks": list(written)}
    docx = run_pandoc(["--from=json", "--to=docx"], json.dumps(document).encode())
    properties = Properties(
        title=data.title,
        subject=data.series.title if data.series else "",
        creator="; ".join(about.creators),
        keywords=data.subjects,
        description=about.description,
        language=data.language,
        created=dt.datetime.combine(data.published, dt.time(), dt.UTC),
        modified=dt.datetime.combine(data.revised, dt.time(), dt.UTC),
        revision=data.revision,
    )
    return finish(docx, _styles(style, data.language), properties, note.slug, note.files)


def _styles(style: Style, language: str) -> str:
    """The styles part of a Word file."""
    return Templates(style).render(
        "word/styles.xml",
        Writer(Dialect("web", language)),
        language=language,
        complex_language=complex_tag(language),
        complex_face=WORD_FACES.get(script_of(language)),
        colours=colours_of(style),
        faces={role: style.family(role) for role in ROLES},
    )


@dataclass(frozen=True, slots=True)
class _Document:
    """Writes the blocks of a note for a Word file."""

    note: Note
    values: tuple[Value, ...]
    words: Mapping[str, str]
    writer: TreeWriter
    listed: tuple[Abbreviation, ...]

    def blocks(self) -> Iterator[Tree]:
        """Yield the blocks of the whole file."""
        for value in self._values_at("title"):
            yield _value(_title_style(value), value)
        before, behind = around_list(self.note.parts)
        for part in before:
            yield from self._part(part)
        yield from self._abbreviations()
        for part in behind:
            if part.role != "references":
                yield from self._part(part)
        yield from self._works()
        for place, word in _SECTIONS.items():
            if found := self._values_at(place):
                yield heading(1, SECTIONS[place], plain_words(self.words[word]))
                yield from _values(found) if place == "front matter" else _people(found)

    def _abbreviations(self) -> Iterator[Tree]:
        """Yield the list of abbreviations, which an import knows by its bookmarks."""
        if self.listed:
            title = plain_words(self.words["abbreviations"])
            yield heading(1, SECTIONS["abbreviations"], title)
        for one in self.listed:
            inside = [*plain_words(one.short), tab(), *plain_words(one.long)]
            yield styled(STYLES["abbreviation"], [bookmarked(bookmark_of(one.id), inside)])

    def _works(self) -> Iterator[Tree]:
        """Yield all works that the note cites, which an import knows by their heading."""
        found = [block for part in self.note.parts for block in _lists_in(part)]
        if found:
            title = plain_words(self.words["references"])
            yield heading(1, SECTIONS["references"], title)
            yield from self.writer.blocks(found)

    def _values_at(self, place: Place) -> tuple[Value, ...]:
        return tuple(value for value in self.values if value.place == place)

    def _part(self, part: Part) -> Iterator[Tree]:
        title, *blocks = self._section(part, 1, self._name(part))
        values = [value for value in self._values_at("theme") if value.owner == part.id]
        yield title
        for value in values:
            if value.path[0] in _HEAD_STYLES:
                yield _value(_HEAD_STYLES[str(value.path[0])], value)
        yield from blocks
        for topic in part.topics:
            yield from self._section(topic, 3)
        for question in part.questions:
            if any(isinstance(block, WorkList) for block in question.blocks):
                continue  # It comes with all the others.
            yield from self._section(question, 2)
            for topic in question.topics:
                yield from self._section(topic, 3)
        for value in values:
            if value.path[0] == "signed":
                yield from self._signature(part, value)
                yield _value("value", value)

    def _signature(self, part: Part, value: Value) -> Iterator[Tree]:
        """Yield the picture of a signature before the name of who signs."""
        number = int(value.path[1])
        signatory = part.signed[number]
        if value.path[-1] == "name" and signatory.picture:
            alternative = self.words["signature_of"].format(name=signatory.name)
            bookmark = bookmark_of(part.id, signature_mark(number))
            yield self.writer.signature(signatory.picture, alternative, bookmark)

    def _name(self, part: Part) -> list[Tree]:
        """What stands before the title of a part of a kind that has a label."""
        kind = kind_of(part.role)
        if not kind.label:
            return []
        number = numeral_of_part(kind, part.number, self.words["language"])
        number = in_digits(number, self.words["digits"])
        return name_inlines(filled(self.words[kind.label], number=number))

    def _section(self, section: Heading, level: int, before: Sequence[Tree] = ()) -> Iterator[Tree]:
        title = self.writer.inlines(section.title)
        yield heading(level, bookmark_of(section.id), title, before)
        yield from self.writer.blocks(section.blocks)


def _lists_in(part: Part) -> Iterator[WorkList]:
    for section in headings_of(part):
        yield from (block for block in section.blocks if isinstance(block, WorkList))


def _title_style(value: Value) -> str:
    """The style of a value of the title page."""
    match value.path:
        case ("series", *_):
            return "series"
        case ("authors", _, "name", *_):
            return "author"
        case ("authors", *_):
            return "affiliation"
        case _:
            return str(value.path[-1])


def _people(values: Iterable[Value]) -> Iterator[Tree]:
    """Yield a paragraph for each person and delegation, a line for each value."""
    owners: dict[str, list[Value]] = {}
    for value in values:
        owners.setdefault(value.owner, []).append(value)
    for owner, own in owners.items():
        style = "delegation" if "organisation" in own[0].path else "person"
        lines: list[Tree] = []
        for value in own:
            lines += [{"t": "LineBreak"}] if lines else []
            lines.append(_bookmarked(value))
        yield styled(STYLES[style], [bookmarked(bookmark_of(owner), lines)])


def _values(values: Iterable[Value]) -> Iterator[Tree]:
    """Yield a label and a paragraph for each value."""
    for value in values:
        label = plain_words(f"{value.file}: {value.label}")
        yield styled(STYLES["label"], [bookmarked(f"{value.name}__label", label)])
        yield _value("value", value)


def _value(style: str, value: Value) -> Tree:
    return styled(STYLES[style], [_bookmarked(value)])


def _bookmarked(value: Value) -> Tree:
    """The words of a value in its bookmark."""
    return bookmarked(value.name, plain_words(value.text, value.language))
