"""Making the logos of a note ready: cut to what is drawn and measured, once for all editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.cache import key_of
from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.press.engine.parallel import run_parallel, workers
from pipeline.versions import version_of
from pipeline.views.covers.logos import all_logos

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.cache import Cache
    from pipeline.note import Note
    from pipeline.press.engine.engine import Engine
    from pipeline.press.fonts.font_sets import FontSet
    from pipeline.press.photos.logo_pictures import LogoJob, LogoPicture
    from pipeline.views.covers.logos import LogoView

# Increase the number when the output of press.photos.logo_pictures changes.
_VERSION = "1"
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
            message = f"{logo.source} cannot be used as a logo: {done}"
            hint = "save it again; a logo is drawn on a clear or white ground"
            failed.append(Finding("N108", message, Place(logo.source), hint))
    if failed:
        raise SourceError(failed)
    return found


def _job(note: Note, logo: LogoView, fonts: Callable[[], FontSet]) -> LogoJob:
    from pipeline.press.photos.logo_pictures import LogoJob

    picture = note.cover_pictures[logo.source]
    has_words = b"<text" in picture
    return LogoJob(picture, tuple(one.content for one in fonts().fonts) if has_words else ())


def _key(job: LogoJob) -> str:
    tools = f"{version_of('pillow')} {version_of('resvg-py')}"
    return key_of("logo", _VERSION, tools, job.picture, *job.fonts)
