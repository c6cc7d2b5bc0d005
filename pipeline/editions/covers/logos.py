"""The logos of a note made ready for its editions, each as large as it looks alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.cache import key_of
from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.press.engine.parallel import run_parallel, workers
from pipeline.versions import version_of
from pipeline.views.covers.logos import all_logos, in_rows, partner_logos

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.editions.bench import Bench
    from pipeline.press.photos.logo_pictures import LogoJob, LogoPicture
    from pipeline.views.covers.logos import LogoView

# Increase the number when the output of press.photos.logo_pictures changes.
_VERSION = "1"
_PREPARE = "pipeline.press.photos.logo_pictures:prepare_logo"

_LOW = 0.45
_HIGH = 1.35
"""The least and the largest height of a logo, in those of a square of medium weight."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip of logos: the selector of its list, its width, and the height of a plain logo.

    ``gap`` stands between two logos at least. Lengths are in ``unit``.
    """

    selector: str
    width: float
    height: float
    gap: float
    unit: str = "mm"


COVER = Strip(".cover-logos", 166, 13, 9)
IMPRINT = Strip(".imprint-logos", 126, 8.6, 6)
WEB = Strip(".imprint-logos", 17, 2.1, 0.8, "rem")
EPUB = Strip(".imprint-logos", 28, 2.6, 1, "em")


def prepare_logos(bench: Bench) -> Mapping[str, LogoPicture]:
    """The pictures of all logos of a note by the path that editions have them at.

    Raises SourceError for one that cannot be used.
    """
    logos = all_logos(bench.note)
    if not logos:
        return {}
    from pipeline.press.photos.logo_pictures import LogoPicture, pack_logo, unpack_logo

    jobs = {one.path: _job(bench, one) for one in logos}
    keys = {path: _key(job) for path, job in jobs.items()}
    kept = {path: bench.cache.get(key) for path, key in keys.items()}
    found = {path: unpack_logo(one) for path, one in kept.items() if one is not None}
    new = [one for one in logos if one.path not in found]
    failed = []
    outcomes = run_parallel(bench.engine, _PREPARE, [jobs[one.path] for one in new], workers())
    for index, done in outcomes:
        logo = new[index]
        if isinstance(done, LogoPicture):
            found[logo.path] = done
            bench.cache.put(keys[logo.path], pack_logo(done))
        else:
            message = f"{logo.source} cannot be used as a logo: {done}"
            hint = "save it again; a logo is drawn on a clear or white ground"
            failed.append(Finding("N108", message, Place(logo.source), hint))
    if failed:
        raise SourceError(failed)
    return found


def _job(bench: Bench, logo: LogoView) -> LogoJob:
    from pipeline.press.photos.logo_pictures import LogoJob

    picture = bench.note.cover_pictures[logo.source]
    has_words = b"<text" in picture
    return LogoJob(picture, tuple(one.content for one in bench.fonts.fonts) if has_words else ())


def _key(job: LogoJob) -> str:
    tools = f"{version_of('pillow')} {version_of('resvg-py')}"
    return key_of("logo", _VERSION, tools, job.picture, *job.fonts)


def strip_rules(bench: Bench, strip: Strip) -> str:
    """The style rules that give each logo of partners its size in a strip."""
    rows = in_rows(partner_logos(bench.note))
    return "".join(rule for row in rows for rule in _row_rules(bench, strip, row, len(rows)))


def _row_rules(bench: Bench, strip: Strip, row: Sequence[LogoView], rows: int) -> Iterator[str]:
    plain = strip.height * (0.75 if rows > 1 else 1)
    sizes = [_size(bench.logos[one.path]) for one in row]
    room = strip.width - strip.gap * (len(row) - 1)
    share = min(plain, room / sum(width for width, _ in sizes))
    for logo, (width, height) in zip(row, sizes, strict=True):
        across, down = (f"{side * share:.2f}{strip.unit}" for side in (width, height))
        yield f"{strip.selector} .{logo.style}{{width:{across};height:{down}}}"


def _size(picture: LogoPicture) -> tuple[float, float]:
    """The width and height at which a logo looks as large as a square of medium weight of 1.

    A wide mark is lower than a tall one, and a heavy one smaller than one of thin lines; found by
    eye, on logos of all shapes side by side.
    """
    height = picture.ratio**-0.38 * (1 + 0.25 * (0.5 - picture.ink))
    height = min(_HIGH, max(_LOW, height))
    return height * picture.ratio, height


def box_rule(picture: LogoPicture, selector: str, box: tuple[float, float], unit: str) -> str:
    """The style rule for a logo as large as it fits into a box."""
    height = min(box[1], box[0] / picture.ratio)
    return f"{selector}{{width:{height * picture.ratio:.2f}{unit};height:{height:.2f}{unit}}}"
