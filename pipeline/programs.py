"""Running external programs within a limit of processor time, so that load changes no result.

There is a limit of wall-clock time as well, for programs that hang. It is so generous that
exceeding it indicates a problem of the machine, not of the input.
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
    capped,
    is_below,
    limit_behind_crash,
    memory_exceeded,
    processor_time_exceeded,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CLOCK_LIMIT: Final = 1800
"""Seconds of wall-clock time after which a process is considered stuck."""

# Set before the program starts, so that the limits apply to its own child processes as well.
_LIMITED: Final = 'ulimit -S -t "$1" && ulimit -H -t "$2" && shift 2 && exec "$@"'
_GRACE: Final = 5
# Directly, or as reported by a shell for a program that a script has started.
_OUT_OF_TIME: Final = {-signal.SIGXCPU, 128 + signal.SIGXCPU}
_CRASHED: Final = {-signal.SIGABRT, -signal.SIGBUS, -signal.SIGSEGV, -signal.SIGTRAP}
_MEMORY: Final = re.compile(
    rb"out of memory|cannot allocate memory|not reserve|unable to (allocate|commit|reserve)",
    re.IGNORECASE,
)


class OutOfTimeError(Exception):
    """A program has used up its processor time."""


@dataclass(frozen=True, slots=True)
class ProgramResult:
    """The result of a program: its exit code, negative for a signal, and its output."""

    status: int
    output: bytes
    errors: bytes


def run_program(
    command: Sequence[str],
    content: bytes = b"",
    *,
    seconds: int,
    environment: Mapping[str, str] | None = None,
) -> ProgramResult:
    """Run a program with ``content`` as its input, and ``seconds`` of processor time.

    Raises OutOfTimeError if these are used up; CannotRunError if a lower limit of this process was
    exceeded, or if the program is stuck; OSError if it cannot be started.
    """
    if shutil.which(command[0]) is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), command[0])
    soft, hard = capped(PROCESSOR, seconds, seconds + _GRACE)
    with subprocess.Popen(  # noqa: S603 - the words of the command are never read as a script
        ["/bin/sh", "-c", _LIMITED, "sh", str(soft), str(hard), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        try:
            output, errors = process.communicate(content, timeout=CLOCK_LIMIT)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise stuck_error(command[0].rpartition("/")[2]) from error
    if process.returncode in _OUT_OF_TIME:
        raise processor_time_exceeded() if is_below(PROCESSOR, seconds) else OutOfTimeError
    if process.returncode and _MEMORY.search(errors) and allowed(MEMORY) is not None:
        raise memory_exceeded()
    if process.returncode in _CRASHED and (limit := limit_behind_crash()) is not None:
        raise limit
    return ProgramResult(process.returncode, output, errors)


def stuck_error(name: str) -> CannotRunError:
    """The error for a program that neither ends nor uses processor time."""
    return CannotRunError(
        f"{name} did not end within {CLOCK_LIMIT // 60} minutes, but used little processor time",
        hint="the machine may be overloaded, or was asleep: try again",
    )
