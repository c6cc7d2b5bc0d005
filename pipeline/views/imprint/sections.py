"""A section of the imprint and its lines, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.note.metadata import Organisation
    from pipeline.views.covers.logos import LogoView
    from pipeline.views.imprint.phrase import Phrase


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A line of an address: its text, and its target if it is a link.

    ``label`` stands before the text, ``more`` are further texts of the line, set off by commas.
    ``language`` is that of a labelled text, empty for that of the note.
    With ``is_name`` the text is a name under which lines stand, with ``is_number`` a number that is
    not divided.
    """

    text: str
    target: str | None = None
    label: str = ""
    more: tuple[ContactLine, ...] = ()
    is_name: bool = False
    is_number: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class ImprintSection:
    """A headed paragraph group of the imprint.

    ``lines`` are set under the paragraphs, before which ``citation`` stands, if there is one;
    ``logos`` come last, in rows.
    """

    id: str
    title: str
    paragraphs: tuple[str, ...]
    lines: tuple[ContactLine, ...] = ()
    citation: tuple[Phrase, ...] = ()
    logos: tuple[tuple[LogoView, ...], ...] = ()


def address_lines(organisation: Organisation, words: Mapping[str, str]) -> tuple[ContactLine, ...]:
    """The address of an organisation, line by line."""
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
