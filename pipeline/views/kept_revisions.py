"""Earlier revisions that are kept beside the web edition, and the ways between them and it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.phrases import labelled
from pipeline.views.imprint.imprint_page import REVISIONS
from pipeline.views.imprint.sections import ContactLine, ImprintSection
from pipeline.views.revision import dated_revision

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping

    from pipeline.note import Metadata
    from pipeline.views.imprint.imprint_page import Imprint


@dataclass(frozen=True, slots=True)
class KeptRevision:
    """A revision with what is kept of it, by its path from the web edition's folder.

    ``page`` is its web page, or its PDF where there is none, and empty for the current revision.
    ``redline`` shows the changes from the revision before; it is empty where that is not kept.
    """

    number: int
    date: dt.date
    page: str = ""
    redline: str = ""


@dataclass(frozen=True, slots=True)
class Superseded:
    """What the page of an earlier revision says about the current one.

    ``notice`` stands above the page; ``target`` leads to the current page. ``canonical`` is the
    address of that page, and ``address`` that of this one; both are empty if the note has none.
    """

    notice: str
    target: str
    canonical: str
    address: str


def link_revisions(
    imprint: Imprint,
    data: Metadata,
    words: Mapping[str, str],
    kept: Collection[KeptRevision],
    folder: str,
) -> Imprint:
    """An imprint whose revisions lead to what is kept of them, below a path to the web's folder.

    A revision that is kept and not listed is added to the list.
    """
    if not kept:
        return imprint
    lines = tuple(_lines(data, words, {one.number: one for one in kept}, folder))
    section = ImprintSection(REVISIONS, words["revisions"], (), lines)
    others = (one for one in imprint.sections if one.id != REVISIONS)
    place = next(
        (place for place, one in enumerate(imprint.sections) if one.id == REVISIONS),
        len(imprint.sections),
    )
    before = list(others)
    return replace(imprint, sections=(*before[:place], section, *before[place:]))


def _lines(
    data: Metadata, words: Mapping[str, str], kept: Mapping[int, KeptRevision], folder: str
) -> Iterator[ContactLine]:
    """Yield a line for each revision, the newest first."""
    listed = {one.number: one for one in data.revisions}
    for number in sorted({*listed, *kept}, reverse=True):
        one = kept.get(number)
        day = listed[number].date if number in listed else kept[number].date
        text = dated_revision(number, day, data, words)
        if number in listed:
            text = labelled(words, text, listed[number].changes)
        target = f"{folder}{one.page}" if one and one.page else None
        redline = f"{folder}{one.redline}" if one and one.redline else ""
        more = (ContactLine(words["revision_redline"], redline),) if redline else ()
        yield ContactLine(text, target, more=more)
