"""What a web page reads in: fonts and pictures that are what their media type says."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings import Finding, Place
from pipeline.preflight.html.epub_package import parse_xml

SIGNATURES = {
    "font/woff2": b"wOF2",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG\r\n\x1a\n",
}
"""How files begin, by their media type."""
_SVG = "image/svg+xml"


def check_asset(content: bytes, media_type: str) -> Iterator[Finding]:
    """Yield a finding if a file is not of its media type."""
    is_sound = (
        _is_xml(content) if media_type == _SVG else content.startswith(SIGNATURES[media_type])
    )
    if not is_sound:
        yield Finding("N420", f"the file is no {media_type}", Place(""), "build the note again")


def _is_xml(content: bytes) -> bool:
    from lxml import etree

    try:
        parse_xml(content)
    except etree.XMLSyntaxError:
        return False
    return True
