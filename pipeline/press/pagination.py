"""Parts one after the other: each begins on the page after the last one of the part before it.

How many pages a part has is only known when it is laid out, and it must know the number of its
first page to be laid out. So parts are laid out side by side on a guess, and a part whose guess
turns out wrong is laid out again before it is written. What was made before is taken from the
store; an edit that changes no number of pages costs the one part.
"""

from __future__ import annotations

import os
import selectors
from collections.abc import Mapping, Sequence
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
# A page of text with its markup, in characters: the guess for a part nothing is known of.
_PAGE = 3600
_MOST_WORKERS = 4


def paginate(
    counted: PartJob,
    jobs: Sequence[PartJob],
    expected: Mapping[str, int],
    engine: Engine,
    store: PartStore,
    workers: int | None = None,
) -> tuple[int, tuple[PartPages, ...]]:
    """Return the pages of the first part, counted but not written, and the parts after it.

    ``expected`` are numbers of pages by part, as they were the last time. The folios in the
    jobs do not matter. ``workers`` parts are laid out at a time, as many as there are processors
    unless given. Raises SourceError with the findings of all parts that failed.
    """
    parts = [_Part(counted, written=False), *(_Part(job) for job in jobs)]
    for part in parts:
        part.expected = expected.get(part.job.name) or 1 + len(part.job.html) // _PAGE
    run = _Run(parts, engine, store, workers or min(os.cpu_count() or 1, _MOST_WORKERS))
    try:
        run.to_the_end()
    finally:
        for part in parts:
            if part.task is not None:
                part.task.close()
    if run.findings:
        raise SourceError(run.findings)
    return parts[0].expected, tuple(part.pages for part in parts[1:] if part.pages is not None)


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
    """A part under way. ``count`` is its number of pages if it begins on ``folio``."""

    job: PartJob
    written: bool = True
    expected: int = 1
    folio: int = 0
    count: int | None = None
    task: Task | None = None
    asking: bool = False
    pages: PartPages | None = None
    failed: bool = False

    @property
    def begun(self) -> bool:
        """Whether there is a layout, or one in the making."""
        return self.task is not None or self.count is not None

    def begin_on(self, folio: int) -> PartJob:
        """Return the job for beginning on a page; nothing is known of it yet."""
        self.folio, self.count, self.pages = folio, None, None
        return replace(self.job, folio=folio)


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
        with self._selector:
            while True:
                self._advance()
                if not self._selector.get_map():
                    return
                for key, _ in self._selector.select():
                    self._hear(key.data)

    def _advance(self) -> None:
        """Give every part the number of its first page, as far as it is known or guessed."""
        folio, known = 1, True
        for part in self._parts:
            if part.failed:
                pass
            elif not part.begun:
                self._begin(part, folio)
            elif part.folio != folio and known:
                self._correct(part, folio)
            elif part.asking and known:
                self._confirm(part)
            counted = part.count is not None and part.folio == folio
            known = known and (counted or part.failed)
            folio += part.count or part.expected

    def _begin(self, part: _Part, folio: int) -> None:
        if not part.written and (count := self._store.count(part.job)) is not None:
            part.folio, part.count, part.expected = folio, count, count
            return
        job = part.begin_on(folio)
        if part.written and (pages := self._store.find(job)) is not None:
            part.pages, part.count = pages, pages.page_count
        elif self._has_room():
            part.task = self._engine.start(LAY_OUT, job)
            self._selector.register(part.task, selectors.EVENT_READ, part)

    def _has_room(self) -> bool:
        tasks = [part for part in self._parts if part.task is not None]
        at_work = sum(not part.asking for part in tasks)
        return at_work < self._workers and len(tasks) < 2 * self._workers

    def _correct(self, part: _Part, folio: int) -> None:
        if part.task is None:
            self._begin(part, folio)
        elif part.asking:
            part.begin_on(folio)
            self._answer(part, folio)

    def _confirm(self, part: _Part) -> None:
        if part.written:
            self._answer(part, part.folio)
        else:
            part.expected = part.count or 1
            self._store.keep_count(part.job, part.expected)
            self._let_go(part)

    def _answer(self, part: _Part, folio: int) -> None:
        part.asking = False
        if part.task is not None:
            part.task.answer(folio)

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
            return
        part.pages = content
        self._store.keep(replace(part.job, folio=part.folio), content)
        self._let_go(part)

    def _fail(self, part: _Part, findings: Sequence[Finding]) -> None:
        self.findings.extend(findings)
        part.failed = True
        self._let_go(part)

    def _let_go(self, part: _Part) -> None:
        part.asking = False
        if part.task is not None:
            self._selector.unregister(part.task)
            part.task.close()
            part.task = None
