"""The container of an EPUB: order, dates and compression of its entries."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO

from pipeline.press.epub.epub_container import Resource, pack

RESOURCES = (
    Resource("text/b.xhtml", b"<html/>" * 50, "application/xhtml+xml"),
    Resource("text/a.xhtml", b"<html/>" * 50, "application/xhtml+xml"),
    Resource("pictures/cover.png", b"png" * 50, "image/png", "cover-image"),
)


def opened(day: dt.date = dt.date(2021, 3, 1)) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(pack("<package/>", RESOURCES, day)))


def test_entries_keep_the_order_they_are_given_in() -> None:
    assert opened().namelist() == [
        "mimetype",
        "META-INF/container.xml",
        "EPUB/package.opf",
        "EPUB/text/b.xhtml",
        "EPUB/text/a.xhtml",
        "EPUB/pictures/cover.png",
    ]


def test_media_type_can_be_read_from_the_first_bytes() -> None:
    content = pack("<package/>", RESOURCES, dt.date(2021, 3, 1))
    assert content[:4] == b"PK\x03\x04"
    assert content[30:58] == b"mimetypeapplication/epub+zip"


def test_what_is_packed_already_is_stored() -> None:
    methods = {entry.filename: entry.compress_type for entry in opened().infolist()}
    assert methods["EPUB/pictures/cover.png"] == zipfile.ZIP_STORED
    assert methods["EPUB/text/a.xhtml"] == zipfile.ZIP_DEFLATED


def test_entries_are_files_of_unix_that_anyone_may_read() -> None:
    for entry in opened().infolist():
        assert (entry.create_system, entry.external_attr >> 16) == (3, 0o100644)
        assert not entry.extra


def test_day_before_zip_could_name_one_becomes_the_first() -> None:
    (first, *_) = opened(dt.date(1975, 6, 30)).infolist()
    assert first.date_time == (1980, 1, 1, 0, 0, 0)


def test_ids_are_made_of_paths() -> None:
    assert [resource.id for resource in RESOURCES] == [
        "text-b-xhtml",
        "text-a-xhtml",
        "pictures-cover-png",
    ]
