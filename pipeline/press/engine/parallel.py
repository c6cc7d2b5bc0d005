"""Layout tasks run in parallel, as many at once as there are processors."""

from __future__ import annotations

import os
import selectors
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.errors import SourceError
from pipeline.press.engine.engine import LayoutFailedError, Task

if TYPE_CHECKING:
    from pipeline.press.engine.engine import Engine, Preloaded

_MAX_WORKERS = 4

Outcome = Any | SourceError | LayoutFailedError
"""A result, or the error that prevented it."""


def workers() -> int:
    """How many tasks to run at once; more would only take memory."""
    return min(os.cpu_count() or 1, _MAX_WORKERS)


def run_parallel(
    engine: Engine | Preloaded, function: str, arguments: Sequence[Any], max_parallel: int
) -> Iterator[tuple[int, Outcome]]:
    """Run a function on every argument; yield each index and outcome as soon as it is done.

    At most ``max_parallel`` tasks run at once.
    """
    waiting = list(enumerate(arguments))[::-1]
    with selectors.DefaultSelector() as selector:
        while waiting or selector.get_map():
            while waiting and len(selector.get_map()) < max_parallel:
                index, argument = waiting.pop()
                task = engine.start(function, argument)
                selector.register(task, selectors.EVENT_READ, (index, task))
            for key, _ in selector.select():
                index, task = key.data
                selector.unregister(task)
                yield index, _outcome(task)


def _outcome(task: Task) -> Outcome:
    try:
        return task.result()
    except (SourceError, LayoutFailedError) as error:
        return error
