"""What an archive says of itself is not believed: its entries are read within limits."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.findings import Finding
from pipeline.importing import import_manuscript
from pipeline.importing.zip_entries import find_trouble, read_entry

ENDINGS = ("docx", "odt", "zip")
LONG = b"# Gates\n" + b"0" * 300_000


def archive(method: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as packed:
        packed.writestr("gates.md", LONG)
    return buffer.getvalue()


def lying(content: bytes) -> bytes:
    """An archive whose entry says, in both its places, that it has ten bytes."""
    size = struct.pack("<I", len(LONG))
    assert content.count(size) == 2
    return content.replace(size, struct.pack("<I", 10))


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("content", "why"),
    [
        (archive(zipfile.ZIP_BZIP2), "compressed in an unusual way"),
        (archive(zipfile.ZIP_LZMA), "compressed in an unusual way"),
        (lying(archive(zipfile.ZIP_DEFLATED)), "damaged"),
    ],
    ids=["bzip2", "lzma", "lying"],
)
def test_an_archive_that_would_unpack_without_end_is_refused(
    ending: str, content: bytes, why: str, tmp_path: Path
) -> None:
    path = tmp_path / f"gates.{ending}"
    path.write_bytes(content)
    with pytest.raises(SourceError) as raised:
        import_manuscript(path, "gates")
    (finding,) = raised.value.findings
    assert isinstance(finding, Finding)
    assert finding.code == "N160"
    assert why in finding.message


def test_no_more_is_inflated_than_an_entry_says() -> None:
    lied = zipfile.ZipFile(io.BytesIO(lying(archive(zipfile.ZIP_DEFLATED))))
    with lied, pytest.raises(zipfile.BadZipFile):
        read_entry(lied, lied.infolist()[0])
    with zipfile.ZipFile(io.BytesIO(archive(zipfile.ZIP_DEFLATED))) as packed:
        assert find_trouble(packed) is None
        assert read_entry(packed, packed.infolist()[0]) == LONG
