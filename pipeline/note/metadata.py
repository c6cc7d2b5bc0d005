"""The metadata of a note (`note.yaml`) and its publisher (`imprint.yaml`)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from pipeline.note.authors import Author, Ror
from pipeline.note.covers.cover import CoverPhoto
from pipeline.note.covers.logos import Logo
from pipeline.note.identifiers import Doi, Identifiers, Isbns, JelCode
from pipeline.note.revisions import Revision
from pipeline.note.types import (
    EmailAddress,
    FolderTag,
    LanguageTag,
    Line,
    LocalText,
    Model,
    NoteName,
    PlainOrLocalText,
    WebAddress,
)

Paragraphs = tuple[Annotated[str, Field(min_length=1)], ...]


class Organisation(Model):
    """An organisation with its address."""

    name: Line
    """Full name in the language of the note."""
    address: tuple[Line, ...] = ()
    """Postal address, line by line."""
    phone: Line | None = None
    """Telephone number in international form, such as +86 10 8532 0800."""
    fax: Line | None = None
    """Fax number in international form."""
    web: WebAddress | None = None
    """Web address of the organisation."""
    email: EmailAddress | None = None
    """General e-mail address."""


Profile = Literal["un", "eu", "govuk", "none"]
"""The profiles there are; their rules are in `pipeline.profiles`."""


class Publisher(Organisation):
    """Who publishes the notes of a folder; the whole of `imprint.yaml`."""

    profile: Profile | None = None
    """Whose rules the notes are checked against: un, eu, govuk or none."""
    logo: Logo | None = None
    """The emblem, a file in figures/ beside this one: figures/emblem.svg, or {light, dark}."""
    statement: Paragraphs = ()
    """Paragraphs in every imprint of this publisher."""


class Series(Model):
    """The series a note belongs to."""

    title: Line
    """Name of the series."""
    number: Annotated[int, Field(ge=1)] | None = None
    """Number of the note in the series."""


class Event(Model):
    """The meeting that a note summarises."""

    title: Line
    """Name of the meeting."""
    date: dt.date
    """Day of the meeting."""
    place: Line | None = None
    """City and country, or "online"."""
    attribution: Line | None = None
    """Rule under which speakers are quoted, such as the Chatham House Rule."""


class Partner(Model):
    """An organisation involved in a note."""

    name: LocalText
    """Name by language."""
    acronym: Line | None = None
    """Short form, such as UNDP."""
    role: Literal["convener", "supporter"]
    """What the organisation did."""
    web: WebAddress | None = None
    """Web address of the organisation, to which its logo leads."""
    logo: Logo | None = None
    """Its logo, for the cover and the imprint: figures/school.svg, or {light, dark}."""


class Original(Model):
    """The publication that a note restates in its own words."""

    title: Line
    """Title of the original, with its subtitle."""
    publisher: Organisation
    """Who published the original."""
    date: dt.date
    """When the original was published."""
    copyright: Line
    """Copyright line of the original."""
    statement: Annotated[str, Field(min_length=1)]
    """What the imprint says about the relation between this text and the original."""


class Contact(Model):
    """Contact for questions."""

    statement: Line
    """The sentence that introduces the address."""
    email: EmailAddress | None = None
    """Address for questions."""
    web: WebAddress | None = None
    """Page for questions."""


class Credit(Model):
    """One line of the credits."""

    role: Line
    """What was done, such as "Cover and layout of the original"."""
    name: Line
    """Who did it."""


class Licence(Model):
    """The terms of use of the text: a known licence by its SPDX id, or terms of one's own."""

    spdx: Line | None = None
    """Id in the SPDX License List, such as CC-BY-3.0-IGO; it gives name, text and address."""
    name: Line | None = None
    """Name of the licence, or of the terms."""
    statement: Line | None = None
    """The line that is printed."""
    web: WebAddress | None = None
    """Where the terms can be read."""


class Funder(Model):
    """An organisation that paid for the work."""

    name: PlainOrLocalText
    """Name of the funder, plain or by language."""
    ror: Ror | None = None
    """Its ROR, such as https://ror.org/021nxhr62."""
    doi: Doi | None = None
    """Its DOI in the Funder Registry of Crossref, such as 10.13039/100000001."""
    grant: Line | None = None
    """Number of the grant, as the funder writes it."""


