"""Checks of the source attached to a PDF (ISO 19005-3, 6.8): declared as source, and complete."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

import pikepdf

from pipeline.errors import CannotRunError
from pipeline.findings import Finding, Place
from pipeline.preflight.pdf.shaped_words import check_shaped_words
from pipeline.press.pdf.attaching.attached_source import read_attached_source
from pipeline.press.pdf.attaching.attachment import NAME

_REBUILD = "build the note again"


def check_source_attachment(
    pdf: pikepdf.Pdf, content: bytes, source: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield the faults of the source attached to a PDF, and words of it that the PDF lacks.

    ``source`` gives the SHA-256 that each file should have; nothing is compared if it is empty.
    """
    files = [one for one in pdf.Root.get("/AF", []) if str(one.get("/UF", "")) == NAME]
    if [str(one.get("/AFRelationship", "")) for one in files] != ["/Source"]:
        yield _finding(f"the PDF does not declare {NAME} as its source (AFRelationship)")
    try:
        attached = read_attached_source(content, "the PDF").files
    except CannotRunError as error:
        yield _finding(str(error))
        return
    if source:
        found = {path: hashlib.sha256(data).hexdigest() for path, data in attached.items()}
        yield from _compare(found, source)
    yield from check_shaped_words(content, attached, str(pdf.Root.get("/Lang", "")))


def _compare(found: Mapping[str, str], source: Mapping[str, str]) -> Iterator[Finding]:
    for path in sorted({*found, *source}):
        if path not in found:
            yield _finding(f"{path} is missing from the attached source")
        elif path not in source:
            yield _finding(f"{path} does not belong in the attached source")
        elif found[path] != source[path]:
            yield _finding(f"{path} in the attached source differs from the file it should be")


def _finding(message: str) -> Finding:
    return Finding("N443", message, Place(""), _REBUILD)
