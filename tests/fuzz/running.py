"""Many trials of a kind in a process of their own: how many, how fast, what failed, how large."""

from __future__ import annotations

import mmap
import os
import pickle
import resource
import signal
import struct
import tempfile
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fuzz.trial import Failure, Kind, input_of, try_inputs

_SEED: Final = struct.Struct("q")
_HANG: Final = 60
"""Seconds of processor time after which a process is ended that its timer did not stop."""


@dataclass
class Tally:
    """What came of the trials of a kind; ``seconds`` of processor time, ``peak`` in bytes.

    ``peak`` is that of the process or of the largest program it started.
    """

    kind: str
    inputs: int = 0
    seconds: float = 0
    peak: int = 0
    failures: list[Failure] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Inputs in a second of processor time."""
        return self.inputs / self.seconds if self.seconds else 0


def used() -> float:
    """Processor time of this process and those it started, in seconds."""
    times = os.times()
    return sum(times[:4])


def try_kind(kind: Kind, seed: int, *, count: int = 0, seconds: float = 0) -> Tally:
    """Try inputs from a seed on, so many of them or for so long, in this process."""
    tally, start = Tally(kind.name), used()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        while (tally.inputs < count) if count else (used() - start < seconds):
            most = kind.batch if not count else min(kind.batch, count - tally.inputs)
            first = seed + tally.inputs
            _SEED.pack_into(_AT, 0, first)
            tally.failures += try_inputs(kind, range(first, first + most), Path(folder))
            tally.inputs += most
    kind.close()
    tally.seconds = used() - start
    tally.peak = 1024 * max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return tally


_AT: Final = mmap.mmap(-1, _SEED.size)
"""The seed that is tried at the moment; it outlives the process that tries it."""


def try_kind_apart(kind: Kind, seed: int, *, count: int = 0, seconds: float = 0) -> Tally:
    """Do the same in a process of its own; one that is ended from outside is a failure."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(kind, seed, count, seconds, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    if told:
        tally: Tally = pickle.loads(told)
        return tally
    (at,) = _SEED.unpack_from(_AT, 0)
    ended = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else "nothing"
    title = f"the process was ended by {ended}"
    files = input_of(kind, at) if kind.batch == 1 and os.WIFSIGNALED(status) else {}
    failure = Failure(kind.name, at, title, f"within {kind.batch} inputs from here", files)
    return Tally(kind.name, at - seed + 1, failures=[failure])


def _work(kind: Kind, seed: int, count: int, seconds: float, writing: int) -> None:
    code = 1
    try:
        if seconds:
            most = int(seconds + kind.seconds * kind.batch) + _HANG
            resource.setrlimit(resource.RLIMIT_CPU, (most, most + 5))
        told = pickle.dumps(try_kind(kind, seed, count=count, seconds=seconds))
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(told)
        code = 0
    finally:
        if code:
            traceback.print_exc()
        os._exit(code)
