"""Laid-out parts kept between builds, by all that they depend on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline.cache import Cache, key_of
from pipeline.press.parts.parts import Numbering, PartJob, PartPages, pack, unpack
from pipeline.versions import harfbuzz_version, pango_version, version_of

_TOOLS = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "pillow")


class PartStore:
    """Parts and numbers of pages in a cache."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._files: dict[bytes, str] = {}

    def find(self, job: PartJob) -> PartPages | None:
        """Return the pages that were made of the very same job."""
        content = self._cache.get(self._key("part", job))
        return None if content is None else unpack(content)

    def keep(self, job: PartJob, pages: PartPages) -> None:
        """Keep the pages made of a job."""
        self._cache.put(self._key("part", job), pack(pages))

    def count(self, job: PartJob) -> int | None:
        """Return how many pages the very same job had, wherever it began."""
        content = self._cache.get(self.digest(job))
        return None if content is None else int(content)

    def keep_count(self, job: PartJob, count: int) -> None:
        """Keep how many pages a job has."""
        self._cache.put(self.digest(job), str(count).encode())

    def digest(self, job: PartJob) -> str:
        """Return what tells a job from any other, its page numbers left aside."""
        others = dict.fromkeys(job.numbering.others, 0)
        return self._key("pages", replace(job, numbering=Numbering(0, others)))

    def _key(self, kind: str, job: PartJob) -> str:
        press, numbering = job.press, job.numbering
        inks = repr(sorted(press.inks.items()))
        return key_of(
            kind,
            maker(),
            job.name,
            job.html,
            job.look.css,
            f"{numbering.folio} {sorted(numbering.others.items())}",
            f"{press.bleed} {press.slug} {inks}",
            hashlib.sha256(press.profile).digest(),
            *self._files_of(job),
        )

    def _files_of(self, job: PartJob) -> Iterator[str]:
        for path, content in sorted({**job.look.fonts, **job.pictures}.items()):
            yield f"{path} {self._digest(content)}"

    def _digest(self, content: bytes) -> str:
        """Return the SHA-256 of a file; the same fonts go with every part."""
        if content not in self._files:
            self._files[content] = hashlib.sha256(content).hexdigest()
        return self._files[content]


@cache
def maker() -> str:
    """Return what names this very layout engine: versions of libraries, digest of our own code."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.parent.rglob("*.py")):
        digest.update(path.read_bytes())
    tools = [f"{tool} {version_of(tool)}" for tool in _TOOLS]
    return "\n".join((*tools, pango_version(), harfbuzz_version(), digest.hexdigest()))
