"""Parts one after the other: each begins on the page after the last one of the part before it.

How many pages a part has does not depend on where it begins, so parts are laid out side by side;
each is written as soon as the parts before it have been counted. What was made before is taken
from the store; an edit that changes no number of pages costs the one part.
"""

from __future__ import annotations

import os
import selectors
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.press.engine import LayoutFailedError, Task

if TYPE_CHECKING:
    from pipeline.press.engine import Engine
    from pipeline.press.part_store import PartStore
    from pipeline.press.parts import PartJob, PartPages

LAY_OUT = "pipeline.press.weasyprint:lay_out_part"
_MOST_WORKERS = 4


def paginate(
    counted: PartJob,
    jobs: Sequence[PartJob],
    engine: Engine,
    store: PartStore,
    workers: int | None = None,
) -> tuple[int, tuple[PartPages, ...]]:
    """Return the pages of the first part, counted but not written, and the parts after it.

    The folios in the jobs do not matter. ``workers`` parts are laid out at a time, as many as
    there are processors unless given. Raises SourceError with the findings of all parts that
    failed.
    """
    parts = [_Part(counted, written=False), *(_Part(job) for job in jobs)]
    for part in parts:
        part.count = store.count(part.job)
    run = _Run(parts, engine, store, workers or min(os.cpu_count() or 1, _MOST_WORKERS))
    try:
        run.to_the_end()
    finally:
        for part in parts:
            if part.task is not None:
                part.task.close()
    if run.findings:
        raise SourceError(run.findings)
    return parts[0].count or 0, tuple(part.pages for part in parts[1:] if part.pages is not None)


def lay_out_alone(job: PartJob, engine: Engine, store: PartStore) -> PartPages:
    """Return one part laid out with the folio it was given. Raises SourceError."""
    pages = store.find(job)
    if pages is None:
        task = engine.start(LAY_OUT, job)
        try:
            task.news()
            task.answer(job.folio)
            pages = task.result()
        except LayoutFailedError as error:
            raise SourceError([cannot_lay_out(job.name, error)]) from error
        finally:
            task.close()
        store.keep(job, pages)
    return pages


def cannot_lay_out(name: str, error: LayoutFailedError) -> Finding:
    """Return the finding for a document that the engine gave up on."""
    return Finding("N394", f"{name} cannot be laid out: {error}", Place(name))


@dataclass(slots=True)
class _Part:
    """A part under way. ``count`` is its number of pages, as soon as that is known."""

    job: PartJob
    written: bool = True
    count: int | None = None
    task: Task | None = None
    asking: bool = False
    pages: PartPages | None = None
    failed: bool = False

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return self.failed or (self.pages is not None if self.written else self.count is not None)


class _Run:
    """Parts being laid out side by side."""

    def __init__(
        self, parts: Sequence[_Part], engine: Engine, store: PartStore, workers: int
    ) -> None:
        self._parts = parts
        self._engine = engine
        self._store = store
        self._workers = workers
        self._selector = selectors.DefaultSelector()
        self.findings: list[Finding] = []

    def to_the_end(self) -> None:
        """Work until every part is done."""
        with self._selector:
            while True:
                self._advance()
                if not self._selector.get_map():
                    return
                for key, _ in self._selector.select():
                    self._hear(key.data)

    def _advance(self) -> None:
        """Take every part as far as it can go now."""
        folio: int | None = 1
        for part in self._parts:
            if not part.done:
                self._move(part, folio)
            if folio is not None:
                folio = None if part.count is None else folio + part.count

    def _move(self, part: _Part, folio: int | None) -> None:
        if part.task is None and folio is not None and part.written:
            part.job = replace(part.job, folio=folio)
            part.pages = self._store.find(part.job)
            part.count = part.pages.page_count if part.pages is not None else part.count
        waits = part.count is not None and folio is None
        if part.task is None and not part.done and not waits and self._has_room():
            part.task = self._engine.start(LAY_OUT, part.job)
            self._selector.register(part.task, selectors.EVENT_READ, part)
        elif part.task is not None and part.asking and folio is not None:
            part.job, part.asking = replace(part.job, folio=folio), False
            part.task.answer(folio)

    def _has_room(self) -> bool:
        tasks = [part for part in self._parts if part.task is not None]
        at_work = sum(not part.asking for part in tasks)
        return at_work < self._workers and len(tasks) < 2 * self._workers

    def _hear(self, part: _Part) -> None:
        if part.task is None:
            return
        try:
            kind, content = part.task.news()
        except LayoutFailedError as error:
            self._fail(part, [cannot_lay_out(part.job.name, error)])
        except SourceError as error:
            self._fail(part, error.findings)
        else:
            self._take(part, kind, content)

    def _take(self, part: _Part, kind: str, content: Any) -> None:
        if kind == "asks":
            part.count, part.asking = content, True
            self._store.keep_count(part.job, content)
            if not part.written:
                self._let_go(part)
            return
        part.pages = content
        self._store.keep(part.job, content)
        self._let_go(part)

    def _fail(self, part: _Part, findings: Sequence[Finding]) -> None:
        self.findings.extend(findings)
        part.failed, part.count = True, part.count or 1
        self._let_go(part)

    def _let_go(self, part: _Part) -> None:
        part.asking = False
        if part.task is not None:
            self._selector.unregister(part.task)
            part.task.close()
            part.task = None
