"""The photo of a note's cover, wherever an edition shows it: cut, veiled and measured."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.cache import key_of
from pipeline.editions.covers.places import place_of_key
from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.press.engine.parallel import run_parallel, workers
from pipeline.press.parts.parts import ADDRESS
from pipeline.press.parts.photo_copies import CROP, PRINT_RESOLUTION, SCREEN_RESOLUTION
from pipeline.versions import version_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.editions.bench import Bench
    from pipeline.house_style import Style
    from pipeline.note import Note
    from pipeline.press.parts.photo_copies import PhotoCopies
    from pipeline.press.parts.photo_texts import TextOnPhoto
    from pipeline.press.photos.covering import CoverCopies, CoverJob

# Increase the number when the output of press.photos.covering changes.
_VERSION = "1"
_MAKE = "pipeline.press.photos.covering:make_cover"
_MM = 25.4
_CSS_PX = 96
_PATCHES = 2
"""Patches for a millimetre, on which contrast is measured."""
_WANTED = 4.5
_OPENER = 0.3
"""The part of the height of an opener that a strip of the photo has, as in print/photo.css."""

_STOPS = {
    "cover": ((0.0, 0.88), (0.42, 0.72), (0.68, 0.0), (0.88, 0.5)),
    "opener": ((0.0, 0.5), (0.55, 0.6), (1.0, 1.0)),
    "band": ((0.0, 0.85), (0.55, 0.7), (1.0, 0.35)),
    "social": ((0.0, 0.85), (0.6, 0.7), (1.0, 0.6)),
    "head": ((0.0, 0.75),),
}
"""How thick the veil is in each kind of place, from top to foot, where no text needs more."""


@dataclass(frozen=True, slots=True)
class PhotoPlace:
    """A place that shows the photo: its width and height in mm, and the token of its veil.

    ``path`` is that of the photo cut for it; ``alt`` is empty where the photo is decoration.
    """

    path: str
    kind: str
    width: float
    height: float
    colour: str
    alt: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Its address on a page."""
        return f"{ADDRESS}{self.path}"


def page_place(bench: Bench) -> PhotoPlace | None:
    """The photo on the cover page, bleed included; None for a note without one."""
    cover = bench.note.metadata.cover
    if cover is None:
        return None
    width, height = _bled(bench.style, "trim-width"), _bled(bench.style, "trim-height")
    return _place(bench, "cover", (width, height), "blue", cover.alt or "")


def opener_places(bench: Bench) -> Mapping[int, PhotoPlace]:
    """The photo at the head of the opener of each theme, by its number, if the style wants it."""
    if bench.note.metadata.cover is None or bench.style.token("photo-strips") != "all":
        return {}
    width, height = _bled(bench.style, "trim-width"), _bled(bench.style, "trim-height") * _OPENER
    return {
        theme.number: _place(
            bench, f"opener-{theme.number}", (width, height), f"theme-{theme.colour}"
        )
        for theme in bench.view.themes
    }


def band_place(bench: Bench, number: int, colour: int) -> PhotoPlace | None:
    """The photo in the band of a one-pager, if the style wants it; number 0 is the whole note."""
    wanted = {"none": (), "note": (0,)}.get(bench.style.token("photo-strips"), (number,))
    if bench.note.metadata.cover is None or number not in wanted:
        return None
    size = (
        _bled(bench.style, "one-pager-width"),
        bench.style.length("band-height") + bench.style.length("bleed"),
    )
    return _place(bench, f"band-{number}", size, f"theme-{colour}")


def social_place(bench: Bench, size: tuple[int, int]) -> PhotoPlace | None:
    """The photo of the picture for link previews, of a size in px."""
    if bench.note.metadata.cover is None:
        return None
    width, height = (px * _MM / _CSS_PX for px in size)
    return _place(bench, "social", (width, height), "blue")


def _bled(style: Style, token: str) -> float:
    return style.length(token) + 2 * style.length("bleed")


def _place(
    bench: Bench, name: str, size: tuple[float, float], colour: str, alt: str = ""
) -> PhotoPlace:
    # Most notes have no photos, and importing Pillow takes a while.
    from pipeline.press.photos.cropping import crop_box
    from pipeline.press.photos.headers import blank, size_of

    source, focus, photo = _photo(bench.note)
    width, height = size
    left, top, right, bottom = crop_box(size_of(photo), width / height, focus)
    path = f"{source}{CROP}{name}.png"
    files = {path: blank(right - left, bottom - top)}
    return PhotoPlace(path, name.partition("-")[0], width, height, colour, alt, files)


def _photo(note: Note) -> tuple[str, tuple[int, ...], bytes]:
    cover = note.metadata.cover
    if cover is None:
        raise ValueError("the note has no photo on its cover")
    return cover.picture, cover.focus, note.cover_pictures[cover.picture]


