"""The authors of a note: those it names, or the groups that stand for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.note.wording import own_wording
from pipeline.views.person_names import PersonName, name_of

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.note.authors import Author

ORCID: Final = "https://orcid.org/"
"""The address of ORCID, before an identifier."""
ROR: Final = "https://ror.org/"
"""The address of the Research Organization Registry, before an identifier."""
_NAMED_IN_SHORT: Final = 3


@dataclass(frozen=True, slots=True)
class AffiliationView:
    """An organisation of an author; ``address`` is that of its ROR, or empty."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class AuthorView:
    """An author, in the language of the note where the name is known in it.

    ``other_names`` are the name in other languages, by tag. ``orcid`` and ``ror`` are addresses,
    or empty; ``role`` is what the author did, in words, or empty.
    """

    name: PersonName
    is_person: bool
    other_names: Mapping[str, str]
    affiliations: tuple[AffiliationView, ...] = ()
    orcid: str = ""
    ror: str = ""
    email: str = ""
    role: str = ""
    corresponding: bool = False

    @property
    def written(self) -> str:
        """The name as it is written."""
        return self.name.written


def authors_of(note: Note) -> tuple[AuthorView, ...]:
    """The authors of a note: those it names, else its conveners, else its publisher, if any.

    The conveners are the authors of their own note. A note that restates another publication is
    not their work, so its publisher is the author.
    """
    data = note.metadata
    if data.authors:
        return named_authors(note, {})
    conveners = [partner for partner in data.partners if partner.role == "convener"]
    if not conveners or data.original is not None:
        return (_group(note.publisher.name, {}),) if note.publisher else ()
    return tuple(_group(own_wording(one.name, data.language), one.name) for one in conveners)


def authors(note: Note) -> tuple[str, ...]:
    """The names of the authors of a note, as they are written."""
    return tuple(author.written for author in authors_of(note))


def named_authors(note: Note, words: Mapping[str, str]) -> tuple[AuthorView, ...]:
    """The authors that a note names, with their roles if ``words`` has the words for them."""
    language = note.metadata.language
    return tuple(_author(author, language, words) for author in note.metadata.authors)


def publisher_of(note: Note) -> str:
    """The name of the publisher of a note; empty if it does not say."""
    return note.publisher.name if note.publisher else ""


def creators_of(note: Note) -> tuple[str, ...]:
    """Who made a note, for the properties of a file: its authors if it names them."""
    if note.metadata.authors:
        return authors(note)
    return (note.publisher.name,) if note.publisher else ()


def byline(names: tuple[str, ...], words: Mapping[str, str]) -> str:
    """Names as a line of text: Ana Ferreira, Liu Wei and Jane Doe."""
    *first, last = names or ("",)
    if not first:
        return last
    return words["names"].format(names=words["comma_names"].join(first), last=last)


def short_byline(names: tuple[str, ...], words: Mapping[str, str]) -> str:
    """The same for where there is little room: the first of more than three names alone."""
    if len(names) <= _NAMED_IN_SHORT:
        return byline(names, words)
    return words["and_others"].format(name=names[0])


def _group(name: str, wordings: Mapping[str, str]) -> AuthorView:
    others = {tag: text for tag, text in wordings.items() if text != name}
    return AuthorView(PersonName(name), is_person=False, other_names=others)


def _author(author: Author, language: str, words: Mapping[str, str]) -> AuthorView:
    written = own_wording(author.name, language)
    wordings = {} if isinstance(author.name, str) else author.name
    is_person = not author.organisation
    return AuthorView(
        name=name_of(written, author.family) if is_person else PersonName(written),
        is_person=is_person,
        other_names={tag: text for tag, text in wordings.items() if text != written},
        affiliations=tuple(
            AffiliationView(own_wording(one.name, language), _address(ROR, one.ror))
            for one in author.affiliations
        ),
        orcid=_address(ORCID, author.orcid),
        ror=_address(ROR, author.ror) if author.organisation else "",
        email=author.email or "",
        role=words[f"author_{author.role}"] if author.role and words else "",
        corresponding=author.corresponding,
    )


def _address(resolver: str, identifier: str | None) -> str:
    return f"{resolver}{identifier.rpartition('/')[2]}" if identifier else ""
