"""Front and back matter as data: cover, imprint, people, back cover."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.languages import DEFAULT, find_language, language_of
from pipeline.views.numerals import set_date

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.note.metadata import Organisation
    from pipeline.note.people import Person


@dataclass(frozen=True, slots=True)
class Cover:
    """The content of the cover; ``date`` is printed, ``iso_date`` is for machines.

    ``full_title`` is the title with the subtitle, if any, in one line.
    """

    series: str
    title: str
    subtitle: str | None
    full_title: str
    kind: str
    date: str
    iso_date: str


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A line of an address: its text, and its target if it is a link."""

    text: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class ImprintSection:
    """A headed paragraph group of the imprint; ``lines`` are set under the paragraphs."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    lines: tuple[ContactLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Imprint:
    """The publisher and the terms of use."""

    series: str
    title: str
    subtitle: str | None
    revision: str
    publisher: str
    publisher_lines: tuple[ContactLine, ...]
    sections: tuple[ImprintSection, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The same words in one language; ``language`` is None for the note's own."""

    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person: names and roles, the foreign name first as the person's own."""

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
    return Cover(
        series=data.series.title if data.series else "",
        title=data.title,
        subtitle=data.subtitle,
        full_title=full_title(note, words),
        kind=data.kind or "",
        date=set_date(data.published, data.language, data.date_precision),
        iso_date=data.published.isoformat(),
    )


def full_title(note: Note, words: Mapping[str, str]) -> str:
    """The title of a note, with its subtitle if it has one, in one line."""
    data = note.metadata
    if data.subtitle is None:
        return data.title
    return words["full_title"].format(title=data.title, subtitle=data.subtitle)


def imprint(note: Note, words: Mapping[str, str]) -> Imprint:
    """The imprint of a note, colophon left to the edition that is set."""
    data = note.metadata
    return Imprint(
        series=data.series.title if data.series else "",
        title=data.title,
        subtitle=data.subtitle,
        revision=words["revision"].format(number=data.revision),
        publisher=note.publisher.name,
        publisher_lines=_address(note.publisher, words),
        sections=tuple(section for section in _sections(note, words) if section is not None),
    )


def _sections(note: Note, words: Mapping[str, str]) -> tuple[ImprintSection | None, ...]:
    return (
        _publisher(note, words),
        _original(note, words),
        _event(note, words),
        _disclaimer(note, words),
        _contact(note, words),
        _credits(note, words),
        _licence(note),
    )


def _publisher(note: Note, words: Mapping[str, str]) -> ImprintSection | None:
    publisher = note.publisher
    lines = _address(publisher, words)
    if not publisher.statement and not lines:
        return None
    name = ContactLine(publisher.name)
    return ImprintSection(
        "imprint-publisher", words["imprint"], publisher.statement, (name, *lines)
    )


def _original(note: Note, words: Mapping[str, str]) -> ImprintSection | None:
    original = note.metadata.original
    if original is None:
        return None
    lines = (ContactLine(original.copyright), *_address(original.publisher, words))
    return ImprintSection("imprint-original", words["original"], (original.statement,), lines)


def _event(note: Note, words: Mapping[str, str]) -> ImprintSection | None:
    data = note.metadata
    if data.event is None:
        return None
    parts = [data.event.title, set_date(data.event.date, data.language)]
    parts += [text for text in (data.event.place, data.event.attribution) if text]
    lines = [ContactLine(words["sentence"].format(text=words["comma"].join(parts)))]
    for role, word in (("convener", "partners"), ("supporter", "supporters")):
        names = [
            own_wording(partner.name, data.language)
            for partner in data.partners
            if partner.role == role
        ]
        if names:
            line = _labelled(words, words[word], words["semicolon"].join(names))
            lines.append(ContactLine(words["sentence"].format(text=line)))
    return ImprintSection("imprint-event", words["event"], (), tuple(lines))


def _disclaimer(note: Note, words: Mapping[str, str]) -> ImprintSection | None:
    if not note.metadata.disclaimer:
        return None
    return ImprintSection("imprint-disclaimer", words["disclaimer"], note.metadata.disclaimer)


def _contact(note: Note, words: Mapping[str, str]) -> ImprintSection | None:
    contact = note.metadata.contact
    if contact is None:
        return None
    lines = []
    if contact.email:
        lines.append(ContactLine(contact.email, f"mailto:{contact.email}"))
    if contact.web:
        lines.append(ContactLine(contact.web, contact.web))
    return ImprintSection("imprint-contact", words["contact"], (contact.statement,), tuple(lines))


def _credits(note: Note, words: Mapping[str, str]) -> ImprintSection | None:
    if not note.metadata.credits:
        return None
    lines = tuple(
        ContactLine(_labelled(words, credit.role, credit.name)) for credit in note.metadata.credits
    )
    return ImprintSection("imprint-credits", words["credits"], (), lines)


def _licence(note: Note) -> ImprintSection | None:
    licence = note.metadata.licence
    if licence is None:
        return None
    lines = (ContactLine(licence.web, licence.web),) if licence.web else ()
    return ImprintSection("imprint-licence", licence.name, (licence.statement,), lines)


def _labelled(words: Mapping[str, str], label: str, text: str) -> str:
    return words["labelled"].format(label=label, text=text)


def _address(organisation: Organisation, words: Mapping[str, str]) -> tuple[ContactLine, ...]:
    lines = [ContactLine(line) for line in organisation.address]
    if organisation.phone:
        lines.append(ContactLine(words["phone"].format(number=organisation.phone)))
    if organisation.fax:
        lines.append(ContactLine(words["fax"].format(number=organisation.fax)))
    if organisation.email:
        lines.append(ContactLine(organisation.email, f"mailto:{organisation.email}"))
    if organisation.web:
        lines.append(ContactLine(organisation.web, organisation.web))
    return tuple(lines)


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
        shown = None if _is_own(tag, language) else tag
        details.append(Wording(_join(role, affiliation, tag), shown))
    details.sort(key=lambda wording: wording.language is not None)
    return PersonView(person.id, _wordings(person.name, language), tuple(details))


def _join(role: str, affiliation: str | None, tag: str) -> str:
    if affiliation is None:
        return role
    known = find_language(tag) or language_of(DEFAULT)
    return known.person.format(role=role, affiliation=affiliation)


def _wordings(words: Mapping[str, str], language: str) -> tuple[Wording, ...]:
    found = [Wording(text, None if _is_own(tag, language) else tag) for tag, text in words.items()]
    return tuple(sorted(found, key=lambda wording: wording.language is None))


def _is_own(tag: str, language: str) -> bool:
    return tag.partition("-")[0] == language.partition("-")[0]


def own_wording(words: Mapping[str, str], language: str) -> str:
    """The text in a language, or the first text if there is none in that language."""
    own = (text for tag, text in words.items() if _is_own(tag, language))
    return next(own, next(iter(words.values())))


def back_cover(note: Note, words: Mapping[str, str]) -> BackCover:
    """The content of the back cover: the note, and the original's publisher if any."""
    data = note.metadata
    original = data.original
    lines = _address(original.publisher if original else note.publisher, words)
    name = ContactLine(original.copyright if original else note.publisher.name)
    return BackCover(
        title=data.title,
        subtitle=data.subtitle,
        statement=original.statement if original else None,
        lines=(name, *lines),
    )
