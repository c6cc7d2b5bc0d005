"""A check that the job ticket for the printer describes its PDF correctly."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.findings import Finding, Place
from pipeline.languages import direction_of
from pipeline.preflight.expectations import ONE_PAGERS, expect_file, is_booklet
from pipeline.preflight.pdf.reading.pdf_safety import UnreadableError, open_pdf
from pipeline.press.pdf.printing.imposition import blank_pages, saddle_stitch

if TYPE_CHECKING:
    from pipeline.languages import Direction
    from pipeline.preflight.expectations import Expected, OutputFile

_REBUILD = "build the print edition again"


def check_ticket(
    ticket: bytes, pdfs: Mapping[str, OutputFile], expected: Expected, numbers: Sequence[int]
) -> Iterator[Finding]:
    """Yield errors in a ticket; ``pdfs`` are the files by their path.

    ``numbers`` are those of the pages of the note itself; there are none if they are not known.
    """
    try:
        stated: Any = json.loads(ticket)
        name = str(stated["file"])
    except (ValueError, KeyError, TypeError) as error:
        yield Finding("N420", f"the ticket cannot be read: {error}", Place(""), _REBUILD)
        return
    if name not in pdfs:
        yield _finding(f"the ticket is for {name}, which does not exist")
        return
    content = pdfs[name].content
    try:
        with open_pdf(content) as pdf:
            count = len(pdf.pages)
    except UnreadableError:
        return  # the PDF has its own finding
    wanted = expect_file(name, expected)
    yield from _compare(stated, _actual(content, count, wanted), "the PDF has")
    if is_booklet(name):
        yield from _compare(
            stated.get("booklet", {}),
            _sheet_order(count, direction_of(expected.language)),
            "the sheets have",
        )
    if name.startswith(ONE_PAGERS):
        numbers = range(1, count + 1)
    if numbers:
        blank = stated.get("booklet", stated).get("blank", [])
        yield from _compare(
            {"blank": blank},
            {"blank": list(blank_pages(numbers, wanted.multiple))},
            "the pages are",
        )
    condition = stated.get("condition", {}).get("name")
    if condition != expected.condition:
        yield _finding(f"the ticket is for {condition}, the style for {expected.condition}")


def _actual(content: bytes, pages: int, expected: Expected) -> Mapping[str, Any]:
    return {
        "sha256": hashlib.sha256(content).hexdigest(),
        "standard": "PDF/X-4",
        "pages": pages,
        "trim": list(expected.trim),
        "bleed": expected.bleed,
        "slug": expected.slug,
    }


def _sheet_order(sides: int, direction: Direction) -> Mapping[str, Any]:
    """The pages on the sides of a booklet, in the form of its ticket."""
    return {
        "pages": 2 * sides,
        "sheets": sides // 2,
        "sides": [f"{left} | {right}" for left, right in saddle_stitch(2 * sides, direction)],
    }


def _compare(stated: Any, actual: Mapping[str, Any], subject: str) -> Iterator[Finding]:
    for key, value in actual.items():
        if stated.get(key) != value:
            yield _finding(f"the ticket says {key} {stated.get(key)}, {subject} {value}")


def _finding(message: str) -> Finding:
    return Finding("N462", message, Place(""), _REBUILD)
