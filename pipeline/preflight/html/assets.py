"""A check that what lies beside a web page, such as fonts and data, is of its media type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pipeline.findings import Finding, Place
from pipeline.preflight.html.epub_package import parse_xml

_SVG = "image/svg+xml"
_CSV = "text/csv"
SIGNATURES = {
    "application/json": b"{",
    "application/pdf": b"%PDF-",
    "font/woff2": b"wOF2",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG\r\n\x1a\n",
    # The byte order mark, by which spreadsheets know UTF-8.
    _CSV: b"\xef\xbb\xbf",
    "application/vnd.citationstyles.csl+json": b"[",
    "application/x-bibtex": b"@",
    "application/x-endnote-refer": b"%0 ",
    "application/x-research-info-systems": b"TY  - ",
}
"""The first bytes of files, by media type."""

_ENDS: Final = {
    # Every line of CSV has an end, as RFC 4180 has it.
    _CSV: b"\r\n",
    "application/vnd.citationstyles.csl+json": b"]\n",
    "application/x-bibtex": b"}\n",
    "application/x-endnote-refer": b"\n",
    "application/x-research-info-systems": b"ER  - \r\n",
}
"""The last bytes of files of text, by media type."""


def check_asset(content: bytes, media_type: str) -> Iterator[Finding]:
    """Yield a finding if a file is not of its media type."""
    if media_type == _SVG:
        is_valid = _is_xml(content)
    else:
        is_valid = content.startswith(SIGNATURES[media_type])
    if end := _ENDS.get(media_type):
        is_valid = is_valid and _is_whole_text(content, end)
    if not is_valid:
        yield Finding("N420", f"the file is not {media_type}", Place(""), "build the note again")


def _is_whole_text(content: bytes, end: bytes) -> bool:
    """Whether content is UTF-8 with an end."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return content.endswith(end)


def _is_xml(content: bytes) -> bool:
    from lxml import etree

    try:
        parse_xml(content)
    except etree.XMLSyntaxError:
        return False
    return True
