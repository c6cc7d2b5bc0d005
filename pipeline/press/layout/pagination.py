"""Pagination of parts: each begins on the page after the last page of the part before it.

The page count of a part does not depend on its first page number, so parts are laid out in
parallel. Each is written once the page counts of all earlier parts are known; a part that shows
page numbers of others, once those are known. Parts in the store are not laid out again: an edit
that does not change the page count costs one part.
"""

from __future__ import annotations

import selectors
from bisect import insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipeline.errors import FaultError, SourceError
from pipeline.findings import Finding, Place
from pipeline.press.engine.engine import LayoutFailedError, Task
from pipeline.press.engine.parallel import workers
from pipeline.press.layout.part_states import State
from pipeline.press.parts.paged_note import PagedNote
from pipeline.press.parts.parts import Extent, Numbering, PartJob, without_style

if TYPE_CHECKING:
    from pipeline.press.engine.engine import Engine
    from pipeline.press.parts.part_store import PartStore
    from pipeline.press.parts.parts import PartPages

LAY_OUT = "pipeline.press.layout.weasyprint:lay_out_part"
LAY_OUT_PRELOADED = "pipeline.press.layout.weasyprint:lay_out_preloaded"
LOAD_STYLE = "pipeline.press.layout.weasyprint:load_style"

_WAITING = 4
"""How many parts keep their pages, about 20 MB each, until all that they show is counted. Further
ones are given up, and laid out a second time then."""


def paginate(
    jobs: Sequence[PartJob], engine: Engine, store: PartStore, max_parallel: int | None = None
) -> PagedNote:
    """Lay out parts one after another on pages, ignoring the numbering in their jobs.

    At most ``max_parallel`` parts are laid out at once, by default as many as there are
    processors. Raises SourceError with the findings of all parts that failed.
    """
    pagination = Pagination(engine, store, max_parallel)
    for job in jobs:
        pagination.add(job)
    return pagination.finish()


def lay_out_alone(job: PartJob, engine: Engine, store: PartStore) -> PartPages:
    """Lay out a single part with the numbering in its job. Raises SourceError."""
    pages = store.find(job)
    if pages is None:
        task = engine.start(LAY_OUT, job)
        try:
            task.next_message()
            task.reply(job.numbering)
            pages = task.result()
        except LayoutFailedError as error:
            raise SourceError([cannot_lay_out(job.name, error)]) from error
        finally:
            task.close()
        store.keep(job, pages)
    return pages


def cannot_lay_out(name: str, error: LayoutFailedError) -> Finding:
    """The finding for a document that exceeds the limits of the engine."""
    return Finding("N394", f"{name} cannot be laid out: {error}", Place(name))


@dataclass(slots=True)
class _Part:
    """A part in progress. ``extent`` is its page count and where what is, as soon as it is known.

    Once it ``is_numbered``, its job is complete. It has a ``task`` while a worker is processing it.
    """

    place: int
    job: PartJob
    extent: Extent | None
    state: State
    is_numbered: bool = False
    task: Task | None = None
    pages: PartPages | None = None
    findings: Sequence[Finding] = ()

    def become(self, state: State) -> None:
        """Change to a state that may follow the current one."""
        self.state = self.state.then(state)


def _place_of(part: _Part) -> int:
    return part.place


