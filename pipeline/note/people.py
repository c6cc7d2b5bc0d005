"""The people named in a note (`people.yaml`)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pipeline.note.types import Id, LocalText, Model


class Person(Model):
    """A participant or observer, named as the person writes the name in each language."""

    id: Id
    """Anchor of the person in every edition, such as huang-meibo."""
    name: LocalText
    """Name by language."""
    role: LocalText
    """Role by language, such as Professor."""
    affiliation: LocalText | None = None
    """Organisation by language; left out where the list is grouped by organisation."""


class Delegation(Model):
    """The observers of one organisation."""

    id: Id
    """Anchor of the group in every edition."""
    organisation: LocalText
    """Organisation by language."""
    people: Annotated[tuple[Person, ...], Field(min_length=1)]
    """Its observers in the order of the list."""


class People(Model):
    """The whole of `people.yaml`."""

    participants: tuple[Person, ...] = ()
    """Participants in the order of the list."""
    observers: tuple[Delegation, ...] = ()
    """Observers by organisation."""
