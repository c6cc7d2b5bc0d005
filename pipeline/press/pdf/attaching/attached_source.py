"""Reading the source of a note that is attached to its PDF."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf

from pipeline.errors import CannotRunError
from pipeline.press.pdf.attaching.attachment import NAME

_MAX_BYTES = 500_000_000
_MAX_FILES = 10_000
_ENCRYPTED = 1
# Paths of a note's files: a name, or a folder and a name; no hidden files, no parent folders.
_PATH = re.compile(r"(?:[a-z]+/)?[^\s./\\][^/\\\x00-\x1f\x7f]{0,199}")
# Errors that the libraries raise for damaged PDF and zip files.
_DAMAGED = (
    *(pikepdf.PdfError, pikepdf.PasswordError, zipfile.BadZipFile, zlib.error),
    *(ValueError, KeyError, EOFError, NotImplementedError, RuntimeError),
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class _UnusableError(Exception):
    """The attachment cannot be the source of a note; the message gives the reason."""


@dataclass(frozen=True, slots=True)
class AttachedSource:
    """The files of a note by their paths in its folder, and the folder's name.

    ``slug`` is empty if the PDF does not give it.
    """

    slug: str
    files: Mapping[str, bytes]


def read_attached_source(content: bytes, name: str) -> AttachedSource:
    """The source of the note that is attached to a PDF.

    ``name`` is that of the PDF, for messages. Raises CannotRunError if there is no source, or if
    it is damaged, too large, or has file names that a note cannot have.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if NAME not in document.attachments:
                raise CannotRunError(
                    f"{name} has no source attached",
                    "only screen PDFs made by notepress have their source attached",
                )
            return _unpack(_unfiltered(document.attachments[NAME].get_file().obj))
    except (*_DAMAGED, _UnusableError) as error:
        message = f"the source in {name} cannot be read: {_why(error)}"
        raise CannotRunError(message, "use the original PDF, as notepress made it") from error


def _why(error: Exception) -> str:
    """The reason in our own words; those of the libraries refer to objects of this program."""
    match error:
        case _UnusableError():
            return str(error)
        case pikepdf.PasswordError():
            return "the PDF is encrypted"
        case pikepdf.PdfError():
            return "the file is not a PDF, or is damaged"
        case _:
            return f"the {NAME} attached to it is damaged"


def _unfiltered(stream: Any) -> bytes:
    """The bytes of an attached file, within the limit."""
    if stream is None:
        raise _UnusableError("the attachment has no file")
    filters = stream.get("/Filter")
    if filters != "/FlateDecode" or "/DecodeParms" in stream:
        if filters is not None:
            raise _UnusableError("its compression is not supported")
        return bytes(stream.read_raw_bytes())
    unpacked = zlib.decompressobj().decompress(stream.read_raw_bytes(), _MAX_BYTES + 1)
    if len(unpacked) > _MAX_BYTES:
        raise _UnusableError("it is larger than 500 MB")
    return unpacked


def _unpack(archive: bytes) -> AttachedSource:
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        entries = files.infolist()
        _check(entries)
        comment = files.comment.decode("ascii", "replace")
        slug = comment if _SLUG.fullmatch(comment) else ""
        return AttachedSource(slug, {entry.filename: files.read(entry) for entry in entries})


def _check(entries: list[zipfile.ZipInfo]) -> None:
    """Check the table of contents of an archive before anything is unpacked."""
    if len(entries) > _MAX_FILES or sum(one.file_size for one in entries) > _MAX_BYTES:
        raise _UnusableError("it unpacks to more than 500 MB or 10,000 files")
    if len({entry.filename for entry in entries}) != len(entries):
        raise _UnusableError("it has the same file twice")
    for entry in entries:
        if not _PATH.fullmatch(entry.filename):
            raise _UnusableError(f"{entry.filename!r} is not a file of a note")
        if entry.flag_bits & _ENCRYPTED:
            raise _UnusableError(f"{entry.filename} is encrypted")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _UnusableError(f"the compression of {entry.filename} is not supported")
