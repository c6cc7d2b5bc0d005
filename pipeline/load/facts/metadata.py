"""Checks of `note.yaml` beyond its schema: an ISBN that adds up, a meeting before its note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.load.facts.authors import check_authors
from pipeline.load.facts.revisions import check_revisions

if TYPE_CHECKING:
    from pipeline.load.facts.yaml_source import YamlSource
    from pipeline.load.report import Report
    from pipeline.note.metadata import Metadata

_ISBN_DIGITS: Final = 13


def check_metadata(metadata: Metadata, found: YamlSource, report: Report) -> None:
    """Report values that are well formed but cannot be right."""
    isbn = metadata.identifiers.isbn
    if isbn is not None and not _has_valid_check_digit(isbn):
        place = found.source.place(found.spot(("identifiers", "isbn")))
        hint = "compare it with the number you were given; its last digit is a check digit"
        report.add("N217", f"the check digit of the ISBN is wrong: {isbn}", place, hint)
    check_authors(metadata.authors, found, report)
    check_revisions(metadata, found, report)
    if metadata.event is not None and metadata.event.date > metadata.published:
        place = found.source.place(found.spot(("event", "date")))
        hint = f"the note was published on {metadata.published}"
        report.add("N208", "the event is later than the note", place, hint)


def _has_valid_check_digit(isbn: str) -> bool:
    """Whether an ISBN-13 has its digits and its check digit (ISO 2108, annex A)."""
    digits = [int(sign) for sign in isbn if sign.isdigit()]
    weighted = sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return len(digits) == _ISBN_DIGITS and weighted % 10 == 0
