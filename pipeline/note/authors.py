"""The authors of a note (`authors` in `note.yaml`): the people and groups who are cited for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from pipeline.note.types import EmailAddress, Line, LocalText, Model, PlainOrLocalText

Orcid = Annotated[str, Field(pattern=r"^(https?://orcid\.org/)?([0-9]{4}-){3}[0-9]{3}[0-9X]$")]
"""An ORCID iD, alone or as an address."""

Ror = Annotated[str, Field(pattern=r"^(https?://)?(ror\.org/)?0[0-9a-hj-km-np-tv-z]{6}[0-9]{2}$")]
"""An identifier of the Research Organization Registry, alone or as an address."""

AuthorRole = Literal["lead", "coordinating", "contributing"]
"""What an author did besides writing; each language has words for it."""


class Affiliation(Model):
    """An organisation that an author belongs to."""

    name: PlainOrLocalText
    """Name of the organisation, plain or by language."""
    ror: Ror | None = None
    """Its ROR, such as https://ror.org/04wxnsj81."""


def _form_of_one(value: object) -> str:
    if isinstance(value, Affiliation) or (isinstance(value, Mapping) and "name" in value):
        return "[organisation]"
    return "[by language]" if isinstance(value, Mapping) else "[plain]"


def _form_of_all(value: object) -> str:
    return "[several]" if isinstance(value, list | tuple) else _form_of_one(value)


_One = Annotated[
    Annotated[Line, Tag("[plain]")]
    | Annotated[Affiliation, Tag("[organisation]")]
    | Annotated[LocalText, Tag("[by language]")],
    Discriminator(_form_of_one),
]
_OneOrSeveral = Annotated[
    Annotated[Line, Tag("[plain]")]
    | Annotated[Affiliation, Tag("[organisation]")]
    | Annotated[LocalText, Tag("[by language]")]
    | Annotated[tuple[_One, ...], Tag("[several]"), Field(min_length=1)],
    Discriminator(_form_of_all),
]


class Author(Model):
    """A person or group credited as an author of a note."""

    name: PlainOrLocalText
    """Name as the author writes it, plain or by language."""
    family: Line | None = None
    """Family name, where it is not the last word of the name, such as Liu in Liu Wei."""
    organisation: bool = False
    """Whether this author is an organisation; its name is never inverted."""
    affiliation: _OneOrSeveral | None = None
    """Organisation of the author, or a list of several."""
    ror: Ror | None = None
    """ROR of the one affiliation, or of an author that is an organisation."""
    orcid: Orcid | None = None
    """ORCID iD, such as 0000-0002-1825-0097."""
    email: EmailAddress | None = None
    """E-mail address of the author."""
    role: AuthorRole | None = None
    """What the author did: lead, coordinating or contributing."""
    corresponding: bool = False
    """Whether questions go to this author, whose e-mail address is then printed as such."""

    @property
    def affiliations(self) -> tuple[Affiliation, ...]:
        """Each organisation of the author, however it was written."""
        if self.affiliation is None:
            return ()
        if not isinstance(self.affiliation, tuple):
            return (_whole(self.affiliation, self.ror),)
        return tuple(_whole(one, None) for one in self.affiliation)


def _whole(one: Affiliation | Mapping[str, str] | str, ror: str | None) -> Affiliation:
    return one if isinstance(one, Affiliation) else Affiliation(name=one, ror=ror)
