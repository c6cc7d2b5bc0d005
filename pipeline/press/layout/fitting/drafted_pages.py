"""One-pagers whose text is fitted before the page numbers that they show are known.

The numbers stand below the text, so that its size does not depend on them: a one-pager is fitted
while the note is laid out, and waits for its numbers then.
"""

from __future__ import annotations

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.press.engine.parallel import Outcome, run_parallel, workers
from pipeline.press.parts.parts import without_style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.press.engine.engine import Engine, Task
    from pipeline.press.layout.fitting.one_page import OnePage

LOAD_STYLE = "pipeline.press.layout.fitting.one_page:load_style"
LAY_OUT = "pipeline.press.layout.fitting.one_page:lay_out_one_page"


class DraftedPages:
    """The one-pagers of a note, some of which have begun."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._begun: dict[str, Task] = {}
        self._changing = Lock()
        self._is_closed = False

    def begin(self, draft: OnePage) -> Task:
        """Begin to fit a page that shows other page numbers than it will.

        Raises CannotRunError once the pages have been given up, perhaps in another thread.
        """
        style = self._engine.preload(LOAD_STYLE, draft.part.style.shared)
        with self._changing:
            if self._is_closed:
                raise CannotRunError("the layout of one-pagers was given up")
            task = style.start(LAY_OUT, _bare(replace(draft, is_draft=True)))
            self._begun[draft.part.name] = task
        return task

    def finish(self, jobs: Sequence[OnePage]) -> Iterator[tuple[int, Outcome]]:
        """Lay out pages, which all share one style; yield each index and outcome.

        A page that has begun is known by its name.
        """
        if not jobs:
            return iter(())
        begun = {
            place: self._begun.pop(job.part.name)
            for place, job in enumerate(jobs)
            if job.part.name in self._begun
        }
        preloaded = self._engine.preload(LOAD_STYLE, jobs[0].part.style.shared)
        # This process makes other editions meanwhile, which seldom takes as long.
        return run_parallel(
            preloaded,
            LAY_OUT,
            [_bare(job) for job in jobs],
            workers(),
            begun,
            lambda place: jobs[place].part.html,
        )

    def close(self) -> None:
        """Give up the pages that have begun and were not finished."""
        with self._changing:
            self._is_closed = True
            while self._begun:
                self._begun.popitem()[1].close()


def _bare(job: OnePage) -> OnePage:
    return replace(job, part=without_style(job.part))
