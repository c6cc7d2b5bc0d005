"""Timings of the steps of a build."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """A step that was done: its start, in seconds after that of the build, and its duration.

    Waiting for other steps does not count.
    """

    step: str
    begun: float
    seconds: float


class Timings:
    """The timings of one build, in which steps may overlap."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()
        self._done: list[Timing] = []

    @contextmanager
    def during(self, step: str) -> Iterator[None]:
        """Time a step; one that fails is not recorded."""
        begun = self.seconds
        yield
        self._done.append(Timing(step, begun, self.seconds - begun))

    @property
    def seconds(self) -> float:
        """Seconds since the build began."""
        return time.perf_counter() - self._begun

    @property
    def done(self) -> tuple[Timing, ...]:
        """The steps done so far, in the order of their start."""
        return tuple(sorted(self._done, key=lambda timing: timing.begun))
