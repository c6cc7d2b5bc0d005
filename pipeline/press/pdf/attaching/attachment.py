"""Attaching the source of a note to its PDF (ISO 19005-3, 6.8)."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, String

from pipeline.workspace import PICTURE_SUFFIXES

if TYPE_CHECKING:
    import pikepdf

NAME = "source.zip"
_PHOTOS = tuple(suffix for suffix in PICTURE_SUFFIXES if suffix != ".svg")
_AS_IT_IS = 0
"""The level of deflate that compresses nothing."""


@dataclass(frozen=True, slots=True)
class SourceArchive:
    """A zip as it is attached: ``data`` as stored in the PDF, its size in bytes, and its MD5.

    ``is_deflated`` is true if the data has been deflated; otherwise saving the PDF does that.
    """

    data: bytes
    size: int
    md5: bytes
    is_deflated: bool = False


def pack_source(files: Mapping[str, bytes], date: dt.date, slug: str = "") -> SourceArchive:
    """Pack files as `zip_source` does, ready to be attached."""
    archive = zip_source(files, date, slug)
    return as_attachment(archive, has_photos=any(map(is_photo, files)))


def as_attachment(archive: bytes, *, has_photos: bool = False) -> SourceArchive:
    """Make a zip ready to be attached.

    One that ``has_photos`` is mostly these: deflating it would take seconds and save nothing.
    """
    checksum = hashlib.md5(archive, usedforsecurity=False).digest()
    data = zlib.compress(archive, _AS_IT_IS) if has_photos else archive
    return SourceArchive(data, len(archive), checksum, is_deflated=has_photos)


def zip_source(files: Mapping[str, bytes], date: dt.date, slug: str = "") -> bytes:
    """Pack files as a reproducible zip, in which every file has the same date.

    Photos are compressed already and packed as they are. ``slug`` is the name of their folder; it
    is stored in the zip, which may be renamed.
    """
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(path, (max(date.year, 1980), date.month, date.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if is_photo(path) else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, content)
        archive.comment = slug.encode()
    return output.getvalue()


def is_photo(path: str) -> bool:
    """Whether a file is a photo, by its path."""
    return path.lower().endswith(_PHOTOS)


def attach_source(
    document: pikepdf.Pdf, archive: SourceArchive, description: str, date: dt.date
) -> None:
    """Attach a zip to a document as its source (ISO 32000-1, 7.11.4)."""
    when = String(f"D:{date:%Y%m%d}000000Z")
    stream = document.make_stream(b"" if archive.is_deflated else archive.data)
    if archive.is_deflated:
        stream.write(archive.data, filter=Name.FlateDecode)
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name("/application/zip")
    stream.Params = Dictionary(
        Size=archive.size,
        CheckSum=String(archive.md5),
        CreationDate=when,
        ModDate=when,
    )
    file = document.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(NAME),
            UF=String(NAME),
            Desc=String(description),
            AFRelationship=Name.Source,
            EF=Dictionary(F=stream, UF=stream),
        )
    )
    names = document.Root.get("/Names", Dictionary())
    names.EmbeddedFiles = Dictionary(Names=Array([String(NAME), file]))
    document.Root.Names = names
    document.Root.AF = Array([file])
