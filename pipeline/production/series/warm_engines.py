"""Layout engines of this process that stay from one note to the next."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from pipeline.editions.table import PRELOADED_STYLES
from pipeline.press.engine.consumption import Consumption, consumption_of, own_consumption

if TYPE_CHECKING:
    from pipeline.press.engine.engine import Engine

_NOTES_WITH_LOOKS: Final = 4
"""How many notes' styles an engine keeps. Notes in Latin letters mostly share theirs."""


class WarmEngines:
    """The engines of a process: one for each thread that builds a note at the same time."""

    def __init__(self) -> None:
        self._idle: list[Engine] = []
        self._all: list[Engine] = []
        # A process is told to end in the middle of anything.
        self._changing = threading.RLock()

    @contextmanager
    def one(self) -> Iterator[Engine]:
        """An engine that nobody else uses meanwhile; it starts with what it is first used for."""
        # Nothing slow is imported for notes that are up to date.
        from pipeline.press.engine.engine import Engine

        with self._changing:
            if not self._idle:
                new = Engine(max_preloaded=PRELOADED_STYLES * _NOTES_WITH_LOOKS, at_once=False)
                self._idle.append(new)
                self._all.append(new)
            engine = self._idle.pop()
        try:
            yield engine
        finally:
            with self._changing:
                self._idle.append(engine)

    def end(self) -> None:
        """Stop all engines, and what runs in them."""
        with self._changing:
            engines, self._all, self._idle = self._all, [], []
        for engine in engines:
            engine.close()

    def consumption(self) -> Consumption:
        """What this process and its engines have consumed, and the memory they hold."""
        with self._changing:
            running = [one.process for one in self._all]
        found = [own_consumption(), *(consumption_of(one) for one in running if one is not None)]
        return Consumption(
            sum(one.processor_seconds for one in found), sum(one.memory for one in found)
        )
