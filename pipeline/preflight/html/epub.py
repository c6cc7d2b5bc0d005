"""Checks of an EPUB, which is read like a reading system does (EPUB 3.3, W3C)."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from pipeline.findings import Finding, Place
from pipeline.preflight.html.epub_documents import check_documents, parse_documents
from pipeline.preflight.html.epub_package import check_package, read_package
from pipeline.preflight.html.page_list import check_page_list
from pipeline.preflight.pdf.reading.pdf_safety import UnreadableError

_MIMETYPE = "mimetype"
_MEDIA_TYPE = b"application/epub+zip"
_MAX_BYTES = 500_000_000
_REBUILD = "build the note again"


def check_epub(content: bytes, pages: int) -> Iterator[Finding]:
    """Yield the faults of an EPUB. ``pages`` is the page count of its PDF; 0 if there is none.

    Raises UnreadableError if it is not a zip archive.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from _check_container(archive)
            files = _read(archive)
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError) as error:
        message = f"the EPUB cannot be read: {error}"
        raise UnreadableError(Finding("N420", message, Place(""), _REBUILD)) from error
    package = read_package(files)
    if isinstance(package, Finding):
        yield package
        return
    yield from check_package(package, files)
    documents, findings = parse_documents(package, files)
    yield from findings
    yield from check_documents(package, documents, files)
    yield from check_page_list(package, documents, pages)


def _check_container(archive: zipfile.ZipFile) -> Iterator[Finding]:
    """Check that the first entry is the media type, uncompressed (EPUB 3.3, 4)."""
    entries = archive.infolist()
    first = entries[0] if entries else zipfile.ZipInfo("nothing")
    if first.filename != _MIMETYPE or archive.read(first) != _MEDIA_TYPE:
        yield _finding(f"its first file is {first.filename}, not its mimetype")
    elif first.compress_type != zipfile.ZIP_STORED or first.extra or first.header_offset:
        yield _finding("its mimetype is compressed, so the file type cannot be recognised")
    names = [entry.filename for entry in entries]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield _finding(f"{name} is in it twice")
    for name in names:
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            yield _finding(f"{name!r} is not a valid file name in it")


def _read(archive: zipfile.ZipFile) -> Mapping[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if sum(entry.file_size for entry in entries) > _MAX_BYTES:
        raise ValueError("it unpacks to more than 500 MB")
    return {entry.filename: archive.read(entry) for entry in entries}


def _finding(message: str) -> Finding:
    return Finding("N470", message, Place(""), _REBUILD)
