"""Layout tasks run in parallel, as many at once as there are processors."""

from __future__ import annotations

import selectors
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.errors import SourceError
from pipeline.limits import processors
from pipeline.press.engine.engine import LayoutFailedError, Task

if TYPE_CHECKING:
    from pipeline.press.engine.engine import Engine, Preloaded

_MAX_WORKERS = 4

_NOT_BEGUN: Mapping[int, Task] = {}

Outcome = Any | SourceError | LayoutFailedError
"""A result, or the error that prevented it."""


def workers() -> int:
    """How many tasks to run at once; more would only take memory."""
    return min(processors(), _MAX_WORKERS)


def run_parallel(
    engine: Engine | Preloaded,
    function: str,
    arguments: Sequence[Any],
    max_parallel: int,
    begun: Mapping[int, Task] = _NOT_BEGUN,
    answer: Callable[[int], Any] | None = None,
) -> Iterator[tuple[int, Outcome]]:
    """Run a function on every argument; yield each index and outcome as soon as it is done.

    At most ``max_parallel`` tasks run at once, besides those that have ``begun``, by index. If
    tasks send requests, ``answer`` gives the reply to that of an index.
    """
    waiting = [one for one in enumerate(arguments) if one[0] not in begun][::-1]
    with selectors.DefaultSelector() as selector:
        for index, task in begun.items():
            selector.register(task, selectors.EVENT_READ, (index, task))
        try:
            while waiting or selector.get_map():
                while waiting and len(selector.get_map()) < max_parallel:
                    index, argument = waiting.pop()
                    task = engine.start(function, argument)
                    selector.register(task, selectors.EVENT_READ, (index, task))
                for key, _ in selector.select():
                    index, task = key.data
                    kind, content = _next(task)
                    if kind == "request" and answer is not None:
                        task.reply(answer(index))
                        continue
                    selector.unregister(key.fd)
                    yield index, content
        finally:
            # Those that are left, where the engine was stopped or nobody asks any more.
            for key in selector.get_map().values():
                key.data[1].close()


def _next(task: Task) -> tuple[str, Outcome]:
    try:
        return task.next_message()
    except (SourceError, LayoutFailedError) as error:
        return "error", error
