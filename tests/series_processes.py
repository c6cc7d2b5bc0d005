"""Builds of several notes by the true command line, and every process that works for them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from interrupting import ctrl_c_heard

ROOT = Path(__file__).parent.parent
PATIENCE = 600


class SeriesBuild:
    """A build of a project, in a process group and with a temporary folder of its own."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self._temporary = root / "temporary"
        self._temporary.mkdir(exist_ok=True)
        with ctrl_c_heard():
            self.process = subprocess.Popen(
                [sys.executable, "-m", "pipeline", "build", *arguments],
                cwd=root,
                env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(self._temporary)},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                process_group=0,
            )

    def others(self, named: str = "") -> list[int]:
        """Return the processes that work for it, but its own; those with a name in their call.

        All have its temporary folder in their environment, or one inside that.
        """
        found = []
        for folder in Path("/proc").iterdir():
            with suppress(OSError, ValueError):
                process = int(folder.name)
                mine = os.fsencode(f"TMPDIR={self._temporary}")
                is_mine = mine in (folder / "environ").read_bytes()
                call = (folder / "cmdline").read_bytes()
                if is_mine and process != self.process.pid and named.encode() in call:
                    found.append(process)
        return sorted(found)

    def workers(self) -> list[int]:
        """Return the processes that build notes."""
        return self.others("spawn_main")

    def engines(self) -> list[int]:
        """Return the processes of layout engines, and what they have forked."""
        return self.others("fork_server")

    def interrupt(self) -> None:
        """Press Ctrl-C: every process of the group hears it."""
        os.killpg(self.process.pid, signal.SIGINT)

    def end(self) -> tuple[int, str, str]:
        """Wait for its end; return the exit code and what it has printed."""
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err

    def wait_until_nobody_is_left(self) -> None:
        """Wait for the end of all processes that worked for it; fail if that takes long."""
        deadline = time.monotonic() + PATIENCE / 10
        while left := self.others():
            assert time.monotonic() < deadline, left
            time.sleep(0.05)
