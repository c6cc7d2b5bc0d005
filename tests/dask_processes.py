"""A scheduler and workers of Dask on this machine, started as a user starts them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_DASK = str(Path(sys.executable).with_name("dask"))
_PATIENCE = 60.0


class DaskProcesses:
    """A scheduler at a free port, and its workers, each in a process of its own."""

    def __init__(self, folder: Path, workers: int) -> None:
        self._environment = {
            **os.environ,
            "XDG_CACHE_HOME": str(folder / "cache-of-workers"),
            "DASK_TEMPORARY_DIRECTORY": str(folder),
        }
        self._told = folder / "scheduler.json"
        self._told.unlink(missing_ok=True)
        shared = ("--scheduler-file", str(self._told), "--no-dashboard")
        local = ("--host", "127.0.0.1")
        self.scheduler = self._start("scheduler", *shared, *local, "--port", "0")
        self.address = self._told_address()
        self.workers = [
            self._start("worker", *shared, *local, "--nthreads", "1") for _ in range(workers)
        ]

    def _start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [_DASK, what, *arguments],
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _told_address(self) -> str:
        """The address of the scheduler as users give it, as soon as it has one."""
        end = time.monotonic() + _PATIENCE
        while not self._told.exists() or not self._told.read_text().strip():
            assert self.scheduler.poll() is None, "dask scheduler has ended"
            assert time.monotonic() < end, "dask scheduler does not say where it is"
            time.sleep(0.05)
        told: Mapping[str, str] = json.loads(self._told.read_text())
        return told["address"].replace("tcp://", "dask://")

    def stop(self) -> None:
        """End all of them, and wait until they have ended."""
        for one in (*self.workers, self.scheduler):
            one.terminate()
        for one in (*self.workers, self.scheduler):
            try:
                one.wait(20)
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()


@contextmanager
def dask_processes(folder: Path, workers: int = 2) -> Iterator[DaskProcesses]:
    """A cluster that ends with the test, whatever becomes of it."""
    cluster = DaskProcesses(folder, workers)
    try:
        yield cluster
    finally:
        cluster.stop()
