"""Tasks of the layout engine run side by side, as many at a time as there are processors."""

from __future__ import annotations

import os
import selectors
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.errors import SourceError
from pipeline.press.engine.engine import LayoutFailedError, Task

if TYPE_CHECKING:
    from pipeline.press.engine.engine import Engine, Ready

_MOST_WORKERS = 4

Outcome = Any | SourceError | LayoutFailedError
"""A result, or why there is none."""


def workers() -> int:
    """Return how many tasks are run at a time; more would only take memory."""
    return min(os.cpu_count() or 1, _MOST_WORKERS)


def workers_beside_this_process() -> int:
    """Return how many tasks are run at a time while this process has work of its own."""
    return max(1, workers() - 1)


def run_all(
    engine: Engine | Ready, function: str, arguments: Sequence[Any], at_a_time: int
) -> Iterator[tuple[int, Outcome]]:
    """Run a function on every argument; yield places and results, each as soon as it is there.

    ``at_a_time`` tasks are at work at a time. What a task fails with is its result.
    """
    waiting = list(enumerate(arguments))[::-1]
    with selectors.DefaultSelector() as selector:
        while waiting or selector.get_map():
            while waiting and len(selector.get_map()) < at_a_time:
                place, argument = waiting.pop()
                task = engine.start(function, argument)
                selector.register(task, selectors.EVENT_READ, (place, task))
            for key, _ in selector.select():
                place, task = key.data
                selector.unregister(task)
                yield place, _result(task)


def _result(task: Task) -> Outcome:
    try:
        return task.result()
    except (SourceError, LayoutFailedError) as error:
        return error
