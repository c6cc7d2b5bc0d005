"""What processes have consumed: processor time, and the memory they hold now."""

from __future__ import annotations

import os
import resource
import time
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


class Consumption(NamedTuple):
    """Seconds of processors, and bytes of memory."""

    processor_seconds: float
    memory: int


def own_consumption() -> Consumption:
    """What this process and the children that it has waited for have consumed."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.process_time() + ended.ru_utime + ended.ru_stime
    return Consumption(seconds, _memory_of("self"))


def consumption_of(process: int) -> Consumption:
    """What a process and the children that it has waited for have consumed; zero without /proc."""
    with suppress(OSError, ValueError, IndexError):
        # The name in brackets may hold anything.
        fields = Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2]
        user, system, of_children, system_of_children = fields.split()[11:15]
        ticks = int(user) + int(system) + int(of_children) + int(system_of_children)
        return Consumption(ticks / _TICKS, _memory_of(str(process)))
    return Consumption(0.0, 0)


def _memory_of(process: str) -> int:
    with suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{process}/statm").read_text("utf-8").split()[1]) * _PAGE
    return 0
