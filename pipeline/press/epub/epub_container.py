"""The container of an EPUB (EPUB 3.3, section 4): a reproducible zip file."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

FOLDER = "EPUB"
PACKAGE = "package.opf"

_CONTAINER = f"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="{FOLDER}/{PACKAGE}" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
# Already compressed.
_STORED = {"image/png", "image/jpeg", "font/woff2"}
# The first day that a zip file can name.
_EARLIEST = (1980, 1, 1)


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the publication.

    ``path`` is relative to the package document, ``properties`` are those of its manifest item
    (EPUB 3.3, D.3), separated by spaces.
    """

    path: str
    content: bytes
    media_type: str
    properties: str = ""

    @property
    def id(self) -> str:
        """Its id in the manifest."""
        return re.sub(r"[^a-z0-9]+", "-", self.path.lower())


def pack(package: str, resources: Iterable[Resource], day: dt.date) -> bytes:
    """Pack a package document and its resources, in the order given, as an EPUB.

    Every entry is dated to the beginning of ``day``. The media type comes first, uncompressed
    (section 4.2.1.2), so that the file type can be recognised by its first bytes.
    """
    out = BytesIO()
    moment = (*max(_EARLIEST, (day.year, day.month, day.day)), 0, 0, 0)
    with zipfile.ZipFile(out, "w") as archive:
        _put(archive, "mimetype", b"application/epub+zip", moment, zipfile.ZIP_STORED)
        _put(archive, "META-INF/container.xml", _CONTAINER.encode(), moment)
        _put(archive, f"{FOLDER}/{PACKAGE}", package.encode(), moment)
        for resource in resources:
            method = zipfile.ZIP_STORED if resource.media_type in _STORED else zipfile.ZIP_DEFLATED
            _put(archive, f"{FOLDER}/{resource.path}", resource.content, moment, method)
    return out.getvalue()


def _put(
    archive: zipfile.ZipFile,
    name: str,
    content: bytes,
    moment: tuple[int, int, int, int, int, int],
    method: int = zipfile.ZIP_DEFLATED,
) -> None:
    entry = zipfile.ZipInfo(name, moment)
    # As if made on Unix with default permissions, whatever the system.
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    entry.compress_type = method
    archive.writestr(entry, content, compresslevel=9)
