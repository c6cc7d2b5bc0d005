"""The limits that a shell, container or cluster sets on this process, and what to say of them."""

from __future__ import annotations

import resource
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
"""The letter of each limit in the shell's ``ulimit``, and how much it counts as one."""
_MORE: Final = "allow more, in the shell or where the limits of the container or job are set"
# With less than this a crash is most likely a thread or memory that was refused to a library.
_ENOUGH: Final = {resource.RLIMIT_NPROC: 64, resource.RLIMIT_AS: 4 * 2**30}


def allowed(kind: int) -> int | None:
    """Return the limit that holds for this process, as `resource` counts it; None without one."""
    given = (limit for limit in resource.getrlimit(kind) if limit != resource.RLIM_INFINITY)
    return min(given, default=None)


def is_below(kind: int, wanted: int) -> bool:
    """Return whether this process is allowed less than is wanted for what it starts."""
    most = allowed(kind)
    return most is not None and most <= wanted


def lowered(kind: int, soft: int, hard: int) -> tuple[int, int]:
    """Return a soft and a hard limit that a process may set: no higher than what it is allowed.

    A soft limit of processor time is a second below the hard one, where the kernel kills at once
    and nobody could tell why.
    """
    most = allowed(kind)
    hard = hard if most is None else min(hard, most)
    return min(soft, max(1, hard - 1) if kind == PROCESSOR else hard), hard


def setting(kind: int) -> str:
    """Return how a limit of this process is set, as `` (ulimit -t 5)``; nothing without one."""
    most = allowed(kind)
    letter, unit = _SHELL[kind]
    return "" if most is None else f" (ulimit -{letter} {most // unit})"


def processor_time_is_up() -> CannotRunError:
    """Return what to say when the processor time that was allowed is used up."""
    return CannotRunError(
        f"the processor time allowed to this process{setting(PROCESSOR)} ran out",
        _MORE,
    )


def memory_is_up() -> CannotRunError:
    """Return what to say when no more memory is to be had."""
    if allowed(MEMORY) is None:
        return CannotRunError(
            "there is not enough memory", hint="end other programs, or use a larger machine"
        )
    return CannotRunError(
        f"the memory allowed to this process{setting(MEMORY)} ran out",
        _MORE,
    )


def processes_are_up() -> CannotRunError:
    """Return what to say when no more processes or threads may be started."""
    message = f"no more processes can be started{setting(resource.RLIMIT_NPROC)}"
    return CannotRunError(message, _MORE)


def behind_a_crash() -> CannotRunError | None:
    """Return what to say of a program that crashed because of a limit; None if none is low."""
    if is_below(resource.RLIMIT_NPROC, _ENOUGH[resource.RLIMIT_NPROC]):
        return processes_are_up()
    return memory_is_up() if is_below(MEMORY, _ENOUGH[MEMORY]) else None
