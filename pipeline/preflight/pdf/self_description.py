"""Checks of metadata: the standards that a PDF claims, its title, language and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pikepdf

from pipeline.findings import Finding, Place
from pipeline.languages import is_right_to_left
from pipeline.preflight.pdf.reading.xmp import read_xmp
from pipeline.press.pdf.joining.standards import ScreenStandard, met_by

Values = Mapping[str, tuple[str, ...]]

_FOR_PRINT = {"pdfxid:GTS_PDFXVersion": "PDF/X-4", "pdf:Trapped": "False"}
# Keys of Info and the equivalent properties of XMP (ISO 19005-3, 6.6.3).
_PAIRS = {
    "/Title": "dc:title",
    "/Author": "dc:creator",
    "/Subject": "dc:description",
    "/Keywords": "pdf:Keywords",
    "/Creator": "xmp:CreatorTool",
    "/Producer": "pdf:Producer",
    "/CreationDate": "xmp:CreateDate",
    "/ModDate": "xmp:ModifyDate",
}
_DIGITS = re.compile(r"\D")
_REBUILD = "build the note again"


def check_self_description(
    pdf: pikepdf.Pdf, standard: ScreenStandard | None, title: str, language: str
) -> Iterator[Finding]:
    """Yield metadata that is missing or contradictory.

    ``standard`` is that of a PDF for the screen, None for print; an empty ``title`` or ``language``
    is not compared.
    """
    packet = pdf.Root.get("/Metadata")
    if packet is None:
        yield _finding("N423", "the PDF has no XMP packet, so it claims no standard")
        return
    try:
        values = read_xmp(packet.read_bytes())
    except ValueError as error:
        yield _finding("N420", f"the XMP packet cannot be read: {error}")
        return
    yield from _check_claims(values, standard and met_by(pdf, standard))
    if standard is not None and standard.is_second:
        yield from _check_version(pdf)
    else:
        yield from _check_agreement(pdf, values)
    yield from _check_title(pdf, values, title)
    yield from _check_direction(pdf, language)
    if standard is not None:
        yield from _check_language(pdf, values, language)


def _check_claims(values: Values, standard: ScreenStandard | None) -> Iterator[Finding]:
    claims = _FOR_PRINT if standard is None else standard.claims
    for name, wanted in claims.items():
        found = values.get(name, ())
        if found != (wanted,):
            shown = ", ".join(found) or "missing"
            claimed = "PDF/X-4" if standard is None else standard.name
            message = f"the PDF does not claim {claimed}: {name} is {shown}, not {wanted}"
            yield _finding("N423", message)


def _check_version(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Check that a file is one of PDF 2.0, which has no Info (ISO 19005-4, 6.1.2 and 6.1.3)."""
    if pdf.pdf_version != "2.0":
        yield _finding("N423", f"the PDF is one of version {pdf.pdf_version}, not 2.0")
    if "/Info" in pdf.trailer:
        yield _finding("N424", "the PDF has an Info dictionary besides its XMP packet")


def _check_agreement(pdf: pikepdf.Pdf, values: Values) -> Iterator[Finding]:
    info = pdf.docinfo
    for key, name in _PAIRS.items():
        in_info = str(info.get(key, ""))
        in_xmp = ", ".join(values.get(name, ()))
        if not _is_same(key, in_info, in_xmp):
            message = f"Info says {in_info!r} for {key[1:]}, XMP says {in_xmp!r} for {name}"
            yield _finding("N424", message)


def _is_same(key: str, in_info: str, in_xmp: str) -> bool:
    if key.endswith("Date"):
        # D:20210301000000Z and 2021-03-01T00:00:00Z
        return bool(in_info) and _DIGITS.sub("", in_info)[:14] == _DIGITS.sub("", in_xmp)[:14]
    return in_info == in_xmp


def _check_title(pdf: pikepdf.Pdf, values: Values, title: str) -> Iterator[Finding]:
    found = ", ".join(values.get("dc:title", ()))
    if not found:
        yield _finding("N425", "the PDF has no title")
    elif title and found != title:
        yield _finding("N425", f"the title of the PDF is {found!r}, not {title!r}")
    preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    shows = preferences.get("/DisplayDocTitle", False)
    is_screen = "/StructTreeRoot" in pdf.Root
    if is_screen and not shows:
        yield _finding("N425", "viewers are not told to show the title (DisplayDocTitle)")


def _check_direction(pdf: pikepdf.Pdf, language: str) -> Iterator[Finding]:
    """Check the reading order of pages (ISO 32000-1, 12.2), by which viewers show two of them."""
    preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    is_turned = preferences.get("/Direction") == "/R2L"
    if language and is_turned != is_right_to_left(language):
        order = "left to right" if is_turned else "right to left"
        yield _finding("N425", f"viewers are not told that pages are read from {order} (Direction)")


def _check_language(pdf: pikepdf.Pdf, values: Values, language: str) -> Iterator[Finding]:
    declared = str(pdf.Root.get("/Lang", ""))
    in_xmp = values.get("dc:language", ())
    if not declared:
        yield _finding("N425", "the PDF does not declare its language")
    elif language and declared != language:
        yield _finding("N425", f"the language of the PDF is {declared}, not {language}")
    elif declared not in in_xmp:
        other = in_xmp or "nothing"
        message = f"the catalogue says that the language is {declared}, XMP says {other}"
        yield _finding("N424", message)


def _finding(code: str, message: str) -> Finding:
    return Finding(code, message, Place(""), _REBUILD)