def develop_places(
    bench: Bench,
    places: Sequence[PhotoPlace],
    texts: Mapping[str, tuple[TextOnPhoto, ...]],
    profile: bytes = b"",
) -> Mapping[str, PhotoCopies]:
    """The photo for each place by path, veiled for the ``texts`` that stand on it there.

    ``profile`` is that of the printing condition, if there are to be copies for print. Raises
    SourceError with an N406 for text that cannot be read on it.
    """
    jobs = {place.path: _job(bench, place, texts.get(place.path, ()), profile) for place in places}
    return _developed(bench, jobs)


def head_photo(bench: Bench) -> bytes:
    """The photo for the head of the web edition, readable wherever text comes to stand on it."""
    from pipeline.press.photos.covering import CoverJob
    from pipeline.press.photos.veiling import Veil

    path, focus, photo = _photo(bench.note)
    named = ("the head of the web page", "white"), ("the subtitle of the web page", "sand")
    veil = Veil(
        _colour(bench, "blue"),
        (0, 0, 0, 0),
        _STOPS["head"],
        tuple(_everywhere(name, _colour(bench, token)) for name, token in named),
    )
    job = CoverJob(photo, focus, 0, _HEAD, 0, _HEAD // 2, veil)
    return _developed(bench, {path: job})[path].file


_HEAD = 1600
"""The width in px of the photo in the head of the web edition."""


def _everywhere(name: str, colour: tuple[int, int, int]) -> TextOnPhoto:
    from pipeline.press.parts.photo_texts import TextOnPhoto

    return TextOnPhoto(name, colour, 0, 0, 1, 1)


def _developed(bench: Bench, jobs: Mapping[str, CoverJob]) -> Mapping[str, PhotoCopies]:
    from pipeline.press.photos.covering import CoverCopies, pack_cover, unpack_cover

    keys = {path: _key(job) for path, job in jobs.items()}
    kept = {path: bench.cache.get(key) for path, key in keys.items()}
    covers = {path: unpack_cover(one) for path, one in kept.items() if one is not None}
    new = [path for path in jobs if path not in covers]
    findings: list[Finding] = []
    for index, done in run_parallel(bench.engine, _MAKE, [jobs[path] for path in new], workers()):
        path = new[index]
        if isinstance(done, CoverCopies):
            covers[path] = done
            bench.cache.put(keys[path], pack_cover(done))
        else:
            message = f"{_photo(bench.note)[0]} cannot be made a cover: {done}"
            hint = "A4 at 300 dpi is 2480 by 3508 pixels"
            findings.append(Finding("N158", message, Place(_photo(bench.note)[0]), hint))
    findings += [finding for cover in covers.values() for finding in _unread(bench.note, cover)]
    if findings:
        raise SourceError(list(dict.fromkeys(findings)))
    return {path: cover.copies for path, cover in covers.items()}


def _job(
    bench: Bench, place: PhotoPlace, texts: tuple[TextOnPhoto, ...], profile: bytes
) -> CoverJob:
    from pipeline.press.photos.covering import CoverJob
    from pipeline.press.photos.veiling import Veil

    _, focus, photo = _photo(bench.note)
    colour, inches = _colour(bench, place.colour), place.width / _MM
    veil = Veil(colour, bench.style.inks()[colour], _STOPS[place.kind], texts)
    return CoverJob(
        photo,
        focus,
        place.width / place.height,
        screen_width=int(inches * SCREEN_RESOLUTION),
        print_width=round(inches * PRINT_RESOLUTION) if profile else 0,
        patches=round(place.width * _PATCHES),
        veil=veil,
        profile=profile,
    )


def _colour(bench: Bench, token: str) -> tuple[int, int, int]:
    value = bench.style.token(token)
    red, green, blue = bytes.fromhex(value.removeprefix("#"))
    return (red, green, blue)


def _key(job: CoverJob) -> str:
    given = (job.focus, job.ratio, job.screen_width, job.print_width, job.patches, job.veil)
    return key_of("cover", _VERSION, version_of("pillow"), repr(given), job.profile, job.photo)


def _unread(note: Note, cover: CoverCopies) -> Iterator[Finding]:
    """Yield a finding for every text that is too hard to read on a finished photo."""
    for one in cover.contrasts:
        found = {"on screen": one.screen, "in print": one.print}
        where, least = min(
            ((where, value) for where, value in found.items() if value is not None),
            key=lambda pair: pair[1],
        )
        if least < _WANTED:
            name = one.name.replace("-", " ")
            message = f"{name} has a contrast of {least:.2f} : 1 to the cover photo {where}"
            hint = f"it needs {_WANTED} : 1; choose a darker veil (the colours in tokens.css)"
            yield Finding("N406", message, place_of_key(note, "note.yaml", "cover"), hint)
