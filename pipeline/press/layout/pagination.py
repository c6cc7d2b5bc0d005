"""Parts one after the other: each begins on the page after the last one of the part before it.

How many pages a part has does not depend on where it begins, so parts are laid out side by side;
each is written as soon as the parts before it have been counted, and one that shows the page
numbers of others when those are known. What was made before is taken from the store; an edit
that changes no number of pages costs the one part.
"""

from __future__ import annotations

import selectors
from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipeline.errors import FaultError, SourceError
from pipeline.findings import Finding, Place
from pipeline.press.engine.engine import LayoutFailedError, Task
from pipeline.press.engine.parallel import workers
from pipeline.press.layout.part_states import State
from pipeline.press.parts.paged_note import PagedNote
from pipeline.press.parts.parts import Numbering, PartJob, without_style

if TYPE_CHECKING:
    from pipeline.press.engine.engine import Engine
    from pipeline.press.parts.part_store import PartStore
    from pipeline.press.parts.parts import PartPages

LAY_OUT = "pipeline.press.layout.weasyprint:lay_out_part"
LAY_OUT_PRELOADED = "pipeline.press.layout.weasyprint:lay_out_preloaded"
LOAD_STYLE = "pipeline.press.layout.weasyprint:load_style"


def paginate(
    jobs: Sequence[PartJob], engine: Engine, store: PartStore, max_parallel: int | None = None
) -> PagedNote:
    """Return the pages of parts, whose numbering in the jobs does not matter.

    ``max_parallel`` parts are laid out at a time, as many as there are processors unless given.
    Raises SourceError with the findings of all parts that failed.
    """
    pagination = Pagination(engine, store, max_parallel)
    for job in jobs:
        pagination.add(job)
    return pagination.finish()


def lay_out_alone(job: PartJob, engine: Engine, store: PartStore) -> PartPages:
    """Return one part laid out with the numbering it was given. Raises SourceError."""
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
    """Return the finding for a document that the engine gave up on."""
    return Finding("N394", f"{name} cannot be laid out: {error}", Place(name))


@dataclass(slots=True)
class _Part:
    """A part under way. ``count`` is its number of pages, as soon as that is known.

    Once it ``is_numbered``, its job says all that its pages depend on. It has a ``task`` while a
    process has it.
    """

    place: int
    job: PartJob
    count: int | None
    state: State
    is_numbered: bool = False
    task: Task | None = None
    pages: PartPages | None = None
    findings: Sequence[Finding] = ()

    def become(self, state: State) -> None:
        """Pass to a state that may follow."""
        self.state = self.state.then(state)


def _place_of(part: _Part) -> int:
    return part.place


class Pagination:
    """Parts being laid out side by side: the first ones while the next are still being written.

    ``max_parallel`` is as for `paginate`.
    """

    def __init__(self, engine: Engine, store: PartStore, max_parallel: int | None = None) -> None:
        self._parts: list[_Part] = []
        self._engine = engine
        self._store = store
        self._workers = max_parallel or workers()
        self._selector = selectors.DefaultSelector()

    def add(self, job: PartJob, place: int | None = None) -> None:
        """Add a part, and begin to lay it out if it is new and there is room.

        ``place`` is its place among all parts, by which they can come in any order: those that
        are sure to be new had better come first. Without it a part is the next one.
        """
        position = len(self._parts) if place is None else place
        count = self._store.count(job)
        state = State.NEW if count is None else State.COUNTED
        insort(self._parts, _Part(position, job, count, state), key=_place_of)
        self._begin()

    def finish(self) -> PagedNote:
        """Wait for all parts and return their pages.

        Raises SourceError with the findings of all parts that failed.
        """
        try:
            self._to_the_end()
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
        """Stop listening to what is still being laid out."""
        self._selector.close()
        for part in self._parts:
            if part.task is not None:
                part.task.close()

    def _to_the_end(self) -> None:
        """Work until every part is done."""
        while True:
            self._number()
            # The store may have had all that a part before them waits for.
            self._number()
            self._begin()
            if not self._selector.get_map():
                return
            for key, _ in self._selector.select():
                self._hear(key.data)

    def _number(self) -> None:
        """Give numbers to every part that can have them, and let those be written that wait."""
        folio: int | None = 1
        for part in self._parts:
            if folio is None:
                return
            others = part.job.numbering.others
            shown = self._shown(others) if others else {}
            if not part.state.is_final and shown is not None:
                self._continue(part, Numbering(folio, shown))
            folio = None if part.count is None else folio + part.count

    def _shown(self, names: Mapping[str, int]) -> Mapping[str, int] | None:
        """Return the page numbers of some ids; None before all parts that have any are done."""
        pages: dict[str, int] = {}
        for part in self._parts:
            if part.pages is not None:
                pages |= part.pages.pages
            elif not part.state.is_final and not part.job.numbering.others:
                return None
        return {name: pages.get(name, 0) for name in names}

    def _continue(self, part: _Part, numbering: Numbering) -> None:
        if not part.is_numbered:
            part.job, part.is_numbered = replace(part.job, numbering=numbering), True
            if not part.state.has_process:
                self._look_up(part)
        if part.state is State.ASKING:
            part.become(State.LAYING_OUT)
            self._reply(part)

    def _look_up(self, part: _Part) -> None:
        """Take the pages of a part from the store, or else have it laid out."""
        part.pages = self._store.find(part.job)
        if part.pages is not None:
            part.count = part.pages.page_count
            part.become(State.FOUND)
        elif part.state is not State.NEW:
            part.become(State.NEW)

    def _begin(self) -> None:
        """Begin as many parts as there is room for, in order: a later one waits for them all."""
        at_work = sum(part.state is State.LAYING_OUT for part in self._parts)
        room = self._workers - at_work
        for part in self._to_begin()[: max(0, room)]:
            ready = self._engine.preload(LOAD_STYLE, part.job.style)
            part.task = ready.start(LAY_OUT_PRELOADED, without_style(part.job))
            part.become(State.LAYING_OUT)
            self._selector.register(part.task, selectors.EVENT_READ, part)

    def _to_begin(self) -> list[_Part]:
        first = [part for part in self._parts if part.state is State.NEW]
        return first or [part for part in self._parts if part.state is State.DEFERRED]

    def _hear(self, part: _Part) -> None:
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
            self._take(part, kind, content)

    def _take(self, part: _Part, kind: str, content: Any) -> None:
        if kind == "request":
            self._take_count(part, content)
            return
        part.pages = content
        self._store.keep(part.job, content)
        self._let_go(part, State.LAID_OUT)

    def _take_count(self, part: _Part, count: int) -> None:
        """Take the number of pages of a part, whose process now asks for its numbers."""
        part.count = count
        self._store.keep_count(part.job, count)
        if part.is_numbered:
            self._reply(part)
        elif part.job.numbering.others and self._to_begin():
            # It has long to wait, and would hold its pages all the while.
            self._let_go(part, State.DEFERRED)
        else:
            part.become(State.ASKING)

    def _reply(self, part: _Part) -> None:
        if part.task is not None:
            part.task.reply(part.job.numbering)

    def _fail(self, part: _Part, findings: Sequence[Finding]) -> None:
        part.findings, part.count = findings, part.count or 1
        self._let_go(part, State.FAILED)

    def _let_go(self, part: _Part, state: State) -> None:
        part.become(state)
        if part.task is not None:
            self._selector.unregister(part.task)
            part.task.close()
            part.task = None
