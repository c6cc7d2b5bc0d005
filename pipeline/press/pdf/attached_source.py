"""The source of a note read back from a PDF that carries it."""

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
from pipeline.press.pdf.attachment import NAME

_UNPACKED_BYTES = 500_000_000
_MOST_FILES = 10_000
_ENCRYPTED = 1
# The paths of a note's files: a name, or a folder and a name; nothing hidden, nothing above.
_PATH = re.compile(r"(?:[a-z]+/)?[^\s./\\][^/\\\x00-\x1f\x7f]{0,199}")
# What the libraries raise for a PDF and for a zip that are not as they should be.
_DAMAGED = (
    *(pikepdf.PdfError, zipfile.BadZipFile, zlib.error, ValueError, KeyError),
    *(EOFError, NotImplementedError, RuntimeError),
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class _UnfitError(Exception):
    """What is attached cannot be the source of a note; the message says why."""


@dataclass(frozen=True, slots=True)
class AttachedSource:
    """The files of a note by their paths in its folder, and the folder's name.

    ``slug`` is empty if the PDF does not say it.
    """

    slug: str
    files: Mapping[str, bytes]


def read_attached_source(content: bytes, name: str) -> AttachedSource:
    """Return the source of the note that a PDF carries.

    ``name`` is that of the PDF, for messages. Raises CannotRunError if it carries no source, or
    one that is damaged, too large, or has names that no note has.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if NAME not in document.attachments:
                raise CannotRunError(
                    f"{name} carries no source", "a screen PDF made by notepress carries its own"
                )
            return _unpack(_unfiltered(document.attachments[NAME].get_file().obj))
    except (*_DAMAGED, _UnfitError) as error:
        message = f"the source in {name} cannot be read: {_why(error)}"
        raise CannotRunError(message, "take the PDF as it was made, and as it was sent") from error


def _why(error: Exception) -> str:
    """Return a reason in our own words: those of the libraries name objects of this program."""
    match error:
        case _UnfitError():
            return str(error)
        case pikepdf.PasswordError():
            return "the PDF is encrypted"
        case pikepdf.PdfError():
            return "the file is no PDF, or is damaged"
        case _:
            return f"the {NAME} attached to it is damaged"


def _unfiltered(stream: Any) -> bytes:
    """Return the bytes of an attached file, within the limit."""
    if stream is None:
        raise _UnfitError("the attachment holds no file")
    filters = stream.get("/Filter")
    if filters != "/FlateDecode" or "/DecodeParms" in stream:
        if filters is not None:
            raise _UnfitError("it is packed in an unusual way")
        return bytes(stream.read_raw_bytes())
    unpacked = zlib.decompressobj().decompress(stream.read_raw_bytes(), _UNPACKED_BYTES + 1)
    if len(unpacked) > _UNPACKED_BYTES:
        raise _UnfitError("it is larger than 500 MB")
    return unpacked


def _unpack(archive: bytes) -> AttachedSource:
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        entries = files.infolist()
        _check(entries)
        said = files.comment.decode("ascii", "replace")
        slug = said if _SLUG.fullmatch(said) else ""
        return AttachedSource(slug, {entry.filename: files.read(entry) for entry in entries})


def _check(entries: list[zipfile.ZipInfo]) -> None:
    """Look at what an archive says it holds before anything of it is unpacked."""
    if len(entries) > _MOST_FILES or sum(one.file_size for one in entries) > _UNPACKED_BYTES:
        raise _UnfitError("it unpacks to more than 500 MB or 10,000 files")
    if len({entry.filename for entry in entries}) != len(entries):
        raise _UnfitError("it holds a file twice")
    for entry in entries:
        if not _PATH.fullmatch(entry.filename):
            raise _UnfitError(f"{entry.filename!r} is no file of a note")
        if entry.flag_bits & _ENCRYPTED:
            raise _UnfitError(f"{entry.filename} is encrypted")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _UnfitError(f"{entry.filename} is packed in an unusual way")
