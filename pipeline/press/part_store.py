"""Laid-out parts kept between builds, by all that they depend on."""

from __future__ import annotations

import ctypes
import hashlib
from dataclasses import replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cache import Cache, key_of
from pipeline.press.parts import Numbering, PartJob, PartPages, pack, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOOLS = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "pillow")


class PartStore:
    """Parts and numbers of pages in a cache."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def find(self, job: PartJob) -> PartPages | None:
        """Return the pages that were made of the very same job."""
        content = self._cache.get(_key("part", job))
        return None if content is None else unpack(content)

    def keep(self, job: PartJob, pages: PartPages) -> None:
        """Keep the pages made of a job."""
        self._cache.put(_key("part", job), pack(pages))

    def count(self, job: PartJob) -> int | None:
        """Return how many pages the very same job had, wherever it began."""
        content = self._cache.get(_key("pages", _unnumbered(job)))
        return None if content is None else int(content)

    def keep_count(self, job: PartJob, count: int) -> None:
        """Keep how many pages a job has."""
        self._cache.put(_key("pages", _unnumbered(job)), str(count).encode())


def _key(kind: str, job: PartJob) -> str:
    press, numbering = job.press, job.numbering
    inks = repr(sorted(press.inks.items()))
    return key_of(
        kind,
        maker(),
        job.name,
        job.html,
        job.css,
        f"{numbering.folio} {sorted(numbering.others.items())}",
        f"{press.bleed} {press.slug} {inks}",
        hashlib.sha256(press.profile).digest(),
        *_digests(job),
    )


def _unnumbered(job: PartJob) -> PartJob:
    others = dict.fromkeys(job.numbering.others, 0)
    return replace(job, numbering=Numbering(0, others))


def _digests(job: PartJob) -> Iterator[str]:
    for path, content in sorted(job.files.items()):
        yield f"{path} {hashlib.sha256(content).hexdigest()}"


@cache
def maker() -> str:
    """Return what names this very layout engine: versions of libraries, digest of our own code."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    tools = [f"{tool} {metadata.version(tool)}" for tool in _TOOLS]
    libraries = [
        _library_version("libpango-1.0.so.0", "pango_version_string"),
        _library_version("libharfbuzz.so.0", "hb_version_string"),
    ]
    return "\n".join((*tools, *libraries, digest.hexdigest()))


def _library_version(library: str, function: str) -> str:
    try:
        ask = ctypes.CDLL(library)[function]
    except (OSError, AttributeError):
        return "absent"
    ask.restype = ctypes.c_char_p
    return (ask() or b"").decode()
