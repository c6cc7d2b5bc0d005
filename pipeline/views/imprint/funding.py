"""Who paid for a note, as data and as lines of the imprint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.note.wording import own_wording
from pipeline.views.authors import ROR
from pipeline.views.imprint.numbers import DOI
from pipeline.views.imprint.sections import ContactLine, ImprintSection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.note import Note
    from pipeline.note.metadata import Funder


@dataclass(frozen=True, slots=True)
class FunderView:
    """A funder in the language of the note; addresses and grant are empty where not given."""

    name: str
    ror: str
    doi: str
    grant: str


def funders_of(note: Note) -> tuple[FunderView, ...]:
    """The funders of a note."""
    return tuple(_view(funder, note.metadata.language) for funder in note.metadata.funders)


def funders(note: Note, words: Mapping[str, str]) -> ImprintSection | None:
    """The funders and their grants; None where the note names none."""
    lines = tuple(_line(funder, words) for funder in funders_of(note))
    return ImprintSection("imprint-funders", words["funders"], (), lines) if lines else None


def _view(funder: Funder, language: str) -> FunderView:
    ror = f"{ROR}{funder.ror.rpartition('/')[2]}" if funder.ror else ""
    doi = f"{DOI}{funder.doi}" if funder.doi else ""
    return FunderView(own_wording(funder.name, language), ror, doi, funder.grant or "")


def _line(funder: FunderView, words: Mapping[str, str]) -> ContactLine:
    grant = words["grant"].format(number=funder.grant) if funder.grant else ""
    more = (ContactLine(grant),) if grant else ()
    return ContactLine(funder.name, funder.ror or funder.doi or None, more=more)
