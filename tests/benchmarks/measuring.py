"""What a command takes: seconds by the clock, seconds of processors, memory."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SAMPLE = 0.01


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, where it runs and with what in its environment besides ours."""

    words: Sequence[str | Path]
    folder: Path
    environment: Mapping[str, str]

    def start(self) -> subprocess.Popen[bytes]:
        """Start the command; what it prints is shown only if it fails."""
        return subprocess.Popen(
            [str(word) for word in self.words],
            cwd=self.folder,
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )


@dataclass(frozen=True, slots=True)
class Usage:
    """Seconds by the clock, and of all processors together."""

    wall: float
    processor: float


def run(command: Command) -> Usage:
    """Run a command to its end and return what it and its children took."""
    begun = time.perf_counter()
    process = command.start()
    said = process.stdout.read() if process.stdout else b""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    _check(process.returncode, command, said)
    return Usage(wall, usage.ru_utime + usage.ru_stime)


def peak_memory(command: Command) -> int:
    """Run a command and return the most memory, in bytes, that its processes held at one time.

    Memory that processes share is counted once (proportional set size). Looking slows the
    command down, so nothing else is measured meanwhile.
    """
    process = command.start()
    peak = 0
    while process.poll() is None:
        peak = max(peak, held_by(process.pid))
        time.sleep(_SAMPLE)
    _check(process.returncode, command, process.stdout.read() if process.stdout else b"")
    return peak


def held_by(process: int) -> int:
    """Return the memory that a process and those below it hold, in bytes."""
    return sum(map(_held, _family(process)))


def _family(process: int) -> list[int]:
    family = [process]
    for member in family:
        try:
            children = Path(f"/proc/{member}/task/{member}/children").read_text()
        except OSError:
            continue
        family += map(int, children.split())
    return family


def _held(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _check(status: int, command: Command, said: bytes) -> None:
    if status != 0:
        words = " ".join(map(str, command.words))
        raise SystemExit(f"{words}: exit code {status}\n{said.decode(errors='replace')}")
