"""Reading an attached source: valid ones are returned, malicious ones are refused."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
import zlib

import pikepdf
import pytest
from pikepdf import Name

from pipeline.errors import CannotRunError
from pipeline.press.pdf.attaching import attached_source
from pipeline.press.pdf.attaching.attached_source import read_attached_source
from pipeline.press.pdf.attaching.attachment import as_attachment, attach_source, zip_source

DATE = dt.date(2023, 5, 1)
FILES = {"note.yaml": b"title: A note", "figures/Map of rivers (1).png": b"\x89PNG"}


def carrying(archive: bytes, *, has_photos: bool = False) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    attach_source(document, as_attachment(archive, has_photos=has_photos), "The source", DATE)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def refused(archive: bytes) -> str:
    with pytest.raises(CannotRunError) as raised:
        read_attached_source(carrying(archive), "a.pdf")
    return str(raised.value)


def test_files_and_the_name_of_their_folder_come_out() -> None:
    source = read_attached_source(carrying(zip_source(FILES, DATE, "three-rivers")), "a.pdf")
    assert source.files == FILES
    assert source.slug == "three-rivers"


def test_photos_are_packed_as_they_are() -> None:
    files = {"figures/mill.JPG": bytes(5000), "note.yaml": bytes(5000)}
    archive = zip_source(files, DATE)
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        sizes = {one.filename: one.compress_size for one in packed.infolist()}
    assert sizes["figures/mill.JPG"] == 5000
    assert sizes["note.yaml"] < 100
    content = carrying(archive, has_photos=True)
    assert read_attached_source(content, "a.pdf").files == files
    with pikepdf.open(io.BytesIO(content)) as document:
        stream = document.attachments["source.zip"].get_file().obj
        assert len(stream.read_raw_bytes()) > len(archive) > 5000
        assert stream.read_bytes() == archive


@pytest.mark.parametrize("slug", ["", "../elsewhere", "Two Words"])
def test_a_name_that_is_none_is_not_believed(slug: str) -> None:
    assert read_attached_source(carrying(zip_source(FILES, DATE, slug)), "a.pdf").slug == ""


@pytest.mark.parametrize(
    "name",
    ["../note.yaml", "/etc/note.yaml", "text/../../x", ".hidden", "text/.hidden", "a/b/c", "a\\b"],
)
def test_names_that_no_note_has_are_refused(name: str) -> None:
    assert "is not a file of a note" in refused(zip_source({name: b""}, DATE))


def test_an_encrypted_pdf_is_refused() -> None:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(carrying(zip_source(FILES, DATE)))) as document:
        document.save(output, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(CannotRunError, match=r"a\.pdf cannot be read: the PDF is encrypted"):
        read_attached_source(output.getvalue(), "a.pdf")


def test_a_file_that_is_there_twice_is_refused() -> None:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("note.yaml", "one")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("note.yaml", "two")
    assert "twice" in refused(output.getvalue())


def test_what_would_grow_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attached_source, "_MAX_BYTES", 100_000)
    assert "unpacks to more" in refused(zip_source({"note.yaml": bytes(200_000)}, DATE))
    assert "larger than" in refused(b"PK\x03\x04" + bytes(200_000))


def test_a_size_that_is_a_lie_is_no_way_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attached_source, "_MAX_BYTES", 100_000)
    archive = zip_source({"note.yaml": bytes(200_000)}, DATE)
    lying = archive.replace(struct.pack("<I", 200_000), struct.pack("<I", 10))
    assert lying != archive
    assert "cannot be read" in refused(lying)


@pytest.mark.parametrize(("offset", "value"), [(8, 1), (10, 12)])
def test_encrypted_or_oddly_packed_files_are_refused(offset: int, value: int) -> None:
    archive = bytearray(zip_source({"note.yaml": b"x"}, DATE))
    at = archive.index(b"PK\x01\x02")
    archive[at + offset] = value
    assert "is encrypted" in (said := refused(bytes(archive))) or "compression" in said


def test_damage_is_told() -> None:
    archive = bytearray(zip_source({"note.yaml": b"some words " * 50}, DATE))
    archive[45:60] = bytes(15)
    assert "cannot be read" in refused(bytes(archive))
    assert "cannot be read" in refused(b"no archive")


def test_a_stream_that_is_packed_twice_is_refused() -> None:
    document = pikepdf.open(io.BytesIO(carrying(zip_source(FILES, DATE))))
    stream = document.Root.AF[0].EF.F
    twice = zlib.compress(zlib.compress(stream.read_bytes()))
    filters = pikepdf.Array([Name.FlateDecode, Name.FlateDecode])
    stream.write(twice, filter=filters)
    output = io.BytesIO()
    document.save(
        output, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
    )
    with pytest.raises(CannotRunError, match="not supported"):
        read_attached_source(output.getvalue(), "a.pdf")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"no PDF", "the file is not a PDF, or is damaged"),
        (carrying(b"no archive"), "the source.zip attached to it is damaged"),
    ],
)
def test_a_damaged_file_is_told_in_our_own_words(content: bytes, why: str) -> None:
    with pytest.raises(CannotRunError) as raised:
        read_attached_source(content, "a.pdf")
    assert str(raised.value) == f"the source in a.pdf cannot be read: {why}"
    assert raised.value.hint
