"""Limits on the memory and processor time of a layout, and what an exceeded limit means."""

from __future__ import annotations

import math
import resource
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pipeline.errors import CannotRunError, FaultError, NotepressError
from pipeline.limits import (
    MEMORY,
    PROCESSOR,
    allowed,
    capped,
    is_below,
    limit_behind_crash,
    memory_exceeded,
    processor_time_exceeded,
)
from pipeline.programs import CLOCK_LIMIT, stuck_error

MEBIBYTE = 2**20
_CRASHES = (signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGTRAP, signal.SIGILL)


class LayoutFailedError(NotepressError):
    """A task did not finish; the message gives the reason, worded for a finding."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one layout may use: ``memory`` is address space in MiB, the rest seconds.

    ``clock`` is wall-clock time, and only ends a process that is stuck; the layout is not to
    blame for exceeding it.
    """

    memory: int = 3072
    processor: int = 60
    clock: int = CLOCK_LIMIT


def enable_limit_signals() -> None:
    """Have the kernel send SIGXCPU, not SIGKILL, when this process exceeds its hard limit."""
    hard = resource.getrlimit(PROCESSOR)[1]
    if hard != resource.RLIM_INFINITY:
        resource.setrlimit(PROCESSOR, capped(PROCESSOR, hard, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def apply_limits(limits: Limits) -> None:
    """Limit this process for good; beyond the limits the kernel refuses memory or ends it."""
    size = limits.memory * MEBIBYTE
    resource.setrlimit(MEMORY, capped(MEMORY, size, size))
    seconds = limits.processor
    resource.setrlimit(PROCESSOR, capped(PROCESSOR, seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(limits.clock)


@contextmanager
def limits_applied(limits: Limits) -> Iterator[None]:
    """Limit this process while the context is active."""
    wanted = {
        MEMORY: limits.memory * MEBIBYTE,
        PROCESSOR: math.ceil(time.process_time()) + limits.processor,
        resource.RLIMIT_CORE: 0,
    }
    before = {kind: resource.getrlimit(kind) for kind in wanted}
    for kind, size in wanted.items():
        resource.setrlimit(kind, (capped(kind, size, size + 5)[0], before[kind][1]))
    signal.alarm(limits.clock)
    try:
        yield
    finally:
        signal.alarm(0)
        for kind, both in before.items():
            resource.setrlimit(kind, both)


def explain_exit(status: int, limits: Limits) -> Exception:
    """The error for a process that exited without a reply, from the status of `os.waitpid`.

    LayoutFailedError if the layout exceeded a limit; CannotRunError if this process is allowed
    less than a layout may use, or the system stopped it; FaultError if it crashed.
    """
    number = -status if status < 0 else 0
    if number == signal.SIGXCPU:
        if is_below(PROCESSOR, limits.processor):
            return processor_time_exceeded()
        return LayoutFailedError(f"it needs more than {limits.processor} s of processor time")
    if number == signal.SIGALRM:
        return stuck_error("the layout engine")
    if number and number not in _CRASHES:
        return CannotRunError(
            f"the layout engine was stopped ({signal.Signals(number).name})",
            hint="somebody ended it, or the machine ran out of memory: try again",
        )
    if (limit := limit_behind_crash()) is not None:
        return limit
    if number:
        return FaultError(f"the layout engine crashed ({signal.Signals(number).name})")
    return FaultError(f"the layout engine ended with status {status}")


def memory_error(limits: Limits) -> Exception:
    """The error for a process that was refused memory."""
    if allowed(MEMORY) not in (None, limits.memory * MEBIBYTE):
        return memory_exceeded()
    return LayoutFailedError(f"it needs more than {limits.memory} MiB of memory")
