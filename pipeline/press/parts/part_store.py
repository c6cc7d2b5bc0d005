"""A cache of laid-out parts, keyed by everything that they depend on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

from pipeline.cache import Cache, key_of
from pipeline.press.parts.parts import Extent, Numbering, PartJob, PartPages, pack, unpack
from pipeline.versions import harfbuzz_version, pango_version, version_of

_PART = "part"
_TOOLS = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "pillow")


class PartStore:
    """Laid-out parts and page counts in a cache."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._files: dict[bytes, str] = {}

    def find(self, job: PartJob) -> PartPages | None:
        """The cached pages of exactly this job; those for print as well, if it wants none."""
        content = None
        if not job.press.is_wanted:
            content = self._cache.get(self._key(_PART, _with_print(job)))
        if content is None:
            content = self._cache.get(self._key(_PART, job))
        return None if content is None else unpack(content)

    def keep(self, job: PartJob, pages: PartPages) -> None:
        """Store the pages of a job."""
        self._cache.put(self._key(_PART, job), pack(pages))

    def extent(self, job: PartJob) -> Extent | None:
        """The cached extent of a job, whatever its page numbers are."""
        content = self._cache.get(self.digest(job))
        return None if content is None else Extent(**json.loads(content))

    def keep_extent(self, job: PartJob, extent: Extent) -> None:
        """Store the extent of a job."""
        self._cache.put(self.digest(job), json.dumps(asdict(extent)).encode())

    def digest(self, job: PartJob) -> str:
        """The fingerprint of a job without its page numbers."""
        others = dict.fromkeys(job.numbering.others, 0)
        return self._key("pages", replace(_with_print(job), numbering=Numbering(0, others)))

    def _key(self, kind: str, job: PartJob) -> str:
        press, numbering = job.press, job.numbering
        inks = repr(sorted(press.inks.items()))
        if press.drawn:
            inks += repr(sorted(press.drawn.items()))
        if job.notes_by_page:
            inks += " notes by page"
        if not press.is_wanted:
            inks += " only on screen"
        return key_of(
            kind,
            toolchain(),
            job.name,
            job.html,
            job.style.css,
            job.style.own.css,
            job.style.digits,
            f"{numbering.folio} {sorted(numbering.others.items())}",
            f"{press.bleed} {press.slug} {press.sides} {inks}",
            *self._files_of(job),
        )

    def _files_of(self, job: PartJob) -> Iterator[str]:
        files = {**job.style.fonts, **job.style.own.fonts, **job.pictures}
        for path, content in sorted(files.items()):
            yield f"{path} {self._digest(content)}"

    def _digest(self, content: bytes) -> str:
        """The SHA-256 of a file, computed once: most parts share their fonts."""
        if content not in self._files:
            self._files[content] = hashlib.sha256(content).hexdigest()
        return self._files[content]


def _with_print(job: PartJob) -> PartJob:
    """The job as it is if the print PDF is wanted: its pages are the same."""
    return job if job.press.is_wanted else replace(job, press=replace(job.press, is_wanted=True))


@cache
def toolchain() -> str:
    """The identity of this layout engine: versions of libraries, and a digest of our own code."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.parent.rglob("*.py")):
        digest.update(path.read_bytes())
    tools = [f"{tool} {version_of(tool)}" for tool in _TOOLS]
    return "\n".join((*tools, pango_version(), harfbuzz_version(), digest.hexdigest()))
