"""Checks that a PDF is safe to open: no password, no scripts, no automatic actions."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from pipeline.findings import Finding, Place

_ACTIVE = {
    "/JavaScript",
    "/Launch",
    "/Rendition",
    "/RichMediaExecute",
    "/SubmitForm",
    "/ImportData",
}
"""Actions other than navigation (ISO 32000-1, 12.6.4)."""


class UnreadableError(Exception):
    """A file cannot be read at all; ``finding`` gives the reason."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.message)


def open_pdf(content: bytes) -> pikepdf.Pdf:
    """Open a PDF. Raises UnreadableError if it is damaged or needs a password."""
    try:
        return pikepdf.open(io.BytesIO(content))
    except pikepdf.PasswordError as error:
        raise UnreadableError(_encrypted("the PDF needs a password")) from error
    except pikepdf.PdfError as error:
        message = f"the PDF cannot be read: {error}"
        hint = "build the note again"
        raise UnreadableError(Finding("N420", message, Place(""), hint)) from error


def check_safety(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield what prevents or endangers opening a PDF (ISO 19005-3, 6.1.3 and 6.5)."""
    if pdf.is_encrypted:
        yield _encrypted("the PDF is encrypted")
    if "/ID" not in pdf.trailer:
        message = "the PDF has no identifier in its trailer"
        yield Finding("N423", message, Place(""), "the standard requires a file identifier")
    for kind in sorted(set(_actions(pdf))):
        message = f"the PDF has an active action: {kind[1:]}"
        yield Finding("N422", message, Place(""), "it was added after the build: build again")


def _encrypted(message: str) -> Finding:
    return Finding("N421", message, Place(""), "publish the file as it was built")


def _actions(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/JavaScript" in pdf.Root.get("/Names", {}):
        yield "/JavaScript"
    for entry in pdf.objects:
        yield from _actions_in(entry, 0)


def _actions_in(entry: pikepdf.Object, depth: int) -> Iterator[str]:
    """Yield the active actions in an object and in its direct objects."""
    if depth > 4:
        return
    if isinstance(entry, pikepdf.Dictionary):
        kind = entry.get("/S")
        if isinstance(kind, pikepdf.Name) and str(kind) in _ACTIVE:
            yield str(kind)
        if "/AA" in entry:
            yield "/AA"
        for value in entry.values():
            if isinstance(value, pikepdf.Dictionary) and not value.is_indirect:
                yield from _actions_in(value, depth + 1)
