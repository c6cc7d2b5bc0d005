"""Front and back matter as data: cover, people, back cover."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.languages import DEFAULT, find_language, is_han, language_of
from pipeline.languages.dates import set_date
from pipeline.note.wording import is_own
from pipeline.phrases import capitalised, titled
from pipeline.views.authors import authors, byline, publisher_of
from pipeline.views.covers.logos import LogoView, in_rows, partner_logos
from pipeline.views.imprint.sections import ContactLine, address_lines
from pipeline.views.revision import current_revision

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.note.people import Person


@dataclass(frozen=True, slots=True)
class Cover:
    """The content of the cover; ``date`` is printed, ``iso_date`` is for machines.

    ``date_alone`` is the date where it stands by itself, and begins with a capital.

    ``full_title`` is the title with the subtitle, if any, in one line; ``byline`` are the authors
    that the note names, empty if it names none, and ``revision`` is the one that this is, empty if
    the note lists none; ``shows`` says what a picture of the cover shows; ``logos`` are
    those of partners in rows.
    """

    series: str
    title: str
    subtitle: str | None
    full_title: str
    kind: str
    date: str
    date_alone: str
    iso_date: str
    byline: str
    revision: str
    shows: str
    logos: tuple[tuple[LogoView, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """The same words in one language; ``language`` is None for the note's own."""

    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person: names and roles, each in the order of reading."""

    id: str
    names: tuple[Wording, ...]
    details: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class RollGroup:
    """People under one heading, or under none."""

    id: str
    names: tuple[Wording, ...]
    people: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True)
class Roll:
    """A list of people: participants or observers."""

    id: Literal["participants", "observers"]
    title: str
    groups: tuple[RollGroup, ...]


@dataclass(frozen=True, slots=True)
class BackCover:
    """The content of the back cover."""

    title: str
    subtitle: str | None
    statement: str | None
    lines: tuple[ContactLine, ...]


def cover(note: Note, words: Mapping[str, str]) -> Cover:
    """The content of the cover of a note."""
    data = note.metadata
    date = set_date(data.published, data.language, words["digits"], data.date_precision)
    return Cover(
        series=data.series.title if data.series else "",
        title=data.title,
        subtitle=data.subtitle,
        full_title=full_title(note, words),
        kind=data.kind or "",
        date=date,
        date_alone=capitalised(date),
        iso_date=data.published.isoformat(),
        byline=byline(authors(note), words) if data.authors else "",
        revision=current_revision(data, words) if data.revisions else "",
        shows=_shown(note, words),
        logos=in_rows(partner_logos(note)),
    )


def _shown(note: Note, words: Mapping[str, str]) -> str:
    """What a picture of the cover shows: its title, and the art or the photo."""
    data = note.metadata
    if data.cover is None:
        return words["cover_alt"].format(title=data.title)
    said = words["cover_photo_alt"].format(title=data.title)
    return f"{said} {data.cover.alt}" if data.cover.alt else said


def full_title(note: Note, words: Mapping[str, str]) -> str:
    """The title of a note, with its subtitle if it has one, in one line."""
    data = note.metadata
    if data.subtitle is None:
        return data.title
    return titled(words, data.title, data.subtitle)


def rolls(note: Note, words: Mapping[str, str]) -> tuple[Roll, ...]:
    """The lists of people that are not empty."""
    language = note.metadata.language
    found = []
    if note.people.participants:
        people = tuple(_person(person, language) for person in note.people.participants)
        group = RollGroup("participants-all", (), people)
        found.append(Roll("participants", words["participants"], (group,)))
    if note.people.observers:
        groups = tuple(
            RollGroup(
                delegation.id,
                _wordings(delegation.organisation, language),
                tuple(_person(person, language) for person in delegation.people),
            )
            for delegation in note.people.observers
        )
        found.append(Roll("observers", words["observers"], groups))
    return tuple(found)


def _person(person: Person, language: str) -> PersonView:
    details = []
    for tag, role in person.role.items():
        affiliation = (person.affiliation or {}).get(tag)
        shown = None if is_own(tag, language) else tag
        details.append(Wording(_join(role, affiliation, tag), shown))
    details.sort(key=lambda wording: wording.language is not None)
    return PersonView(person.id, _wordings(person.name, language), tuple(details))


def _join(role: str, affiliation: str | None, tag: str) -> str:
    if affiliation is None:
        return role
    known = find_language(tag) or language_of(DEFAULT)
    return known.person.format(role=role, affiliation=affiliation)


def _wordings(words: Mapping[str, str], language: str) -> tuple[Wording, ...]:
    """The wordings in the order of reading: the note's own language, then the others.

    What is written with Chinese characters stands before its transcription in any other script, as
    names do that are known by both.
    """
    tags = sorted(words, key=lambda tag: (not is_han(tag), not is_own(tag, language)))
    return tuple(Wording(words[tag], None if is_own(tag, language) else tag) for tag in tags)


def back_cover(note: Note, words: Mapping[str, str]) -> BackCover:
    """The content of the back cover: the note, and the original's publisher if any."""
    data = note.metadata
    original = data.original
    published = (original.publisher if original else None) or note.publisher
    name = original.copyright if original else publisher_of(note)
    return BackCover(
        title=data.title,
        subtitle=data.subtitle,
        statement=original.statement if original else None,
        lines=(
            *((ContactLine(name),) if name else ()),
            *(address_lines(published, words) if published else ()),
        ),
    )
