"""Making the logos of a note ready: cut to what is drawn and measured, once for all editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.cache import key_of
from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.press.engine.parallel import run_parallel, workers
from pipeline.versions import version_of
from pipeline.views.covers.logos import all_logos, partner_logos, publisher_emblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pipeline.cache import Cache
    from pipeline.note import Note
    from pipeline.press.engine.engine import Engine
    from pipeline.press.fonts.font_sets import FontSet
    from pipeline.press.photos.logo_pictures import LogoJob, LogoPicture
    from pipeline.views.covers.logos import LogoView

# Increase the number when the output of press.photos.logo_pictures changes.
_VERSION = "3"
_LEAST_INK = 0.001
"""The ink of a line of 1 px that is grey, in the picture by which a logo is measured."""
_PREPARE = "pipeline.press.photos.logo_pictures:prepare_logo"


def prepare_logos(
    note: Note, cache: Cache, engine: Engine, fonts: Callable[[], FontSet]
) -> Mapping[str, LogoPicture]:
    """The pictures of all logos of a note by the path that editions have them at.

    ``fonts`` gives those of the note, for the words in a drawing. Raises SourceError for a logo
    that cannot be used.
    """
    logos = all_logos(note)
    if not logos:
        return {}
    from pipeline.press.photos.logo_pictures import LogoPicture, pack_logo, unpack_logo

    jobs = {one.path: _job(note, one, fonts) for one in logos}
    keys = {path: _key(job) for path, job in jobs.items()}
    kept = {path: cache.get(key) for path, key in keys.items()}
    found = {path: unpack_logo(one) for path, one in kept.items() if one is not None}
    new = [one for one in logos if one.path not in found]
    failed = []
    outcomes = run_parallel(engine, _PREPARE, [jobs[one.path] for one in new], workers())
    for index, done in outcomes:
        logo = new[index]
        if isinstance(done, LogoPicture):
            found[logo.path] = done
            cache.put(keys[logo.path], pack_logo(done))
        else:
            failed.append(_unusable(logo, done or "nothing is drawn in it"))
    failed += [_unusable(one, "it is white on white") for one in _unseen(note, found)]
    if failed:
        raise SourceError(list(dict.fromkeys(failed)))
    # In the order of the note, whichever was done first: an EPUB numbers them.
    return {path: found[path] for path in jobs}


def _unseen(note: Note, found: Mapping[str, LogoPicture]) -> Iterator[LogoView]:
    """Yield the logos for light grounds of which nothing would be seen there."""
    emblem = publisher_emblem(note)
    own = (emblem.on_light,) if emblem else ()
    for logo in (*partner_logos(note), *own):
        if logo.path in found and found[logo.path].ink < _LEAST_INK:
            yield logo


def _unusable(logo: LogoView, why: object) -> Finding:
    message = f"{logo.source} cannot be used as a logo: {why}"
    hint = "a logo for light grounds is drawn in colours, on a clear or white ground"
    return Finding("N108", message, Place(logo.source), hint)


def _job(note: Note, logo: LogoView, fonts: Callable[[], FontSet]) -> LogoJob:
    from pipeline.press.photos.logo_pictures import LogoJob

    picture = note.cover_pictures[logo.source]
    has_words = b"<text" in picture
    return LogoJob(picture, tuple(one.content for one in fonts().fonts) if has_words else ())


def _key(job: LogoJob) -> str:
    tools = f"{version_of('pillow')} {version_of('resvg-py')}"
    return key_of("logo", _VERSION, tools, job.picture, *job.fonts)
