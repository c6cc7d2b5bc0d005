"""Programs of others, run within a limit of processor time: a busy machine gives no other answer.

A bound of the clock holds as well, for a program that waits for ever. It is so generous that
passing it says something of the machine, and nothing of what the program was given.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.errors import CannotRunError
from pipeline.limits import (
    MEMORY,
    PROCESSOR,
    allowed,
    behind_a_crash,
    is_below,
    lowered,
    memory_is_up,
    processor_time_is_up,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PATIENCE: Final = 1800
"""Seconds by the clock after which a process is taken to be stuck."""

# Set before the program begins, so that whatever it starts is held to it as well.
_LIMITED: Final = 'ulimit -S -t "$1" && ulimit -H -t "$2" && shift 2 && exec "$@"'
_GRACE: Final = 5
# By itself, or as the shell says it of a program that a script has started.
_OUT_OF_TIME: Final = {-signal.SIGXCPU, 128 + signal.SIGXCPU}
_CRASHED: Final = {-signal.SIGABRT, -signal.SIGBUS, -signal.SIGSEGV, -signal.SIGTRAP}
_MEMORY: Final = re.compile(
    rb"out of memory|cannot allocate memory|not reserve|unable to (allocate|commit|reserve)",
    re.IGNORECASE,
)


class TooLongError(Exception):
    """A program has used all the processor time it was given."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: its exit code, negative for a signal, and what it has printed."""

    status: int
    output: bytes
    said: bytes


def run_program(
    command: Sequence[str],
    content: bytes = b"",
    *,
    seconds: int,
    environment: Mapping[str, str] | None = None,
) -> Ended:
    """Return how a program ended that was given some bytes and ``seconds`` of processor time.

    Raises TooLongError when these are used up; CannotRunError when less time or memory is allowed
    to this process, and that ran out, or when the program is stuck; OSError when it cannot be
    started.
    """
    if shutil.which(command[0]) is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), command[0])
    soft, hard = lowered(PROCESSOR, seconds, seconds + _GRACE)
    with subprocess.Popen(  # noqa: S603 - the words of the command are never read as a script
        ["/bin/sh", "-c", _LIMITED, "sh", str(soft), str(hard), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        try:
            output, said = process.communicate(content, timeout=PATIENCE)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise stuck(command[0].rpartition("/")[2]) from error
    if process.returncode in _OUT_OF_TIME:
        raise processor_time_is_up() if is_below(PROCESSOR, seconds) else TooLongError
    if process.returncode and _MEMORY.search(said) and allowed(MEMORY) is not None:
        raise memory_is_up()
    if process.returncode in _CRASHED and (limit := behind_a_crash()) is not None:
        raise limit
    return Ended(process.returncode, output, said)


def stuck(name: str) -> CannotRunError:
    """Return what to say of a program that does not end and does not work."""
    return CannotRunError(
        f"{name} had not ended after {PATIENCE // 60} minutes, nor used the processor time it has",
        hint="the machine may be overloaded, or was asleep: try again",
    )
