"""What a PDF says of itself: the standards it claims, its title, language and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pikepdf

from pipeline.findings import Finding, Place
from pipeline.preflight.pdf.xmp import read_xmp

Values = Mapping[str, tuple[str, ...]]

_CLAIMS = {
    "screen": {"pdfuaid:part": "1", "pdfaid:part": "3", "pdfaid:conformance": "A"},
    "print": {"pdfxid:GTS_PDFXVersion": "PDF/X-4", "pdf:Trapped": "False"},
}
_NAMES = {"screen": "PDF/UA-1 and PDF/A-3a", "print": "PDF/X-4"}
# Keys of Info and the properties of XMP that say the same (ISO 19005-3, 6.6.3).
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
_AGAIN = "build the note again"


def check_self_description(
    pdf: pikepdf.Pdf, medium: str, title: str, language: str
) -> Iterator[Finding]:
    """Yield what a PDF fails to say of itself, or says in two ways.

    ``medium`` is ``screen`` or ``print``; an empty ``title`` or ``language`` is not compared.
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
    yield from _check_claims(values, medium)
    yield from _check_agreement(pdf, values)
    yield from _check_title(pdf, values, title)
    if medium == "screen":
        yield from _check_language(pdf, values, language)


def _check_claims(values: Values, medium: str) -> Iterator[Finding]:
    for name, wanted in _CLAIMS[medium].items():
        said = values.get(name, ())
        if said != (wanted,):
            shown = ", ".join(said) or "missing"
            message = f"the PDF does not claim {_NAMES[medium]}: {name} is {shown}, not {wanted}"
            yield _finding("N423", message)


def _check_agreement(pdf: pikepdf.Pdf, values: Values) -> Iterator[Finding]:
    info = pdf.docinfo
    for key, name in _PAIRS.items():
        said = str(info.get(key, ""))
        also = ", ".join(values.get(name, ()))
        if not _is_same(key, said, also):
            message = f"Info says {said!r} for {key[1:]}, XMP says {also!r} for {name}"
            yield _finding("N424", message)


def _is_same(key: str, said: str, also: str) -> bool:
    if key.endswith("Date"):
        # D:20210301000000Z and 2021-03-01T00:00:00Z
        return bool(said) and _DIGITS.sub("", said)[:14] == _DIGITS.sub("", also)[:14]
    return said == also


def _check_title(pdf: pikepdf.Pdf, values: Values, title: str) -> Iterator[Finding]:
    said = ", ".join(values.get("dc:title", ()))
    if not said:
        yield _finding("N425", "the PDF has no title")
    elif title and said != title:
        yield _finding("N425", f"the title of the PDF is {said!r}, not {title!r}")
    preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    shows = preferences.get("/DisplayDocTitle", False)
    is_screen = "/StructTreeRoot" in pdf.Root
    if is_screen and not shows:
        yield _finding("N425", "readers are not told to show the title (DisplayDocTitle)")


def _check_language(pdf: pikepdf.Pdf, values: Values, language: str) -> Iterator[Finding]:
    said = str(pdf.Root.get("/Lang", ""))
    also = values.get("dc:language", ())
    if not said:
        yield _finding("N425", "the PDF does not say its language")
    elif language and said != language:
        yield _finding("N425", f"the language of the PDF is {said}, not {language}")
    elif said not in also:
        message = f"the catalogue says that the language is {said}, XMP says {also or 'nothing'}"
        yield _finding("N424", message)


def _finding(code: str, message: str) -> Finding:
    return Finding(code, message, Place(""), _AGAIN)
