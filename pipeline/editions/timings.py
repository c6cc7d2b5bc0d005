"""How long the steps of a build take."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """A step that was done: when it began, in seconds after the build, and how many it took.

    Waiting for other steps is none of them.
    """

    step: str
    begun: float
    seconds: float


class Timings:
    """The steps of one build that are done, of which some are done at the same time."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()
        self._done: list[Timing] = []

    @contextmanager
    def during(self, step: str) -> Iterator[None]:
        """Time a step; one that fails is not done."""
        begun = self.seconds
        yield
        self._done.append(Timing(step, begun, self.seconds - begun))

    @property
    def seconds(self) -> float:
        """Seconds since the build began."""
        return time.perf_counter() - self._begun

    @property
    def done(self) -> tuple[Timing, ...]:
        """What was done, in the order in which it began."""
        return tuple(sorted(self._done, key=lambda timing: timing.begun))