class AccessibilityClaim(Model):
    """A claim of conformance, made by a person who has evaluated the EPUB."""

    conforms_to: Literal[
        "EPUB Accessibility 1.1 - WCAG 2.2 Level A",
        "EPUB Accessibility 1.1 - WCAG 2.2 Level AA",
        "EPUB Accessibility 1.1 - WCAG 2.2 Level AAA",
    ]
    """Standard and level that are met, according to the evaluator."""
    certified_by: Line
    """Person or organisation that evaluated."""
    date: dt.date
    """Day of the evaluation."""


class Sister(Model):
    """What a note says of itself to those in the other languages of its work."""

    folder: str
    """The name of its folder in the work, a language tag in small letters."""
    slug: NoteName
    """Name of the work and the folder, for which its outputs are named."""
    language: LanguageTag
    """The language it is written in."""
    title: Line
    """Its title, in its language."""
    subtitle: Line | None = None
    """Its subtitle."""
    revision: Annotated[int, Field(ge=1)] = 1
    """Its revision."""
    web_address: WebAddress | None = None
    """Where its folder ``web`` is published."""
    doi: Doi | None = None
    """Its digital object identifier."""
    isbns: Isbns = Isbns()
    """The ISBN of each of its editions."""
    urn: str | None = None
    """Its permanent name, if it says one."""
    is_original: bool = False
    """Whether the others of the work are its translations."""


class Metadata(Model):
    """The whole of `note.yaml`."""

    series: Series | None = None
    """The series the note belongs to."""
    title: Line
    """Title of the note."""
    subtitle: Line | None = None
    """Subtitle of the note."""
    kind: Line | None = None
    """What kind of document this is, such as "Summary note"."""
    description: Annotated[str, Field(min_length=40, max_length=300)] | None = None
    """One or two sentences for catalogues, search engines and link previews."""
    language: LanguageTag
    """Language the note is written in."""
    translated_from: FolderTag | None = None
    """The folder of the note that this one was translated from, beside its own: en."""
    published: dt.date
    """Publication date."""
    date_precision: Literal["day", "month", "year"] = "day"
    """How much of the publication date is printed."""
    revision: Annotated[int, Field(ge=1)] = 1
    """Revision of the note, counted from 1; where revisions are listed, the last of them."""
    revisions: tuple[Revision, ...] = ()
    """Revisions of the note, the newest last: their dates, and what they changed."""
    cover: CoverPhoto | None = None
    """The photo on the cover; without one the cover has art drawn from the note."""
    subjects: tuple[Line, ...] = ()
    """What the note is about, as catalogue subjects."""
    jel: tuple[JelCode, ...] = ()
    """Codes of the Journal of Economic Literature, such as F35."""
    authors: tuple[Author, ...] = ()
    """Who wrote the note and is cited for it; else its conveners are cited, or its publisher."""
    event: Event | None = None
    """The meeting that the note summarises."""
    partners: tuple[Partner, ...] = ()
    """Organisations that convened or supported the event."""
    original: Original | None = None
    """The publication that the note restates, if it does."""
    disclaimer: Paragraphs = ()
    """Paragraphs of the disclaimer."""
    disclaimer_short: Line | None = None
    """One sentence of disclaimer for the one-pagers."""
    contact: Contact | None = None
    """Contact for questions."""
    credits: tuple[Credit, ...] = ()
    """Who did what."""
    funders: tuple[Funder, ...] = ()
    """Who paid for the work, with their grants."""
    licence: Licence | None = None
    """Terms of use."""
    identifiers: Identifiers = Identifiers()
    """Identifiers for catalogues."""
    web_address: WebAddress | None = None
    """Where the folder ``web`` will be published: canonical address, QR codes, link previews.

    The other editions are looked for beside that folder, as they lie in ``build/``.
    """
    accessibility: AccessibilityClaim | None = None
    """Claim of conformance; only a person who has evaluated the EPUB may fill it in."""

    @property
    def revised(self) -> dt.date:
        """The day of this revision; the publication date if the note does not list revisions."""
        return self.revisions[-1].date if self.revisions else self.published
