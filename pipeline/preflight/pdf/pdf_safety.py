"""A PDF that any reader may open: no password, no scripts, nothing that starts by itself."""

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
"""Actions that do more than go somewhere (ISO 32000-1, 12.6.4)."""


class UnreadableError(Exception):
    """A file cannot be read at all; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.message)


def open_pdf(content: bytes) -> pikepdf.Pdf:
    """Open a PDF. Raises UnreadableError for one that is damaged or wants a password."""
    try:
        return pikepdf.open(io.BytesIO(content))
    except pikepdf.PasswordError as error:
        raise UnreadableError(_encrypted("the PDF asks for a password")) from error
    except pikepdf.PdfError as error:
        message = f"the PDF cannot be read: {error}"
        hint = "build the note again"
        raise UnreadableError(Finding("N420", message, Place(""), hint)) from error


def check_safety(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield what keeps a PDF from being opened by everyone (ISO 19005-3, 6.1.3 and 6.5)."""
    if pdf.is_encrypted:
        yield _encrypted("the PDF is encrypted")
    if "/ID" not in pdf.trailer:
        message = "the PDF has no identifier in its trailer"
        yield Finding("N423", message, Place(""), "a file identifier is needed by the standard")
    for kind in sorted(set(_actions(pdf))):
        message = f"the PDF holds an action that runs something: {kind[1:]}"
        yield Finding("N422", message, Place(""), "take out what put it there after the build")


def _encrypted(message: str) -> Finding:
    return Finding("N421", message, Place(""), "publish the file as it was built")


def _actions(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/JavaScript" in pdf.Root.get("/Names", {}):
        yield "/JavaScript"
    for entry in pdf.objects:
        yield from _actions_in(entry, 0)


def _actions_in(entry: pikepdf.Object, depth: int) -> Iterator[str]:
    """Yield the active actions in an object and in what stands directly in it."""
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
