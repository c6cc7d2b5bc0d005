"""Resource limits set on this process by a shell, container or cluster, and errors for them."""

from __future__ import annotations

import math
import os
import resource
from contextlib import suppress
from pathlib import Path
from typing import Final

from pipeline.errors import CannotRunError

MEMORY: Final = resource.RLIMIT_AS
PROCESSOR: Final = resource.RLIMIT_CPU

_SHELL: Final = {
    resource.RLIMIT_AS: ("v", 1024),
    resource.RLIMIT_CPU: ("t", 1),
    resource.RLIMIT_FSIZE: ("f", 1024),
    resource.RLIMIT_NOFILE: ("n", 1),
    resource.RLIMIT_NPROC: ("u", 1),
}
"""The option letter of each limit in the shell's ``ulimit``, and its unit."""
_GROUPS: Final = Path("/sys/fs/cgroup")
_MORE: Final = "allow more, in the shell or where the limits of the container or job are set"
# With less than this, a crash is probably due to a thread or memory that a library did not get.
_ENOUGH: Final = {resource.RLIMIT_NPROC: 64, resource.RLIMIT_AS: 4 * 2**30}


def allowed(kind: int) -> int | None:
    """The effective limit of this process, in the units of `resource`; None if unlimited."""
    limits = (limit for limit in resource.getrlimit(kind) if limit != resource.RLIM_INFINITY)
    return min(limits, default=None)


def processors() -> int:
    """How many processors this process may use: those it may run on, within what a group may use.

    A container or a job of a cluster is often allowed the time of fewer than there are
    (cgroup v2, ``cpu.max``).
    """
    if not hasattr(os, "sched_getaffinity"):
        return os.cpu_count() or 1
    count = len(os.sched_getaffinity(0))
    share = min(map(_share_of, _groups()), default=math.inf)
    return count if share > count else max(1, math.ceil(share))


def _groups() -> list[Path]:
    """The control groups that this process is in, from its own to the root."""
    with suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text("utf-8").splitlines():
            if line.startswith("0::"):
                own = _GROUPS / line[3:].lstrip("/")
                return [own, *(one for one in own.parents if one.is_relative_to(_GROUPS))]
    return []


def _share_of(group: Path) -> float:
    """How many processors' time a control group may use."""
    with suppress(OSError, ValueError):
        quota, period = (group / "cpu.max").read_text("utf-8").split()
        return float(quota) / float(period)
    return math.inf


def is_below(kind: int, wanted: int) -> bool:
    """Whether this process is allowed no more than the limit wanted for a child process."""
    limit = allowed(kind)
    return limit is not None and limit <= wanted


def capped(kind: int, soft: int, hard: int) -> tuple[int, int]:
    """A soft and a hard limit, capped to what this process is allowed.

    The soft limit of processor time is at least a second below the hard one, at which the kernel
    kills a process without any chance to report the reason.
    """
    limit = allowed(kind)
    hard = hard if limit is None else min(hard, limit)
    return min(soft, max(1, hard - 1) if kind == PROCESSOR else hard), hard


def ulimit_of(kind: int) -> str:
    """The limit in the shell's notation, such as `` (ulimit -t 5)``; empty if unlimited."""
    limit = allowed(kind)
    letter, unit = _SHELL[kind]
    return "" if limit is None else f" (ulimit -{letter} {limit // unit})"


def processor_time_exceeded() -> CannotRunError:
    """The error for a process that has used up its processor time."""
    return CannotRunError(
        f"the processor time allowed to this process{ulimit_of(PROCESSOR)} ran out",
        _MORE,
    )


def memory_exceeded() -> CannotRunError:
    """The error for a process that cannot get more memory."""
    if allowed(MEMORY) is None:
        return CannotRunError(
            "there is not enough memory", hint="end other programs, or use a larger machine"
        )
    return CannotRunError(
        f"the memory allowed to this process{ulimit_of(MEMORY)} ran out",
        _MORE,
    )


def processes_exceeded() -> CannotRunError:
    """The error for a process that cannot start more processes or threads."""
    message = f"no more processes can be started{ulimit_of(resource.RLIMIT_NPROC)}"
    return CannotRunError(message, _MORE)


def limit_behind_crash() -> CannotRunError | None:
    """The error for a crash that was probably caused by a low limit; None if no limit is low."""
    if is_below(resource.RLIMIT_NPROC, _ENOUGH[resource.RLIMIT_NPROC]):
        return processes_exceeded()
    return memory_exceeded() if is_below(MEMORY, _ENOUGH[MEMORY]) else None
