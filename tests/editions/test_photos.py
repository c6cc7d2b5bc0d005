"""Photos of every kind that a note may use have a name, a type and a copy in each edition."""

from __future__ import annotations

import io
from pathlib import PurePosixPath

import pytest
from PIL import Image

from pipeline.cache import NoCache
from pipeline.editions.drawings import DRAWING
from pipeline.editions.photos import PublishedPicture, names_of, published_pictures
from pipeline.load.pictures.pictures import take_picture
from pipeline.load.report import Report
from pipeline.press.layout.fetcher import GivenFiles
from pipeline.press.parts.parts import ADDRESS
from pipeline.press.parts.photo_copies import PdfPicture, PhotoCopies
from pipeline.workspace import PICTURE_SUFFIXES

PHOTOS = tuple(suffix for suffix in PICTURE_SUFFIXES if suffix != DRAWING)


def photo(suffix: str) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (6, 4), "teal").save(output, Image.registered_extensions()[suffix])
    return output.getvalue()


@pytest.mark.parametrize("suffix", PHOTOS)
def test_every_room_knows_every_kind(suffix: str) -> None:
    path, content = f"figures/a{suffix}", photo(suffix)
    report = Report()
    assert take_picture(path, content, report, NoCache()) == content
    assert not report.findings
    assert GivenFiles({path: content}).fetch(f"{ADDRESS}{path}").headers["Content-Type"]
    screen = PdfPicture(6, 4, "DeviceRGB", b"", is_jpeg=True)
    copies = {path: PhotoCopies(content, screen, None)}
    (published,) = published_pictures({path: content}, copies).values()
    assert published.media_type in ("image/jpeg", "image/png")


def test_a_drawing_is_published_as_it_is() -> None:
    published = published_pictures({"figures/a.svg": b"<svg/>"}, {})
    assert published == {"figures/a.svg": PublishedPicture("figures/a.svg", b"<svg/>")}
    assert published["figures/a.svg"].media_type == "image/svg+xml"


def test_no_copy_takes_the_name_of_another_photo() -> None:
    paths = ("figures/a.webp", "figures/a.webp.jpg", "figures/a.jpg")
    names = names_of({path: photo(PurePosixPath(path).suffix) for path in paths})
    assert names == {
        "figures/a.webp": "figures/a.webp.jpg.jpg",
        "figures/a.webp.jpg": "figures/a.webp.jpg",
        "figures/a.jpg": "figures/a.jpg",
    }