class Pagination:
    """The layout of parts in parallel, which can start before all parts are known.

    ``max_parallel`` is as for `paginate`.
    """

    def __init__(self, engine: Engine, store: PartStore, max_parallel: int | None = None) -> None:
        self._parts: list[_Part] = []
        self._engine = engine
        self._store = store
        self._workers = max_parallel or workers()
        self._selector = selectors.DefaultSelector()
        self._others: list[Callable[[], Task]] = []
        self._others_running = 0

    def add(self, job: PartJob, place: int | None = None) -> None:
        """Add a part, and start its layout if it is not in the store and a worker is free.

        Parts may be added in any order if ``place`` is their place among all parts; those that
        are likely to be new should come first. By default a part is the next one.
        """
        position = len(self._parts) if place is None else place
        extent = self._store.extent(job)
        state = State.NEW if extent is None else State.COUNTED
        insort(self._parts, _Part(position, job, extent, state), key=_place_of)
        self._begin()

    def add_other(self, start: Callable[[], Task]) -> None:
        """Add a task of another kind, to be started when a worker is free and no part is to begin.

        It counts as running until it sends its first message, which is left to be read. It is not
        started if the parts are done before.
        """
        self._others.append(start)

    def finish(self) -> PagedNote:
        """Wait for all parts, and return their pages.

        Raises SourceError with the findings of all parts that failed.
        """
        try:
            self._run()
        finally:
            self.close()
        parts = self._parts
        findings = [finding for part in parts for finding in part.findings]
        if findings:
            raise SourceError(findings)
        return PagedNote(
            parts=tuple(part.pages for part in parts if part.pages is not None),
            laid_out=frozenset(part.job.name for part in parts if part.state is State.LAID_OUT),
            fingerprints={part.job.name: self._store.digest(part.job) for part in parts},
        )

    def close(self) -> None:
        """Abandon all layouts that are still running."""
        self._selector.close()
        for part in self._parts:
            if part.task is not None:
                part.task.close()

    def _run(self) -> None:
        """Work until every part is done."""
        while True:
            self._number()
            # Parts found in the store may have provided the numbers for an earlier part.
            self._number()
            self._begin()
            self._begin_others()
            if not any(part.task for part in self._parts):
                return
            for key, _ in self._selector.select():
                if key.data is None:
                    self._selector.unregister(key.fd)
                    self._others_running -= 1
                else:
                    self._receive(key.data)

    def _number(self) -> None:
        """Assign numbers to all parts that can have them, and continue those that wait."""
        folio: int | None = 1
        for part in self._parts:
            if folio is None:
                return
            folio = part.job.first_folio(folio)
            others = part.job.numbering.others
            shown = self._shown(others) if others else {}
            if not part.state.is_final and shown is not None:
                self._continue(part, Numbering(folio, shown))
            folio = None if part.extent is None else folio + part.extent.count

    def _shown(self, names: Mapping[str, int]) -> Mapping[str, int] | None:
        """The page numbers of these ids; None until the extent of the parts with them is known."""
        found: dict[str, int] = {}
        folio = 1
        for part in self._parts:
            if part.extent is None:
                return found if len(found) == len(names) else None
            folio = part.job.first_folio(folio)
            found |= {
                name: place + folio for name, place in part.extent.places.items() if name in names
            }
            folio += part.extent.count
        return {name: found.get(name, 0) for name in names}

    def _continue(self, part: _Part, numbering: Numbering) -> None:
        if not part.is_numbered:
            part.job, part.is_numbered = replace(part.job, numbering=numbering), True
            if not part.state.has_process:
                self._look_up(part)
        if part.state is State.ASKING:
            part.become(State.LAYING_OUT)
            self._reply(part)

    def _look_up(self, part: _Part) -> None:
        """Take the pages of a part from the store, or else schedule its layout."""
        part.pages = self._store.find(part.job)
        if part.pages is not None:
            first = part.pages.folio
            places = {name: page - first for name, page in part.pages.pages.items()}
            part.extent = Extent(part.pages.page_count, places)
            part.become(State.FOUND)
        elif part.state is not State.NEW:
            part.become(State.NEW)

    def _begin(self) -> None:
        """Start as many parts as there are free workers, in order, as later ones need earlier."""
        for part in self._to_begin()[: self._free()]:
            style = self._engine.preload(LOAD_STYLE, part.job.style.shared)
            part.task = style.start(LAY_OUT_PRELOADED, without_style(part.job))
            part.become(State.LAYING_OUT)
            self._selector.register(part.task, selectors.EVENT_READ, part)

    def _begin_others(self) -> None:
        for _ in range(min(len(self._others), self._free())):
            self._selector.register(self._others.pop(0)(), selectors.EVENT_READ)
            self._others_running += 1

    def _free(self) -> int:
        """How many workers are free."""
        running = sum(part.state is State.LAYING_OUT for part in self._parts)
        return max(0, self._workers - running - self._others_running)

    def _to_begin(self) -> list[_Part]:
        first = [part for part in self._parts if part.state is State.NEW]
        return first or [part for part in self._parts if part.state is State.DEFERRED]

    def _receive(self, part: _Part) -> None:
        if part.task is None:
            return
        try:
            kind, content = part.task.next_message()
        except LayoutFailedError as error:
            self._fail(part, [cannot_lay_out(part.job.name, error)])
        except SourceError as error:
            self._fail(part, error.findings)
        except FaultError as error:
            error.doing = f"laying out {part.job.name}"
            raise
        else:
            self._handle(part, kind, content)

    def _handle(self, part: _Part, kind: str, content: Any) -> None:
        if kind == "request":
            self._record_extent(part, content)
            return
        part.pages = content
        self._store.keep(part.job, content)
        self._end_task(part, State.LAID_OUT)

    def _record_extent(self, part: _Part, extent: Extent) -> None:
        """Record the extent of a part, whose worker now waits for page numbers."""
        part.extent = extent
        self._store.keep_extent(part.job, extent)
        if part.is_numbered:
            self._reply(part)
        elif part.job.numbering.others and self._to_begin() and self._has_many_waiting():
            # It has to wait long, and would keep its pages in memory meanwhile.
            self._end_task(part, State.DEFERRED)
        else:
            part.become(State.ASKING)

    def _has_many_waiting(self) -> bool:
        return sum(part.state is State.ASKING for part in self._parts) >= _WAITING

    def _reply(self, part: _Part) -> None:
        if part.task is not None:
            part.task.reply(part.job.numbering)

    def _fail(self, part: _Part, findings: Sequence[Finding]) -> None:
        part.findings, part.extent = findings, part.extent or Extent(1)
        self._end_task(part, State.FAILED)

    def _end_task(self, part: _Part, state: State) -> None:
        part.become(state)
        if part.task is not None:
            self._selector.unregister(part.task)
            part.task.close()
            part.task = None
