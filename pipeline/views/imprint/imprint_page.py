"""The imprint as data: who wrote and publishes a note, its origin and its terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

from pipeline.languages.dates import set_date
from pipeline.note.wording import own_wording
from pipeline.phrases import labelled
from pipeline.views.authors import named_authors, publisher_of
from pipeline.views.citation import suggested
from pipeline.views.covers.logos import in_rows, partner_logos
from pipeline.views.imprint.colophon import faces_line
from pipeline.views.imprint.funding import funders
from pipeline.views.imprint.numbers import numbers
from pipeline.views.imprint.sections import ContactLine, ImprintSection, address_lines
from pipeline.views.imprint.terms import terms_of
from pipeline.views.revision import current_revision, dated_revision
from pipeline.views.sisters import imprint_of_sisters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.note import Note
    from pipeline.views.authors import AuthorView

REVISIONS: Final = "imprint-revisions"
"""The id of the section that lists the revisions."""

_WIDEST_LABEL: Final = 40
"""Letters of a label; it stands beside one line of text at least, and two lines are left for it."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """The publisher and the terms of use."""

    series: str
    title: str
    subtitle: str | None
    revision: str
    publisher: str
    sections: tuple[ImprintSection, ...]
    faces: str


def imprint(note: Note, words: Mapping[str, str]) -> Imprint:
    """The imprint of a note, colophon left to the edition that is set."""
    data = note.metadata
    return Imprint(
        series=data.series.title if data.series else "",
        title=data.title,
        subtitle=data.subtitle,
        revision=current_revision(data, words),
        publisher=publisher_of(note),
        sections=tuple(section for section in _sections(note, words) if section is not None),
        faces=faces_line(note, words),
    )


def _sections(note: Note, words: Mapping[str, str]) -> tuple[ImprintSection | None, ...]:
    return (
        _authors(note, words),
        _publisher(note, words),
        _suggested_citation(note, words),
        imprint_of_sisters(note, words),
        numbers(note, words),
        _revisions(note, words),
        _original(note, words),
        _event(note, words),
        _logos(note, words),
        _disclaimer(note, words),
        _contact(note, words),
        _credits(note, words),
        funders(note, words),
        _licence(note, words),
    )


def _authors(note: Note, words: Mapping[str, str]) -> ImprintSection | None:
    authors = named_authors(note, words)
    if not authors:
        return None
    lines = tuple(line for author in authors for line in _author_lines(author, words))
    title = words["author"] if len(authors) == 1 else words["authors"]
    return ImprintSection("imprint-authors", title, (), lines)


def _author_lines(author: AuthorView, words: Mapping[str, str]) -> Iterator[ContactLine]:
    """Yield who an author is and where from, and then how to find the author."""
    affiliations = (ContactLine(one.name, one.address or None) for one in author.affiliations)
    role = (ContactLine(author.role),) if author.role else ()
    who = (*role, *affiliations)
    yield ContactLine(author.written, author.ror or None, more=who, is_name=True)
    found = [ContactLine(author.orcid, author.orcid)] if author.orcid else []
    if author.email and author.corresponding:
        yield from found
        label = words["corresponding_author"]
        yield ContactLine(author.email, f"mailto:{author.email}", label)
        return
    if author.email:
        found.append(ContactLine(author.email, f"mailto:{author.email}"))
    if found:
        yield replace(found[0], more=tuple(found[1:]))


def _publisher(note: Note, words: Mapping[str, str]) -> ImprintSection | None:
    publisher = note.publisher
    if publisher is None:
        return None
    lines = address_lines(publisher, words)
    name = ContactLine(publisher.name)
    return ImprintSection(
        "imprint-publisher", words["imprint"], publisher.statement, (name, *lines)
    )


def _revisions(note: Note, words: Mapping[str, str]) -> ImprintSection | None:
    """The revisions and what they changed, the newest first."""
    data = note.metadata
    if not data.revisions:
        return None
    lines = tuple(
        ContactLine(labelled(words, dated_revision(one.number, one.date, data, words), one.changes))
        for one in reversed(data.revisions)
    )
    return ImprintSection(REVISIONS, words["revisions"], (), lines)


def _suggested_citation(note: Note, words: Mapping[str, str]) -> ImprintSection | None:
    """How to cite a note that people wrote, or that has a number; another is its publisher's."""
    names = note.metadata.identifiers
    people = [one for one in note.metadata.authors if not one.organisation]
    if not (people or names.doi or names.symbol or names.isbns.given):
        return None
    reference = suggested(note, words)
    return ImprintSection(
        "imprint-citation", words["suggested_citation"], (), citation=reference.phrases
    )


def _original(note: Note, words: Mapping[str, str]) -> ImprintSection | None:
    original = note.metadata.original
    if original is None:
        return None
    lines = (ContactLine(original.copyright), *address_lines(original.publisher, words))
    return ImprintSection("imprint-original", words["original"], (original.statement,), lines)


def _event(note: Note, words: Mapping[str, str]) -> ImprintSection | None:
    data = note.metadata
    if data.event is None:
        return None
    parts = [data.event.title, set_date(data.event.date, data.language, words["digits"])]
    parts += [text for text in (data.event.place, data.event.attribution) if text]
    lines = [ContactLine(words["sentence"].format(text=words["comma"].join(parts)))]
    for role, word in (("convener", "partners"), ("supporter", "supporters")):
        names = [
            own_wording(partner.name, data.language)
            for partner in data.partners
            if partner.role == role
        ]
        if names:
            line = labelled(words, words[word], words["semicolon"].join(names))
            lines.append(ContactLine(words["sentence"].format(text=line)))
    return ImprintSection("imprint-event", words["event"], (), tuple(lines))


def _logos(note: Note, words: Mapping[str, str]) -> ImprintSection | None:
    """The logos of partners; under the word for supporters where no other has one."""
    logos = partner_logos(note)
    if not logos:
        return None
    roles = {partner.role for partner in note.metadata.partners if partner.logo}
    title = words["supporters"] if roles == {"supporter"} else words["logos"]
    return ImprintSection("imprint-logos", title, (), logos=in_rows(logos))


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
    cover = note.metadata.cover
    given = [(credit.role, credit.name) for credit in note.metadata.credits]
    if cover and cover.credit:
        given.insert(0, (words["cover_photo"], cover.credit))
    if not given:
        return None
    lines = tuple(ContactLine(labelled(words, role, name)) for role, name in given)
    return ImprintSection("imprint-credits", words["credits"], (), lines)


def _licence(note: Note, words: Mapping[str, str]) -> ImprintSection | None:
    """The terms of use, under their name if it is short enough for a label."""
    terms = terms_of(note, words)
    if terms is None:
        return None
    lines = (ContactLine(terms.web, terms.web),) if terms.web else ()
    texts = (terms.statement, *terms.conditions)
    if _width(terms.name) <= _WIDEST_LABEL:
        return ImprintSection("imprint-licence", terms.name, texts, lines)
    texts = (terms.name, *texts)
    return ImprintSection("imprint-licence", words["terms_of_use"], texts, lines)


def _width(text: str) -> int:
    """About how wide a text is, in letters; East Asian characters are twice as wide."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
