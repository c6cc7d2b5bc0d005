"""A check that fonts, pictures and data of a web page are of their media type."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings import Finding, Place
from pipeline.preflight.html.epub_package import parse_xml

SIGNATURES = {
    "application/json": b"{",
    "font/woff2": b"wOF2",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG\r\n\x1a\n",
    # The byte order mark, by which spreadsheets know UTF-8.
    "text/csv": b"\xef\xbb\xbf",
}
"""The first bytes of files, by media type."""
_SVG = "image/svg+xml"


def check_asset(content: bytes, media_type: str) -> Iterator[Finding]:
    """Yield a finding if a file is not of its media type."""
    is_valid = (
        _is_xml(content) if media_type == _SVG else content.startswith(SIGNATURES[media_type])
    )
    if not is_valid:
        yield Finding("N420", f"the file is not {media_type}", Place(""), "build the note again")


def _is_xml(content: bytes) -> bool:
    from lxml import etree

    try:
        parse_xml(content)
    except etree.XMLSyntaxError:
        return False
    return True
