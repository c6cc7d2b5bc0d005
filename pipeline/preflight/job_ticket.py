"""The ticket that goes to the printer with a PDF: whether it says what the PDF is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pipeline.findings import Finding, Place
from pipeline.preflight.pdf_safety import UnreadableError, open_pdf

if TYPE_CHECKING:
    from pipeline.preflight.expectations import Expected, OutputFile

_AGAIN = "build the print edition again"


def check_ticket(
    ticket: bytes, pdfs: Mapping[str, OutputFile], expected: Expected
) -> Iterator[Finding]:
    """Yield what a ticket says wrongly of its PDF; ``pdfs`` are the files by their path."""
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
            pages = len(pdf.pages)
    except UnreadableError:
        return  # the PDF has its own finding
    facts = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "standard": "PDF/X-4",
        "pages": pages,
        "trim": list(expected.trim),
        "bleed": expected.bleed,
        "slug": expected.slug,
    }
    for key, value in facts.items():
        if said.get(key) != value:
            yield _finding(f"the ticket says {key} {said.get(key)}, the PDF has {value}")
    condition = said.get("condition", {}).get("name")
    if condition != expected.condition:
        yield _finding(f"the ticket is for {condition}, the style for {expected.condition}")


def _finding(message: str) -> Finding:
    return Finding("N462", message, Place(""), _AGAIN)
