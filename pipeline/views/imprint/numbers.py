"""The numbers by which catalogues know a note and its editions, as lines of the imprint."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.views.imprint.sections import ContactLine, ImprintSection

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.note import Note

DOI = "https://doi.org/"
"""The resolver of DOIs, before the DOI itself."""


def numbers(note: Note, words: Mapping[str, str]) -> ImprintSection | None:
    """The numbers of a note; None where it has none."""
    lines = tuple(_lines(note, words))
    if not lines:
        return None
    return ImprintSection("imprint-identifiers", words["identifiers"], (), lines)


def _lines(note: Note, words: Mapping[str, str]) -> Iterator[ContactLine]:
    """Yield each number under its name; the ISBN of every edition, whichever edition this is."""
    names, data = note.metadata.identifiers, note.metadata
    united_nations = (("symbol", names.symbol), ("sales_number", names.sales_number))
    isbns = [(f"isbn_{edition}", isbn) for edition, isbn in names.isbns.given]
    issns = (("issn_print", names.issns.print), ("issn_online", names.issns.online))
    for numbered in (united_nations, isbns, issns):
        yield from _two_by_two(
            [
                ContactLine(number, label=words[name], is_number=True)
                for name, number in numbered
                if number
            ]
        )
    if names.doi:
        yield ContactLine(f"{DOI}{names.doi}", f"{DOI}{names.doi}", "DOI")
    if data.jel:
        yield ContactLine(words["comma"].join(data.jel), label="JEL")


def _two_by_two(lines: Sequence[ContactLine]) -> Iterator[ContactLine]:
    """Yield two numbers to a line; a page has room for them, and an imprint has one page."""
    for place in range(0, len(lines), 2):
        yield replace(lines[place], more=tuple(lines[place + 1 : place + 2]))
