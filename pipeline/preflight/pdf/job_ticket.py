"""The ticket that goes to the printer with a PDF: whether it says what the PDF is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pipeline.findings import Finding, Place
from pipeline.preflight.expectations import expect_of, is_booklet
from pipeline.preflight.pdf.pdf_safety import UnreadableError, open_pdf
from pipeline.press.pdf.imposition import padding, saddle_stitch

if TYPE_CHECKING:
    from pipeline.preflight.expectations import Expected, OutputFile

_AGAIN = "build the print edition again"


def check_ticket(
    ticket: bytes, pdfs: Mapping[str, OutputFile], expected: Expected, pages: int
) -> Iterator[Finding]:
    """Yield what a ticket says wrongly of its PDF; ``pdfs`` are the files by their path.

    ``pages`` is the number of pages of the note itself, 0 where that is not known.
    """
    try:
        said: Any = json.loads(ticket)
        name = str(said["file"])
    except (ValueError, KeyError, TypeError) as error:
        yield Finding("N420", f"the ticket cannot be read: {error}", Place(""), _AGAIN)
        return
    if name not in pdfs:
        yield _finding(f"the ticket is for {name}, which is not there")
        return
    content = pdfs[name].content
    try:
        with open_pdf(content) as pdf:
            count = len(pdf.pages)
    except UnreadableError:
        return  # the PDF has its own finding
    wanted = expect_of(name, expected)
    yield from _compare(said, _facts(content, count, wanted), "the PDF has")
    if is_booklet(name):
        yield from _compare(said.get("booklet", {}), _order(count), "the sheets have")
    if pages:
        told = said.get("booklet", said).get("blank", [])
        yield from _compare(
            {"blank": told}, {"blank": list(padding(pages, wanted.multiple))}, "the pages are"
        )
    condition = said.get("condition", {}).get("name")
    if condition != expected.condition:
        yield _finding(f"the ticket is for {condition}, the style for {expected.condition}")


def _facts(content: bytes, pages: int, expected: Expected) -> Mapping[str, Any]:
    return {
        "sha256": hashlib.sha256(content).hexdigest(),
        "standard": "PDF/X-4",
        "pages": pages,
        "trim": list(expected.trim),
        "bleed": expected.bleed,
        "slug": expected.slug,
    }


def _order(sides: int) -> Mapping[str, Any]:
    """Return which pages stand on the sides of a booklet, as its ticket says it."""
    return {
        "pages": 2 * sides,
        "sheets": sides // 2,
        "sides": [f"{left} | {right}" for left, right in saddle_stitch(2 * sides)],
    }


def _compare(said: Any, facts: Mapping[str, Any], whose: str) -> Iterator[Finding]:
    for key, value in facts.items():
        if said.get(key) != value:
            yield _finding(f"the ticket says {key} {said.get(key)}, {whose} {value}")


def _finding(message: str) -> Finding:
    return Finding("N462", message, Place(""), _AGAIN)
