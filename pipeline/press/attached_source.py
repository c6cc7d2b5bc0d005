"""The source of a note read back from a PDF that carries it."""

from __future__ import annotations

import io
import re
import zipfile

import pikepdf

from pipeline.errors import CannotRunError
from pipeline.press.attachment import NAME

_UNPACKED_BYTES = 500_000_000
# The paths of a note's files: a name, or a folder and a name.
_PATH = re.compile(r"([a-z]+/)?[A-Za-z0-9][A-Za-z0-9._-]*")


def read_attached_source(content: bytes, name: str) -> dict[str, bytes]:
    """Return the files of the note that a PDF carries, by their paths in the note's folder.

    ``name`` is that of the PDF, for messages. Raises CannotRunError if it carries no source, or
    one that is damaged.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if NAME not in document.attachments:
                raise CannotRunError(
                    f"{name} carries no source", "a screen PDF made by notepress carries its own"
                )
            return _unpack(document.attachments[NAME].get_file().read_bytes())
    except (pikepdf.PdfError, zipfile.BadZipFile, ValueError) as error:
        raise CannotRunError(f"the source in {name} cannot be read: {error}") from error


def _unpack(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        entries = files.infolist()
        if sum(entry.file_size for entry in entries) > _UNPACKED_BYTES:
            raise ValueError("it unpacks to more than 500 MB")
        for entry in entries:
            if not _PATH.fullmatch(entry.filename):
                raise ValueError(f"{entry.filename!r} is no file of a note")
        return {entry.filename: files.read(entry) for entry in entries}
