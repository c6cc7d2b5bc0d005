"""How much a layout may use before it is stopped: memory, processor time, time by the clock."""

from __future__ import annotations

import math
import resource
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one layout may use; ``memory`` is address space in MiB, the rest seconds."""

    memory: int = 3072
    processor: int = 60
    clock: int = 180


def apply_limits(limits: Limits) -> None:
    """Set the limits of this process; past them the kernel refuses memory or ends the process."""
    size = limits.memory * MEBIBYTE
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.processor, limits.processor + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(limits.clock)


@contextmanager
def within(limits: Limits) -> Iterator[None]:
    """Hold this process to limits for what it does while this is entered, and no longer."""
    most = {
        resource.RLIMIT_AS: limits.memory * MEBIBYTE,
        resource.RLIMIT_CPU: math.ceil(time.process_time()) + limits.processor,
        resource.RLIMIT_CORE: 0,
    }
    before = {kind: resource.getrlimit(kind) for kind in most}
    for kind, size in most.items():
        resource.setrlimit(kind, (size, before[kind][1]))
    signal.alarm(limits.clock)
    try:
        yield
    finally:
        signal.alarm(0)
        for kind, both in before.items():
            resource.setrlimit(kind, both)


def explain_end(status: int, limits: Limits) -> str:
    """Return why a process ended that gave no answer, from the status `os.waitpid` gave."""
    number = -status if status < 0 else 0
    if number == signal.SIGXCPU:
        return f"it needs more than {limits.processor} s of processor time"
    if number == signal.SIGALRM:
        return f"it needs more than {limits.clock} s"
    if number in (signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT):
        return f"the layout engine crashed ({signal.Signals(number).name})"
    if number:
        return f"the layout engine was stopped ({signal.Signals(number).name})"
    return f"the layout engine ended with status {status}"


def too_much_memory(limits: Limits) -> str:
    """Return why a process failed that was refused memory."""
    return f"it needs more than {limits.memory} MiB of memory"
