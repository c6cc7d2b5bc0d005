"""The terms of use of a note: its own words, or those that come with a licence that is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.licences import find_licence
from pipeline.views.authors import publisher_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.licences import KnownLicence
    from pipeline.note import Note


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of use.

    ``spdx`` is empty where they are the publisher's own, ``web`` where they stand nowhere else.
    ``conditions`` are what the terms ask of those who translate or adapt the work.
    """

    name: str
    statement: str
    conditions: tuple[str, ...]
    web: str
    spdx: str


def terms_of(note: Note, words: Mapping[str, str]) -> Terms | None:
    """The terms of use of a note; None where it has none."""
    given = note.metadata.licence
    if given is None:
        return None
    known = find_licence(given.spdx) if given.spdx else None
    if known is None:
        return Terms(given.name or "", given.statement or "", (), given.web or "", "")
    return Terms(
        name=given.name or known.label,
        statement=given.statement or words["terms_are"].format(licence=_full_name(known)),
        conditions=tuple(_conditions(known, publisher_of(note), words)),
        web=given.web or known.web,
        spdx=known.spdx,
    )


def _full_name(known: KnownLicence) -> str:
    return known.name if known.label == known.name else f"{known.name} ({known.label})"


def _conditions(known: KnownLicence, publisher: str, words: Mapping[str, str]) -> Iterator[str]:
    """Yield what intergovernmental organisations ask for, in whose name nobody else may speak."""
    if known.is_intergovernmental and known.allows_changes and publisher:
        yield words["terms_translation"].format(publisher=publisher)
        yield words["terms_adaptation"].format(publisher=publisher)
        if known.shares_alike:
            yield words["terms_share_alike"]
