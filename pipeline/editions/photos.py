"""The photos of a note, developed once for the size that they have on its pages."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pipeline.cache import key_of
from pipeline.editions.drawings import DRAWING, LaidOutPicture, lay_out_drawing
from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.press.engine.engine import LayoutFailedError
from pipeline.press.engine.parallel import run_parallel, workers
from pipeline.press.parts.photo_copies import (
    PRINT_RESOLUTION,
    PUBLISHED,
    SCREEN_RESOLUTION,
    PdfPicture,
    PhotoCopies,
    pack_copies,
    unpack_copies,
)
from pipeline.versions import version_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pipeline.cache import Cache
    from pipeline.editions.bench import Bench
    from pipeline.press.photos.developing import PhotoJob

_TYPES = {**PUBLISHED, DRAWING: "image/svg+xml"}

WIDEST = 160 / 25.4
"""The width in inches of text on a page of Word; web pages are no wider."""

# Increase the number when the output of press.photos changes.
_VERSION = "4"
_DEVELOP = "pipeline.press.photos.developing:develop"


@dataclass(frozen=True, slots=True)
class PublishedPicture:
    """A picture as the web edition and the EPUB have it, at its path in the former."""

    path: str
    content: bytes

    @property
    def suffix(self) -> str:
        """The suffix of its path, with the dot."""
        return PurePosixPath(self.path).suffix

    @property
    def media_type(self) -> str:
        """Its media type."""
        return _TYPES[self.suffix]


def develop_photos(
    bench: Bench,
    pictures: Mapping[str, bytes],
    widths: Mapping[str, float],
    profile: bytes = b"",
    digests: Mapping[str, str] | None = None,
) -> Mapping[str, PhotoCopies]:
    """Develop those ``pictures`` for which the width in inches is given where they are largest.

    Those that were developed before are taken from the cache. ``profile`` is that of the printing
    condition, if there are to be copies for print; ``digests`` are those of the pictures, if they
    are known. Raises SourceError for what exceeds a limit.
    """
    if not widths:
        return {}
    jobs = {path: _job(bench, pictures[path], width, profile) for path, width in widths.items()}
    keys = _keys(jobs, digests or digests_of(pictures))
    copies = _cached(bench.cache, keys)
    new = [path for path in jobs if path not in copies]
    failed = []
    for index, done in run_parallel(
        bench.engine, _DEVELOP, [jobs[path] for path in new], workers()
    ):
        if isinstance(done, PhotoCopies):
            copies[new[index]] = done
            bench.cache.put(keys[new[index]], pack_copies(done))
        else:
            failed.append(_failed(new[index], done))
    if failed:
        raise SourceError(failed)
    return copies


def digests_of(pictures: Mapping[str, bytes]) -> Mapping[str, str]:
    """The SHA-256 of each picture, by its path."""
    return {path: sha256(content).hexdigest() for path, content in pictures.items()}


def develop_without_pages(bench: Bench, pictures: Mapping[str, bytes]) -> Mapping[str, PhotoCopies]:
    """Develop the photos among pictures for an edition without pages, as wide as text can be."""
    photos = (path for path in pictures if not path.endswith(DRAWING))
    return develop_photos(bench, pictures, dict.fromkeys(photos, WIDEST))


def pictures_to_lay_out(pictures: Mapping[str, bytes]) -> Mapping[str, LaidOutPicture]:
    """What pages need of each picture: drawings, and stand-ins for photos."""
    return {path: _laid_out(path, content) for path, content in pictures.items()}


def _laid_out(path: str, content: bytes) -> LaidOutPicture:
    if path.endswith(DRAWING):
        return lay_out_drawing(path, content)
    # Most notes have no photos, and importing Pillow takes a while.
    from pipeline.press.photos.headers import stand_in

    return LaidOutPicture({path: stand_in(content)}, {path: content})


def photos_on_pages(pictures: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The photos for which pages have stand-ins, those inside drawings among them."""
    laid_out = pictures_to_lay_out(pictures).values()
    return {path: photo for one in laid_out for path, photo in one.photos.items()}


def screen_pictures(photos: Mapping[str, PhotoCopies]) -> Mapping[str, PdfPicture]:
    """The pictures for a screen PDF."""
    return {path: copies.screen for path, copies in photos.items()}


def print_pictures(photos: Mapping[str, PhotoCopies]) -> Mapping[str, PdfPicture]:
    """The pictures for a print PDF."""
    return {path: copies.print for path, copies in photos.items() if copies.print is not None}


def published_pictures(
    pictures: Mapping[str, bytes], photos: Mapping[str, PhotoCopies]
) -> Mapping[str, PublishedPicture]:
    """Each picture as it is published, by its path in the note."""
    names = names_of(pictures)
    return {
        path: PublishedPicture(names[path], photos[path].file)
        if path in names and path in photos
        else PublishedPicture(path, content)
        for path, content in pictures.items()
    }


def names_of(pictures: Mapping[str, bytes]) -> Mapping[str, str]:
    """The path that each photo has as it is published, by its path in the note."""
    photos = {path: one for path, one in pictures.items() if not path.endswith(DRAWING)}
    if not photos:
        return {}
    # Most notes have no photos, and importing Pillow takes a while.
    from pipeline.press.photos.headers import published_name

    names = {path: published_name(path, photo) for path, photo in photos.items()}
    return {path: _free(name, photos) if name != path else path for path, name in names.items()}


def _free(name: str, taken: Collection[str]) -> str:
    """A name, or one like it that no other picture has."""
    suffix = PurePosixPath(name).suffix
    while name in taken:
        name += suffix
    return name


def _job(bench: Bench, photo: bytes, width: float, profile: bytes) -> PhotoJob:
    from pipeline.press.photos.developing import PhotoJob

    return PhotoJob(
        photo,
        screen_width=max(1, int(width * SCREEN_RESOLUTION)),
        print_width=max(1, round(width * PRINT_RESOLUTION)),
        profile=profile,
        fonts=tuple(font.content for font in bench.fonts.fonts) if b"<text" in photo else (),
    )


def _keys(jobs: Mapping[str, PhotoJob], digests: Mapping[str, str]) -> Mapping[str, str]:
    """The key of each job in the cache, without hashing what the jobs share for each of them."""
    tools = f"{version_of('pillow')} {version_of('resvg-py')}"
    profiles = {profile: key_of("", profile) for profile in {job.profile for job in jobs.values()}}
    fonts = {used: key_of("", *used) for used in {job.fonts for job in jobs.values()}}
    return {
        path: key_of(
            "photo",
            _VERSION,
            tools,
            f"{job.screen_width} {job.print_width if job.profile else 0}",
            profiles[job.profile],
            fonts[job.fonts],
            digests[path],
        )
        for path, job in jobs.items()
    }


def _cached(cache: Cache, keys: Mapping[str, str]) -> dict[str, PhotoCopies]:
    """The copies in the cache; several at once, because each is read and hashed as a whole."""

    def read(path: str) -> tuple[str, PhotoCopies] | None:
        content = cache.get(keys[path])
        return None if content is None else (path, unpack_copies(content))

    with ThreadPoolExecutor(workers()) as executor:
        return dict(found for found in executor.map(read, keys) if found is not None)


def _failed(path: str, error: SourceError | LayoutFailedError) -> Finding:
    message = f"{path} cannot be converted: {error}"
    return Finding("N158", message, Place(path), "A4 at 300 dpi is 2480 by 3508 pixels")
